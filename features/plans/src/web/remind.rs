//! Urging ("đôn đốc") those who answer for an obligation, or the units that have not answered it.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect_with};

use super::{obligation::Head, views::short};
use crate::{
    actions::{
        WorkError, open_work,
        remind::{RemindWhom, gaps, remind},
    },
    model::{ObligationId, work::Obligation},
    rights::RemindDuty,
    store::obligations,
};

/// To whom, when one comes from the matrix.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    toi: String,
}

#[derive(Debug, Template)]
#[template(path = "plans/work/remind.html")]
struct RemindPage {
    page: Page,
    errors: Errors,
    head: Head,
    responsible: String,
    gap_count: i64,
    gap_names: String,
    whom: String,
    text: String,
    form_key: String,
}

/// Value of the choice "units with a gap".
const TO_GAPS: &str = "don-vi";

async fn page(
    visit: &Visit,
    services: &Services,
    id: ObligationId,
    whom: String,
    text: Option<String>,
    form_key: String,
) -> Result<RemindPage, web::Problem> {
    let found = open_work::obligation(services, visit.actor()?, id).await?;
    visit.permit::<RemindDuty>(&found.thing())?;
    let mut q = &services.db;
    let people = obligations::assignees(&mut q, id).await?;
    let mut names: Vec<String> = people.into_iter().map(|person| person.name).collect();
    names.extend(found.work.lead.clone());
    let gaps = gaps(services, &found).await?;
    let head = Head::of(&found, visit, services);
    let text = text.unwrap_or_else(|| draft(visit, &found, &head));
    let gap_names: Vec<&str> = gaps.iter().take(12).map(|unit| unit.name.as_str()).collect();
    Ok(RemindPage {
        page: visit
            .page(visit.tr.t("plans-w-remind-title"))
            .back(format!("/nhiem-vu/{id}"), visit.tr.t("plans-w-back-duty")),
        errors: Errors::new(),
        responsible: if names.is_empty() { found.work.unit_name.clone() } else { names.join(", ") },
        gap_count: i64::try_from(gaps.len()).unwrap_or(i64::MAX),
        gap_names: gap_names.join(", "),
        whom,
        text,
        form_key,
        head,
    })
}

/// The letter as it is offered; the person changes it freely.
fn draft(visit: &Visit, found: &Obligation, head: &Head) -> String {
    let due = if head.row.relative.is_empty() {
        head.row.due.clone()
    } else {
        format!("{} ({})", head.row.due, head.row.relative)
    };
    let duty = short(&found.work.text, 200);
    visit.tr.with("plans-w-remind-draft", &[("x", duty.into()), ("y", due.into()), ("n", head.row.percent.into())])
}

/// The form with its letter.
pub(crate) async fn form(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let key = services.context.new_uuid().to_string();
    html(&page(&visit, &services, id.parse()?, asked.toi, None, key).await?)
}

/// Sends the letter.
pub(crate) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let id: ObligationId = id.parse()?;
    let (choice, text, form_key) = (posted.line("toi"), posted.text("thu"), posted.line("form_key"));
    let whom = if choice == TO_GAPS { RemindWhom::Gaps } else { RemindWhom::Responsible };
    match remind(&services, visit.actor()?, id, whom, &text, &form_key).await {
        Ok(sent) => {
            let sent = i64::try_from(sent).unwrap_or(i64::MAX);
            redirect_with(format!("/nhiem-vu/{id}"), "plans-w-flash-reminded", Some(sent))
        }
        Err(WorkError::Invalid(faults)) => {
            let mut refused = page(&visit, &services, id, choice, Some(text), form_key).await?;
            for fault in faults {
                refused.errors.add(fault.field, visit.tr.t(fault.key));
            }
            refused.page = refused.page.refused();
            invalid(&refused)
        }
        Err(other) => Err(other.into()),
    }
}
