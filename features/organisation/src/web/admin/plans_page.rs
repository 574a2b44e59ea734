//! The list of reorganisations, and what is typed about one: its name, its document, its day.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect};
use askama::Template;
use axum::extract::{Path, State};

use super::{errors_of, may_plan, under_plan};
use crate::{
    actions::{
        Fault, OrganisationError,
        plan_reorganisation::{Facts, change_plan, find_plan, plan_reorganisation, reorganisations},
    },
    model::Head,
};

#[derive(Template)]
#[template(path = "organisation/admin/plans.html")]
struct PlansPage {
    page: Page,
    plans: Vec<Head>,
}

#[derive(Template)]
#[template(path = "organisation/admin/facts.html")]
struct FactsPage {
    page: Page,
    errors: Errors,
    action: String,
    title: String,
    citation: String,
    day: String,
    version: i64,
}

pub(super) async fn list(visit: Visit, State(services): State<Services>) -> Answer {
    may_plan(&visit)?;
    let plans = reorganisations(&services, visit.actor()?).await?;
    let page = visit.page(visit.tr.t("organisation-plans-title"));
    let page = page.back("/quan-tri/don-vi", visit.tr.t("organisation-admin-title"));
    html(&PlansPage { page, plans })
}

pub(super) async fn new_form(visit: Visit) -> Answer {
    may_plan(&visit)?;
    let page = visit.page(visit.tr.t("organisation-plan-new"));
    let page = page.back("/quan-tri/sap-xep", visit.tr.t("organisation-plans-title"));
    let (title, citation, day) = (String::new(), String::new(), String::new());
    let action = "/quan-tri/sap-xep-moi".to_owned();
    html(&FactsPage { page, errors: Errors::new(), action, title, citation, day, version: 0 })
}

/// What was typed, and the facts where the day can be read.
fn read(posted: &Posted) -> Result<Facts, OrganisationError> {
    let day = posted.line("ngay");
    let Some(effective_on) = i18n::parse_date(&day) else {
        let key = if day.is_empty() { "organisation-fault-missing" } else { "organisation-fault-date" };
        return Err(OrganisationError::Invalid(vec![Fault { field: "ngay", key }]));
    };
    Ok(Facts { title: posted.line("ten"), citation: posted.line("can-cu"), effective_on })
}

fn refused(page: Page, errors: Errors, action: String, posted: &Posted) -> Answer {
    let version = posted.line("version").parse().unwrap_or_default();
    let (title, citation, day) = (posted.line("ten"), posted.line("can-cu"), posted.line("ngay"));
    invalid(&FactsPage { page: page.refused(), errors, action, title, citation, day, version })
}

pub(super) async fn add(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    may_plan(&visit)?;
    let outcome = match read(&posted) {
        Ok(facts) => plan_reorganisation(&services, visit.actor()?, &facts, &[]).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => redirect(format!("/quan-tri/sap-xep/{id}")),
        Err(OrganisationError::Invalid(faults)) => {
            let page = visit.page(visit.tr.t("organisation-plan-new"));
            let page = page.back("/quan-tri/sap-xep", visit.tr.t("organisation-plans-title"));
            refused(page, errors_of(&visit, &faults), "/quan-tri/sap-xep-moi".to_owned(), &posted)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn edit_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    may_plan(&visit)?;
    let head = find_plan(&services, visit.actor()?, &id).await?.head;
    let page = under_plan(&visit, &id, visit.tr.t("organisation-plan-edit"));
    let action = format!("/quan-tri/sap-xep/{id}/sua");
    let (title, citation, day) = (head.title, head.citation, i18n::date(head.effective_on));
    html(&FactsPage { page, errors: Errors::new(), action, title, citation, day, version: head.version })
}

pub(super) async fn save(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    may_plan(&visit)?;
    let plan = find_plan(&services, visit.actor()?, &id).await?;
    let base = posted.line("version").parse().unwrap_or(-1);
    let outcome = match read(&posted) {
        Ok(facts) => change_plan(&services, visit.actor()?, &id, base, &facts, &plan.steps).await,
        Err(error) => Err(error),
    };
    let faults = match outcome {
        Ok(()) => return redirect(format!("/quan-tri/sap-xep/{id}")),
        Err(OrganisationError::Invalid(faults)) => faults,
        Err(OrganisationError::Stale) => vec![Fault { field: "ten", key: "organisation-fault-stale" }],
        Err(other) => return Err(other.into()),
    };
    let page = under_plan(&visit, &id, visit.tr.t("organisation-plan-edit"));
    refused(page, errors_of(&visit, &faults), format!("/quan-tri/sap-xep/{id}/sua"), &posted)
}
