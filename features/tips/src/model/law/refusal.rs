//! What the path refuses.

use thiserror::Error;

/// Why an event may not be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing has been received yet.
    #[error("nothing has been received yet")]
    NotReceived,
    /// It is said to have happened before the first receipt.
    #[error("it lies before the receipt")]
    BeforeReceipt,
    /// It is said to have happened before what it answers.
    #[error("it lies before what it answers")]
    BeforeItsCause,
    /// The tip has not been handed over, so nobody else can receive it.
    #[error("it has not been handed over")]
    NotHandedOver,
    /// It is on its way to another body.
    #[error("it has been handed over and not been signed for")]
    OnItsWay,
    /// Its kind has not been determined.
    #[error("its kind has not been determined")]
    NotClassified,
    /// It is an accusation, which has another path.
    #[error("it is an accusation, which is passed on")]
    IsAccusation,
    /// It is information about crime, which is handed over and not passed on.
    #[error("it is information about crime")]
    IsCrimeInformation,
    /// The body that holds it may not do this; commune police receive, classify and check, and never resolve.
    #[error("the body that holds it is not competent for this")]
    NotCompetent,
    /// An investigation agency hands over only what it found itself not competent for.
    #[error("no grounds have been noted that it is not competent")]
    IsCompetent,
    /// It has been decided.
    #[error("it has been decided")]
    AlreadyDecided,
    /// It has not been decided.
    #[error("it has not been decided")]
    NotDecided,
    /// The limit for resolving has not run out.
    #[error("the limit for resolving has not run out")]
    LimitNotRunOut,
    /// The limit has run out and can no longer be prolonged.
    #[error("the limit for resolving has run out")]
    LimitRunOut,
    /// It has been prolonged or extended as often as the law allows.
    #[error("it has been prolonged already")]
    AlreadyProlonged,
    /// The agency has not prolonged it, or no extension was requested.
    #[error("it has not been prolonged, or no extension was requested")]
    NotProlonged,
    /// It is not suspended.
    #[error("it is not suspended")]
    NotSuspended,
    /// The reporter refused to identify themself and is not notified.
    #[error("there is nobody to notify")]
    NobodyToNotify,
    /// What this answers has not happened.
    #[error("what this answers has not been noted")]
    NothingToAnswer,
    /// The time after which it is permitted has not passed.
    #[error("it is too early")]
    TooEarly,
    /// It lies in the archive.
    #[error("it is in the archive")]
    InTheArchive,
}

impl Refusal {
    /// The key in messages.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotReceived => "tips-refusal-not-received",
            Self::BeforeReceipt => "tips-refusal-before-receipt",
            Self::BeforeItsCause => "tips-refusal-before-its-cause",
            Self::NotHandedOver => "tips-refusal-not-handed-over",
            Self::OnItsWay => "tips-refusal-on-its-way",
            Self::NotClassified => "tips-refusal-not-classified",
            Self::IsAccusation => "tips-refusal-is-accusation",
            Self::IsCrimeInformation => "tips-refusal-is-crime-information",
            Self::NotCompetent => "tips-refusal-not-competent",
            Self::IsCompetent => "tips-refusal-is-competent",
            Self::AlreadyDecided => "tips-refusal-already-decided",
            Self::NotDecided => "tips-refusal-not-decided",
            Self::LimitNotRunOut => "tips-refusal-limit-not-run-out",
            Self::LimitRunOut => "tips-refusal-limit-run-out",
            Self::AlreadyProlonged => "tips-refusal-already-prolonged",
            Self::NotProlonged => "tips-refusal-not-prolonged",
            Self::NotSuspended => "tips-refusal-not-suspended",
            Self::NobodyToNotify => "tips-refusal-nobody-to-notify",
            Self::NothingToAnswer => "tips-refusal-nothing-to-answer",
            Self::TooEarly => "tips-refusal-too-early",
            Self::InTheArchive => "tips-refusal-in-the-archive",
        }
    }

    /// Whether another day would mend it.
    pub fn is_about_the_day(self) -> bool {
        matches!(
            self,
            Self::BeforeReceipt | Self::BeforeItsCause | Self::LimitNotRunOut | Self::LimitRunOut | Self::TooEarly
        )
    }
}
