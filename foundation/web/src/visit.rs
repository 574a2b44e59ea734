//! Who asks, in which language, and what is to be told on the next page.

use std::{convert::Infallible, sync::Arc};

use access::{Action, Actor, Permit, Refused, Scope, Thing};
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, header, request::Parts},
};
use i18n::{Lang, Translator};

use crate::{Problem, Services, page::Page};

/// The signed-in session, put into the request by the sign-in feature.
#[derive(Debug, Clone)]
pub struct Session {
    /// The person.
    pub actor: Arc<Actor>,
    /// The token that every form of this session carries.
    pub csrf: String,
}

/// One request, as a handler sees it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The words in the visitor's language.
    pub tr: Translator,
    /// The path and query asked for.
    pub path: String,
    services: Services,
    session: Option<Session>,
    csrf: String,
    flash: Option<String>,
}

impl Visit {
    /// The person, or a turn to the sign-in page.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.session
            .as_ref()
            .map(|session| session.actor.as_ref())
            .ok_or_else(|| Problem::SignIn { next: self.path.clone() })
    }

    /// Asks the policy for one thing; a refusal reads "not found".
    pub fn permit<A: Action>(&self, thing: &Thing) -> Result<Permit<A>, Problem> {
        self.services.policy.permit::<A>(self.actor()?, thing).map_err(|refused| self.problem(refused))
    }

    /// Whether the policy lets the person do `A` to the thing: decides whether a button is shown.
    pub fn may<A: Action>(&self, thing: &Thing) -> bool {
        self.permit::<A>(thing).is_ok()
    }

    /// Asks the policy for a list; a refusal reads "not found".
    pub fn scope<A: Action>(&self) -> Result<Scope<A>, Problem> {
        self.services.policy.scope::<A>(self.actor()?).map_err(|refused| self.problem(refused))
    }

    /// A refusal as the visitor meets it: after a step up this very page is asked for again.
    fn problem(&self, refused: Refused) -> Problem {
        match refused {
            Refused::No => Problem::NotFound,
            Refused::StepUp => Problem::StepUp { next: self.path.clone() },
        }
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.tr.lang()
    }

    /// The token that forms of this visit carry.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The frame of a page with this title, already translated.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let nav = match &self.session {
            Some(session) => Page::nav(&self.services, &session.actor, &self.tr, &self.path),
            None => Vec::new(),
        };
        Page {
            tr: self.tr.clone(),
            title: title.into(),
            actor: self.session.as_ref().map(|session| Arc::clone(&session.actor)),
            csrf: self.csrf.clone(),
            nav,
            flash: self.flash.clone(),
            back: None,
            path: self.path.clone(),
            has_errors: false,
            wide: false,
            refresh: None,
        }
    }
}

/// The value of a cookie, the first if there are several.
pub fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The token of a visitor who has not signed in, put into the request by [`crate::around`].
#[derive(Debug, Clone)]
pub(crate) struct EarlyToken(pub(crate) String);

impl FromRequestParts<Services> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Infallible> {
        let lang = Lang::from_code(cookie_value(&parts.headers, "lachan_lang").as_deref().unwrap_or("vi"));
        let tr = Translator::new(Arc::clone(&services.catalogue), lang);
        let session = parts.extensions.get::<Session>().cloned();
        let csrf = match &session {
            Some(session) => session.csrf.clone(),
            None => parts.extensions.get::<EarlyToken>().map(|early| early.0.clone()).unwrap_or_default(),
        };
        let path = OriginalUri::from_request_parts(parts, services)
            .await
            .map(|uri| uri.0.path_and_query().map(ToString::to_string).unwrap_or_default())
            .unwrap_or_default();
        let flash = cookie_value(&parts.headers, "lachan_flash").and_then(|value| flash_text(&tr, services, &value));
        Ok(Self { tr, path, services: services.clone(), session, csrf, flash })
    }
}

/// A flash cookie holds a message key and perhaps a number: `plans-flash-added.3`.
fn flash_text(tr: &Translator, services: &Services, value: &str) -> Option<String> {
    let (key, number) = value.split_once('.').unwrap_or((value, ""));
    if !services.catalogue.has(key) {
        return None;
    }
    Some(tr.of(key, number.parse::<i64>().unwrap_or(0)))
}
