use super::{
    super::figures::{Counted, Counts, Month, count, total},
    *,
};

fn counted(channel: Channel, events: &[Noted]) -> Counted {
    Counted::of(channel, events, law()).unwrap()
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
            suspended: 0
        }
    );
    assert_eq!((march.received, march.resolved, march.resolved_in_time), (1, 1, 0));
    let by_telephone = total(&cells, |cell| cell.channel == Channel::Telephone);
    assert_eq!((by_telephone.received, by_telephone.resolved), (1, 1));
    assert_eq!(total(&cells, |cell| cell.kind.is_none()).received, 2);
}

#[test]
fn nothing_received_counts_nothing() {
    assert_eq!(Counted::of(Channel::Web, &[], law()), None);
    assert_eq!(total(&count([]), |_| true), Counts::default());
}
