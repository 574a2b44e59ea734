//! What will happen when a draft is issued, and issuing it.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect, redirect_with};
use askama::Template;
use axum::extract::{Path, State};
use calendar::Due;
use jiff::civil::Date;

use super::{
    draft::conflict,
    reading,
    views::short,
    words::{HeadView, duty_days},
};
use crate::{
    actions::{
        DraftError,
        issue_plan::{self, period},
    },
    model::{
        bounds,
        plan::{Item, PlanState, WholePlan},
        reporting,
    },
    rights::IssuePlan,
    store::plans,
};

#[derive(Template)]
#[template(path = "plans/import/issue.html")]
struct IssuePage {
    page: Page,
    errors: Errors,
    plan: HeadView,
    base: i64,
    day: String,
    stale: bool,
    obligations: usize,
    targets: usize,
    dates: usize,
    /// Obligations without a lead.
    leaderless: Vec<Row>,
    /// Obligations whose last day has passed by the day of effect.
    elapsed: Vec<Row>,
    /// Names that no agency of ours answers to.
    unknown: Vec<Row>,
    /// Reporting duties with no day in the calendar.
    undated: Vec<Row>,
}

struct Row {
    href: String,
    text: String,
    detail: String,
}

fn row(plan: &WholePlan, item: &Item, detail: String) -> Row {
    Row {
        href: format!("/ke-hoach/{}/doc#d-{}", plan.head.id, item.id),
        text: format!("{} {}", item.clause, short(&item.text, 140)),
        detail,
    }
}

/// The draft; nothing when it is in force already, as after a second press of the button.
async fn open(visit: &Visit, services: &Services, id: &str) -> Result<Option<WholePlan>, Problem> {
    let head = reading::head(services, id).await?;
    let permit = visit.permit::<IssuePlan>(&head.thing())?;
    match head.state {
        PlanState::Draft => Ok(Some(plans::whole(&mut &services.db, &permit, head).await?)),
        PlanState::Issued => Ok(None),
        PlanState::Discarded => Err(Problem::NotFound),
    }
}

fn check(visit: &Visit, plan: &WholePlan, day: Date) -> IssuePage {
    let tr = &visit.tr;
    let live: Vec<&Item> = plan.items.iter().filter(|item| !item.dropped).collect();
    let unknown = |item: &Item| {
        let names = item.parties.iter().filter(|party| party.agency.is_none()).map(|party| party.text.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let duties = || plan.duties.iter().filter(|duty| !duty.dropped);
    let days = |due: &[String]| reporting::days(due, period(&plan.head.facts));
    IssuePage {
        page: visit
            .page(tr.t("plans-i-issue-title"))
            .back(format!("/ke-hoach/{}/doc", plan.head.id), tr.t("plans-i-to-reading")),
        errors: Errors::new(),
        plan: HeadView::of(&plan.head, tr),
        base: plan.head.version,
        day: i18n::date(day),
        stale: false,
        obligations: live.len(),
        targets: plan.targets.iter().filter(|target| !target.dropped).count(),
        dates: duties().map(|duty| days(&duty.due).len()).sum(),
        leaderless: live
            .iter()
            .filter(|item| item.names("lead").is_empty() && item.names("implement").is_empty())
            .map(|item| row(plan, item, String::new()))
            .collect(),
        elapsed: live
            .iter()
            .filter(|item| item.facts.due_last.is_some_and(|last| last < day))
            .map(|item| row(plan, item, item.timing.shown(tr)))
            .collect(),
        unknown: live
            .iter()
            .filter(|item| item.parties.iter().any(|party| party.agency.is_none()))
            .map(|item| row(plan, item, unknown(item)))
            .collect(),
        undated: duties()
            .filter(|duty| days(&duty.due).is_empty())
            .map(|duty| Row {
                href: format!("/ke-hoach/{}/doc#bc-{}", plan.head.id, duty.id),
                text: short(&duty.text, 140),
                detail: duty_days(duty, tr),
            })
            .collect(),
    }
}

/// The day of effect proposed, which a person confirms: the plan's own date where it is whole; today while its
/// period runs; else the end of the month that it names, or the first day of its period.
fn proposed(services: &Services, plan: &WholePlan) -> Date {
    let today = services.context.today();
    let facts = &plan.head.facts;
    if let Some(date) = facts.date.full() {
        return date;
    }
    match period(facts) {
        Some((from, to)) if !(from..=to).contains(&today) => {
            let month = facts.date.year.zip(facts.date.month).map(|(year, month)| Due::Month(year, month));
            month.map_or(from, Due::last_day)
        }
        _ => today,
    }
}

/// What will happen.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let Some(plan) = open(&visit, &services, &id).await? else { return redirect(format!("/ke-hoach/{id}")) };
    html(&check(&visit, &plan, proposed(&services, &plan)))
}

/// Issues the plan.
pub(crate) async fn issue(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let Some(plan) = open(&visit, &services, &id).await? else { return redirect(format!("/ke-hoach/{id}")) };
    let typed = posted.line("hieu-luc");
    let Some(day) = bounds::parse_day(&typed) else {
        let mut form = check(&visit, &plan, proposed(&services, &plan));
        form.errors.add("hieu-luc", visit.tr.t("plans-i-error-day"));
        form.day = typed;
        form.page = form.page.refused();
        return invalid(&form);
    };
    let base = posted.line("ban").parse().unwrap_or(-1);
    match issue_plan::issue(&services, visit.actor()?, plan.head.id, Some(base), day).await {
        Ok(()) => redirect_with(format!("/ke-hoach/{}", plan.head.id), "plans-i-flash-issued", None),
        Err(DraftError::Issued) => redirect(format!("/ke-hoach/{id}")),
        Err(DraftError::Stale) => {
            let mut form = check(&visit, &plan, day);
            form.stale = true;
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}
