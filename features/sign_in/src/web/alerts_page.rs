//! Alerts about accounts of one's territory: duress, guessing.

use ::web::{Answer, Page, Paging, Posted, Problem, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, Query, State};

use serde_json::Value;

use crate::{actions::log, model::Alert, rights::SeeAlerts, store::watch};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    trang: Option<i64>,
}

#[derive(Template)]
#[template(path = "sign_in/alerts.html")]
struct AlertsPage {
    page: Page,
    alerts: Vec<Alert>,
    paging: Paging,
    base: &'static str,
}

/// The list, what nobody has dealt with first.
pub(super) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    let (scope, actor) = (visit.scope::<SeeAlerts>()?, visit.actor()?);
    let mut q = &services.db;
    let paging = Paging::new(asked.trang, watch::count_alerts(&mut q, &scope, actor).await?);
    let alerts = watch::alerts(&mut q, &scope, actor, Paging::ROWS, paging.offset()).await?;
    let page = visit.page(visit.tr.t("sign-in-alerts-title"));
    html(&AlertsPage { page, alerts, paging, base: "/quan-tri/canh-bao?" })
}

/// Somebody has dealt with one.
pub(super) async fn seen(visit: Visit, State(services): State<Services>, Path(id): Path<String>, _: Posted) -> Answer {
    let (scope, actor) = (visit.scope::<SeeAlerts>()?, visit.actor()?);
    let mut tx = services.db.begin().await?;
    if !watch::see_alert(&mut tx, &scope, actor, &id, services.context.now()).await? {
        return Err(Problem::NotFound);
    }
    log::by(&mut tx, &services, actor, "sign_in.see_alert", &id, Value::Null).await?;
    tx.commit().await?;
    redirect_with("/quan-tri/canh-bao", "sign-in-flash-alert-seen", None)
}
