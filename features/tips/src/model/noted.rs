//! From the rows of a tip's steps to the events of its path.

use jiff::Timestamp;

use super::{
    assessed::Assessed,
    law::{
        Circumstance, Decision, Event, Noted, Offence, Receipt, Receiver, Remoteness, ReporterKnown, SuspensionGround,
        TipKind,
    },
};

/// A step as its row tells it, in the order of noting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Key of the kind of event.
    pub kind: String,
    /// When it happened.
    pub at: Timestamp,
    /// What was chosen, as [`detail_of`] writes it; of a receipt by a body that sent the tip to us, which kind of body.
    pub detail: Option<String>,
    /// What the agency that received it is, for a receipt.
    pub by: Option<Receiver>,
}

impl Written {
    fn is_receipt(&self) -> bool {
        self.kind == "received"
    }

    /// The body outside this system that received it before us, for a receipt by one.
    fn outside(&self) -> Option<Receiver> {
        self.detail.as_deref().filter(|_| self.is_receipt()).and_then(Receiver::from_key)
    }

    fn assessed(&self) -> Option<Assessed> {
        self.detail.as_deref().filter(|_| self.kind == "classified").map(Assessed::read)
    }
}

/// What intake tells besides the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtIntake {
    /// Whether life was said to be at stake.
    pub is_danger: bool,
    /// Whether there is somebody to notify.
    pub reporter: ReporterKnown,
}

/// The events of a tip. What is no event of the path (a message of the reporter) is passed over.
///
/// What the act would be is what the last classification says, and *cannot be told* before one: then the short limits hold. Danger
/// begins with the first receipt by one of us.
pub fn events(rows: &[Written], intake: AtIntake) -> Vec<Noted> {
    let mut noted = Vec::with_capacity(rows.len());
    let mut is_flagged = !intake.is_danger;
    for (position, row) in rows.iter().enumerate() {
        let rest = rows.get(position.saturating_add(1)..).unwrap_or_default();
        let Some(event) = event(row, || receipt(row, rest, rows, intake)) else { continue };
        noted.push(Noted::new(row.at, event));
        if !is_flagged && row.is_receipt() && row.outside().is_none() {
            noted.push(Noted::new(row.at, Event::DangerFlagged));
            is_flagged = true;
        }
    }
    noted
}

/// The steps without those of a body that had the tip before us: what we count is what we received.
pub fn here(rows: &[Written]) -> &[Written] {
    let ours = rows.iter().position(|row| row.is_receipt() && row.outside().is_none()).unwrap_or(0);
    rows.get(ours..).unwrap_or_default()
}

/// A receipt, with what its holder says of haste and remoteness until another receives the tip; of haste, failing that, what the
/// last classification says.
fn receipt(row: &Written, rest: &[Written], rows: &[Written], intake: AtIntake) -> Receipt {
    let own = rest.iter().take_while(|later| !later.is_receipt()).filter_map(Written::assessed).last();
    let last = || rows.iter().rev().find_map(Written::assessed);
    Receipt {
        by: row.outside().or(row.by).unwrap_or(Receiver::InvestigationAgency),
        commune: own.map_or(Remoteness::Ordinary, |own| own.commune),
        offence: rows.iter().rev().find_map(|row| row.assessed()?.offence).unwrap_or(Offence::Unclear),
        circumstance: own.or_else(last).map_or(Circumstance::Ordinary, |said| said.circumstance),
        reporter: intake.reporter,
    }
}

fn event(row: &Written, receipt: impl Fn() -> Receipt) -> Option<Event> {
    let detail = row.detail.as_deref().unwrap_or_default();
    Some(match row.kind.as_str() {
        "received" => Event::Received(receipt()),
        "classified" => Event::Classified(TipKind::from_key(detail.split(':').next()?)?),
        "decided" => Event::Decided(match detail {
            "prosecute" => Decision::Prosecute,
            "do_not_prosecute" => Decision::DoNotProsecute,
            ground => Decision::Suspend(SuspensionGround::from_key(ground)?),
        }),
        kind => *PLAIN.iter().find(|event| event.key() == kind)?,
    })
}

/// What a step's row keeps of a choice; nothing where there is none.
pub fn detail_of(event: Event, assessed: Option<Assessed>) -> Option<String> {
    match event {
        Event::Classified(kind) => {
            Some(assessed.map_or_else(|| kind.key().to_owned(), |assessed| assessed.write(kind)))
        }
        Event::Decided(decision) => Some(decision_key(decision).to_owned()),
        _ => None,
    }
}

/// The key of a decision in the row and in messages.
pub fn decision_key(decision: Decision) -> &'static str {
    match decision {
        Decision::Prosecute => "prosecute",
        Decision::DoNotProsecute => "do_not_prosecute",
        Decision::Suspend(ground) => ground.key(),
    }
}

/// The events that leave no choice.
const PLAIN: &[Event] = &[
    Event::DangerFlagged,
    Event::DangerAcknowledged,
    Event::FoundNotCompetent,
    Event::HandedOver,
    Event::HandOverWithdrawn,
    Event::HandOverDeclined,
    Event::PassedOn,
    Event::ReporterToldOfReceipt,
    Event::ProcuracyNotified,
    Event::Assigned,
    Event::AssignmentReachedProcuracy,
    Event::ProsecutorAssigned,
    Event::Prolonged,
    Event::ExtensionRequested,
    Event::ExtensionRequestReceived,
    Event::ExtensionGranted,
    Event::ExtensionRefused,
    Event::ClosingReported,
    Event::DecisionSent,
    Event::SuspensionSent,
    Event::SuspensionCancelled,
    Event::CancellationSent,
    Event::CancellationReceived,
    Event::Resumed,
    Event::ResumptionSent,
    Event::DiscussedWithProcuracy,
    Event::ResultTold,
    Event::RemedyDemanded,
    Event::Remedied,
    Event::TakeOverDemanded,
    Event::FileGiven,
    Event::Archived,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: &str, detail: Option<&str>, by: Option<Receiver>) -> Written {
        let at = "2026-02-09T02:00:00Z".parse().unwrap();
        Written { kind: kind.into(), at, detail: detail.map(Into::into), by }
    }

    fn assessed(offence: Offence) -> Assessed {
        Assessed { offence: Some(offence), circumstance: Circumstance::Ordinary, commune: Remoteness::Ordinary }
    }

    fn receipts(rows: &[Written]) -> Vec<Receipt> {
        let of = |noted: &Noted| match noted.event {
            Event::Received(receipt) => Some(receipt),
            _ => None,
        };
        events(rows, INTAKE).iter().filter_map(of).collect()
    }

    const INTAKE: AtIntake = AtIntake { is_danger: true, reporter: ReporterKnown::No };

    #[test]
    fn every_kind_of_event_is_read_back_from_its_row() {
        for key in Event::KEYS {
            let detail = match *key {
                "classified" => Some("denunciation:art_150"),
                "decided" => Some("force_majeure"),
                _ => None,
            };
            let read = events(
                &[written(key, detail, Some(Receiver::InvestigationAgency))],
                AtIntake { is_danger: false, ..INTAKE },
            );
            assert_eq!(read.first().map(|noted| noted.event.key()), Some(*key));
        }
    }

    #[test]
    fn a_choice_is_written_and_read_back() {
        for event in [
            Event::Classified(TipKind::Recommendation),
            Event::Decided(Decision::Prosecute),
            Event::Decided(Decision::DoNotProsecute),
            Event::Decided(Decision::Suspend(SuspensionGround::AwaitingDocuments)),
        ] {
            let detail = detail_of(event, Some(assessed(Offence::TraffickingUnder16)));
            let read =
                events(&[written(event.key(), detail.as_deref(), None)], AtIntake { is_danger: false, ..INTAKE });
            assert_eq!(read.first().map(|noted| noted.event), Some(event));
        }
    }

    #[test]
    fn danger_told_of_begins_with_the_first_receipt_and_a_message_is_no_event() {
        let rows = [
            written("received", None, Some(Receiver::CommunePolice)),
            written("reporter_wrote", None, None),
            written("classified", Some("denunciation:other_lesser"), None),
        ];

        let read = events(&rows, INTAKE);

        let keys: Vec<_> = read.iter().map(|noted| noted.event.key()).collect();
        assert_eq!(keys, ["received", "danger_flagged", "classified"]);
        let Event::Received(receipt) = read[0].event else { panic!("a receipt") };
        assert_eq!((receipt.by, receipt.offence), (Receiver::CommunePolice, Offence::OtherLesser));
    }

    #[test]
    fn haste_and_remoteness_are_what_the_holder_said_and_not_what_the_next_one_says() {
        let rows = [
            written("received", None, Some(Receiver::CommunePolice)),
            written("classified", Some("denunciation:other_lesser:caught_in_the_act:remote"), None),
            written("handed_over", None, None),
            written("received", None, Some(Receiver::InvestigationAgency)),
            written("classified", Some("denunciation:other_lesser"), None),
        ];

        let [commune, province] = receipts(&rows)[..] else { panic!("two receipts") };

        assert_eq!((commune.circumstance, commune.commune), (Circumstance::CaughtInTheAct, Remoteness::Remote));
        assert_eq!((province.circumstance, province.commune), (Circumstance::Ordinary, Remoteness::Ordinary));
        // A commune that did not classify: what the next holder says of haste holds for it, and the shorter limit.
        let [unsaid, _] = receipts(&[&rows[..1], &rows[2..4], &rows[1..2]].concat())[..] else {
            panic!("two receipts")
        };
        assert_eq!((unsaid.circumstance, unsaid.commune), (Circumstance::CaughtInTheAct, Remoteness::Ordinary));
    }

    #[test]
    fn a_body_that_had_it_before_us_is_what_intake_says_and_danger_begins_with_us() {
        let rows = [
            written("received", Some("procuracy"), Some(Receiver::InvestigationAgency)),
            written("handed_over", None, None),
            written("received", None, Some(Receiver::InvestigationAgency)),
        ];

        let keys: Vec<_> = events(&rows, INTAKE).iter().map(|noted| noted.event.key()).collect();

        assert_eq!(keys, ["received", "handed_over", "received", "danger_flagged"]);
        assert_eq!(receipts(&rows)[0].by, Receiver::Procuracy);
        assert_eq!(here(&rows), &rows[2..]);
        assert_eq!(here(&rows[2..]), &rows[2..]);
    }
}
