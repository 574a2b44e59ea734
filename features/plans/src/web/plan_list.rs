//! The list of plans.

use std::collections::HashMap;

use ::web::{Answer, Page, Paging, Services, Visit, html};
use access::Thing;
use askama::Template;
use axum::extract::{Query, State};

use super::words::{Choice, HeadView, LEVELS};
use crate::{
    actions::import::drafts_at,
    model::plan::PlanState,
    rights::{ImportPlan, SeePlan},
    store::plan_lists::{self, ListedPlan, PlanFilter},
};

#[derive(Template)]
#[template(path = "plans/import/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<PlanRow>,
    paging: Paging,
    base: String,
    words: String,
    unit: String,
    years: Vec<Choice>,
    states: Vec<Choice>,
    levels: Vec<Choice>,
    filtered: bool,
    may_import: bool,
}

struct PlanRow {
    head: HeadView,
    unit_code: String,
    href: String,
    level: String,
    obligations: i64,
    done: i64,
    late: i64,
    percent: String,
    is_issued: bool,
}

impl PlanRow {
    fn of(plan: &ListedPlan, visit: &Visit) -> Self {
        let head = HeadView::of(&plan.head, &visit.tr);
        let is_issued = plan.head.state == PlanState::Issued;
        Self {
            href: if is_issued { format!("/ke-hoach/{}", head.id) } else { format!("/ke-hoach/{}/doc", head.id) },
            unit_code: plan.head.unit.clone(),
            level: plan
                .head
                .facts
                .level
                .as_ref()
                .map(|level| visit.tr.t(&format!("plans-i-level-{level}")))
                .unwrap_or_default(),
            obligations: plan.obligations,
            done: plan.done,
            late: plan.late,
            percent: i18n::percent(plan.done, plan.obligations).unwrap_or_else(|| "–".to_owned()),
            is_issued,
            head,
        }
    }
}

/// The list.
pub(crate) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let scope = visit.scope::<SeePlan>()?;
    let actor = visit.actor()?;
    let drafts = drafts_at(&services, actor);
    let text = |name: &str| query.get(name).map(|value| base::one_line(value)).unwrap_or_default();
    let filter = PlanFilter {
        year: text("nam").parse().unwrap_or(0),
        state: text("trang-thai"),
        level: text("cap"),
        unit: text("don-vi"),
        words: text("tim"),
        page: text("trang").parse().ok(),
    };
    let mut db = &services.db;
    let (paging, rows) = plan_lists::list(&mut db, &scope, drafts, &filter, services.context.today()).await?;
    let tr = &visit.tr;
    let years = plan_lists::years(&mut db, &scope, drafts).await?.into_iter().map(|year| Choice {
        value: year.to_string(),
        text: year.to_string(),
        selected: year == filter.year,
    });
    let any = Choice { value: String::new(), text: tr.t("plans-i-year-any"), selected: filter.year == 0 };
    let year = if filter.year == 0 { String::new() } else { filter.year.to_string() };
    let filters = [
        ("nam", &year),
        ("trang-thai", &filter.state),
        ("cap", &filter.level),
        ("don-vi", &filter.unit),
        ("tim", &filter.words),
    ];
    html(&ListPage {
        page: visit.page(tr.t("plans-i-list-title")),
        rows: rows.iter().map(|plan| PlanRow::of(plan, &visit)).collect(),
        paging,
        base: super::address("/ke-hoach", &filters),
        filtered: filters.iter().any(|(_, value)| !value.is_empty()),
        years: std::iter::once(any).chain(years).collect(),
        states: Choice::of(tr, "plans-i-state", &["draft", "issued", "discarded"], &filter.state),
        levels: Choice::of(tr, "plans-i-level", &LEVELS, &filter.level),
        words: filter.words,
        unit: filter.unit,
        may_import: visit.may::<ImportPlan>(&Thing::of(actor.ground)),
    })
}
