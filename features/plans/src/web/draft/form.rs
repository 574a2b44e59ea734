//! What every form of a draft does: it names the version that the person saw, comes back with what is wrong or with
//! what somebody else changed meanwhile, and leads back to its row on the reading page.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::http::StatusCode;
use base::uuid::Uuid;

use crate::{
    actions::DraftError,
    model::plan::{PlanHead, PlanState, WholePlan},
    rights::EditPlan,
    store::plans,
    web::reading,
};

/// Two versions of one field.
#[derive(Debug)]
pub(crate) struct ConflictView {
    pub(crate) field: String,
    pub(crate) now: String,
    pub(crate) mine: String,
}

/// What a form carries beside its own fields.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) errors: Errors,
    /// Where it is sent.
    pub(super) action: String,
    /// Version that the person saw; empty for something new.
    pub(super) base: String,
    /// Identifier of something new: the form sent twice adds it once.
    pub(super) form_key: String,
    /// Whether somebody else changed it meanwhile.
    pub(super) stale: bool,
    /// The fields in which both versions differ.
    pub(super) conflict: Vec<ConflictView>,
}

impl Frame {
    /// For a change of what is there in this version.
    pub(super) fn change(action: String, version: i64) -> Self {
        Self {
            errors: Errors::new(),
            action,
            base: version.to_string(),
            form_key: String::new(),
            stale: false,
            conflict: Vec::new(),
        }
    }

    /// For something new: the key that the form came with, or a fresh one.
    pub(super) fn add(action: String, posted: Option<&Posted>, services: &Services) -> Self {
        let sent = posted.and_then(|posted| Uuid::parse_str(posted.raw("form_key")).ok());
        let form_key = sent.unwrap_or_else(|| services.context.new_uuid()).to_string();
        Self { base: String::new(), form_key, ..Self::change(action, 0) }
    }
}

/// A form of a draft.
pub(super) trait DraftForm: Template + Sized {
    /// Its page and its frame.
    fn parts(&mut self) -> (&mut Page, &mut Frame);

    /// Shows it again with what is wrong. The version that the person saw stays, so that a conflict is not lost with
    /// the mistake.
    fn refuse(mut self, posted: &Posted, errors: Errors) -> Answer {
        let (page, frame) = self.parts();
        if !frame.base.is_empty() {
            frame.base = posted.line("ban");
        }
        frame.errors = errors;
        page.has_errors = true;
        invalid(&self)
    }

    /// Shows it again because somebody else was first; saving it then is a decision over the present version.
    fn outrun(mut self, differing: Vec<ConflictView>) -> Answer {
        let (_, frame) = self.parts();
        frame.stale = true;
        frame.conflict = differing;
        conflict(&self)
    }
}

/// A draft that the person may edit.
pub(super) async fn open(visit: &Visit, services: &Services, id: &str) -> Result<WholePlan, Problem> {
    let head: PlanHead = reading::head(services, id).await?;
    let permit = visit.permit::<EditPlan>(&head.thing())?;
    if head.state != PlanState::Draft {
        return Err(Problem::NotFound);
    }
    Ok(plans::whole(&mut &services.db, &permit, head).await?)
}

/// The page of a form of this draft.
pub(super) fn page(visit: &Visit, plan: &WholePlan, title: String) -> Page {
    visit.page(title).back(format!("/ke-hoach/{}/doc", plan.head.id), visit.tr.t("plans-i-to-reading"))
}

/// A page that says that somebody else was first, status 409.
pub(crate) fn conflict(template: &impl Template) -> Answer {
    let mut response = html(template)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The fields in which two versions differ.
pub(super) fn differing(
    visit: &Visit,
    now: Vec<(&'static str, String)>,
    mine: Vec<(&'static str, String)>,
) -> Vec<ConflictView> {
    now.into_iter()
        .zip(mine)
        .filter(|((_, now), (_, mine))| now != mine)
        .map(|((key, now), (_, mine))| ConflictView { field: visit.tr.t(key), now, mine })
        .collect()
}

/// The version that the person saw.
pub(super) fn base_version(posted: &Posted) -> i64 {
    posted.line("ban").parse().unwrap_or(-1)
}

/// The address of a row on the reading page.
pub(super) fn reading_at(plan: &WholePlan, anchor: &str) -> String {
    format!("/ke-hoach/{}/doc#{anchor}", plan.head.id)
}

/// Back to a row after a button, saying what was done or why nothing was.
pub(super) fn after(to: String, done: Result<(), DraftError>, key: &'static str) -> Answer {
    match done {
        Ok(()) => redirect_with(to, key, None),
        Err(DraftError::Stale) => redirect_with(to, "plans-i-flash-stale", None),
        Err(error) => Err(error.into()),
    }
}

/// The message after something was taken out, or in again.
pub(super) fn taken(out: bool) -> &'static str {
    if out { "plans-i-flash-dropped" } else { "plans-i-flash-restored" }
}
