//! One reorganisation: its steps, what they would do, and putting them in force or taking them back.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};
use contracts::territory::FollowsUnits;

use super::{may_plan, obstacle_told};
use crate::{
    actions::{
        OrganisationError,
        apply::apply_reorganisation,
        plan_reorganisation::{drop_plan, find_plan, preview_plan},
        undo::undo_reorganisation,
    },
    model::{Plan, Preview, State as Standing, Step},
    store::{self, Event},
};

type Followers = &'static [FollowsUnits];

/// The most lines of a list that are shown; the count is always the whole.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "organisation/admin/plan.html")]
struct PlanPage {
    page: Page,
    errors: Errors,
    plan: Plan,
    steps: Vec<String>,
    preview: Option<Preview>,
    /// Why there is no preview, or why it cannot be applied now.
    obstacle: Option<String>,
    /// Whether its day has come.
    due: bool,
    events: Vec<Event>,
    reason: String,
}

impl PlanPage {
    fn is_planned(&self) -> bool {
        self.plan.head.state == Standing::Planned
    }

    fn is_applied(&self) -> bool {
        self.plan.head.state == Standing::Applied
    }

    fn landings(preview: &Preview) -> &[crate::model::Landing] {
        preview.landings.get(..SHOWN).unwrap_or(&preview.landings)
    }

    fn hidden(preview: &Preview) -> i64 {
        i64::try_from(preview.landings.len().saturating_sub(SHOWN)).unwrap_or_default()
    }

    fn orphans(preview: &Preview) -> i64 {
        preview.agencies_without_heir
    }

    fn rows(one: &crate::model::Landing) -> i64 {
        one.rows
    }

    fn totals_hold(preview: &Preview) -> bool {
        preview.strays.is_empty() && preview.tallies.iter().all(|tally| tally.before == tally.after)
    }
}

/// A step as a sentence.
fn sentence(page: &Page, step: &Step) -> String {
    let with = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, i18n::Arg<'_>)> = args.iter().map(|(name, text)| (*name, (*text).into())).collect();
        page.tr.with(key, &args)
    };
    match step {
        Step::Merge { whole, part, into } => {
            let (whole, parts) = (whole.join(", "), part.join(", "));
            let named = [("x", whole.as_str()), ("p", parts.as_str()), ("y", &into.name), ("c", &into.code)];
            with(if part.is_empty() { "organisation-step-said-join" } else { "organisation-step-said-merge" }, &named)
        }
        Step::Split { from, into } => {
            with("organisation-step-said-split", &[("x", from), ("y", &into.name), ("c", &into.code)])
        }
        Step::Rename { code, name, .. } => with("organisation-step-said-rename", &[("x", code), ("y", name)]),
        Step::Move { code, parent } => with("organisation-step-said-move", &[("x", code), ("y", parent)]),
    }
}

async fn page_of(
    followers: Followers,
    visit: &Visit,
    services: &Services,
    id: &str,
) -> Result<PlanPage, OrganisationError> {
    let actor = visit.actor().map_err(|_| OrganisationError::NotFound)?;
    let plan = find_plan(services, actor, id).await?;
    let page = visit.page(plan.head.title.clone());
    let page = page.back("/quan-tri/sap-xep", visit.tr.t("organisation-plans-title"));
    let (mut preview, mut obstacle) = (None, None);
    if plan.head.state == Standing::Planned {
        match preview_plan(services, actor, followers, &plan).await {
            Ok(shown) => preview = Some(shown),
            Err(error) => obstacle = Some(obstacle_told(&visit.tr, error)?),
        }
    }
    let steps = plan.steps.iter().map(|step| sentence(&page, step)).collect();
    let due = plan.head.effective_on <= services.context.today();
    let events = store::events_of_subject(&mut &services.db, id).await?;
    Ok(PlanPage { page, errors: Errors::new(), plan, steps, preview, obstacle, due, events, reason: String::new() })
}

pub(super) async fn show(
    followers: Followers,
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
) -> Answer {
    may_plan(&visit)?;
    html(&page_of(followers, &visit, &services, &id).await?)
}

/// The page again, with what stands in the way.
async fn refused(
    followers: Followers,
    visit: &Visit,
    services: &Services,
    id: &str,
    (field, message): (&str, String),
    reason: String,
) -> Answer {
    let mut shown = page_of(followers, visit, services, id).await?;
    shown.errors.add(field, message);
    shown.reason = reason;
    shown.page = shown.page.refused();
    invalid(&shown)
}

pub(super) async fn apply(
    followers: Followers,
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let base = posted.line("version").parse().unwrap_or(-1);
    let message = match apply_reorganisation(&services, visit.actor()?, followers, &id, base).await {
        Ok(_) => return redirect_with(format!("/quan-tri/sap-xep/{id}"), "organisation-flash-applied", None),
        Err(OrganisationError::Stale) => visit.tr.t("organisation-fault-stale"),
        Err(error) => obstacle_told(&visit.tr, error)?,
    };
    refused(followers, &visit, &services, &id, ("ap-dung", message), String::new()).await
}

pub(super) async fn undo(
    followers: Followers,
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let reason = posted.text("ly-do");
    if reason.is_empty() {
        let message = visit.tr.t("organisation-fault-reason");
        return refused(followers, &visit, &services, &id, ("ly-do", message), reason).await;
    }
    let message = match undo_reorganisation(&services, visit.actor()?, followers, &id, &reason).await {
        Ok(()) => return redirect_with(format!("/quan-tri/sap-xep/{id}"), "organisation-flash-undone", None),
        Err(OrganisationError::Stale) => visit.tr.t("organisation-fault-stale"),
        Err(error) => obstacle_told(&visit.tr, error)?,
    };
    refused(followers, &visit, &services, &id, ("ly-do", message), reason).await
}

/// Gives a plan up.
pub(super) async fn give_up(
    followers: Followers,
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let reason = posted.text("ly-do");
    if reason.is_empty() {
        let message = visit.tr.t("organisation-fault-reason");
        return refused(followers, &visit, &services, &id, ("ly-do", message), reason).await;
    }
    let message = match drop_plan(&services, visit.actor()?, &id, &reason).await {
        Ok(()) => return redirect_with("/quan-tri/sap-xep", "organisation-flash-dropped", None),
        Err(error) => obstacle_told(&visit.tr, error)?,
    };
    refused(followers, &visit, &services, &id, ("ly-do", message), reason).await
}
