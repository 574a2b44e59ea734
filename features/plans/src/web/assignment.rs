//! The assignment table of a plan: one form, saved row by row or all at once.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use web::{Answer, Page, Paging, Posted, Problem, Services, Visit, html, invalid, redirect_with};

use super::{
    assignment_typed::Typed,
    views::{RowView, short},
};
use crate::{
    actions::assign::{self, Assignment, Board, RowOutcome},
    model::{ObligationId, PlanId, Timing, work::Work},
};

/// Which page of the table.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    trang: String,
}

#[derive(Debug)]
struct PersonChoice {
    id: String,
    name: String,
    chosen: bool,
}

#[derive(Debug)]
struct PartyForm {
    id: String,
    role: String,
    text: String,
    agency: String,
    options: Vec<(String, String)>,
}

#[derive(Debug)]
struct RowForm {
    view: RowView,
    version: i64,
    print: String,
    people: Vec<PersonChoice>,
    chosen: String,
    parties: Vec<PartyForm>,
    due: String,
    error: String,
    /// What the row holds now, when somebody else changed it.
    now: String,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/assignment.html")]
struct AssignmentPage {
    page: Page,
    plan_id: String,
    plan_title: String,
    rows: Vec<RowForm>,
    paging: Paging,
    base: String,
    saved: i64,
    unsaved: i64,
    problems: i64,
    has_officers: bool,
}

/// What is to be told about rows that were sent.
#[derive(Debug, Default)]
struct Told {
    /// Rows that keep what was typed, with what is wrong with them.
    kept: HashMap<ObligationId, (Typed, &'static str)>,
    saved: i64,
    unsaved: i64,
    problems: i64,
}

/// The table.
pub(crate) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let board = assign::open(&services, visit.actor()?, id.parse()?).await?;
    html(&draw(&visit, &services, &board, asked.trang.parse().ok(), &Told::default()))
}

/// Saves one row (the button of the row) or every row that was changed.
pub(crate) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    posted: Posted,
) -> Answer {
    let plan: PlanId = id.parse()?;
    let only: Option<ObligationId> = posted.line("luu").parse().ok();
    let touched: Vec<Typed> = Typed::read(&posted).into_iter().filter(Typed::touched).collect();
    let (wanted, left): (Vec<Typed>, Vec<Typed>) =
        touched.into_iter().partition(|row| only.is_none_or(|only| only == row.id));
    let told = apply(&visit, &services, plan, wanted, left).await?;
    if told.problems == 0 && told.unsaved == 0 {
        let page = asked.trang.parse().unwrap_or(1_i64);
        let to = format!("/ke-hoach/{plan}/phan-cong?trang={page}");
        return redirect_with(to, "plans-w-flash-assigned", Some(told.saved));
    }
    // Rows that were typed but not saved stay on the page.
    let board = assign::open(&services, visit.actor()?, plan).await?;
    let mut drawn = draw(&visit, &services, &board, asked.trang.parse().ok(), &told);
    if told.problems > 0 {
        drawn.page = drawn.page.refused();
        return invalid(&drawn);
    }
    html(&drawn)
}

async fn apply(
    visit: &Visit,
    services: &Services,
    plan: PlanId,
    wanted: Vec<Typed>,
    left: Vec<Typed>,
) -> Result<Told, Problem> {
    let mut told = Told { unsaved: i64::try_from(left.len()).unwrap_or(i64::MAX), ..Told::default() };
    told.kept.extend(left.into_iter().map(|row| (row.id, (row, ""))));
    let (readable, unreadable): (Vec<Typed>, Vec<Typed>) =
        wanted.into_iter().partition(|row| Timing::parse(&row.due).is_some());
    for row in unreadable {
        told.problems += 1;
        told.kept.insert(row.id, (row, "plans-w-fault-due"));
    }
    let rows: Vec<Assignment> = readable
        .iter()
        .map(|row| Assignment {
            obligation: row.id,
            base: row.base,
            people: Some(row.people.clone()),
            agencies: row.agencies.clone(),
            timing: Timing::parse(&row.due),
        })
        .collect();
    let outcomes = assign::assign(services, visit.actor()?, plan, &rows).await?;
    for (row, outcome) in readable.into_iter().zip(outcomes) {
        let fault = match outcome {
            RowOutcome::Saved => {
                told.saved += 1;
                continue;
            }
            RowOutcome::Unchanged => continue,
            RowOutcome::Stale => "plans-w-row-stale",
            RowOutcome::Invalid => "plans-w-row-invalid",
        };
        told.problems += 1;
        told.kept.insert(row.id, (row, fault));
    }
    Ok(told)
}

fn draw(visit: &Visit, services: &Services, board: &Board, page: Option<i64>, told: &Told) -> AssignmentPage {
    let today = services.context.today();
    let total = i64::try_from(board.rows.len()).unwrap_or(i64::MAX);
    let paging = Paging::new(page, total);
    let skip = usize::try_from(paging.offset()).unwrap_or(0);
    let take = usize::try_from(Paging::ROWS).unwrap_or(0);
    let rows = board
        .rows
        .iter()
        .skip(skip)
        .take(take)
        .map(|work| {
            let held = Typed::of(board, work, visit);
            let view = RowView::of(work, &visit.tr, today);
            match told.kept.get(&work.id) {
                Some((typed, fault)) => {
                    let stale = *fault == "plans-w-row-stale";
                    let mut form = row_form(visit, board, view, typed);
                    // Saving again is then a decision over what stands there now.
                    (form.version, form.print) =
                        if stale { (held.base, held.print.clone()) } else { (typed.base, typed.print.clone()) };
                    form.error = if fault.is_empty() { String::new() } else { visit.tr.t(fault) };
                    if stale {
                        form.now = in_words(visit, board, work);
                    }
                    form
                }
                None => row_form(visit, board, view, &held),
            }
        })
        .collect();
    let id = board.plan.id;
    AssignmentPage {
        page: visit
            .page(visit.tr.t("plans-w-assign-title"))
            .back(format!("/ke-hoach/{id}"), visit.tr.t("plans-w-back-plan"))
            .wide(),
        plan_id: id.to_string(),
        plan_title: short(&board.plan.title, 200),
        rows,
        paging,
        base: format!("/ke-hoach/{id}/phan-cong?"),
        saved: told.saved,
        unsaved: told.unsaved,
        problems: told.problems,
        has_officers: !board.officers.is_empty(),
    }
}

fn row_form(visit: &Visit, board: &Board, view: RowView, typed: &Typed) -> RowForm {
    let mut people: Vec<PersonChoice> = board
        .officers
        .iter()
        .map(|officer| PersonChoice {
            id: officer.person.id.clone(),
            name: format!("{} – {}", officer.person.name, officer.agency.name),
            chosen: typed.people.contains(&officer.person.id),
        })
        .collect();
    // One who has left the unit stays on the list while still assigned.
    for one in board.people(typed.id) {
        if !people.iter().any(|person| person.id == one.person) {
            let chosen = typed.people.contains(&one.person);
            people.push(PersonChoice { id: one.person.clone(), name: one.name.clone(), chosen });
        }
    }
    people.sort_by_key(|person| !person.chosen);
    let chosen: Vec<&str> = people.iter().filter(|person| person.chosen).map(|person| person.name.as_str()).collect();
    let chosen = chosen.join("; ");
    let parties = board
        .parties(typed.id)
        .iter()
        .map(|party| {
            let agency = typed.agencies.iter().find(|(id, _)| *id == party.id).map_or("", |(_, agency)| agency);
            PartyForm {
                id: party.id.clone(),
                role: visit.tr.t(&format!("plans-w-role-{}", party.role.key())),
                text: party.text.clone(),
                agency: agency.to_owned(),
                options: agency_options(visit, board, agency),
            }
        })
        .collect();
    RowForm {
        view,
        version: typed.base,
        print: typed.print.clone(),
        people,
        chosen,
        parties,
        due: typed.due.clone(),
        error: String::new(),
        now: String::new(),
    }
}

fn agency_options(visit: &Visit, board: &Board, chosen: &str) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), visit.tr.t("plans-w-agency-none"))];
    options.extend(board.agencies.iter().map(|agency| (agency.id.clone(), agency.name.clone())));
    if !chosen.is_empty() && !board.agencies.iter().any(|agency| agency.id == chosen) {
        options.push((chosen.to_owned(), visit.tr.t("plans-w-agency-other")));
    }
    options
}

/// What a row holds now, on one line.
fn in_words(visit: &Visit, board: &Board, work: &Work) -> String {
    let people: Vec<&str> = board.people(work.id).iter().map(|one| one.name.as_str()).collect();
    let people = if people.is_empty() { visit.tr.t("plans-w-nobody") } else { people.join(", ") };
    let args = [("x", people.into()), ("y", work.timing.shown(&visit.tr).into())];
    visit.tr.with("plans-w-row-now", &args)
}
