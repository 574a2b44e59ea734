//! What a plan is, without database or pages.

mod ids;

pub use ids::{DocumentId, DutyId, ObligationId, PlanId, SectionId, TargetId};

// The work half: status, progress, worklist, matrix …
