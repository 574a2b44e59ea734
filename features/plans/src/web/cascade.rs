//! How the plans of the units below answer a plan: unit × clause, gaps and all (ux.md G-04).

use askama::Template;
use axum::extract::{Path, Query, State};
use organisation::Unit;
use serde::Deserialize;
use web::{Answer, Page, Services, Visit, html};

use super::views::{StatusView, short};
use crate::{
    actions::{open_work, remind::children},
    model::{
        Status,
        matrix::{self, Cell, Row},
        work::Work,
    },
    rights::{RemindDuty, SeeProgress},
    store::{
        answers,
        obligations::{self, PlanFilter},
    },
};

/// Clauses on one page of the matrix; more would not fit a screen nor the size budget.
const COLUMNS: usize = 20;

/// Which clauses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    cot: String,
}

#[derive(Debug)]
struct ColumnView {
    id: String,
    number: usize,
    text: String,
    gaps: i64,
}

#[derive(Debug)]
struct CellView {
    key: &'static str,
    letter: String,
    text: String,
    lower: String,
}

#[derive(Debug)]
struct RowOfUnit {
    name: String,
    plan: String,
    answered: i64,
    share: String,
    late: i64,
    cells: Vec<CellView>,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/cascade.html")]
struct CascadePage {
    page: Page,
    plan_id: String,
    plan_title: String,
    legend: Vec<StatusView>,
    gap_letter: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowOfUnit>,
    clauses: i64,
    without_plan: i64,
    column_page: usize,
    column_pages: usize,
    may_remind: bool,
}

/// The matrix.
pub(crate) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (plan, _permit) = open_work::plan::<SeeProgress>(&services, visit.actor()?, id.parse()?).await?;
    let today = services.context.today();
    let mut q = &services.db;
    let units = children(&services, &plan.unit).await?;
    let clauses = obligations::of_plan(&mut q, plan.id, &PlanFilter::default(), today).await?;
    let links = answers::cascade(&mut q, plan.id).await?;
    let plans = answers::lower_plans(&mut q, plan.id).await?;
    let places: Vec<i64> = units.iter().map(|unit| unit.ground.first).collect();
    let ids: Vec<_> = clauses.iter().map(|clause| clause.id).collect();
    let rows = matrix::cascade(&places, &ids, &links, &plans, today);

    let column_pages = clauses.len().div_ceil(COLUMNS).max(1);
    let column_page = asked.cot.parse().unwrap_or(1_usize).clamp(1, column_pages);
    let skip = (column_page - 1) * COLUMNS;
    html(&CascadePage {
        page: visit
            .page(visit.tr.t("plans-w-cascade-title"))
            .back(format!("/ke-hoach/{}", plan.id), visit.tr.t("plans-w-back-plan"))
            .wide(),
        plan_id: plan.id.to_string(),
        plan_title: short(&plan.title, 200),
        legend: StatusView::all(&[], &visit.tr),
        gap_letter: visit.tr.t("plans-w-letter-none"),
        columns: columns(&clauses, &rows, skip),
        clauses: i64::try_from(clauses.len()).unwrap_or(i64::MAX),
        without_plan: i64::try_from(rows.iter().filter(|row| row.plan.is_none()).count()).unwrap_or(i64::MAX),
        rows: rows.iter().map(|row| row_of_unit(row, &units, skip, &visit)).collect(),
        column_page,
        column_pages,
        may_remind: visit.may::<RemindDuty>(&access::Thing::of(plan.ground)),
    })
}

fn columns(clauses: &[Work], rows: &[Row], skip: usize) -> Vec<ColumnView> {
    clauses
        .iter()
        .enumerate()
        .skip(skip)
        .take(COLUMNS)
        .map(|(place, clause)| {
            let gaps = rows.iter().filter(|row| row.cells.get(place) == Some(&Cell::Gap)).count();
            ColumnView {
                id: clause.id.to_string(),
                number: place + 1,
                text: short(&clause.text, 120),
                gaps: i64::try_from(gaps).unwrap_or(i64::MAX),
            }
        })
        .collect()
}

fn row_of_unit(row: &Row, units: &[Unit], skip: usize, visit: &Visit) -> RowOfUnit {
    let tr = &visit.tr;
    let total = i64::try_from(row.cells.len()).unwrap_or(i64::MAX);
    let cell = |cell: &Cell| CellView {
        key: cell.key(),
        letter: tr.t(&format!("plans-w-letter-{}", cell.key())),
        text: match cell {
            Cell::Gap => tr.t("plans-w-gap"),
            Cell::Answered(status, _) => tr.t(&Status::message(*status)),
        },
        lower: match cell {
            Cell::Gap => String::new(),
            Cell::Answered(_, lower) => lower.to_string(),
        },
    };
    RowOfUnit {
        name: units
            .iter()
            .find(|unit| unit.ground.first == row.unit_pos)
            .map(|unit| unit.name.clone())
            .unwrap_or_default(),
        plan: row.plan.map(|plan| plan.to_string()).unwrap_or_default(),
        answered: row.answered,
        share: i18n::percent(row.answered, total).unwrap_or_default(),
        late: row.late,
        cells: row.cells.iter().skip(skip).take(COLUMNS).map(cell).collect(),
    }
}
