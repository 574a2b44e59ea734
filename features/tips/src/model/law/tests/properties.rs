use proptest::prelude::*;

use super::{
    super::figures::{Counted, count, total},
    *,
};

fn some_event() -> impl Strategy<Value = Event> {
    let plain = vec![
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
        Event::Decided(Decision::Prosecute),
        Event::Decided(Decision::DoNotProsecute),
        Event::Decided(Decision::Suspend(SuspensionGround::AwaitingDocuments)),
    ];
    prop_oneof![
        8 => prop::sample::select(plain),
        2 => prop::sample::select(TipKind::ALL.to_vec()).prop_map(Event::Classified),
        2 => some_receipt().prop_map(Event::Received),
    ]
}

fn some_receipt() -> impl Strategy<Value = Receipt> {
    (
        prop::sample::select(Receiver::ALL.to_vec()),
        prop::sample::select(Remoteness::ALL.to_vec()),
        prop::sample::select(Offence::ALL.to_vec()),
        prop::sample::select(Circumstance::ALL.to_vec()),
        prop::sample::select(ReporterKnown::ALL.to_vec()),
    )
        .prop_map(|(by, commune, offence, circumstance, reporter)| Receipt {
            by,
            commune,
            offence,
            circumstance,
            reporter,
        })
}

/// A tip with events at growing moments of 2024–2027, most of which the path will refuse.
fn some_events() -> impl Strategy<Value = Vec<Noted>> {
    let steps = prop::collection::vec((some_event(), 0_i64..40 * 24 * 60), 0..25);
    (some_receipt(), 0_i64..3 * 365 * 24 * 60, steps).prop_map(|(receipt, start, steps)| {
        let mut at = Timestamp::from_second(1_704_042_000 + start * 60).unwrap();
        let mut events = vec![Noted::new(at, Event::Received(receipt))];
        for (event, minutes) in steps {
            at += jiff::SignedDuration::from_mins(minutes);
            events.push(Noted::new(at, event));
        }
        events
    })
}

/// The path through those events that are not refused.
fn accepted(events: &[Noted]) -> TipPath {
    events.iter().fold(TipPath::default(), |path, noted| path.with(*noted, law()).unwrap_or(path))
}

proptest! {
    #[test]
    fn whatever_is_tried_the_law_holds(events in some_events()) {
        let path = accepted(&events);
        let mut before = TipPath::default();

        for noted in path.events() {
            if let Event::Decided(decision) = noted.event {
                prop_assert!(before.receipt().is_some_and(|receipt| receipt.by.investigates()), "only an investigating agency decides");
                prop_assert!(before.kind().is_some_and(TipKind::is_crime_information));
                if matches!(decision, Decision::Suspend(_)) {
                    let end = before.limit(law()).unwrap().deadline.strict_day();
                    prop_assert!(base::local_date(noted.at) >= end, "suspended before the limit ran out");
                }
            }
            before = before.with(*noted, law()).unwrap();
        }
        prop_assert_eq!(&before, &path);
    }

    #[test]
    fn the_limit_never_lies_beyond_four_months_and_the_rolling_before_a_suspension(events in some_events()) {
        let path = accepted(&events);

        if let Some(limit) = path.limit(law())
            && matches!(limit.phase, Phase::Initial | Phase::Prolonged | Phase::Extended)
        {
            let received = path.events().iter().rev().find(|noted| matches!(noted.event, Event::Received(_))).unwrap().at;
            let days = base::local_date(received).until(limit.deadline.rolled_day()).unwrap().get_days();
            prop_assert!(days <= 4 * 31 + 2 * 12, "{} days", days);
        }
    }

    #[test]
    fn trafficking_at_the_commune_is_never_given_seven_days(events in some_events()) {
        for clock in clocks(&events, law()) {
            if clock.rule.code == "e" {
                let receipt = events.iter().find_map(|noted| match noted.event {
                    Event::Received(receipt) if noted.at == clock.start => Some(receipt),
                    _ => None,
                });
                prop_assert!(receipt.is_some_and(|receipt| !receipt.offence.is_grave()));
            }
        }
    }

    #[test]
    fn a_clock_starts_before_it_ends_and_is_met_after_it_starts(events in some_events()) {
        let received = events[0].at;

        for clock in clocks(&events, law()) {
            prop_assert!(clock.deadline.strict <= clock.deadline.rolled);
            prop_assert!(received <= clock.start);
            prop_assert!(clock.met_at.is_none_or(|met| received <= met));
            prop_assert!(clock.state != ClockState::Met || clock.met_at.is_some());
        }
    }

    #[test]
    fn the_order_of_typing_does_not_move_a_clock(events in some_events(), seed in any::<u64>()) {
        let mut moments: Vec<Noted> = events;
        moments.dedup_by_key(|noted| noted.at);
        let mut typed = moments.clone();
        let shift = usize::try_from(seed % u64::try_from(typed.len()).unwrap()).unwrap();
        typed.rotate_left(shift);

        prop_assert_eq!(clocks(&moments, law()), clocks(&typed, law()));
    }

    #[test]
    fn sums_agree_with_the_records(tips in prop::collection::vec((some_events(), prop::sample::select(Channel::ALL.to_vec())), 0..12)) {
        let records: Vec<Counted> = tips.iter().map(|(events, channel)| Counted::of(*channel, accepted(events).events(), law(), at("2026-03-01T12:00")).unwrap()).collect();

        let sum = total(&count(&records), |_| true);

        prop_assert_eq!(sum.received, u64::try_from(records.len()).unwrap());
        prop_assert!(sum.classified <= sum.received && sum.resolved <= sum.received);
        prop_assert!(sum.resolved_in_time + sum.resolved_by_latest_reading <= sum.resolved && sum.prosecuted <= sum.resolved);
    }
}
