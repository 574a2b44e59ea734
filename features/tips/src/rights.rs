//! Who may do what with tips: one row per role, action and reach.
//!
//! A tip belongs to the agency that holds it. Whoever takes in or decides for that agency sees it; the level above sees
//! that it exists and how its clocks stand, never what was told. What is sealed needs a key of the agency's vault
//! besides the right.

use access::{Reach, Right};
use organisation::roles::{HOTLINE, STANDING_OFFICE, TIP_LEADER, TIP_RECEIVER};

access::actions! {
    /// Sees the queue, the lodging book and how a tip stands.
    SeeTips = "tips.view", Restricted;
    /// Reads what was told, and the thread with the reporter.
    ReadTip = "tips.read", Restricted;
    /// Writes down what somebody told in person, by telephone or in a letter.
    TakeIn = "tips.take-in", Restricted;
    /// Writes to the reporter.
    AnswerTip = "tips.answer", Restricted;
    /// Sees who the reporter is and how to reach them safely.
    RevealReporter = "tips.reveal-reporter", Sealed;
    /// Says what kind it is, and notes every step of the legal path.
    ClassifyTip = "tips.classify", Restricted;
    /// Notes the steps of a tip that one was assigned to resolve, but for those that the head of the agency takes.
    NoteStep = "tips.note-step", Restricted;
    /// Hands a tip over to another agency.
    HandOver = "tips.hand-over", Restricted;
    /// Signs for a tip that was handed over.
    SignFor = "tips.sign-for", Restricted;
    /// Says whom a tip is about, so that they never see it.
    KeepAway = "tips.keep-away", Restricted;
    /// Writes down calls at the hotline.
    AnswerCalls = "tips.hotline", Restricted;
    /// Sees the counts.
    CountTips = "tips.count", Internal;
}

/// The rows of this room.
pub(crate) fn rights() -> Vec<Right> {
    let mut rows = vec![
        Right::new::<AnswerCalls>(HOTLINE, Reach::OwnUnit),
        Right::new::<TakeIn>(HOTLINE, Reach::OwnUnit),
        Right::new::<CountTips>(STANDING_OFFICE, Reach::Below),
    ];
    for role in [TIP_RECEIVER, TIP_LEADER] {
        rows.extend([
            Right::new::<SeeTips>(role, Reach::Assigned),
            Right::new::<ReadTip>(role, Reach::Assigned),
            Right::new::<TakeIn>(role, Reach::OwnUnit),
            Right::new::<AnswerTip>(role, Reach::Assigned),
            Right::new::<RevealReporter>(role, Reach::Assigned),
            Right::new::<SignFor>(role, Reach::Assigned),
            Right::new::<KeepAway>(role, Reach::Assigned),
            Right::new::<NoteStep>(role, Reach::Assigned),
            Right::new::<CountTips>(role, Reach::Below),
        ]);
    }
    rows.push(Right::new::<ClassifyTip>(TIP_LEADER, Reach::Assigned));
    rows.push(Right::new::<HandOver>(TIP_LEADER, Reach::Assigned));
    rows
}
