//! What a plan is, without database or pages.

mod ids;

pub use ids::{DocumentId, DutyId, ObligationId, PlanId, SectionId, TargetId};

pub mod bounds;
pub mod difference;
pub mod draft;
pub mod drafting;
pub mod likeness;
pub mod marks;
pub mod plan;
mod plan_head;
pub mod reporting;

pub mod matrix;
pub mod merge;
pub mod progress;
pub mod status;
pub mod timing;
pub mod work;
mod work_ids;
pub mod worklist;

pub use plan::PlanFacts;
pub use status::{Facts, Status};
pub use timing::Timing;
pub use work_ids::{EventId, EvidenceId, ProgressId, ReminderId};
