//! A provider of sign-in by OpenID Connect that the operator names: the national one, or a province's own.
//!
//! Code flow with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9700). Asked for is `openid` alone:
//! issuer and subject tell who it is, and nothing else is wanted of a person. What the provider says of itself is
//! remembered for some minutes; a signature that fits no remembered key is judged once more with fresh keys.

mod wire;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use jiff::Timestamp;
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError,
    IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, TokenResponse as _,
    core::{CoreClient, CoreIdToken, CoreJwsSigningAlgorithm as Alg, CoreProviderMetadata, CoreResponseType},
};
use secrecy::{ExposeSecret as _, SecretString};
use thiserror::Error;

use wire::{NoAnswer, Wire};

/// Where the provider sends the browser back to, under the address of the work door.
pub(crate) const RETURN_PATH: &str = "/dang-nhap/oidc/ve";
/// What the provider says of itself is asked for anew after so many seconds.
const REMEMBERED_SECONDS: i64 = 600;
/// The provider's clock may be ahead by so many seconds.
const AHEAD_SECONDS: u64 = 60;
/// OpenID Connect Core 1.0 §2: a subject has at most 255 ASCII characters.
const LONGEST_SUBJECT: usize = 255;
/// Signatures that only the provider can make; never `none`, and never one under the shared client secret.
const ALGORITHMS: [Alg; 9] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPkcs1V15Sha384,
    Alg::RsaSsaPkcs1V15Sha512,
    Alg::RsaSsaPssSha256,
    Alg::RsaSsaPssSha384,
    Alg::RsaSsaPssSha512,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
];

/// What the operator says about a provider.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Its address as it names itself, as `https://sso.tinh.example/realms/can-bo`.
    pub issuer: String,
    /// The name under which this installation is registered there.
    pub client_id: String,
    /// The secret of the registration, where it has one.
    pub client_secret: Option<SecretString>,
    /// What the button on the sign-in page calls it.
    pub label: String,
    /// Certificates in PEM form that are trusted for it in place of the machine's, where it has its own authority.
    pub authority: Option<Vec<u8>>,
}

/// Why a provider cannot be used as configured.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadProvider {
    /// The issuer is no `https` address (`http` only on this very machine).
    #[error("the issuer must be an https address")]
    Issuer,
    /// The address of the work door is missing or is none.
    #[error("[work] origin is needed: the provider sends the browser back to it")]
    Origin,
    /// Name of the registration or label is empty or too long.
    #[error("client_id and label must have 1 to 255 and 1 to 60 characters")]
    Words,
    /// The certificates cannot be read, or the connection cannot be prepared.
    #[error("the certificates of the provider's authority cannot be used: {0}")]
    Authority(String),
}

/// Why the provider told nobody's name. The text is for the log of the program.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum NotTold {
    /// It does not answer, or answers that it is broken.
    #[error("the provider does not answer: {0}")]
    Down(String),
    /// It answers what must not be believed.
    #[error("the provider answers wrongly: {0}")]
    Wrong(String),
}

/// Somebody as a provider knows them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Identity {
    pub(crate) issuer: String,
    pub(crate) subject: String,
}

/// A provider, ready to be asked; copies share what is remembered.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    label: String,
    wire: Wire,
    /// What it last said of itself, and when.
    known: Mutex<Option<(Timestamp, Arc<CoreProviderMetadata>)>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Provider").field(&self.0.issuer.as_str()).finish()
    }
}

impl Provider {
    /// The provider of these settings, for the work door at `origin`. Asks nothing yet.
    ///
    /// # Errors
    /// [`BadProvider`] when the settings cannot work.
    pub fn new(settings: &ProviderSettings, origin: Option<&str>) -> Result<Self, BadProvider> {
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| BadProvider::Issuer)?;
        let is_here = wire::is_this_machine(issuer.url());
        if !is_here && issuer.url().scheme() != "https" {
            return Err(BadProvider::Issuer);
        }
        let origin = origin.map(|origin| origin.trim_end_matches('/')).ok_or(BadProvider::Origin)?;
        let redirect = RedirectUrl::new(format!("{origin}{RETURN_PATH}")).map_err(|_| BadProvider::Origin)?;
        let label = base::one_line(&settings.label);
        if !(1..=60).contains(&label.chars().count()) || !(1..=255).contains(&settings.client_id.len()) {
            return Err(BadProvider::Words);
        }
        let secret = settings.client_secret.as_ref().map(|secret| ClientSecret::new(secret.expose_secret().to_owned()));
        Ok(Self(Arc::new(Inner {
            client_id: ClientId::new(settings.client_id.clone()),
            client_secret: secret,
            wire: Wire::new(settings.authority.as_deref(), is_here).map_err(BadProvider::Authority)?,
            known: Mutex::default(),
            issuer,
            redirect,
            label,
        })))
    }

    /// What the button calls it.
    pub(crate) fn label(&self) -> &str {
        &self.0.label
    }

    /// Its address as it names itself.
    pub(crate) fn issuer(&self) -> &str {
        self.0.issuer.as_str()
    }

    /// Where a browser is sent to say who is there.
    pub(crate) async fn address(
        &self,
        now: Timestamp,
        state: &str,
        nonce: &str,
        verifier: &str,
    ) -> Result<String, NotTold> {
        let client = self.client(&self.metadata(now).await?);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned()));
        let (state, nonce) = (state.to_owned(), nonce.to_owned());
        let (address, ..) = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .set_pkce_challenge(challenge)
            .url();
        if !self.0.wire.may_reach(&address) {
            return Err(NotTold::Wrong("its page of sign-in is not https".to_owned()));
        }
        Ok(address.into())
    }

    /// Exchanges the code that the browser brought back for the name of who is there.
    pub(crate) async fn identity(
        &self,
        now: Timestamp,
        code: &str,
        nonce: &str,
        verifier: &str,
    ) -> Result<Identity, NotTold> {
        let token = self.token(now, code, verifier).await?;
        let nonce = Nonce::new(nonce.to_owned());
        match judge(&self.client(&self.metadata(now).await?), &token, &nonce, now) {
            // Perhaps it signs with new keys since it was last asked.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                judge(&self.client(&self.fetch(now).await?), &token, &nonce, now)
            }
            judged => judged,
        }
        .map_err(|error| NotTold::Wrong(error.to_string()))
    }

    async fn token(&self, now: Timestamp, code: &str, verifier: &str) -> Result<CoreIdToken, NotTold> {
        let wrong = |text: &dyn fmt::Display| NotTold::Wrong(text.to_string());
        let answer = self
            .client(&self.metadata(now).await?)
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| wrong(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
            .request_async(&self.0.wire)
            .await
            .map_err(|error| match error {
                RequestTokenError::Request(error) => NotTold::Down(error.to_string()),
                RequestTokenError::ServerResponse(answer) => wrong(&answer.error()),
                RequestTokenError::Parse(..) | RequestTokenError::Other(_) => wrong(&"an answer that nobody reads"),
            })?;
        answer.id_token().cloned().ok_or_else(|| wrong(&"no ID token"))
    }

    /// What it says of itself, with its keys; remembered for some minutes.
    async fn metadata(&self, now: Timestamp) -> Result<Arc<CoreProviderMetadata>, NotTold> {
        let known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((at, metadata)) if now.duration_since(at).as_secs().abs() < REMEMBERED_SECONDS => Ok(metadata),
            _ => self.fetch(now).await,
        }
    }

    async fn fetch(&self, now: Timestamp) -> Result<Arc<CoreProviderMetadata>, NotTold> {
        let metadata =
            CoreProviderMetadata::discover_async(self.0.issuer.clone(), &self.0.wire).await.map_err(refused)?;
        let metadata = Arc::new(metadata);
        *self.0.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&metadata)));
        Ok(metadata)
    }

    fn client(&self, metadata: &Arc<CoreProviderMetadata>) -> Client {
        let Inner { client_id, client_secret, redirect, .. } = &*self.0;
        CoreClient::from_provider_metadata(
            CoreProviderMetadata::clone(metadata),
            client_id.clone(),
            client_secret.clone(),
        )
        .set_redirect_uri(redirect.clone())
    }
}

/// The library's client as it comes from what a provider says of itself.
type Client = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

fn refused(error: DiscoveryError<NoAnswer>) -> NotTold {
    match error {
        DiscoveryError::Request(error) => NotTold::Down(error.to_string()),
        error => NotTold::Wrong(error.to_string()),
    }
}

/// Judges an ID token (OpenID Connect Core 1.0 §3.1.3.7): signature, issuer, audience, time, nonce.
fn judge(
    client: &Client,
    token: &CoreIdToken,
    nonce: &Nonce,
    now: Timestamp,
) -> Result<Identity, ClaimsVerificationError> {
    let now = SystemTime::from(now);
    let latest = now + std::time::Duration::from_secs(AHEAD_SECONDS);
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now.into())
        .set_issue_time_verifier_fn(move |at| {
            if SystemTime::from(at) <= latest { Ok(()) } else { Err("issued in the future".to_owned()) }
        });
    let claims = token.claims(&verifier, nonce)?;
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT || !subject.chars().all(|ch| matches!(ch, ' '..='~')) {
        return Err(ClaimsVerificationError::InvalidSubject("not 1 to 255 visible ASCII characters".to_owned()));
    }
    Ok(Identity { issuer: claims.issuer().as_str().to_owned(), subject: subject.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str) -> ProviderSettings {
        ProviderSettings {
            issuer: issuer.to_owned(),
            client_id: "la-chan".to_owned(),
            client_secret: None,
            label: "Cổng đăng nhập của tỉnh".to_owned(),
            authority: None,
        }
    }

    #[test]
    fn a_provider_is_reached_by_https_or_stands_on_this_machine() {
        let origin = Some("https://138.tinh.example");
        for good in ["https://sso.tinh.example", "http://127.0.0.1:9", "http://localhost:9/realms/a"] {
            assert!(Provider::new(&settings(good), origin).is_ok(), "{good}");
        }
        for bad in ["http://sso.tinh.example", "http://127.0.0.1.example", "ftp://127.0.0.1", "", "sso.tinh.example"] {
            assert_eq!(Provider::new(&settings(bad), origin).unwrap_err(), BadProvider::Issuer, "{bad}");
        }
    }

    #[test]
    fn what_is_missing_is_told() {
        let good = settings("https://sso.tinh.example");
        let origin = Some("https://138.tinh.example");
        let nameless = ProviderSettings { label: " ".to_owned(), ..good.clone() };
        let broken = ProviderSettings { authority: Some(b"no certificate".to_vec()), ..good.clone() };

        assert_eq!(Provider::new(&good, None).unwrap_err(), BadProvider::Origin);
        assert_eq!(Provider::new(&nameless, origin).unwrap_err(), BadProvider::Words);
        assert!(matches!(Provider::new(&broken, origin).unwrap_err(), BadProvider::Authority(_)));
    }
}
