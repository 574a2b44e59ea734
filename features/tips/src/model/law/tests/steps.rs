//! Which steps are offered, and the limits that may come to hold.

use super::*;

fn open(events: &[Noted], now: &str) -> Vec<Step> {
    open_steps(&TipPath::replay(events, law()).unwrap(), at(now), law())
}

#[test]
fn every_step_is_an_event_of_its_own_or_one_of_the_decisions() {
    let mut keys: Vec<_> = Step::ALL.iter().map(|step| step.event().key()).filter(|key| *key != "decided").collect();
    keys.sort_unstable();
    let before = keys.len();
    keys.dedup();

    assert_eq!(keys.len(), before);
    for key in Event::KEYS {
        let has_a_page = [
            "received",
            "danger_flagged",
            "danger_acknowledged",
            "handed_over",
            "hand_over_withdrawn",
            "hand_over_declined",
        ]
        .contains(key);
        assert!(has_a_page || *key == "decided" || keys.contains(key), "{key}");
    }
}

#[test]
fn only_what_the_path_allows_now_is_offered() {
    let commune = [received("2026-03-02T08:00", Receiver::CommunePolice)];
    assert!(open(&commune, "2026-03-02T09:00").contains(&Step::Classify));
    assert!(!open(&commune, "2026-03-02T09:00").contains(&Step::Decide), "commune police never resolve");

    let early = open(&at_the_province(), "2026-02-10T09:00");
    assert!(early.contains(&Step::Decide) && early.contains(&Step::Prolong) && early.contains(&Step::NotifyProcuracy));
    assert!(!early.contains(&Step::Suspend) && !early.contains(&Step::RequestExtension));
    assert!(open(&at_the_province(), "2026-02-25T09:00").contains(&Step::Suspend), "the limit has run out");

    let told = then(at_the_province(), &[("2026-02-06T09:00", Event::ProcuracyNotified)]);
    assert!(!open(&told, "2026-02-10T09:00").contains(&Step::NotifyProcuracy), "what was told is not told again");
}

#[test]
fn prolonging_may_be_noted_after_the_limit_with_a_day_within_it() {
    assert!(open(&at_the_province(), "2026-02-27T09:00").contains(&Step::Prolong));
    let path = TipPath::replay(&at_the_province(), law()).unwrap();
    let on = |day: &str| Step::Prolong.noted(&path, noted(day, Event::Prolonged), law()).err();

    assert_eq!(on("2026-02-27T09:00"), Some(Refusal::LimitRunOut));
    assert_eq!(on("2026-02-24T16:00"), None);
}

#[test]
fn a_step_lies_neither_before_the_last_receipt_nor_before_what_it_answers() {
    let handed = vec![
        received("2026-03-02T08:00", Receiver::CommunePolice),
        noted("2026-03-02T20:00", Event::HandedOver),
        received("2026-03-03T09:00", Receiver::InvestigationAgency),
    ];
    let path = TipPath::replay(&handed, law()).unwrap();
    let classified = |day: &str| noted(day, Event::Classified(TipKind::Denunciation));
    assert_eq!(
        Step::Classify.noted(&path, classified("2026-03-02T09:00"), law()).err(),
        Some(Refusal::BeforeReceipt),
        "the commune had it then"
    );

    let decided = then(at_the_province(), &[("2026-02-13T16:00", Event::Decided(Decision::Prosecute))]);
    let path = TipPath::replay(&decided, law()).unwrap();
    let told = |day: &str| Step::TellResult.noted(&path, noted(day, Event::ResultTold), law()).err();
    assert_eq!(told("2026-02-13T15:00"), Some(Refusal::BeforeItsCause));
    assert_eq!(told("2026-02-14T09:00"), None);
}

/// Received by the commune and by the province on Monday 9/2/2026, a week before Tết.
fn before_tet() -> Vec<Noted> {
    vec![
        received("2026-02-09T08:00", Receiver::CommunePolice),
        noted("2026-02-09T10:00", Event::HandedOver),
        received("2026-02-09T14:00", Receiver::InvestigationAgency),
        noted("2026-02-09T15:00", Event::Classified(TipKind::Denunciation)),
    ]
}

#[test]
fn the_limits_that_may_come_across_tet_2026() {
    let found: Vec<_> = outlook(&before_tet(), law())
        .into_iter()
        .map(|one| {
            (one.rule.code.clone(), one.deadline.strict_day().to_string(), one.deadline.rolled_day().to_string())
        })
        .collect();
    let row = |code: &str, strict: &str, rolled: &str| (code.to_owned(), strict.to_owned(), rolled.to_owned());

    assert_eq!(
        found,
        [
            // TTLT 01/2017 Đ8 k5a (am. 2021): 48 hours, hours run on.
            row("d-remote", "2026-02-11", "2026-02-11"),
            // BLTTHS Đ147 k2: 02 months from receipt; 9/4 is a Thursday.
            row("l", "2026-04-09", "2026-04-09"),
            // Đ147 k2: 02 months from the end of that; 9/6 is a Tuesday.
            row("m", "2026-06-09", "2026-06-09"),
        ]
    );
    let k = clocks(&before_tet(), law()).into_iter().find(|clock| clock.rule.code == "k").unwrap();
    // Đ147 k1: 20 days; 28/2 is a Saturday, 1/3 a Sunday: rolled to Monday 2/3 (Đ134).
    assert_eq!(
        (k.deadline.strict_day().to_string(), k.deadline.rolled_day().to_string()),
        ("2026-02-28".into(), "2026-03-02".into())
    );
}

#[test]
fn a_limit_that_holds_is_no_longer_a_possible_one() {
    let prolonged = then(before_tet(), &[("2026-02-25T09:00", Event::Prolonged)]);
    let codes = |events: &[Noted]| outlook(events, law()).iter().map(|one| one.rule.code.clone()).collect::<Vec<_>>();

    assert_eq!(codes(&prolonged), ["d-remote", "m"]);
    assert!(codes(&[received("2026-02-09T08:00", Receiver::OtherBody)]).is_empty());
}
