//! The forms for the targets and the reporting duties of a draft.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};
use base::uuid::Uuid;

use super::{
    draft_items::{conflict, open, page},
    plan_words::Choice,
    rows_typed::{DutyTyped, FREQUENCIES, TargetTyped},
};
use crate::{
    actions::{DraftError, edit_draft},
    model::{
        DutyId, TargetId,
        draft::NewDuty,
        plan::{Duty, Target, WholePlan},
    },
};

#[derive(Template)]
#[template(path = "plans/import/target.html")]
struct TargetPage {
    page: Page,
    errors: Errors,
    action: String,
    base: i64,
    stale: bool,
    typed: TargetTyped,
    kinds: Vec<Choice>,
    comparators: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "plans/import/duty.html")]
struct DutyPage {
    page: Page,
    errors: Errors,
    action: String,
    base: i64,
    form_key: String,
    stale: bool,
    typed: DutyTyped,
    frequencies: Vec<Choice>,
    rules: Vec<Choice>,
}

/// The version of the plan that the person saw.
pub(crate) fn base_version(posted: &Posted) -> i64 {
    posted.line("ban").parse().unwrap_or(-1)
}

/// The address of a row on the reading page.
pub(crate) fn reading(plan: &WholePlan, anchor: &str) -> String {
    format!("/ke-hoach/{}/doc#{anchor}", plan.head.id)
}

fn find_target(plan: &WholePlan, id: &str) -> Result<Target, Problem> {
    let id: TargetId = id.parse()?;
    plan.targets.iter().find(|target| target.id == id).cloned().ok_or(Problem::NotFound)
}

fn target_page(visit: &Visit, plan: &WholePlan, target: &Target, typed: TargetTyped) -> TargetPage {
    let tr = &visit.tr;
    let comparators = ["=", ">=", ">", "<=", "<"].map(|sign| Choice {
        value: sign.to_owned(),
        text: sign.to_owned(),
        selected: sign == typed.comparator,
    });
    let kinds = ["numeric", "zero", "universal"].map(|kind| Choice {
        value: kind.to_owned(),
        text: tr.t(&format!("plans-i-target-kind-{kind}")),
        selected: kind == typed.kind,
    });
    TargetPage {
        page: page(visit, plan, tr.t("plans-i-target-title")),
        errors: Errors::new(),
        action: format!("/ke-hoach/{}/chi-tieu/{}", plan.head.id, target.id),
        base: plan.head.version,
        stale: false,
        typed,
        kinds: kinds.into(),
        comparators: comparators.into(),
    }
}

/// The form of a target.
pub(crate) async fn target_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let target = find_target(&plan, &target)?;
    html(&target_page(&visit, &plan, &target, TargetTyped::of(&target)))
}

/// Writes a target.
pub(crate) async fn target(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find_target(&plan, &target)?;
    let typed = TargetTyped::read(&posted);
    let base = base_version(&posted);
    let mut form = target_page(&visit, &plan, &old, typed.clone());
    let new = match typed.target(old, &visit.tr) {
        Ok(new) => new,
        Err(errors) => {
            form.base = base;
            form.errors = errors;
            form.page = form.page.refused();
            return invalid(&form);
        }
    };
    match edit_draft::edit_target(&services, visit.actor()?, plan.head.id, base, &new).await {
        Ok(()) => redirect_with(reading(&plan, &format!("ct-{target}")), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            form.stale = true;
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a target out, or in again.
pub(crate) async fn drop_target(
    visit: Visit,
    State(services): State<Services>,
    Path((id, target)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find_target(&plan, &target)?;
    let new = Target { dropped: !old.dropped, ..old };
    let done = edit_draft::edit_target(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await;
    after(&plan, &format!("ct-{target}"), done, new.dropped)
}

fn after(plan: &WholePlan, anchor: &str, done: Result<(), DraftError>, dropped: bool) -> Answer {
    let key = match done {
        Ok(()) if dropped => "plans-i-flash-dropped",
        Ok(()) => "plans-i-flash-restored",
        Err(DraftError::Stale) => "plans-i-flash-stale",
        Err(error) => return Err(error.into()),
    };
    redirect_with(reading(plan, anchor), key, None)
}

fn find_duty(plan: &WholePlan, id: &str) -> Result<Duty, Problem> {
    let id: DutyId = id.parse()?;
    plan.duties.iter().find(|duty| duty.id == id).cloned().ok_or(Problem::NotFound)
}

fn duty_page(visit: &Visit, plan: &WholePlan, action: &str, typed: DutyTyped) -> DutyPage {
    let tr = &visit.tr;
    let choice = |group: &str, value: &str, selected: &str| Choice {
        value: value.to_owned(),
        text: tr.t(&format!("{group}-{value}")),
        selected: value == selected,
    };
    DutyPage {
        page: page(visit, plan, tr.t("plans-i-duty-title")),
        errors: Errors::new(),
        action: format!("/ke-hoach/{}/ky/{action}", plan.head.id),
        base: plan.head.version,
        form_key: String::new(),
        stale: false,
        frequencies: FREQUENCIES.iter().map(|value| choice("plans-i-frequency", value, &typed.frequency)).collect(),
        rules: ["by", "before"].iter().map(|value| choice("plans-i-rule", value, &typed.rule)).collect(),
        typed,
    }
}

/// The form of a reporting duty.
pub(crate) async fn duty_form(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find_duty(&plan, &duty)?;
    html(&duty_page(&visit, &plan, &duty, DutyTyped::of(&old)))
}

/// Writes a reporting duty.
pub(crate) async fn duty(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find_duty(&plan, &duty)?;
    let typed = DutyTyped::read(&posted);
    let base = base_version(&posted);
    let mut form = duty_page(&visit, &plan, &duty, typed.clone());
    let new = match typed.duty(&old, &visit.tr) {
        Ok(new) => new,
        Err(errors) => {
            form.base = base;
            return refuse_duty(form, errors);
        }
    };
    match edit_draft::edit_duty(&services, visit.actor()?, plan.head.id, base, &new).await {
        Ok(()) => redirect_with(reading(&plan, &format!("bc-{duty}")), "plans-i-flash-saved", None),
        Err(DraftError::Stale) => {
            form.stale = true;
            conflict(&form)
        }
        Err(error) => Err(error.into()),
    }
}

fn refuse_duty(mut form: DutyPage, errors: Errors) -> Answer {
    form.errors = errors;
    form.page = form.page.refused();
    invalid(&form)
}

/// Takes a reporting duty out, or in again.
pub(crate) async fn drop_duty(
    visit: Visit,
    State(services): State<Services>,
    Path((id, duty)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let old = find_duty(&plan, &duty)?;
    let new = Duty { dropped: !old.dropped, ..old };
    let done = edit_draft::edit_duty(&services, visit.actor()?, plan.head.id, base_version(&posted), &new).await;
    after(&plan, &format!("bc-{duty}"), done, new.dropped)
}

/// The form of a new reporting duty.
pub(crate) async fn add_duty_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let mut form = duty_page(&visit, &plan, "them", DutyTyped { rule: "before".to_owned(), ..DutyTyped::default() });
    form.form_key = services.context.new_uuid().to_string();
    html(&form)
}

/// Adds a reporting duty.
pub(crate) async fn add_duty(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let typed = DutyTyped::read(&posted);
    let key = Uuid::parse_str(posted.raw("form_key")).unwrap_or_else(|_| services.context.new_uuid()).to_string();
    let id: DutyId = key.parse()?;
    let empty = Duty {
        id,
        frequency: String::new(),
        due: Vec::new(),
        rule: String::new(),
        reporter: None,
        recipient: None,
        via: None,
        text: String::new(),
        span: None,
        dropped: false,
    };
    let duty = match typed.duty(&empty, &visit.tr) {
        Ok(duty) => duty,
        Err(errors) => {
            let mut form = duty_page(&visit, &plan, "them", typed);
            form.form_key = key;
            return refuse_duty(form, errors);
        }
    };
    let new = NewDuty {
        frequency: duty.frequency,
        due: duty.due,
        rule: duty.rule,
        reporter: duty.reporter,
        recipient: duty.recipient,
        via: duty.via,
        text: duty.text,
        span: (0, 0),
        dropped: false,
    };
    edit_draft::add_duty(&services, visit.actor()?, plan.head.id, id, &new).await?;
    redirect_with(reading(&plan, &format!("bc-{key}")), "plans-i-flash-added", None)
}
