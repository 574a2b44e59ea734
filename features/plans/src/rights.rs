//! Who may do what with plans: one row per role, action and reach.

use access::{Reach, Right};
use organisation::roles::{LEADER, OFFICER, STANDING_OFFICE};

access::actions! {
    /// Takes in a document and reads it.
    ImportPlan = "plans.import";
    /// Edits a draft.
    EditPlan = "plans.edit";
    /// Sees a draft that is not issued yet.
    SeeDraft = "plans.see-draft";
    /// Puts a plan into force, gives it its number.
    IssuePlan = "plans.issue";
    /// Sees an issued plan.
    SeePlan = "plans.view";
    /// Says for a unit that a plan was read.
    AcknowledgePlan = "plans.acknowledge";
    /// Sees the register of documents.
    SeeDocument = "plans.documents";
    /// Sees how far the obligations of a plan are, with the texts of progress.
    SeeProgress = "plans.progress";
    /// Assigns obligations to agencies and people, edits them after issue.
    AssignDuty = "plans.assign";
    /// Reports progress on an obligation.
    ReportProgress = "plans.report";
    /// Accepts progress or gives it back.
    ReviewProgress = "plans.review";
    /// Urges a unit or a person.
    RemindDuty = "plans.remind";
    /// Sees one's own work: what is due, and the calendar.
    MyWork = "plans.mine";
    /// Lets a clause of one's own plan answer a clause of a plan above.
    AnswerClause = "plans.answer";
    /// Notes that a report was sent.
    MarkReported = "plans.reported";
}

/// The rows of this room.
pub(crate) fn rights() -> Vec<Right> {
    let mut rows = import_rights();
    rows.extend(work_rights());
    rows
}

/// A draft is the standing office's; the leader of the same unit reads it before signing. An issued plan
/// binds the units below, and is read by those above.
fn import_rights() -> Vec<Right> {
    let mut rows = vec![
        Right::new::<ImportPlan>(STANDING_OFFICE, Reach::OwnUnit),
        Right::new::<EditPlan>(STANDING_OFFICE, Reach::OwnUnit),
        Right::new::<IssuePlan>(STANDING_OFFICE, Reach::OwnUnit),
        Right::new::<SeeDraft>(STANDING_OFFICE, Reach::OwnUnit),
        Right::new::<SeeDraft>(LEADER, Reach::OwnUnit),
        Right::new::<SeeDocument>(STANDING_OFFICE, Reach::OwnUnit),
        Right::new::<SeeDocument>(LEADER, Reach::OwnUnit),
        Right::new::<AcknowledgePlan>(STANDING_OFFICE, Reach::Above),
        Right::new::<AcknowledgePlan>(LEADER, Reach::Above),
    ];
    for role in [STANDING_OFFICE, LEADER, OFFICER] {
        rows.extend([Reach::Above, Reach::Below].map(|reach| Right::new::<SeePlan>(role, reach)));
    }
    rows
}

/// The work half. An officer reports on what is assigned or led by the own agency; the unit that issued
/// the plan reviews, assigns and urges; the units above see the work below. The standing office may report
/// on anything of its own unit, because a commune's agencies do not all have accounts.
fn work_rights() -> Vec<Right> {
    let mut rows =
        vec![Right::new::<ReportProgress>(OFFICER, Reach::Assigned), Right::new::<MyWork>(OFFICER, Reach::Assigned)];
    for role in [STANDING_OFFICE, LEADER] {
        rows.extend([
            Right::new::<AssignDuty>(role, Reach::OwnUnit),
            Right::new::<ReviewProgress>(role, Reach::OwnUnit),
            Right::new::<ReportProgress>(role, Reach::OwnUnit),
            Right::new::<RemindDuty>(role, Reach::Below),
            Right::new::<SeeProgress>(role, Reach::Below),
            Right::new::<SeeProgress>(role, Reach::Assigned),
            Right::new::<MyWork>(role, Reach::OwnUnit),
            Right::new::<MyWork>(role, Reach::Assigned),
            Right::new::<AnswerClause>(role, Reach::OwnUnit),
            Right::new::<MarkReported>(role, Reach::OwnUnit),
        ]);
    }
    rows.push(Right::new::<SeeProgress>(OFFICER, Reach::OwnUnit));
    rows.push(Right::new::<SeeProgress>(OFFICER, Reach::Assigned));
    rows
}
