//! What happens to a tip, as it is written down: each event starts or stops clocks.

use jiff::Timestamp;

use super::{Circumstance, Offence, Receiver, Remoteness, TipKind, keyed};

keyed! {
    /// The three grounds on which resolution may be suspended, and no other (BLTTHS Đ148 k1 as amended by Law 02/2021).
    SuspensionGround {
        /// Expert opinion, valuation or foreign legal assistance was requested and has not come.
        AwaitingExpertise = "awaiting_expertise",
        /// Decisive documents were requested and have not come.
        AwaitingDocuments = "awaiting_documents",
        /// Force majeure: natural disaster, epidemic.
        ForceMajeure = "force_majeure",
    }
}

/// How resolution ends (BLTTHS Đ147 k1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Khởi tố vụ án hình sự.
    Prosecute,
    /// Không khởi tố vụ án hình sự.
    DoNotProsecute,
    /// Tạm đình chỉ việc giải quyết.
    Suspend(SuspensionGround),
}

keyed! {
    /// Whether there is somebody to notify.
    ReporterKnown {
        /// The reporter gave a name or an address.
        Yes = "yes",
        /// The reporter refused to identify themself: taken all the same, but not notified (TTLT 01/2017 Đ14 k3).
        No = "no",
    }
}

/// That a body received the tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The kind of body.
    pub by: Receiver,
    /// Whether its commune has the longer hand-over limit.
    pub commune: Remoteness,
    /// What the act would be, as told.
    pub offence: Offence,
    /// What else calls for haste.
    pub circumstance: Circumstance,
    /// Whether there is somebody to notify.
    pub reporter: ReporterKnown,
}

impl Receipt {
    /// A receipt as this programme's tips usually are: trafficking, an ordinary commune, nothing more.
    pub fn of_trafficking(by: Receiver, reporter: ReporterKnown) -> Self {
        Self {
            by,
            commune: Remoteness::Ordinary,
            offence: Offence::Trafficking,
            circumstance: Circumstance::Ordinary,
            reporter,
        }
    }
}

/// An event of the legal path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A body received it: the first, or one to which it was handed over and which signs for it.
    Received(Receipt),
    /// The tip says that somebody is in danger now.
    DangerFlagged,
    /// An officer took the danger in hand.
    DangerAcknowledged,
    /// The kind was determined.
    Classified(TipKind),
    /// The receiving agency has grounds that it is not competent.
    FoundNotCompetent,
    /// Sent to another body, with the documents.
    HandedOver,
    /// Whoever sent it took it back before the other body signed for it.
    HandOverWithdrawn,
    /// The other body did not sign for it and gave it back.
    HandOverDeclined,
    /// An accusation (tố cáo) was passed on to whoever is competent for it.
    PassedOn,
    /// The reporter, or the agency that reported, was told of the receipt in writing.
    ReporterToldOfReceipt,
    /// The procuracy was told of the receipt in writing.
    ProcuracyNotified,
    /// The head of the agency assigned who resolves it, and told the procuracy.
    Assigned,
    /// The procuracy received the assignment decision.
    AssignmentReachedProcuracy,
    /// The procuracy assigned a prosecutor.
    ProsecutorAssigned,
    /// The head of the agency prolonged the limit to up to 02 months from receipt.
    Prolonged,
    /// The procuracy was asked in writing for an extension.
    ExtensionRequested,
    /// The procuracy received that request.
    ExtensionRequestReceived,
    /// The procuracy extended the limit by up to 02 months.
    ExtensionGranted,
    /// The procuracy refused.
    ExtensionRefused,
    /// The investigator reported to the superior what to propose.
    ClosingReported,
    /// A decision ended or suspended the resolution.
    Decided(Decision),
    /// The decision (not) to prosecute went to the procuracy with its documents.
    DecisionSent,
    /// The suspension went to the procuracy and the reporter.
    SuspensionSent,
    /// The procuracy cancelled the suspension.
    SuspensionCancelled,
    /// The procuracy sent that cancellation.
    CancellationSent,
    /// The agency received it.
    CancellationReceived,
    /// The agency resumed the resolution.
    Resumed,
    /// The resumption went to the procuracy and the reporter.
    ResumptionSent,
    /// The limit ran out without ground to decide or suspend, and the agency took it up with the procuracy in writing (TT 28/2020 Đ16 k3b).
    DiscussedWithProcuracy,
    /// The result was told to the reporter.
    ResultTold,
    /// The procuracy demanded a remedy in writing.
    RemedyDemanded,
    /// The demand was met.
    Remedied,
    /// The procuracy takes the tip over and asks for the file.
    TakeOverDemanded,
    /// The file went to the procuracy.
    FileGiven,
    /// The file went to the archive.
    Archived,
}

impl Event {
    /// Keys of all events, in the order of the path.
    pub const KEYS: &'static [&'static str] = &[
        "received",
        "danger_flagged",
        "danger_acknowledged",
        "classified",
        "found_not_competent",
        "handed_over",
        "hand_over_withdrawn",
        "hand_over_declined",
        "passed_on",
        "reporter_told_of_receipt",
        "procuracy_notified",
        "assigned",
        "assignment_reached_procuracy",
        "prosecutor_assigned",
        "prolonged",
        "extension_requested",
        "extension_request_received",
        "extension_granted",
        "extension_refused",
        "closing_reported",
        "decided",
        "decision_sent",
        "suspension_sent",
        "suspension_cancelled",
        "cancellation_sent",
        "cancellation_received",
        "resumed",
        "resumption_sent",
        "discussed_with_procuracy",
        "result_told",
        "remedy_demanded",
        "remedied",
        "take_over_demanded",
        "file_given",
        "archived",
    ];

    /// The key in the database, in the rules and in messages.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::DangerFlagged => "danger_flagged",
            Self::DangerAcknowledged => "danger_acknowledged",
            Self::Classified(_) => "classified",
            Self::FoundNotCompetent => "found_not_competent",
            Self::HandedOver => "handed_over",
            Self::HandOverWithdrawn => "hand_over_withdrawn",
            Self::HandOverDeclined => "hand_over_declined",
            Self::PassedOn => "passed_on",
            Self::ReporterToldOfReceipt => "reporter_told_of_receipt",
            Self::ProcuracyNotified => "procuracy_notified",
            Self::Assigned => "assigned",
            Self::AssignmentReachedProcuracy => "assignment_reached_procuracy",
            Self::ProsecutorAssigned => "prosecutor_assigned",
            Self::Prolonged => "prolonged",
            Self::ExtensionRequested => "extension_requested",
            Self::ExtensionRequestReceived => "extension_request_received",
            Self::ExtensionGranted => "extension_granted",
            Self::ExtensionRefused => "extension_refused",
            Self::ClosingReported => "closing_reported",
            Self::Decided(_) => "decided",
            Self::DecisionSent => "decision_sent",
            Self::SuspensionSent => "suspension_sent",
            Self::SuspensionCancelled => "suspension_cancelled",
            Self::CancellationSent => "cancellation_sent",
            Self::CancellationReceived => "cancellation_received",
            Self::Resumed => "resumed",
            Self::ResumptionSent => "resumption_sent",
            Self::DiscussedWithProcuracy => "discussed_with_procuracy",
            Self::ResultTold => "result_told",
            Self::RemedyDemanded => "remedy_demanded",
            Self::Remedied => "remedied",
            Self::TakeOverDemanded => "take_over_demanded",
            Self::FileGiven => "file_given",
            Self::Archived => "archived",
        }
    }
}

/// An event with the moment at which it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted {
    /// When it happened, which is what the law counts from; not when it was typed.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

impl Noted {
    /// An event at a moment.
    pub fn new(at: Timestamp, event: Event) -> Self {
        Self { at, event }
    }
}
