//! "Việc của tôi": what is due for the person, first page after signing in.

use askama::Template;
use axum::extract::{Path, Query, State};
use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use web::{Answer, Page, Paging, Posted, Services, Visit, html, redirect, redirect_with};

use super::views::{RowView, short};
use crate::{
    actions::{
        mark_reported::{acts_for_unit, mark_reported},
        see_reminder::see_reminder,
    },
    model::{
        ReminderId,
        work::relative_days,
        worklist::{Counts, List},
    },
    rights::{MarkReported, MyWork},
    store::{
        dates::{self, ReportDate},
        reminders, worklist,
    },
};

/// Rows of each part of the first page; the rest is behind its number.
const SOME: i64 = 10;
/// Reports due within so many days are shown.
const REPORT_DAYS: i32 = 30;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    loc: String,
    trang: String,
}

#[derive(Debug)]
struct Tile {
    slug: &'static str,
    text: String,
    count: i64,
    class: &'static str,
}

#[derive(Debug)]
struct Part {
    slug: &'static str,
    title: String,
    more: i64,
    count: i64,
    rows: Vec<RowView>,
}

#[derive(Debug)]
struct LetterView {
    id: String,
    obligation: String,
    duty: String,
    text: String,
    who: String,
    when: String,
}

#[derive(Debug)]
struct PlanView {
    id: String,
    title: String,
    unit: String,
    on: String,
}

/// A reporting date in a list.
#[derive(Debug)]
pub(crate) struct ReportDateView {
    pub(crate) id: String,
    pub(crate) plan_id: String,
    pub(crate) plan: String,
    pub(crate) title: String,
    pub(crate) due: String,
    pub(crate) relative: String,
    pub(crate) late: bool,
    pub(crate) markable: bool,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/worklist.html")]
struct WorklistPage {
    page: Page,
    tiles: Vec<Tile>,
    parts: Vec<Part>,
    letters: Vec<LetterView>,
    unread: Vec<PlanView>,
    reports: Vec<ReportDateView>,
    all: i64,
    elapsed: i64,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/worklist_list.html")]
struct ListPage {
    page: Page,
    tiles: Vec<Tile>,
    slug: &'static str,
    rows: Vec<RowView>,
    paging: Paging,
    base: String,
}

/// The first page, or one list of it in full.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Query(asked): Query<Asked>) -> Answer {
    match List::from_slug(&asked.loc) {
        Some(list) => show_list(&visit, &services, list, asked.trang.parse().ok()).await,
        None => show_all(&visit, &services).await,
    }
}

async fn show_all(visit: &Visit, services: &Services) -> Answer {
    let actor = visit.actor()?;
    let scope = visit.scope::<MyWork>()?;
    let today = services.context.today();
    let mut q = &services.db;
    let counts = worklist::counts(&mut q, &scope, today).await?;
    let mut parts = Vec::new();
    for list in [List::Returned, List::Late, List::Soon, List::Later] {
        parts.extend(part(visit, services, list, &counts, today).await?);
    }
    let for_unit = acts_for_unit(services, actor);
    if for_unit {
        // Those who judge reports see what waits for them before what lies far ahead.
        if let Some(waiting) = part(visit, services, List::Waiting, &counts, today).await? {
            parts.insert(parts.len().min(2), waiting);
        }
    }
    let letters = reminders::unread(&mut q, actor, for_unit).await?;
    let letters = letters
        .into_iter()
        .map(|letter| LetterView {
            id: letter.id.to_string(),
            obligation: letter.obligation.to_string(),
            duty: short(&letter.duty, 150),
            text: letter.text,
            who: letter.sent_name,
            when: i18n::date_time(letter.sent_at),
        })
        .collect();
    let unread = if for_unit { dates::to_acknowledge(&mut q, actor).await? } else { Vec::new() };
    let unread = unread
        .into_iter()
        .map(|plan| PlanView {
            id: plan.id.to_string(),
            title: plan.title,
            unit: plan.unit_name,
            on: plan.in_force_on.map(i18n::date).unwrap_or_default(),
        })
        .collect();
    let until = today.saturating_add(REPORT_DAYS.days());
    let mut due = Vec::new();
    if for_unit {
        due = dates::reports_due(&mut q, actor, until).await?;
        let coming = dates::reports_between(&mut q, actor, today, until).await?;
        due.extend(coming.into_iter().filter(|date| !date.own && !date.elapsed));
    }
    let reports = report_views(&due, visit, today);
    html(&WorklistPage {
        page: visit.page(visit.tr.t("plans-w-my-title")),
        tiles: tiles(visit, &counts),
        parts,
        letters,
        unread,
        reports,
        all: counts.of(List::All),
        elapsed: counts.of(List::Elapsed),
    })
}

/// Reporting dates in words.
pub(crate) fn report_views(dates: &[ReportDate], visit: &Visit, today: Date) -> Vec<ReportDateView> {
    let markable = visit.actor().is_ok_and(|actor| visit.may::<MarkReported>(&access::Thing::of(actor.ground)));
    dates
        .iter()
        .map(|date| ReportDateView {
            id: date.id.clone(),
            plan_id: date.plan_id.to_string(),
            plan: short(&date.plan_title, 150),
            title: date.title.clone(),
            due: i18n::date(date.due_on),
            relative: relative_days(&visit.tr, date.due_on, today),
            late: date.own && date.due_on < today && !date.elapsed && !date.done,
            markable: markable && date.own && !date.done,
        })
        .collect()
}

/// The first rows of a list; nothing when it is empty, so that it costs no statement.
async fn part(
    visit: &Visit,
    services: &Services,
    list: List,
    counts: &Counts,
    today: Date,
) -> Result<Option<Part>, web::Problem> {
    let count = counts.of(list);
    if count == 0 {
        return Ok(None);
    }
    let scope = visit.scope::<MyWork>()?;
    let works = worklist::rows(&mut &services.db, &scope, today, list, SOME, 0).await?;
    Ok(Some(Part {
        slug: list.slug(),
        title: visit.tr.t(&format!("plans-w-part-{}", list.key())),
        more: (count - SOME).max(0),
        count,
        rows: RowView::all(&works, &visit.tr, today),
    }))
}

fn tiles(visit: &Visit, counts: &Counts) -> Vec<Tile> {
    [List::Late, List::Soon, List::Doing, List::Waiting, List::Returned]
        .into_iter()
        .map(|list| {
            let count = counts.of(list);
            let class = match list {
                List::Late if count > 0 => "bad",
                List::Soon | List::Returned if count > 0 => "warn",
                _ => "",
            };
            Tile { slug: list.slug(), text: visit.tr.t(&format!("plans-w-tile-{}", list.key())), count, class }
        })
        .collect()
}

async fn show_list(visit: &Visit, services: &Services, list: List, page: Option<i64>) -> Answer {
    let scope = visit.scope::<MyWork>()?;
    let today = services.context.today();
    let mut q = &services.db;
    let counts = worklist::counts(&mut q, &scope, today).await?;
    let paging = Paging::new(page, counts.of(list));
    let works = worklist::rows(&mut q, &scope, today, list, Paging::ROWS, paging.offset()).await?;
    let title = visit.tr.t(&format!("plans-w-part-{}", list.key()));
    html(&ListPage {
        page: visit.page(title).back("/viec-cua-toi", visit.tr.t("plans-w-my-title")),
        tiles: tiles(visit, &counts),
        slug: list.slug(),
        rows: RowView::all(&works, &visit.tr, today),
        paging,
        base: format!("/viec-cua-toi?loc={}&", list.slug()),
    })
}

/// An urging letter was read.
pub(crate) async fn see_letter(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let id: ReminderId = id.parse()?;
    see_reminder(&services, visit.actor()?, id).await?;
    redirect("/viec-cua-toi")
}

/// The report of a date was sent.
pub(crate) async fn reported(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = mark_reported(&services, visit.actor()?, &id).await?;
    match posted.line("ve").as_str() {
        "ke-hoach" => redirect_with(format!("/ke-hoach/{plan}"), "plans-w-flash-reported", None),
        _ => redirect_with("/viec-cua-toi", "plans-w-flash-reported", None),
    }
}
