//! The administrator's pages (SC-L1): units with their register, and reorganisations.

mod entry_page;
mod plan_page;
mod plans_page;
mod step_page;
mod transfer_page;
mod unit_page;
mod units_page;

use ::web::{Errors, NavItem, Page, Problem, Routes, Visit};
use access::{Action as _, Thing};
use contracts::territory::FollowsUnits;

use crate::{
    actions::{Fault, Obstacle, OrganisationError},
    model::StepError,
    rights::{EditOrganisation, Reorganise},
};

/// Adds the administrator's routes. `followers` are the features whose rows follow a reorganisation.
pub(super) fn routes(routes: Routes, followers: &'static [FollowsUnits]) -> Routes {
    let edit = EditOrganisation::NAME;
    let plan = Reorganise::NAME;
    routes
        .get("/quan-tri/don-vi", edit, units_page::show)
        .get("/quan-tri/don-vi/{code}", edit, unit_page::show)
        .get("/quan-tri/don-vi/{code}/them/{kind}", edit, entry_page::add_form)
        .post("/quan-tri/don-vi/{code}/them/{kind}", edit, entry_page::add)
        .get("/quan-tri/muc/{kind}/{id}", edit, entry_page::edit_form)
        .post("/quan-tri/muc/{kind}/{id}", edit, entry_page::save)
        .get("/quan-tri/muc/{kind}/{id}/ket-thuc", edit, entry_page::end_form)
        .post("/quan-tri/muc/{kind}/{id}/ket-thuc", edit, entry_page::end)
        .get("/quan-tri/chuyen-cong-tac/{id}", edit, transfer_page::form)
        .post("/quan-tri/chuyen-cong-tac/{id}", edit, transfer_page::save)
        .get("/quan-tri/sap-xep", plan, plans_page::list)
        .get("/quan-tri/sap-xep-moi", plan, plans_page::new_form)
        .post("/quan-tri/sap-xep-moi", plan, plans_page::add)
        .get("/quan-tri/sap-xep/{id}", plan, move |visit, state, path| plan_page::show(followers, visit, state, path))
        .get("/quan-tri/sap-xep/{id}/sua", plan, plans_page::edit_form)
        .post("/quan-tri/sap-xep/{id}/sua", plan, plans_page::save)
        .get("/quan-tri/sap-xep/{id}/buoc/{kind}", plan, step_page::form)
        .post("/quan-tri/sap-xep/{id}/buoc/{kind}", plan, step_page::add)
        .post("/quan-tri/sap-xep/{id}/bo-buoc", plan, step_page::remove)
        .post("/quan-tri/sap-xep/{id}/ap-dung", plan, move |visit, state, path, posted| {
            plan_page::apply(followers, visit, state, path, posted)
        })
        .post("/quan-tri/sap-xep/{id}/hoan-tac", plan, move |visit, state, path, posted| {
            plan_page::undo(followers, visit, state, path, posted)
        })
        .post("/quan-tri/sap-xep/{id}/huy", plan, move |visit, state, path, posted| {
            plan_page::give_up(followers, visit, state, path, posted)
        })
}

pub(super) fn nav() -> NavItem {
    NavItem {
        path: "/quan-tri/don-vi",
        key: "organisation-admin-nav",
        order: 80,
        shown: |policy, actor| policy.may::<EditOrganisation>(actor),
    }
}

/// Refuses whoever may not reorganise at all, before anything is looked for.
fn may_plan(visit: &Visit) -> Result<(), Problem> {
    let ground = visit.actor()?.ground;
    visit.permit::<Reorganise>(&Thing::of(ground))?;
    Ok(())
}

/// Faults as messages at their fields.
fn errors_of(visit: &Visit, faults: &[Fault]) -> Errors {
    let mut errors = Errors::new();
    for fault in faults {
        let label = visit.tr.t(&format!("organisation-field-{}", fault.field));
        errors.add(fault.field, visit.tr.of(fault.key, &label));
    }
    errors
}

/// What stands in the way, in words; other failures go on as they are.
fn obstacle_told(tr: &i18n::Translator, error: OrganisationError) -> Result<String, OrganisationError> {
    match error {
        OrganisationError::Obstacle(obstacle) => Ok(told(tr, &obstacle)),
        other => Err(other),
    }
}

/// An obstacle as a sentence for a person.
pub fn told(tr: &i18n::Translator, obstacle: &Obstacle) -> String {
    use crate::model::ListError;

    let many = |codes: &[String]| {
        let shown: Vec<&str> = codes.iter().take(10).map(String::as_str).collect();
        let more = if codes.len() > shown.len() { " …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    match obstacle {
        Obstacle::Step(place, error) => {
            let n = i64::try_from(*place).unwrap_or_default() + 1;
            tr.with("organisation-obstacle-step", &[("n", n.into()), ("x", step_told(tr, error).into())])
        }
        Obstacle::Empty => tr.t("organisation-obstacle-empty"),
        Obstacle::Early(day) => tr.of("organisation-obstacle-early", i18n::date(*day)),
        Obstacle::Before(day) => tr.of("organisation-obstacle-before", i18n::date(*day)),
        Obstacle::NoTree => tr.t("organisation-no-tree"),
        Obstacle::Loose(code) => tr.of("organisation-obstacle-loose", code),
        Obstacle::Strays(codes) => tr.of("organisation-obstacle-strays", many(codes)),
        Obstacle::Totals(key) => tr.of("organisation-obstacle-totals", tr.t(key)),
        Obstacle::State => tr.t("organisation-obstacle-state"),
        Obstacle::NotLatest => tr.t("organisation-obstacle-not-latest"),
        Obstacle::Newcomers(n) => tr.of("organisation-obstacle-newcomers", *n),
        Obstacle::List(error) => match error {
            ListError::Column(name) => tr.of("organisation-list-column", *name),
            ListError::Line(line) => tr.of("organisation-list-line", i64::try_from(*line).unwrap_or_default()),
            ListError::Twice(code) => tr.of("organisation-list-twice", code),
            ListError::Unknown(code) => tr.of("organisation-list-unknown", code),
            ListError::NoHeir(codes) => tr.of("organisation-list-no-heir", many(codes)),
        },
    }
}

fn step_told(tr: &i18n::Translator, error: &StepError) -> String {
    match error {
        StepError::Unknown(code) => tr.of("organisation-step-unknown", code),
        StepError::Taken(code) => tr.of("organisation-step-taken", code),
        StepError::Misplaced(code) => tr.of("organisation-step-misplaced", code),
        StepError::Unfit(code) => tr.of("organisation-step-unfit", code),
        StepError::Missing => tr.t("organisation-step-missing"),
    }
}

/// A page with its way back to a plan.
fn under_plan(visit: &Visit, id: &str, title: String) -> Page {
    visit.page(title).back(format!("/quan-tri/sap-xep/{id}"), visit.tr.t("organisation-plan-back"))
}
