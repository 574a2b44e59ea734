//! Emergency access: one's own requests, and those to the agency whose keys one holds.

use std::sync::Arc;

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use access::{Actor, Permit, Thing};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
};

use super::shared::Shared;
use crate::{
    actions::{glass, keyring::agency_of},
    model::{AgencyGlasses, GlassRow},
    person::broken,
    rights::AskBreakGlass,
    store,
};

/// The list.
pub(super) const ADDRESS: &str = "/khoa/khan-cap";

#[derive(Template)]
#[template(path = "sign_in/glass.html")]
struct GlassPage {
    page: Page,
    may_ask: bool,
    own: Vec<GlassRow>,
    agency: Option<AgencyGlasses>,
    refused: Option<String>,
    shared: Arc<Shared>,
}

impl GlassPage {
    fn record_page(&self, row: &GlassRow) -> Option<String> {
        row.holds_until().and_then(|_| self.shared.page_of(&row.glass.record))
    }
}

/// The person who asks, and the right to be here: nobody who works with nothing sealed learns that there is this page.
pub(super) fn permit(visit: &Visit) -> Result<(&Actor, Permit<AskBreakGlass>), Problem> {
    let actor = visit.actor()?;
    let permit = visit.permit::<AskBreakGlass>(&Thing::of(actor.ground))?;
    agency_of(actor)?;
    Ok((actor, permit))
}

async fn draw(visit: &Visit, services: &Services, shared: Arc<Shared>, refused: Option<&'static str>) -> Answer {
    let (actor, _) = permit(visit)?;
    let (mut q, now, agency) = (&services.db, services.context.now(), agency_of(actor)?);
    let is_member = store::glass::is_member(&mut q, agency, &actor.account).await.map_err(broken)?;
    let agency =
        if is_member { Some(store::glass::of_agency(&mut q, agency, now).await.map_err(broken)?) } else { None };
    let page = visit.page(visit.tr.t("sign-in-glass-title")).back("/khoa", visit.tr.t("sign-in-keys-title"));
    let template = GlassPage {
        page: if refused.is_some() { page.refused() } else { page },
        may_ask: glass::may_ask(services, actor).await?,
        own: store::glass::of_account(&mut q, &actor.account, now).await.map_err(broken)?,
        agency,
        refused: refused.map(|key| visit.tr.t(key)),
        shared,
    };
    if refused.is_some() { invalid(&template) } else { html(&template) }
}

/// The page.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
) -> Answer {
    draw(&visit, &services, shared, None).await
}

/// Whoever got it, or who holds the keys, ends one before its time.
pub(super) async fn end(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let (actor, permit) = permit(&visit)?;
    match glass::end(&services, actor, &permit, &id).await? {
        Ok(()) => redirect_with(ADDRESS, "sign-in-glass-flash-ended", None),
        Err(against) => draw(&visit, &services, shared, Some(against.0)).await,
    }
}
