//! The form of a target: editing one, adding one, taking one out or in again.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    form::{DraftForm, Frame, after, base_version, open, page, reading_at, taken},
    target_typed::TargetTyped,
};
use crate::{
    actions::{DraftError, draft},
    model::{
        TargetId,
        plan::{Target, WholePlan},
    },
    web::words::Choice,
};

#[derive(Template)]
#[template(path = "plans/import/target.html")]
struct TargetPage {
    page: Page,
    frame: Frame,
    typed: TargetTyped,
    kinds: Vec<Choice>,
    comparators: Vec<Choice>,
}

impl DraftForm for TargetPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

impl TargetPage {
    fn new(page: Page, frame: Frame, typed: TargetTyped) -> Self {
        let comparators = ["=", ">=", ">", "<=", "<"].map(|sign| Choice {
            value: sign.to_owned(),
            text: sign.to_owned(),
            selected: sign == typed.comparator,
        });
        let kinds = ["numeric", "zero", "universal"].map(|kind| Choice {
            value: kind.to_owned(),
            text: page.tr.t(&format!("plans-i-target-kind-{kind}")),
            selected: kind == typed.kind,
        });
        Self { page, frame, typed, kinds: kinds.into(), comparators: comparators.into() }
    }

    fn change(visit: &Visit, plan: &WholePlan, target: TargetId, typed: TargetTyped) -> Self {
        let frame = Frame::change(format!("/ke-hoach/{}/chi-tieu/{target}", plan.head.id), plan.head.version);
        Self::new(page(visit, plan, visit.tr.t("plans-i-target-title")), frame, typed)
    }

    fn add(visit: &Visit, services: &Services, plan: &WholePlan, typed: TargetTyped, posted: Option<&Posted>) -> Self {
        let frame = Frame::add(format!("/ke-hoach/{}/chi-tieu/them", plan.head.id), posted, services);
        Self::new(page(visit, plan, visit.tr.t("plans-i-target-add")), frame, typed)
    }
}

fn find(plan: &WholePlan, id: &str) -> Result<Target, Problem> {
    let id: TargetId = id.parse()?;
    plan.targets.iter().find(|target| target.id == id).cloned().ok_or(Problem::NotFound)
}

fn to_target(plan: &WholePlan, target: TargetId) -> String {
    reading_at(plan, &format!("ct-{target}"))
}

/// The form of a target.
pub(crate) async fn edit_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let target = find(&plan, &target)?;
    html(&TargetPage::change(&visit, &plan, target.id, TargetTyped::of(&target)))
}

/// Writes a target.
pub(crate) async fn edit(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find(&plan, &target)?;
    let typed = TargetTyped::read(&posted);
    let form = TargetPage::change(&visit, &plan, old.id, typed.clone());
    let new = match typed.target(old, &visit.tr) {
        Ok(new) => new,
        Err(errors) => return form.refuse(&posted, errors),
    };
    match draft::edit_target(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await {
        Ok(()) => redirect_with(to_target(&plan, new.id), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => form.outrun(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The form of a new target.
pub(crate) async fn add_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    html(&TargetPage::add(&visit, &services, &plan, TargetTyped::default(), None))
}

/// Adds a target.
pub(crate) async fn add(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = TargetTyped::read(&posted);
    let form = TargetPage::add(&visit, &services, &plan, typed.clone(), Some(&posted));
    let new = match typed.target(Target::empty(form.frame.form_key.parse()?), &visit.tr) {
        Ok(new) => new,
        Err(errors) => return form.refuse(&posted, errors),
    };
    draft::add_target(&services, visit.actor()?, plan.head.id, &new).await?;
    redirect_with(to_target(&plan, new.id), "plans-i-flash-added", None)
}

/// Takes a target out, or in again.
pub(crate) async fn drop_target(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find(&plan, &target)?;
    let new = Target { dropped: !old.dropped, ..old };
    let done = draft::edit_target(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await;
    after(to_target(&plan, new.id), done, taken(new.dropped))
}
