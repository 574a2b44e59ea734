//! The state machine of the legal path: what may follow what.
//!
//! It refuses what would be void (a suspension on no ground, a decision of a body that may not decide). It does not refuse
//! what is merely late: that is a fact, and its clock says so.

use base::local_date;
use jiff::Timestamp;

use super::{
    Decision, Event, Law, Noted, Phase, Receipt, Refusal, ReporterKnown, ResolveLimit, ShownStage, TipKind, keyed,
    limits::{competent, in_order},
    resolve_limit,
};

keyed! {
    /// Where a tip stands on its path.
    TipState {
        /// Nothing has been received.
        New = "new",
        /// Received, its kind not determined yet.
        Received = "received",
        /// Its kind is determined.
        Classified = "classified",
        /// The holder has grounds that it is not competent, and owes the hand-over.
        NotCompetent = "not_competent",
        /// Sent to another body, which has not signed for it.
        HandedOver = "handed_over",
        /// An accusation (tố cáo), passed on.
        PassedOn = "passed_on",
        /// The competent agency resolves it.
        UnderResolution = "under_resolution",
        /// The limit ran out without ground to decide and without ground to suspend: to be taken up with the procuracy in writing.
        ExpiredWithoutGround = "expired_without_ground",
        /// Suspended on a ground of the law.
        Suspended = "suspended",
        /// Decided to prosecute or not to.
        Resolved = "resolved",
        /// Decided, and the reporter told, or nobody to tell.
        Ended = "ended",
        /// In the archive.
        Archived = "archived",
    }
}

/// A tip on its path: its events and where they have brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TipPath {
    events: Vec<Noted>,
    state: TipState,
    kind: Option<TipKind>,
    receipt: Option<Receipt>,
    /// Where it stood when it was last sent to another body.
    before_offer: TipState,
}

impl Default for TipPath {
    fn default() -> Self {
        Self { events: Vec::new(), state: TipState::New, kind: None, receipt: None, before_offer: TipState::New }
    }
}

impl TipPath {
    /// The path after these events, in the order in which they were noted.
    pub fn replay(events: &[Noted], law: Law<'_>) -> Result<Self, Refusal> {
        events.iter().try_fold(Self::default(), |path, noted| path.with(*noted, law))
    }

    /// The path after one more event, or why it may not be noted.
    pub fn with(&self, noted: Noted, law: Law<'_>) -> Result<Self, Refusal> {
        let state = self.next_state(noted, law)?;
        let mut next = self.clone();
        next.events.push(noted);
        next.state = state;
        match noted.event {
            Event::Received(receipt) => next.receipt = Some(receipt),
            Event::Classified(kind) => next.kind = Some(kind),
            Event::HandedOver => next.before_offer = self.state,
            _ => {}
        }
        Ok(next)
    }

    /// Its events, as noted.
    pub fn events(&self) -> &[Noted] {
        &self.events
    }

    /// Its kind, once determined.
    pub fn kind(&self) -> Option<TipKind> {
        self.kind
    }

    /// The last receipt: who holds it, and what it seemed to be.
    pub fn receipt(&self) -> Option<Receipt> {
        self.receipt
    }

    /// Where it stands as noted, whatever the time.
    pub fn noted_state(&self) -> TipState {
        self.state
    }

    /// Where it stands at a moment: a limit that ran out in every reading, with neither decision nor suspension, is a state of its own.
    pub fn state(&self, now: Timestamp, law: Law<'_>) -> TipState {
        let holder_decides = competent(&in_order(&self.events)).is_some();
        let waits = matches!(self.state, TipState::Received | TipState::Classified | TipState::UnderResolution);
        let ran_out = self.limit(law).is_some_and(|limit| now > limit.deadline.rolled);
        if waits && holder_decides && ran_out { TipState::ExpiredWithoutGround } else { self.state }
    }

    /// The limit for resolving that holds now.
    pub fn limit(&self, law: Law<'_>) -> Option<ResolveLimit> {
        resolve_limit(&self.events, law)
    }

    /// What the reporter and the public may learn. A hand-over that came back is none.
    pub fn shown(&self) -> ShownStage {
        let goes_on = |noted: &Noted| matches!(noted.event, Event::HandedOver | Event::PassedOn);
        let was_handed_over = in_order(&self.events).iter().any(goes_on);
        match self.state {
            TipState::Resolved | TipState::Ended | TipState::Archived => ShownStage::Ended,
            _ if was_handed_over => ShownStage::HandedOver,
            TipState::New | TipState::Received => ShownStage::Received,
            _ => ShownStage::UnderReview,
        }
    }

    fn next_state(&self, noted: Noted, law: Law<'_>) -> Result<TipState, Refusal> {
        if let Event::Received(_) = noted.event {
            return self.receive();
        }
        let first = self.events.first().ok_or(Refusal::NotReceived)?;
        refuse_if(noted.at < first.at, Refusal::BeforeReceipt)?;
        refuse_if(self.state == TipState::Archived, Refusal::InTheArchive)?;
        match noted.event {
            Event::Received(_) => self.receive(),
            Event::DangerFlagged | Event::RemedyDemanded | Event::TakeOverDemanded => Ok(self.state),
            Event::DangerAcknowledged => self.answers(|event| event == Event::DangerFlagged),
            Event::Classified(kind) => self.classify(kind),
            Event::FoundNotCompetent => self.find_not_competent(),
            Event::HandedOver => self.hand_over(),
            Event::HandOverWithdrawn | Event::HandOverDeclined => self.come_back(),
            Event::PassedOn => self.pass_on(),
            Event::ReporterToldOfReceipt => self.to_reporter(self.state),
            Event::ProcuracyNotified | Event::ClosingReported => self.by_competent(self.state),
            Event::Assigned => self.by_competent(self.resolving()),
            Event::AssignmentReachedProcuracy => self.answers(|event| event == Event::Assigned),
            Event::ProsecutorAssigned => self.answers(|event| event == Event::AssignmentReachedProcuracy),
            Event::Prolonged => self.prolong(noted.at, law),
            Event::ExtensionRequested => self.request_extension(law),
            Event::ExtensionRequestReceived | Event::ExtensionRefused => {
                self.answers(|event| event == Event::ExtensionRequested).map_err(|_| Refusal::NotProlonged)
            }
            Event::ExtensionGranted => self.extend(law),
            Event::Decided(decision) => self.decide(decision, noted.at, law),
            Event::DecisionSent => self.when_resolved(self.state),
            Event::ResultTold => self.to_reporter(self.when_resolved(TipState::Ended)?),
            Event::SuspensionSent => self.answers(|event| matches!(event, Event::Decided(Decision::Suspend(_)))),
            Event::SuspensionCancelled => self.when_suspended(TipState::Suspended),
            Event::CancellationSent => self.answers(|event| event == Event::SuspensionCancelled),
            Event::CancellationReceived => self.receive_cancellation(),
            Event::Resumed => self.when_suspended(TipState::UnderResolution),
            Event::ResumptionSent => self.answers(|event| event == Event::Resumed),
            Event::DiscussedWithProcuracy => self.discuss(noted.at, law),
            Event::Remedied => self.answers(|event| event == Event::RemedyDemanded),
            Event::FileGiven => self.answers(|event| event == Event::TakeOverDemanded),
            Event::Archived => self.archive(noted.at, law),
        }
    }

    /// Nobody may refuse a first receipt (Đ145 k1); a second needs a hand-over before it.
    fn receive(&self) -> Result<TipState, Refusal> {
        match self.state {
            TipState::New | TipState::HandedOver => Ok(TipState::Received),
            _ => Err(Refusal::NotHandedOver),
        }
    }

    fn classify(&self, kind: TipKind) -> Result<TipState, Refusal> {
        self.held()?;
        self.undecided()?;
        refuse_if(kind == TipKind::Accusation && self.state == TipState::UnderResolution, Refusal::IsCrimeInformation)?;
        Ok(if self.state == TipState::Received { TipState::Classified } else { self.state })
    }

    fn find_not_competent(&self) -> Result<TipState, Refusal> {
        self.held()?;
        self.undecided()?;
        let investigates = self.receipt.is_some_and(|receipt| receipt.by.investigates());
        if investigates { Ok(TipState::NotCompetent) } else { Err(Refusal::NotCompetent) }
    }

    fn hand_over(&self) -> Result<TipState, Refusal> {
        self.held()?;
        self.undecided()?;
        refuse_if(self.kind == Some(TipKind::Accusation), Refusal::IsAccusation)?;
        let investigates = self.receipt.is_some_and(|receipt| receipt.by.investigates());
        refuse_if(investigates && self.state != TipState::NotCompetent, Refusal::IsCompetent)?;
        Ok(TipState::HandedOver)
    }

    /// What nobody has signed for can come back, to where it stood before.
    fn come_back(&self) -> Result<TipState, Refusal> {
        refuse_if(self.state != TipState::HandedOver, Refusal::NotHandedOver)?;
        Ok(self.before_offer)
    }

    fn pass_on(&self) -> Result<TipState, Refusal> {
        self.held()?;
        match self.kind {
            Some(TipKind::Accusation) => Ok(TipState::PassedOn),
            Some(_) => Err(Refusal::IsCrimeInformation),
            None => Err(Refusal::NotClassified),
        }
    }

    fn prolong(&self, at: Timestamp, law: Law<'_>) -> Result<TipState, Refusal> {
        let state = self.by_competent(self.resolving())?;
        let limit = self.limit(law).ok_or(Refusal::NotCompetent)?;
        refuse_if(limit.phase != Phase::Initial, Refusal::AlreadyProlonged)?;
        refuse_if(at > limit.deadline.rolled, Refusal::LimitRunOut)?;
        Ok(state)
    }

    fn request_extension(&self, law: Law<'_>) -> Result<TipState, Refusal> {
        let state = self.by_competent(self.resolving())?;
        match self.limit(law).map(|limit| limit.phase) {
            Some(Phase::Prolonged) => Ok(state),
            Some(Phase::Extended) => Err(Refusal::AlreadyProlonged),
            _ => Err(Refusal::NotProlonged),
        }
    }

    /// The procuracy extends once.
    fn extend(&self, law: Law<'_>) -> Result<TipState, Refusal> {
        let state = self.request_extension(law)?;
        self.answers(|event| event == Event::ExtensionRequested).map_err(|_| Refusal::NotProlonged)?;
        Ok(state)
    }

    /// Suspension needs, besides a ground (which the type holds), that the limit has run out (Đ148 k1). Its last day counts as
    /// run out, since a decision of that day takes effect when it ends: our reading.
    fn decide(&self, decision: Decision, at: Timestamp, law: Law<'_>) -> Result<TipState, Refusal> {
        self.by_competent(self.state)?;
        refuse_if(self.kind.is_none(), Refusal::NotClassified)?;
        match decision {
            Decision::Prosecute | Decision::DoNotProsecute => Ok(TipState::Resolved),
            Decision::Suspend(_) => {
                let limit = self.limit(law).ok_or(Refusal::NotCompetent)?;
                refuse_if(local_date(at) < limit.deadline.strict_day(), Refusal::LimitNotRunOut)?;
                Ok(TipState::Suspended)
            }
        }
    }

    fn receive_cancellation(&self) -> Result<TipState, Refusal> {
        self.when_suspended(TipState::UnderResolution)?;
        self.answers(|event| event == Event::SuspensionCancelled)?;
        Ok(TipState::UnderResolution)
    }

    fn discuss(&self, at: Timestamp, law: Law<'_>) -> Result<TipState, Refusal> {
        self.by_competent(self.state)?;
        let limit = self.limit(law).ok_or(Refusal::NotCompetent)?;
        refuse_if(at <= limit.deadline.strict, Refusal::LimitNotRunOut)?;
        Ok(TipState::ExpiredWithoutGround)
    }

    fn archive(&self, at: Timestamp, law: Law<'_>) -> Result<TipState, Refusal> {
        match self.state {
            TipState::Resolved | TipState::Ended | TipState::PassedOn => Ok(TipState::Archived),
            TipState::Suspended => {
                let clocks = super::clocks(&self.events, law);
                let waits = clocks.iter().rev().find(|clock| clock.rule.code == "x-suspended");
                refuse_if(waits.is_some_and(|clock| at <= clock.deadline.rolled), Refusal::TooEarly)?;
                Ok(TipState::Archived)
            }
            _ => Err(Refusal::NotDecided),
        }
    }

    /// The state of resolving: what has expired stays so until it is decided.
    fn resolving(&self) -> TipState {
        if self.state == TipState::ExpiredWithoutGround { self.state } else { TipState::UnderResolution }
    }

    /// Only the agency that is competent to resolve, while it has not decided.
    fn by_competent(&self, then: TipState) -> Result<TipState, Refusal> {
        self.held()?;
        self.undecided()?;
        refuse_if(self.kind == Some(TipKind::Accusation), Refusal::IsAccusation)?;
        competent(&in_order(&self.events)).map(|_| then).ok_or(Refusal::NotCompetent)
    }

    fn held(&self) -> Result<(), Refusal> {
        refuse_if(matches!(self.state, TipState::HandedOver | TipState::PassedOn), Refusal::OnItsWay)
    }

    fn undecided(&self) -> Result<(), Refusal> {
        let is_decided = matches!(self.state, TipState::Resolved | TipState::Ended | TipState::Suspended);
        refuse_if(is_decided, Refusal::AlreadyDecided)
    }

    fn when_resolved(&self, then: TipState) -> Result<TipState, Refusal> {
        refuse_if(!matches!(self.state, TipState::Resolved | TipState::Ended), Refusal::NotDecided)?;
        Ok(then)
    }

    fn when_suspended(&self, then: TipState) -> Result<TipState, Refusal> {
        refuse_if(self.state != TipState::Suspended, Refusal::NotSuspended)?;
        Ok(then)
    }

    fn to_reporter(&self, then: TipState) -> Result<TipState, Refusal> {
        let known = self.receipt.is_some_and(|receipt| receipt.reporter == ReporterKnown::Yes);
        if known { Ok(then) } else { Err(Refusal::NobodyToNotify) }
    }

    fn answers(&self, what: impl Fn(Event) -> bool) -> Result<TipState, Refusal> {
        if self.has(what) { Ok(self.state) } else { Err(Refusal::NothingToAnswer) }
    }

    fn has(&self, is_it: impl Fn(Event) -> bool) -> bool {
        self.events.iter().any(|noted| is_it(noted.event))
    }
}

fn refuse_if(is_so: bool, refusal: Refusal) -> Result<(), Refusal> {
    if is_so { Err(refusal) } else { Ok(()) }
}
