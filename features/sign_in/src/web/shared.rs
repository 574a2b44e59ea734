//! What the pages of this room share within one program: the site as passkeys know it, the provider of sign-in, and the
//! count of wrong codes.

use std::sync::{Mutex, PoisonError};

use ::web::Problem;
use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use vault::SealedColumn;

use crate::{Openable, Provider, Settings, actions::passkey::Site};

/// So many wrong codes a minute get the ordinary answer.
const A_MINUTE: u32 = 60;

/// Shared by all requests.
#[derive(Debug)]
pub(super) struct Shared {
    /// The address of the work door and the site of it, where passkeys can be used.
    site: Option<(String, Site)>,
    /// The provider of sign-in, where the installation has one.
    provider: Option<Provider>,
    /// What may be opened in an emergency.
    openable: Vec<Openable>,
    /// Every sealed column of the house.
    sealed: Vec<&'static SealedColumn>,
    /// Minute since 1970, and wrong codes within it.
    wrong_codes: Mutex<(i64, u32)>,
}

/// What the page says of a wrong code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// That it is wrong.
    Wrong,
    /// That there were too many, whatever this one is.
    TooMany,
}

impl Shared {
    pub(super) fn new(settings: &Settings) -> Self {
        let site = settings.origin.as_ref().and_then(|origin| Some((origin.clone(), Site::of(origin)?)));
        Self {
            site,
            provider: settings.provider.clone(),
            openable: settings.openable.clone(),
            sealed: settings.sealed.clone(),
            wrong_codes: Mutex::default(),
        }
    }

    /// The site, where the browser stands on it: at another address of the same program no passkey works.
    pub(super) fn site_at(&self, headers: &HeaderMap) -> Option<&Site> {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        self.site.as_ref().map(|(_, site)| site).filter(|site| site.is_at(host))
    }

    /// The address at which passkeys work.
    pub(super) fn site_address(&self) -> Option<&str> {
        self.site.as_ref().map(|(address, _)| address.as_str())
    }

    /// The provider of sign-in; without one its pages are not there.
    pub(super) fn provider(&self) -> Result<&Provider, Problem> {
        self.provider.as_ref().ok_or(Problem::NotFound)
    }

    /// What the sign-in page calls the provider.
    pub(super) fn provider_label(&self) -> Option<String> {
        self.provider.as_ref().map(|provider| provider.label().to_owned())
    }

    /// What may be opened in an emergency.
    pub(super) fn openable(&self) -> &[Openable] {
        &self.openable
    }

    /// The page of a sealed record, where one is known.
    pub(super) fn page_of(&self, (kind, id): &(String, String)) -> Option<String> {
        self.openable.iter().find(|one| one.kind == kind).map(|one| one.page.replace("{id}", id))
    }

    /// Every sealed column of the house.
    pub(super) fn sealed(&self) -> &[&'static SealedColumn] {
        &self.sealed
    }

    /// Notes one wrong code: a flood learns nothing, and a right code still works (ux.md TM7).
    ///
    /// A code has 80 bits, so guessing is hopeless; the brake keeps a flood from filling logs and tells operators. It
    /// never locks anybody out: it stands behind the look-up, which costs microseconds.
    pub(super) fn note_wrong_code(&self, now: Timestamp) -> Told {
        let mut minute = self.wrong_codes.lock().unwrap_or_else(PoisonError::into_inner);
        let this = now.as_second() / 60;
        if minute.0 != this {
            *minute = (this, 0);
        }
        minute.1 = minute.1.saturating_add(1);
        if minute.1 == A_MINUTE + 1 {
            tracing::warn!("very many wrong codes within a minute");
        }
        if minute.1 > A_MINUTE { Told::TooMany } else { Told::Wrong }
    }
}
