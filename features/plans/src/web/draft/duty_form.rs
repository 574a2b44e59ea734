//! The form of a duty to report: editing one, adding one, taking one out or in again.

use ::web::{Answer, Page, Posted, Problem, Services, Visit, html, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    duty_typed::{DutyTyped, FREQUENCIES},
    form::{DraftForm, Frame, after, base_version, open, page, reading_at, taken},
};
use crate::{
    actions::{DraftError, draft},
    model::{
        DutyId,
        plan::{Duty, WholePlan},
    },
    web::words::Choice,
};

#[derive(Template)]
#[template(path = "plans/import/duty.html")]
struct DutyPage {
    page: Page,
    frame: Frame,
    typed: DutyTyped,
    frequencies: Vec<Choice>,
    rules: Vec<Choice>,
}

impl DraftForm for DutyPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

impl DutyPage {
    fn new(page: Page, frame: Frame, typed: DutyTyped) -> Self {
        let choice = |group: &str, value: &str, selected: &str| Choice {
            value: value.to_owned(),
            text: page.tr.t(&format!("{group}-{value}")),
            selected: value == selected,
        };
        let frequencies =
            FREQUENCIES.iter().map(|value| choice("plans-i-frequency", value, &typed.frequency)).collect();
        let rules = ["by", "before"].iter().map(|value| choice("plans-i-rule", value, &typed.rule)).collect();
        Self { page, frame, typed, frequencies, rules }
    }

    fn change(visit: &Visit, plan: &WholePlan, duty: DutyId, typed: DutyTyped) -> Self {
        let frame = Frame::change(format!("/ke-hoach/{}/ky/{duty}", plan.head.id), plan.head.version);
        Self::new(page(visit, plan, visit.tr.t("plans-i-duty-title")), frame, typed)
    }

    fn add(visit: &Visit, services: &Services, plan: &WholePlan, typed: DutyTyped, posted: Option<&Posted>) -> Self {
        let frame = Frame::add(format!("/ke-hoach/{}/ky/them", plan.head.id), posted, services);
        Self::new(page(visit, plan, visit.tr.t("plans-i-duty-add")), frame, typed)
    }
}

fn find(plan: &WholePlan, id: &str) -> Result<Duty, Problem> {
    let id: DutyId = id.parse()?;
    plan.duties.iter().find(|duty| duty.id == id).cloned().ok_or(Problem::NotFound)
}

fn to_duty(plan: &WholePlan, duty: DutyId) -> String {
    reading_at(plan, &format!("bc-{duty}"))
}

/// The form of a duty to report.
pub(crate) async fn edit_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let duty = find(&plan, &duty)?;
    html(&DutyPage::change(&visit, &plan, duty.id, DutyTyped::of(&duty)))
}

/// Writes a duty to report.
pub(crate) async fn edit(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find(&plan, &duty)?;
    let typed = DutyTyped::read(&posted);
    let form = DutyPage::change(&visit, &plan, old.id, typed.clone());
    let new = match typed.duty(&old, &visit.tr) {
        Ok(new) => new,
        Err(errors) => return form.refuse(&posted, errors),
    };
    match draft::edit_duty(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await {
        Ok(()) => redirect_with(to_duty(&plan, new.id), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => form.outrun(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The form of a new duty to report.
pub(crate) async fn add_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    html(&DutyPage::add(
        &visit,
        &services,
        &plan,
        DutyTyped { rule: "before".to_owned(), ..DutyTyped::default() },
        None,
    ))
}

/// Adds a duty to report.
pub(crate) async fn add(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = DutyTyped::read(&posted);
    let form = DutyPage::add(&visit, &services, &plan, typed.clone(), Some(&posted));
    let new = match typed.duty(&Duty::empty(form.frame.form_key.parse()?), &visit.tr) {
        Ok(new) => new,
        Err(errors) => return form.refuse(&posted, errors),
    };
    draft::add_duty(&services, visit.actor()?, plan.head.id, &new).await?;
    redirect_with(to_duty(&plan, new.id), "plans-i-flash-added", None)
}

/// Takes a duty to report out, or in again.
pub(crate) async fn drop_duty(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find(&plan, &duty)?;
    let new = Duty { dropped: !old.dropped, ..old };
    let done = draft::edit_duty(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await;
    after(to_duty(&plan, new.id), done, taken(new.dropped))
}
