//! From the rows of a tip's steps to the events of its path.

use jiff::Timestamp;

use super::law::{
    Circumstance, Decision, Event, Noted, Offence, Receipt, Receiver, Remoteness, ReporterKnown, SuspensionGround,
    TipKind,
};

/// A step as its row tells it, in the order of noting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Key of the kind of event.
    pub kind: String,
    /// When it happened.
    pub at: Timestamp,
    /// What was chosen, as [`detail_of`] writes it.
    pub detail: Option<String>,
    /// Level of the unit of the agency that received it (`commune`, `province`, `country`), for a receipt.
    pub level: Option<String>,
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
/// What the act would be is what the last classification says, and *cannot be told* before one: then the short limits hold.
/// Whether a commune is a remote one is not known to the system, so the shorter limit is alarmed on.
pub fn events(rows: &[Written], intake: AtIntake) -> Vec<Noted> {
    let offence =
        rows.iter().rev().filter(|row| row.kind == "classified").find_map(|row| offence(row.detail.as_deref()?));
    let mut noted = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(event) = event(row, intake, offence.unwrap_or(Offence::Unclear)) else { continue };
        noted.push(Noted::new(row.at, event));
        if noted.len() == 1 && intake.is_danger {
            noted.push(Noted::new(row.at, Event::DangerFlagged));
        }
    }
    noted
}

fn event(row: &Written, intake: AtIntake, offence: Offence) -> Option<Event> {
    let detail = row.detail.as_deref().unwrap_or_default();
    Some(match row.kind.as_str() {
        "received" => Event::Received(Receipt {
            by: if row.level.as_deref() == Some("commune") {
                Receiver::CommunePolice
            } else {
                Receiver::InvestigationAgency
            },
            commune: Remoteness::Ordinary,
            offence,
            circumstance: Circumstance::Ordinary,
            reporter: intake.reporter,
        }),
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
pub fn detail_of(event: Event, offence: Option<Offence>) -> Option<String> {
    match event {
        Event::Classified(kind) => {
            Some(offence.map_or_else(|| kind.key().to_owned(), |offence| format!("{}:{}", kind.key(), offence.key())))
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

/// What the act would be, as a classification says.
fn offence(detail: &str) -> Option<Offence> {
    detail.split_once(':').and_then(|(_, key)| Offence::from_key(key))
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

    fn written(kind: &str, detail: Option<&str>, level: Option<&str>) -> Written {
        let at = "2026-02-09T02:00:00Z".parse().unwrap();
        Written { kind: kind.into(), at, detail: detail.map(Into::into), level: level.map(Into::into) }
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
            let read = events(&[written(key, detail, Some("province"))], AtIntake { is_danger: false, ..INTAKE });
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
            let detail = detail_of(event, Some(Offence::TraffickingUnder16));
            let read =
                events(&[written(event.key(), detail.as_deref(), None)], AtIntake { is_danger: false, ..INTAKE });
            assert_eq!(read.first().map(|noted| noted.event), Some(event));
        }
    }

    #[test]
    fn danger_told_of_begins_with_the_first_receipt_and_a_message_is_no_event() {
        let rows = [
            written("received", None, Some("commune")),
            written("reporter_wrote", None, None),
            written("classified", Some("denunciation:other_lesser"), None),
        ];

        let read = events(&rows, INTAKE);

        let keys: Vec<_> = read.iter().map(|noted| noted.event.key()).collect();
        assert_eq!(keys, ["received", "danger_flagged", "classified"]);
        let Event::Received(receipt) = read[0].event else { panic!("a receipt") };
        assert_eq!((receipt.by, receipt.offence), (Receiver::CommunePolice, Offence::OtherLesser));
    }
}
