//! Accepting a report, or giving it back with a reason.

use askama::Template;
use axum::extract::{Path, State};
use web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};

use super::{obligation::Head, views::ReportView};
use crate::{
    actions::{
        WorkError,
        review_progress::{self, Verdict, review_progress},
    },
    model::{ProgressId, bounds},
};

#[derive(Debug, Template)]
#[template(path = "plans/work/return_form.html")]
struct ReturnPage {
    page: Page,
    errors: Errors,
    head: Head,
    report: ReportView,
    reason: String,
}

/// Accepts a report.
pub(crate) async fn accept(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let id: ProgressId = id.parse()?;
    judge(&visit, &services, id, &Verdict::Accept, "plans-w-flash-accepted").await
}

/// The form that asks why.
pub(crate) async fn return_form(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    html(&return_page(&visit, &services, id.parse()?, String::new()).await?)
}

/// Gives a report back.
pub(crate) async fn give_back(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let id: ProgressId = id.parse()?;
    let reason = posted.text("ly-do");
    let fault = if reason.is_empty() {
        Some("plans-w-fault-reason")
    } else {
        (!bounds::fits(&reason, bounds::LONGEST_REPORT)).then_some("plans-w-fault-long")
    };
    if let Some(fault) = fault {
        let mut refused = return_page(&visit, &services, id, reason).await?;
        refused.errors.add("ly-do", visit.tr.t(fault));
        refused.page = refused.page.refused();
        return invalid(&refused);
    }
    judge(&visit, &services, id, &Verdict::Return { reason }, "plans-w-flash-returned").await
}

async fn return_page(
    visit: &Visit,
    services: &Services,
    id: ProgressId,
    reason: String,
) -> Result<ReturnPage, Problem> {
    let (report, found) = review_progress::open(services, visit.actor()?, id).await?;
    Ok(ReturnPage {
        page: visit
            .page(visit.tr.t("plans-w-return-title"))
            .back(format!("/nhiem-vu/{}", found.work.id), visit.tr.t("plans-w-back-duty")),
        errors: Errors::new(),
        head: Head::of(&found, visit, services),
        report: ReportView::of(&report, visit, false),
        reason,
    })
}

async fn judge(visit: &Visit, services: &Services, id: ProgressId, verdict: &Verdict, flash: &'static str) -> Answer {
    let outcome = review_progress(services, visit.actor()?, id, verdict).await;
    let obligation = match &outcome {
        Ok(()) | Err(WorkError::JudgedBefore | WorkError::OwnReport) => {
            super::progress_form::obligation_of(services, id).await?
        }
        Err(_) => return Err(outcome.err().map_or(Problem::NotFound, Problem::from)),
    };
    let flash = match outcome {
        Ok(()) => flash,
        Err(WorkError::OwnReport) => "plans-w-flash-own-report",
        Err(_) => "plans-w-flash-judged-before",
    };
    redirect_with(format!("/nhiem-vu/{obligation}"), flash, None)
}
