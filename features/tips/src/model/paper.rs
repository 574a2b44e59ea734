//! What a noted step has to say besides its day.

use super::law::Step;

/// Whether something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It has to be there.
    Must,
    /// It may be there.
    May,
    /// It is not asked for.
    No,
}

/// What the form of a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Number and date of the paper.
    pub paper: Need,
    /// The reason in free words, which is sealed.
    pub reason: Need,
}

/// What a step has to say. A decision, a request and a notice are papers with a number; a reason is needed where the law
/// leaves it to the agency to find one.
pub fn needs(step: Step) -> Needs {
    let (paper, reason) = match step {
        Step::Classify => (Need::May, Need::May),
        Step::FindNotCompetent | Step::CancelSuspension => (Need::May, Need::Must),
        Step::Prolong | Step::Suspend | Step::Resume | Step::Discuss | Step::RequestExtension => {
            (Need::Must, Need::Must)
        }
        Step::Decide => (Need::Must, Need::May),
        Step::NotifyProcuracy
        | Step::Assign
        | Step::GrantExtension
        | Step::RefuseExtension
        | Step::AssignProsecutor => (Need::Must, Need::No),
        Step::TellReceipt | Step::TellResult | Step::SendDecision | Step::SendSuspension | Step::SendResumption => {
            (Need::May, Need::No)
        }
        Step::ReportClosing | Step::DemandRemedy | Step::Remedy | Step::DemandTakeOver | Step::PassOn => {
            (Need::May, Need::May)
        }
        Step::AssignmentReached
        | Step::RequestReceived
        | Step::SendCancellation
        | Step::ReceiveCancellation
        | Step::GiveFile
        | Step::Archive => (Need::May, Need::No),
    };
    Needs { paper, reason }
}
