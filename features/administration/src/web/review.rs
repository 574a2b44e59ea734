//! The weekly review.

use std::collections::HashMap;

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use access::Thing;
use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;

use super::log::note_look;
use super::view::Row;
use crate::actions::review::{look_through, sign_off, waiting};
use crate::model::Week;
use crate::rights::{ReviewLog, SeeLog};
use crate::store::{self, Signed};

#[derive(Template)]
#[template(path = "administration/review.html")]
struct ReviewPage {
    page: Page,
    weeks: Vec<WeekLink>,
    week: Option<WeekLink>,
    parts: Vec<Part>,
    overdue: bool,
    may_sign: bool,
    signed: Vec<Signed>,
}

struct WeekLink {
    monday: Date,
    text: String,
    is_overdue: bool,
    is_this: bool,
}

struct Part {
    key: &'static str,
    count: i64,
    rows: Vec<Row>,
    all: String,
}

/// The page: the oldest week that waits, or the one asked for.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeLog>()?;
    let asked = query.get("tuan").and_then(|week| week.parse().ok());
    let mut db = &services.db;
    let today = services.context.today();
    let waiting = waiting(&mut db, &services.context).await?;
    let chosen = asked.map(Week::of).filter(|week| waiting.contains(week)).or(waiting.first().copied());
    let tr = &visit.tr;
    let link = |week: &Week| WeekLink {
        monday: week.monday(),
        text: visit.page("").xy("adm-week", i18n::date(week.monday()), i18n::date(week.sunday())),
        is_overdue: week.is_overdue(today),
        is_this: Some(*week) == chosen,
    };
    let mut parts = Vec::new();
    if let Some(week) = chosen {
        let id = week.monday().to_string();
        note_look(&visit, &services, "administration.view_review", &id, serde_json::Value::Null).await?;
        let period = format!("tu={}&den={}", i18n::date(week.monday()), i18n::date(week.sunday()));
        for found in look_through(&mut db, week).await? {
            let key = found.matter.key();
            parts.push(Part {
                key,
                count: found.count,
                rows: found.first.iter().map(|entry| Row::of(entry, &services, tr)).collect(),
                all: format!("/quan-tri/nhat-ky?{period}&ra-soat={key}"),
            });
        }
    }
    html(&ReviewPage {
        page: visit.page(tr.t("adm-review-title")).back("/quan-tri", tr.t("adm-title")),
        overdue: waiting.iter().any(|week| week.is_overdue(today)),
        week: chosen.as_ref().map(link),
        weeks: waiting.iter().map(link).collect(),
        parts,
        may_sign: visit.may::<ReviewLog>(&Thing::of(visit.actor()?.ground)),
        signed: store::newest(&mut db, 12).await?,
    })
}

/// The signature.
pub(super) async fn send(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    visit.permit::<ReviewLog>(&Thing::of(visit.actor()?.ground))?;
    let week: Date = posted.line("tuan").parse().map_err(|_| Problem::BadRequest)?;
    let note: String = posted.text("ghi-chu").chars().take(2_000).collect();
    sign_off(&services, visit.actor()?, week, &note).await?;
    redirect_with("/quan-tri/nhat-ky/ra-soat", "adm-flash-signed", None)
}
