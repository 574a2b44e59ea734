//! One's own account: who one is here, and where one is signed in.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use access::Actor;
use askama::Template;
use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::json;

use super::cookie;
use crate::{
    actions::{log, needs_password},
    model::OpenSession,
    store,
};

#[derive(Template)]
#[template(path = "sign_in/account.html")]
struct AccountPage {
    page: Page,
    actor: Actor,
    agency: Option<String>,
    sessions: Vec<OpenSession>,
    is_trustee: bool,
    /// Whether sealed data wait for the password, because the session was opened without one.
    is_unopened: bool,
}

/// The page.
pub(super) async fn show(visit: Visit, State(services): State<Services>, headers: HeaderMap) -> Answer {
    let actor = visit.actor()?.clone();
    let mut q = &services.db;
    let agency = match &actor.agency {
        Some(id) => organisation::agency(&mut q, id).await?.map(|agency| agency.name),
        None => None,
    };
    let sessions = store::list_open(&mut q, &actor.account, visit.csrf(), services.context.now()).await?;
    let page = visit.page(visit.tr.t("sign-in-account-title"));
    let is_trustee = actor.ceiling != access::Class::Internal
        && vault::list_trusteeships(&mut q, &actor.account).await.is_ok_and(|agencies| !agencies.is_empty());
    let is_unopened = needs_password(&services, cookie::secret(&services, &headers).as_deref()).await?;
    html(&AccountPage { page, actor, agency, sessions, is_trustee, is_unopened })
}

/// Ends one other session.
pub(super) async fn end_one(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    let actor = visit.actor()?;
    let mut tx = services.db.begin().await?;
    if !store::end_one(&mut tx, &actor.account, &id).await? {
        return Err(Problem::NotFound);
    }
    log::by(&mut tx, &services, actor, "sign_in.end_sessions", &actor.account, json!({ "ended": 1 })).await?;
    tx.commit().await?;
    redirect_with("/tai-khoan", "sign-in-flash-session-ended", None)
}

/// Ends all other sessions.
pub(super) async fn end_others(visit: Visit, State(services): State<Services>, _: Posted) -> Answer {
    let actor = visit.actor()?;
    let mut tx = services.db.begin().await?;
    let ended = store::end_others(&mut tx, &actor.account, visit.csrf()).await?;
    log::by(&mut tx, &services, actor, "sign_in.end_sessions", &actor.account, json!({ "ended": ended })).await?;
    tx.commit().await?;
    redirect_with("/tai-khoan", "sign-in-flash-ended", Some(i64::try_from(ended).unwrap_or(i64::MAX)))
}
