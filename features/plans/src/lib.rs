//! A committee's plan text goes in; obligations with owners and dates come out; people report progress.
//!
//! Two halves in one room. *Import*: documents, reading, the draft, issuing, the list and view of plans.
//! *Work*: assignment, progress, review, matrices, reminders. They meet in the tables of
//! `migrations/0001_plans.sql`.

mod actions;
pub mod model;
mod papers;
mod rights;
mod store;
mod web;

pub use actions::{
    DraftError, Fault, WorkError,
    acknowledge::acknowledge_plan,
    answer_clause::answer_clause,
    assign::{Assignment, RowOutcome, assign},
    import::{ImportError, import_plan},
    issue_plan::issue_plan,
    mark_reported::mark_reported,
    outside::{clauses, place_below, reporting_days},
    remind::{RemindWhom, remind},
    report_progress::{NewEvidence, NewProgress, report_progress},
    review_progress::{Verdict, review_progress},
};
pub use rights::{AnswerClause, MarkReported, MyWork};
pub use store::follows::FOLLOWS_UNITS;

use actions::import::{RECOGNISE, recognise};

use ::web::Feature;
use db::Migration;
use i18n::Messages;

pub use rights::{
    AcknowledgePlan, AssignDuty, EditPlan, ImportPlan, IssuePlan, RemindDuty, ReportProgress, ReviewProgress,
    SeeDocument, SeeDraft, SeePlan, SeeProgress,
};

/// The work that this feature does later.
pub fn jobs(services: &::web::Services) -> ::jobs::Handlers {
    let services = services.clone();
    ::jobs::Handlers::new().on(RECOGNISE, move |job| {
        let services = services.clone();
        async move {
            match job.text("document").and_then(|id| id.parse().ok()) {
                Some(id) => recognise(&services, id).await,
                // Nobody of ours writes such a job.
                None => Ok(()),
            }
        }
    })
}

/// The feature as the application takes it in.
pub fn feature() -> Feature {
    Feature {
        name: "plans",
        migrations: vec![
            Migration { id: "plans/0001_plans", sql: include_str!("../migrations/0001_plans.sql") },
            Migration { id: "plans/0002_look_up", sql: include_str!("../migrations/0002_look_up.sql") },
            Migration { id: "plans/0003_discarded", sql: include_str!("../migrations/0003_discarded.sql") },
        ],
        statements: store::all_statements(),
        rights: rights::rights(),
        routes: web::routes(),
        nav: web::nav(),
        messages: vec![
            Messages {
                room: "plans/import",
                vi: include_str!("../messages/import.vi.ftl"),
                en: include_str!("../messages/import.en.ftl"),
            },
            Messages {
                room: "plans/work",
                vi: include_str!("../messages/work.vi.ftl"),
                en: include_str!("../messages/work.en.ftl"),
            },
        ],
        ..Feature::default()
    }
}
