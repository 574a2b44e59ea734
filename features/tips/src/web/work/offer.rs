//! An offer that waits for a signature: taking it back, giving it back.

use ::web::{Answer, Errors, Posted, Services, Visit, redirect_with};
use axum::extract::{Path, State};

use super::{
    Key,
    detail::{self, Typed},
    opener,
};
use crate::{
    actions,
    error::{Result, TipError},
};

pub(super) async fn withdraw(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let reason = posted.text("ly_do_rut");
    let typed = (reason.as_str(), base(&posted));
    match actions::withdraw(&services, visit.actor()?, opener(&key), id.parse()?, typed).await {
        Ok(()) => redirect_with(format!("/tin-bao/{id}"), "tips-offer-flash-withdrawn", None),
        Err(TipError::Stale) => redirect_with(format!("/tin-bao/{id}"), "tips-offer-flash-gone", None),
        refused => again(&visit, &services, &key, &id, (reason, refused)).await,
    }
}

pub(super) async fn decline(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let reason = posted.text("ly_do_tu_choi");
    let typed = (reason.as_str(), base(&posted));
    match actions::decline(&services, visit.actor()?, opener(&key), id.parse()?, typed).await {
        // Whoever gave it back does not see it any more.
        Ok(()) => redirect_with("/tin-bao", "tips-offer-flash-declined", None),
        Err(TipError::Stale) => redirect_with("/tin-bao", "tips-offer-flash-gone", None),
        refused => again(&visit, &services, &key, &id, (reason, refused)).await,
    }
}

fn base(posted: &Posted) -> i64 {
    posted.line("phien_ban").parse().unwrap_or(0)
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(
    visit: &Visit,
    services: &Services,
    key: &Key,
    id: &str,
    (reason, refused): (String, Result<()>),
) -> Answer {
    let mut errors = Errors::new();
    match refused {
        Err(TipError::Invalid(faults)) => {
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
        }
        Err(TipError::Path(key)) => errors.add("ly_do_rut", visit.tr.t(key)),
        Err(error) => return Err(error.into()),
        Ok(()) => {}
    }
    detail::draw(visit, services, key, id, (Typed { reason, ..Typed::default() }, errors)).await
}
