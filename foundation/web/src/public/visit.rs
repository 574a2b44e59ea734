//! One request at the public door.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequest, FromRequestParts, OriginalUri, Request},
    http::{Extensions, Uri, request::Parts},
};
use guard::{Crowd, DECOY_FIELD, Purpose, Sent, TICKET_FIELD, Ticket, WORK_FIELD};
use i18n::{Lang, Translator};

use super::PublicPage;
use crate::{Posted, Problem, Services};

/// One request of somebody who is nobody: a language and a crowd, no name, no address, no agent.
#[derive(Debug, Clone)]
pub struct PublicVisit {
    /// The words in the visitor's language, which the path chooses (`/en/…`): no cookie is needed for it.
    pub tr: Translator,
    /// The path asked for, without the language.
    pub path: String,
    services: Services,
    crowd: Crowd,
}

impl PublicVisit {
    pub(crate) fn of(services: &Services, uri: &Uri, extensions: &Extensions) -> Self {
        let (lang, path) = split_language(uri.path());
        let crowd = extensions.get::<Crowd>().copied().unwrap_or(Crowd::UNKNOWN);
        let tr = Translator::new(Arc::clone(&services.catalogue), lang);
        Self { tr, path: path.to_owned(), services: services.clone(), crowd }
    }

    /// The frame of a page whose title may say what it is about.
    pub fn page(&self, title: impl Into<String>) -> PublicPage {
        PublicPage::new(self.tr.clone(), title.into(), self.path.clone(), Arc::clone(&self.services.site))
    }

    /// The frame of a page of which history and tab say nothing (ux.md S-07): every step that is a visitor's own.
    pub fn neutral_page(&self) -> PublicPage {
        self.page(self.tr.t("public-neutral-title")).neutral()
    }

    /// A path of this door in the visitor's language.
    pub fn link(&self, path: &str) -> String {
        link(self.tr.lang(), path)
    }

    /// The people behind the same network prefix, for the guard.
    pub fn crowd(&self) -> Crowd {
        self.crowd
    }

    /// A ticket for a form that is shown now (see [`guard::Guard::ticket`]).
    pub fn ticket(&self, purpose: Purpose, bound: &[u8]) -> Ticket {
        self.services.guard.ticket(purpose, bound, self.crowd)
    }
}

/// The language of a path and the path without it.
fn split_language(path: &str) -> (Lang, &str) {
    for lang in Lang::ALL {
        if let Some(rest) = path.strip_prefix('/').and_then(|rest| rest.strip_prefix(lang.code()))
            && (rest.is_empty() || rest.starts_with('/'))
        {
            return (lang, if rest.is_empty() { "/" } else { rest });
        }
    }
    (Lang::Vi, path)
}

/// A path in a language: Vietnamese has none before it.
pub(super) fn link(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Vi, path) => path.to_owned(),
        (other, "/") => format!("/{}", other.code()),
        (other, path) => format!("/{}{path}", other.code()),
    }
}

impl FromRequestParts<Services> for PublicVisit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        Ok(Self::of(services, uri, &parts.extensions))
    }
}

/// A form of the public door. It carries no token: one that was sent from elsewhere is refused by its `Origin` and
/// `Sec-Fetch-Site`, and there is no session to misuse.
#[derive(Debug, Clone, Default)]
pub struct PublicPosted(pub Posted);

impl PublicPosted {
    /// What the form brought for the guard. `files` as the handler counts them.
    pub fn sent(&self, files: usize) -> Sent<'_> {
        Sent { ticket: self.0.raw(TICKET_FIELD), work: self.0.raw(WORK_FIELD), decoy: self.0.raw(DECOY_FIELD), files }
    }
}

impl FromRequest<Services> for PublicPosted {
    type Rejection = Problem;

    async fn from_request(request: Request, services: &Services) -> Result<Self, Problem> {
        Posted::read(request, services).await.map(Self)
    }
}
