//! Discarding a draft, after a page that asks why; and taking that back.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, redirect, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::form::{DraftForm, Frame, base_version};
use crate::{
    actions::{DraftError, draft},
    model::plan::{PlanHead, PlanState},
    rights::EditPlan,
    web::{reading, words::HeadView},
};

#[derive(Template)]
#[template(path = "plans/import/discard.html")]
struct DiscardPage {
    page: Page,
    frame: Frame,
    plan: HeadView,
    reason: String,
}

impl DraftForm for DiscardPage {
    fn parts(&mut self) -> (&mut Page, &mut Frame) {
        (&mut self.page, &mut self.frame)
    }
}

#[derive(Template)]
#[template(path = "plans/import/discarded.html")]
struct DiscardedPage {
    page: Page,
    plan: HeadView,
    reason: String,
    when: String,
    /// Until when it can be taken back, as a time of day; empty when that is over.
    until: String,
}

/// A draft, discarded or not, for one who prepares it.
async fn open(visit: &Visit, services: &Services, id: &str) -> Result<PlanHead, Problem> {
    let head = reading::head(services, id).await?;
    visit.permit::<EditPlan>(&head.thing())?;
    if head.state == PlanState::Issued { Err(Problem::NotFound) } else { Ok(head) }
}

fn ask(visit: &Visit, head: &PlanHead, reason: String) -> DiscardPage {
    DiscardPage {
        page: visit
            .page(visit.tr.t("plans-i-discard-title"))
            .back(format!("/ke-hoach/{}/doc", head.id), visit.tr.t("plans-i-to-reading")),
        frame: Frame::change(format!("/ke-hoach/{}/huy", head.id), head.version),
        plan: HeadView::of(head, &visit.tr),
        reason,
    }
}

/// Asks why, or shows who discarded it.
pub(crate) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let head = open(&visit, &services, &id).await?;
    let Some(found) = draft::discarded(&services, visit.actor()?, head.id).await? else {
        return html(&ask(&visit, &head, String::new()));
    };
    let tr = &visit.tr;
    let when = i18n::date_time(found.discard.at);
    html(&DiscardedPage {
        page: visit.page(tr.t("plans-i-discarded-title")).back("/ke-hoach", tr.t("plans-i-nav-plans")),
        plan: HeadView::of(&head, tr),
        when: tr.with("plans-i-discarded-by", &[("x", found.discard.by_name.into()), ("y", when.into())]),
        reason: found.discard.reason,
        until: found.until.map(i18n::date_time).unwrap_or_default(),
    })
}

/// Discards the draft.
pub(crate) async fn discard(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let head = open(&visit, &services, &id).await?;
    let reason = posted.text("ly-do");
    let to = format!("/ke-hoach/{}/huy", head.id);
    match draft::discard(&services, visit.actor()?, head.id, base_version(&posted), &reason).await {
        Ok(()) => redirect_with(to, "plans-i-flash-discarded", None),
        Err(DraftError::Nothing) => {
            let mut errors = Errors::new();
            errors.add("ly-do", visit.tr.t("plans-i-error-reason"));
            ask(&visit, &head, reason).refuse(&posted, errors)
        }
        Err(DraftError::Stale) => ask(&visit, &head, reason).outrun(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// Takes a discarded draft back.
pub(crate) async fn restore(
    visit: Visit,
    State(services): State<Services>,
    Path(id): Path<String>,
    _posted: Posted,
) -> Answer {
    let head = open(&visit, &services, &id).await?;
    match draft::restore(&services, visit.actor()?, head.id).await {
        Ok(()) => redirect_with(format!("/ke-hoach/{}/doc", head.id), "plans-i-flash-undiscarded", None),
        Err(DraftError::Nothing) => redirect(format!("/ke-hoach/{}/huy", head.id)),
        Err(error) => Err(error.into()),
    }
}
