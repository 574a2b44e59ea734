//! The one connection of this room to the outside: to the provider that the operator names, and with limits.

use std::{pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http, url::Url};
use reqwest::{Certificate, redirect::Policy};
use thiserror::Error;

/// Nobody waits longer for the provider.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// What a provider says of itself is a few kilobytes; so are its keys and a token.
const LONGEST_ANSWER: usize = 512 * 1024;

/// No answer that could be judged.
#[derive(Debug, Error)]
pub(super) enum NoAnswer {
    /// The network, or TLS.
    #[error(transparent)]
    Network(#[from] reqwest::Error),
    /// It says that it is broken.
    #[error("status {0}")]
    Broken(u16),
    /// It never ends.
    #[error("the answer is too long")]
    TooLong,
    /// The answer does not fit together.
    #[error(transparent)]
    Http(#[from] http::Error),
}

/// Asks a provider.
#[derive(Debug)]
pub(super) struct Wire {
    client: reqwest::Client,
    is_here: bool,
}

impl Wire {
    /// Follows no redirect: an answer that leads elsewhere could reach what only this machine reaches.
    pub(super) fn new(authority: Option<&[u8]>, is_here: bool) -> Result<Self, String> {
        let builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .https_only(!is_here)
            .connect_timeout(LONGEST_WAIT / 2)
            .timeout(LONGEST_WAIT)
            .referer(false);
        let builder = match authority {
            Some(pem) => {
                let certificates = Certificate::from_pem_bundle(pem).map_err(|error| error.to_string())?;
                if certificates.is_empty() {
                    return Err("no certificate in the file".to_owned());
                }
                builder.tls_certs_only(certificates)
            }
            None => builder,
        };
        Ok(Self { client: builder.build().map_err(|error| error.to_string())?, is_here })
    }

    /// Whether an address that the provider names may be used.
    pub(super) fn may_reach(&self, address: &Url) -> bool {
        address.scheme() == "https" || (self.is_here && is_this_machine(address))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let mut answer = self.client.execute(request.try_into()?).await?;
        if answer.status().is_server_error() {
            return Err(NoAnswer::Broken(answer.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(NoAnswer::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = http::Response::builder().status(answer.status());
        if let Some(headers) = response.headers_mut() {
            headers.clone_from(answer.headers());
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

/// Whether an address leads to this very machine, where nobody listens in between.
pub(super) fn is_this_machine(address: &Url) -> bool {
    address.scheme() == "http" && matches!(address.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}
