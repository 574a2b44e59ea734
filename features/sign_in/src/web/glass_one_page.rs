//! One request for emergency access, for those who hold the keys: why, and what is decided and found.

use std::sync::Arc;

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::{Action, Permit, Thing};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};
use vault::Opener;

use super::{glass_page::ADDRESS, shared::Shared};
use crate::{
    actions::{
        glass,
        keyring::{Against, Done},
    },
    model::GlassRow,
    person::broken,
    rights::{DecideBreakGlass, ReviewBreakGlass},
    store,
};

/// The key that the session brought, where it was opened with the password.
type Key = Option<Extension<Opener>>;

#[derive(Template)]
#[template(path = "sign_in/glass_one.html")]
struct OnePage {
    page: Page,
    row: GlassRow,
    reason: String,
    record_page: Option<String>,
    is_mine: bool,
    is_of_me: bool,
    may_review: bool,
    refused: Option<String>,
}

impl OnePage {
    fn at(&self, what: &str) -> String {
        format!("{ADDRESS}/{}/{what}", self.row.glass.id)
    }
}

/// The permit and the key; without either the person proves anew who is there, and comes back to the request.
fn armed<A: Action>(visit: &Visit, key: Key, id: &str) -> Result<(Permit<A>, Opener), Problem> {
    let step_up = || Problem::StepUp { next: format!("{ADDRESS}/{id}") };
    let permit = match visit.permit::<A>(&Thing::of(visit.actor()?.ground)) {
        Err(Problem::StepUp { .. }) => return Err(step_up()),
        permit => permit?,
    };
    let Extension(opener) = key.ok_or_else(step_up)?;
    Ok((permit, opener))
}

async fn draw(
    visit: &Visit,
    services: &Services,
    shared: &Shared,
    opener: &Opener,
    (id, refused): (&str, Option<Against>),
) -> Answer {
    let (mut q, actor) = (&services.db, visit.actor()?);
    let found = glass::find(&mut q, actor, id).await?;
    let reason = vault::break_glass_reason(&mut q, opener, id).await.map_err(broken)?;
    let row = store::glass::one(&mut q, found, services.context.now()).await.map_err(broken)?;
    let row = row.ok_or(Problem::NotFound)?;
    let page = visit.page(visit.tr.t("sign-in-glass-one-title")).back(ADDRESS, visit.tr.t("sign-in-glass-title"));
    let template = OnePage {
        page: if refused.is_some() { page.refused() } else { page },
        reason: reason.to_string(),
        record_page: shared.page_of(&row.glass.record),
        is_mine: row.glass.account == actor.account,
        is_of_me: row.is_of(&actor.account),
        may_review: services.policy.may::<ReviewBreakGlass>(actor),
        refused: refused.map(|against| visit.tr.t(against.0)),
        row,
    };
    if template.refused.is_some() { invalid(&template) } else { html(&template) }
}

/// The page.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    key: Key,
    Path(id): Path<String>,
) -> Answer {
    let (_, opener) = armed::<DecideBreakGlass>(&visit, key, &id)?;
    draw(&visit, &services, &shared, &opener, (&id, None)).await
}

/// After something was done: the page again, with what was done or why not.
async fn told(
    visit: &Visit,
    services: &Services,
    shared: &Shared,
    opener: &Opener,
    (id, done, key): (&str, Done, &'static str),
) -> Answer {
    match done? {
        Ok(()) => redirect_with(format!("{ADDRESS}/{id}"), key, None),
        Err(against) => draw(visit, services, shared, opener, (id, Some(against))).await,
    }
}

/// The asker may see the record.
pub(super) async fn grant(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    key: Key,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (permit, opener) = armed(&visit, key, &id)?;
    let done = glass::grant(&services, visit.actor()?, &permit, &opener, &id).await;
    told(&visit, &services, &shared, &opener, (&id, done, "sign-in-glass-flash-granted")).await
}

/// The asker may not.
pub(super) async fn refuse(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    key: Key,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (permit, opener) = armed(&visit, key, &id)?;
    let done = glass::refuse(&services, visit.actor()?, &permit, &opener, &id).await;
    told(&visit, &services, &shared, &opener, (&id, done, "sign-in-glass-flash-refused")).await
}

/// A third person signs what was found.
pub(super) async fn review(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (permit, opener) = armed(&visit, key, &id)?;
    let found = (id.as_str(), &*posted.line("ket_luan"), shared.sealed());
    let done = glass::review(&services, visit.actor()?, &permit, &opener, found).await;
    told(&visit, &services, &shared, &opener, (&id, done, "sign-in-glass-flash-reviewed")).await
}
