use super::{
    super::figures::{Counted, Counts, Measure, Month, count, total},
    *,
};

fn counted(channel: Channel, events: &[Noted]) -> Counted {
    Counted::of(channel, events, law(), at("2026-03-01T12:00")).unwrap()
}

#[test]
fn counts_stand_in_the_month_in_which_it_happened() {
    let decided = |local: &str| then(at_the_province(), &[(local, Event::Decided(Decision::Prosecute))]);
    let records = [
        counted(Channel::Web, &decided("2026-02-24T10:00")),
        counted(Channel::Web, &decided("2026-02-25T10:00")),
        counted(Channel::Telephone, &decided("2026-03-01T10:00")),
        counted(Channel::Web, &[received("2026-02-28T23:59", Receiver::CommunePolice)]),
        counted(Channel::Web, &[received("2026-03-01T00:00", Receiver::CommunePolice)]),
    ];

    let cells = count(&records);

    let february = total(&cells, |cell| cell.month == Month { year: 2026, month: 2 });
    let march = total(&cells, |cell| cell.month == Month { year: 2026, month: 3 });
    assert_eq!(
        february,
        Counts {
            received: 4,
            classified: 3,
            resolved: 2,
            prosecuted: 2,
            resolved_in_time: 1,
            resolved_by_latest_reading: 1,
            suspended: 0,
            expired: 0,
        }
    );
    assert_eq!((march.received, march.resolved, march.resolved_in_time), (1, 1, 0));
    let by_telephone = total(&cells, |cell| cell.channel == Channel::Telephone);
    assert_eq!((by_telephone.received, by_telephone.resolved), (1, 1));
    assert_eq!(total(&cells, |cell| cell.kind.is_none()).received, 2);
}

#[test]
fn nothing_received_counts_nothing() {
    assert_eq!(Counted::of(Channel::Web, &[], law(), at("2026-03-01T12:00")), None);
    assert_eq!(total(&count([]), |_| true), Counts::default());
}

#[test]
fn a_limit_that_ran_out_without_decision_counts_until_it_is_decided() {
    let waiting = |now: &str| Counted::of(Channel::Web, &at_the_province(), law(), at(now)).unwrap().expired_at;

    assert_eq!(waiting("2026-02-25T23:00"), None, "the last day of the latest reading");
    assert_eq!(waiting("2026-02-26T00:01"), Some(calendar::day_end("2026-02-25".parse().unwrap())));
    let late = then(at_the_province(), &[("2026-02-27T09:00", Event::Decided(Decision::Prosecute))]);
    assert_eq!(counted(Channel::Web, &late).expired_at, None);
    let counted = Counted::of(Channel::Web, &at_the_province(), law(), at("2026-03-05T09:00")).unwrap();
    let february = total(&count(&[counted]), |cell| cell.month == Month { year: 2026, month: 2 });
    assert_eq!((february.received, february.resolved, february.expired), (1, 0, 1));
}

#[test]
fn every_count_has_as_many_rows_behind_it() {
    let decided = |local: &str| then(at_the_province(), &[(local, Event::Decided(Decision::Prosecute))]);
    let records = [
        counted(Channel::Web, &decided("2026-02-24T10:00")),
        counted(Channel::Web, &decided("2026-02-25T10:00")),
        counted(Channel::Telephone, &decided("2026-02-28T10:00")),
        counted(Channel::Web, &at_the_province()),
        counted(Channel::Web, &[received("2026-02-28T23:59", Receiver::CommunePolice)]),
    ];
    let february = Month { year: 2026, month: 2 };
    let counts = total(&count(&records), |cell| cell.month == february);

    let shown: Vec<u64> = Measure::ALL.iter().map(|measure| counts.get(*measure)).collect();
    let behind = |measure: Measure| {
        records.iter().filter(|record| record.at(measure).is_some_and(|at| Month::of(at) == february)).count()
    };
    let rows: Vec<u64> = Measure::ALL.iter().map(|measure| behind(*measure) as u64).collect();
    assert_eq!(shown, rows);
    assert_eq!(shown, [5, 4, 3, 1, 1, 1, 0, 1]);
}
