//! The form with which somebody without the keys asks to see one record.

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
};

use super::{
    glass_page::{ADDRESS, permit},
    shared::Shared,
};
use crate::{
    actions::{
        glass::{self, Asked, Wanted},
        keyring::agency_of,
    },
    model::KeyHolder,
    person::broken,
    store,
};

/// How long is proposed.
const MINUTES: &str = "30";

#[derive(Debug, serde::Deserialize)]
pub(super) struct Named {
    /// The record, where another page leads here.
    #[serde(default)]
    tin: String,
}

#[derive(Template)]
#[template(path = "sign_in/glass_ask.html")]
struct AskPage {
    page: Page,
    errors: Errors,
    kinds: Vec<(String, String)>,
    wanted: Wanted,
    holders: Vec<KeyHolder>,
    longest: i64,
}

async fn draw(visit: &Visit, services: &Services, shared: &Shared, (wanted, errors): (Wanted, Errors)) -> Answer {
    let (mut q, agency) = (&services.db, agency_of(visit.actor()?)?);
    let page = visit.page(visit.tr.t("sign-in-glass-ask-title")).back(ADDRESS, visit.tr.t("sign-in-glass-title"));
    let kinds = shared.openable().iter().map(|one| {
        let words = visit.tr.t(&format!("sign-in-glass-kind-{}", one.kind));
        (one.kind.to_owned(), words)
    });
    let template = AskPage {
        page: if errors.is_empty() { page } else { page.refused() },
        kinds: kinds.collect(),
        holders: store::keyring::holders(&mut q, agency).await.map_err(broken)?,
        longest: vault::LONGEST_MINUTES,
        wanted,
        errors,
    };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

/// The form.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    Query(named): Query<Named>,
) -> Answer {
    let (actor, _) = permit(&visit)?;
    let first = shared.openable().first().ok_or(Problem::NotFound)?;
    if !glass::may_ask(&services, actor).await? {
        return Err(Problem::NotFound);
    }
    let (kind, record) = (first.kind.to_owned(), base::one_line(&named.tin));
    let wanted = Wanted { kind, record, minutes: MINUTES.to_owned(), reason: String::new() };
    draw(&visit, &services, &shared, (wanted, Errors::new())).await
}

/// Sends it to those who hold the keys.
pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    posted: Posted,
) -> Answer {
    let (actor, permit) = permit(&visit)?;
    if !glass::may_ask(&services, actor).await? {
        return Err(Problem::NotFound);
    }
    let wanted = Wanted {
        kind: posted.line("loai"),
        record: posted.line("tin"),
        minutes: posted.line("phut"),
        reason: posted.text("ly_do"),
    };
    match glass::ask(&services, actor, &permit, shared.openable(), &wanted).await? {
        Asked::Sent => redirect_with(ADDRESS, "sign-in-glass-flash-asked", None),
        Asked::Already => redirect_with(ADDRESS, "sign-in-glass-flash-already", None),
        Asked::Wrong(faults) => {
            let mut errors = Errors::new();
            for (field, key) in faults {
                errors.add(field, visit.tr.of(key, vault::LONGEST_MINUTES));
            }
            draw(&visit, &services, &shared, (wanted, errors)).await
        }
    }
}
