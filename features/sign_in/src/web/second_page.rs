//! The second proof at the sign-in: a code of the generator, a recovery code, or a passkey (ux.md SC-C1).

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
};

use super::{
    START, cookie,
    kept::{self, Kept},
    shared::Shared,
};
use crate::{
    actions::{Proved, enter, prove},
    model::{Ends, Found, Stage, local_path},
    store,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    tiep: String,
}

#[derive(Template)]
#[template(path = "sign_in/second.html")]
struct SecondPage {
    page: Page,
    errors: Errors,
    next: String,
    kept: Option<Kept>,
    has_passkeys: bool,
}

/// The page, right after the password or by itself.
pub(super) fn draw(visit: &Visit, shared: &Shared, headers: &HeaderMap, next: &str, kept: Option<Kept>) -> Answer {
    let page = visit.page(visit.tr.t("sign-in-second-title"));
    let has_passkeys = shared.site_at(headers).is_some();
    html(&SecondPage { page, errors: Errors::new(), next: next.to_owned(), kept, has_passkeys })
}

/// The page by itself; without a session that waits for a second proof it leads to the sign-in page.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Answer {
    if waiting(&services, &headers).await?.is_none() {
        return redirect("/dang-nhap");
    }
    draw(&visit, &shared, &headers, local_path(&asked.tiep).unwrap_or_default(), None)
}

/// The session of this browser that waits for a second proof.
async fn waiting(services: &Services, headers: &HeaderMap) -> Result<Option<(Found, String)>, Problem> {
    let Some(secret) = cookie::secret(services, headers) else { return Ok(None) };
    let found = store::find(&services.db, &secret).await?;
    let found = found.filter(|one| one.stage == Stage::Second && one.at(services.context.now()) == Ends::Open);
    Ok(found.map(|found| (found, secret)))
}

/// Takes a code.
pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let Some((found, secret)) = waiting(&services, &headers).await? else { return redirect("/dang-nhap") };
    let next = local_path(posted.raw("tiep")).unwrap_or_default().to_owned();
    let kept = Kept::from_form(&posted);
    let mut errors = Errors::new();
    match prove(&services, &found.actor.account, &posted.line("ma")).await? {
        Proved::Right => {
            let owner = match &kept {
                Some(kept) => kept.owner(&services).await?,
                None => None,
            };
            let kept = kept.filter(|_| owner.as_deref() == Some(found.actor.account.as_str()));
            let session = enter(&services, &found.actor.account, found.mood, Some(&secret)).await?;
            let mut answer = match kept {
                Some(kept) => kept::show(&visit, kept, &session)?,
                None => redirect(if next.is_empty() { START } else { &next })?,
            };
            cookie::set(&mut answer, &services, &session);
            return Ok(answer);
        }
        Proved::Wrong => errors.add("ma", visit.tr.t("sign-in-second-wrong")),
        Proved::Locked { until } => errors.add("ma", visit.tr.of("sign-in-second-locked", i18n::date_time(until))),
    }
    let page = visit.page(visit.tr.t("sign-in-second-title")).refused();
    invalid(&SecondPage { page, errors, next, kept, has_passkeys: shared.site_at(&headers).is_some() })
}
