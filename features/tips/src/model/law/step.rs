//! The steps that an officer notes, each with the event that it is on the path.

use jiff::Timestamp;

use super::{ClockRule, Decision, Event, Law, Noted, Refusal, SuspensionGround, TipKind, TipPath, keyed};

keyed! {
    /// A step of the legal path that is noted by hand; receipts and hand-overs come with their own pages. The key is the last
    /// part of the address of its form.
    Step {
        /// The kind is determined.
        Classify = "phan-loai",
        /// The agency has grounds that it is not competent.
        FindNotCompetent = "khong-thuoc-tham-quyen",
        /// An accusation (tố cáo) goes to whoever is competent for it.
        PassOn = "chuyen-to-cao",
        /// The reporter is told of the receipt in writing.
        TellReceipt = "bao-da-tiep-nhan",
        /// The procuracy is told of the receipt in writing.
        NotifyProcuracy = "bao-vien-kiem-sat",
        /// The head assigns who resolves it.
        Assign = "phan-cong",
        /// The assignment reaches the procuracy.
        AssignmentReached = "vks-nhan-phan-cong",
        /// The procuracy assigns a prosecutor.
        AssignProsecutor = "phan-cong-kiem-sat-vien",
        /// The head prolongs the limit to 02 months from receipt.
        Prolong = "keo-dai",
        /// The procuracy is asked for an extension.
        RequestExtension = "de-nghi-gia-han",
        /// The procuracy has the request.
        RequestReceived = "vks-nhan-de-nghi",
        /// The procuracy extends.
        GrantExtension = "duoc-gia-han",
        /// The procuracy refuses to.
        RefuseExtension = "khong-duoc-gia-han",
        /// The investigator reports what to propose.
        ReportClosing = "bao-cao-ket-thuc",
        /// A decision to prosecute or not to.
        Decide = "quyet-dinh",
        /// Resolution is suspended on a ground of the law.
        Suspend = "tam-dinh-chi",
        /// The decision goes to the procuracy.
        SendDecision = "gui-quyet-dinh",
        /// The suspension goes to the procuracy and the reporter.
        SendSuspension = "gui-tam-dinh-chi",
        /// The procuracy cancels the suspension.
        CancelSuspension = "vks-huy-tam-dinh-chi",
        /// It sends the cancellation.
        SendCancellation = "vks-gui-huy",
        /// The agency has the cancellation.
        ReceiveCancellation = "nhan-quyet-dinh-huy",
        /// Resolution goes on.
        Resume = "phuc-hoi",
        /// The resumption goes to the procuracy and the reporter.
        SendResumption = "gui-phuc-hoi",
        /// The limit ran out without ground: taken up with the procuracy in writing.
        Discuss = "trao-doi-vks",
        /// The result is told to the reporter.
        TellResult = "bao-ket-qua",
        /// The procuracy demands a remedy.
        DemandRemedy = "vks-yeu-cau-khac-phuc",
        /// It is remedied.
        Remedy = "da-khac-phuc",
        /// The procuracy takes the tip over.
        DemandTakeOver = "vks-truc-tiep-giai-quyet",
        /// The file goes to the procuracy.
        GiveFile = "ban-giao-ho-so",
        /// The file goes to the archive.
        Archive = "luu-tru",
    }
}

impl Step {
    /// The event, with a value that stands for any choice it leaves.
    pub fn event(self) -> Event {
        match self {
            Self::Classify => Event::Classified(TipKind::Denunciation),
            Self::FindNotCompetent => Event::FoundNotCompetent,
            Self::PassOn => Event::PassedOn,
            Self::TellReceipt => Event::ReporterToldOfReceipt,
            Self::NotifyProcuracy => Event::ProcuracyNotified,
            Self::Assign => Event::Assigned,
            Self::AssignmentReached => Event::AssignmentReachedProcuracy,
            Self::AssignProsecutor => Event::ProsecutorAssigned,
            Self::Prolong => Event::Prolonged,
            Self::RequestExtension => Event::ExtensionRequested,
            Self::RequestReceived => Event::ExtensionRequestReceived,
            Self::GrantExtension => Event::ExtensionGranted,
            Self::RefuseExtension => Event::ExtensionRefused,
            Self::ReportClosing => Event::ClosingReported,
            Self::Decide => Event::Decided(Decision::DoNotProsecute),
            Self::Suspend => Event::Decided(Decision::Suspend(SuspensionGround::AwaitingExpertise)),
            Self::SendDecision => Event::DecisionSent,
            Self::SendSuspension => Event::SuspensionSent,
            Self::CancelSuspension => Event::SuspensionCancelled,
            Self::SendCancellation => Event::CancellationSent,
            Self::ReceiveCancellation => Event::CancellationReceived,
            Self::Resume => Event::Resumed,
            Self::SendResumption => Event::ResumptionSent,
            Self::Discuss => Event::DiscussedWithProcuracy,
            Self::TellResult => Event::ResultTold,
            Self::DemandRemedy => Event::RemedyDemanded,
            Self::Remedy => Event::Remedied,
            Self::DemandTakeOver => Event::TakeOverDemanded,
            Self::GiveFile => Event::FileGiven,
            Self::Archive => Event::Archived,
        }
    }

    /// Whether the head of the agency takes it, and not whoever was assigned to resolve the tip (TTLT 01/2017 Đ9–11, BLTTHS
    /// Đ36 k1–2: to assign, to decide, to suspend, to resume, to prolong and to ask for more time).
    pub fn is_of_the_head(self) -> bool {
        matches!(
            self,
            Self::Classify
                | Self::FindNotCompetent
                | Self::PassOn
                | Self::Assign
                | Self::Prolong
                | Self::RequestExtension
                | Self::Decide
                | Self::Suspend
                | Self::Resume
                | Self::Archive
        )
    }

    /// The event whose day this step cannot precede, where it answers one.
    fn answers(self) -> Option<&'static str> {
        Some(match self {
            Self::AssignmentReached => "assigned",
            Self::AssignProsecutor => "assignment_reached_procuracy",
            Self::RequestReceived | Self::GrantExtension | Self::RefuseExtension => "extension_requested",
            Self::SendDecision
            | Self::TellResult
            | Self::SendSuspension
            | Self::CancelSuspension
            | Self::Resume
            | Self::Archive => "decided",
            Self::SendCancellation | Self::ReceiveCancellation => "suspension_cancelled",
            Self::SendResumption => "resumed",
            Self::Remedy => "remedy_demanded",
            Self::GiveFile => "take_over_demanded",
            _ => return None,
        })
    }

    /// The path after this step, or why it may not be noted: what the path itself refuses, and a day before the receipt by
    /// whoever holds the tip now or before what the step answers.
    pub fn noted(self, path: &TipPath, noted: Noted, law: Law<'_>) -> Result<TipPath, Refusal> {
        let last = |is_it: &dyn Fn(&Event) -> bool| {
            path.events().iter().filter(|noted| is_it(&noted.event)).map(|noted| noted.at).max()
        };
        if last(&|event| matches!(event, Event::Received(_))).is_some_and(|received| noted.at < received) {
            return Err(Refusal::BeforeReceipt);
        }
        let cause = self.answers().and_then(|key| last(&|event| event.key() == key));
        if cause.is_some_and(|cause| noted.at < cause) {
            return Err(Refusal::BeforeItsCause);
        }
        path.with(noted, law)
    }

    /// Whether the path allows it at some moment until now: one may note today what was done yesterday, when the limit
    /// still ran.
    pub fn is_open(self, path: &TipPath, now: Timestamp, law: Law<'_>) -> bool {
        let before_the_end = path.limit(law).map_or(now, |limit| limit.deadline.strict.min(now));
        [now, before_the_end].into_iter().any(|at| self.noted(path, Noted::new(at, self.event()), law).is_ok())
            && !self.is_done(path)
    }

    /// Whether noting it again would say nothing: what is told or sent once is not offered twice.
    fn is_done(self, path: &TipPath) -> bool {
        let position = |is_it: &dyn Fn(&Event) -> bool| path.events().iter().rposition(|noted| is_it(&noted.event));
        let own = position(&|event| event.key() == self.event().key());
        match self {
            Self::TellReceipt | Self::NotifyProcuracy | Self::FindNotCompetent => {
                own > position(&|event| matches!(event, Event::Received(_)))
            }
            Self::ReportClosing | Self::Archive => own.is_some(),
            _ => self.answers().is_some_and(|key| own > position(&|event| event.key() == key)),
        }
    }

    /// The rules by which it is judged and those that it sets running, in force for a tip received on a day: their citations
    /// stand beside the form.
    pub fn rules<'r>(self, path: &TipPath, law: Law<'r>) -> Vec<&'r ClockRule> {
        let Some(day) = super::limits::received_on(path.events()) else { return Vec::new() };
        let key = self.event().key();
        let codes: &[&str] = match self {
            Self::Prolong => &["l"],
            Self::GrantExtension | Self::RefuseExtension => &["m", "o"],
            Self::Resume => &["t-resolve"],
            Self::Decide => &["k", "l", "m"],
            Self::SendDecision => &["v"],
            Self::Suspend | Self::SendSuspension => &["q"],
            Self::CancelSuspension | Self::SendCancellation => &["s-sent"],
            Self::ReceiveCancellation => &["s-resolve"],
            Self::FindNotCompetent => &["b"],
            Self::Archive => &["x-ended", "x-suspended"],
            _ => &[],
        };
        law.rules
            .in_force(day)
            .filter(
                |rule| {
                    if codes.is_empty() { rule.stops.contains(&key) } else { codes.contains(&rule.code.as_str()) }
                },
            )
            .collect()
    }
}

/// The steps that the path allows now, in the order of the path.
pub fn open_steps(path: &TipPath, now: Timestamp, law: Law<'_>) -> Vec<Step> {
    Step::ALL.iter().copied().filter(|step| step.is_open(path, now, law)).collect()
}
