//! Identifiers of the things of this room.

base::id! {
    /// A document as it came in.
    DocumentId
}
base::id! {
    /// One plan of one committee.
    PlanId
}
base::id! {
    /// A heading of a plan.
    SectionId
}
base::id! {
    /// One promise of a plan.
    ObligationId
}
base::id! {
    /// A measurable promise.
    TargetId
}
base::id! {
    /// A duty to report.
    DutyId
}

db::text_values!(DocumentId, PlanId, SectionId, ObligationId, TargetId, DutyId);
