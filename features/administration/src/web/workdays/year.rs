//! A year: whether it has been announced, its days, and the rows they come from.

use std::collections::HashMap;

use ::web::{Answer, Link, Page, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};
use calendar::Certainty;
use jiff::civil::Date;
use workdays::{ListedRow, Marked, RowKind};

use super::{standing_key, standing_tag, title, why, year_path};
use crate::{actions::set_workdays::permit, rights::SeeWorkdays};

#[derive(Template)]
#[template(path = "administration/workdays/year.html")]
struct YearPage {
    page: Page,
    year: i16,
    before: Option<String>,
    after: Option<String>,
    /// The notices of the year; `None` while nobody entered one.
    notices: Option<String>,
    months: Vec<Link>,
    days: Vec<DayView>,
    rows: Vec<RowView>,
    may_set: bool,
}

struct DayView {
    on: String,
    weekday: String,
    standing: &'static str,
    tag: &'static str,
    why: String,
    citation: String,
}

struct RowView {
    key: String,
    title: String,
    kind: &'static str,
    citation: String,
    is_verified: bool,
    valid_from: Option<String>,
    added: Option<Marked>,
    withdrawn: Option<Marked>,
    /// Whether it can be corrected: a rule of the law can only be withdrawn.
    is_day: bool,
}

/// The year asked for, else this one.
pub(super) fn asked(query: &HashMap<String, String>, today: Date) -> i16 {
    let year = query.get("nam").and_then(|year| year.trim().parse().ok());
    year.filter(|year| calendar::YEARS.contains(year)).unwrap_or(today.year())
}

/// The page.
pub(in crate::web) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    visit.scope::<SeeWorkdays>()?;
    let today = services.context.today();
    let year = asked(&query, today);
    let holidays = services.holidays().await?;
    let tr = &visit.tr;
    let days = holidays.special_days(year).map(|day| DayView {
        on: i18n::date(day.on),
        weekday: tr.t(&format!("adm-weekday-{}", day.on.weekday().to_monday_one_offset())),
        standing: standing_key(day.standing),
        tag: standing_tag(day.standing),
        why: why(&services, tr, day),
        citation: day.citation.clone(),
    });
    let days = days.collect();
    let first = Date::new(year, 1, 1).unwrap_or(today);
    let is_known = holidays.certainty(first, first) == Certainty::Announced;
    let notices = is_known.then(|| holidays.notice(year).map(|notice| notice.citation.clone()).unwrap_or_default());
    let listed = services.workdays.list(&mut &services.db).await?;
    let of_year = |row: &&ListedRow| row.told.kind.is_of_every_year() || row.told.day.year() == year;
    let mut rows: Vec<_> = listed.iter().filter(of_year).collect();
    rows.sort_by_key(|row| (row.told.kind.is_of_every_year(), row.told.kind != RowKind::Year, row.told.day));
    let rows = rows.into_iter().map(|row| view(&services, &visit, row)).collect();
    let link = |year: i16| calendar::YEARS.contains(&year).then(|| year_path(year));
    let month = |month: i8| Link {
        href: format!("/quan-tri/ngay-nghi/thang?nam={year}&thang={month}"),
        text: tr.of("adm-days-month", i64::from(month)),
        here: false,
    };
    html(&YearPage {
        page: visit.page(tr.of("adm-days-of-year", year.to_string())).back("/quan-tri", tr.t("adm-title")),
        year,
        before: link(year.saturating_sub(1)),
        after: link(year.saturating_add(1)),
        notices,
        months: (1..=12).map(month).collect(),
        days,
        rows,
        may_set: permit(&services, visit.actor()?).await.is_ok(),
    })
}

fn view(services: &Services, visit: &Visit, row: &ListedRow) -> RowView {
    RowView {
        key: row.key.clone(),
        title: title(services, &visit.tr, &row.told),
        kind: row.told.kind.key(),
        citation: row.told.citation.clone(),
        is_verified: row.told.is_verified,
        valid_from: row.added.as_ref().map(|_| i18n::date(row.told.valid_from)),
        added: row.added.clone(),
        withdrawn: row.withdrawn.clone(),
        is_day: row.told.kind != RowKind::Rule,
    }
}
