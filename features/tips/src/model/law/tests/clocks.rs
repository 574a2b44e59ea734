//! Every row a–x against a worked example.

use super::*;

/// Code, events, strict and rolled end in Việt Nam (a day means 24:00 of it), and the article.
type Example = (&'static str, Vec<Noted>, &'static str, &'static str, &'static str);

const SUSPENDED: Event = Event::Decided(Decision::Suspend(SuspensionGround::AwaitingExpertise));

fn from_commune(receipt: Receipt) -> Vec<Noted> {
    vec![noted("2026-02-16T23:30", Event::Received(receipt))]
}

fn commune() -> Receipt {
    Receipt::of_trafficking(Receiver::CommunePolice, ReporterKnown::Yes)
}

fn prolonged() -> Vec<Noted> {
    then(at_the_province(), &[("2026-02-24T09:00", Event::Prolonged)])
}

fn extended() -> Vec<Noted> {
    then(
        prolonged(),
        &[
            ("2026-03-30T09:00", Event::ExtensionRequested),
            ("2026-03-30T15:00", Event::ExtensionRequestReceived),
            ("2026-04-01T09:00", Event::ExtensionGranted),
        ],
    )
}

fn suspended() -> Vec<Noted> {
    then(at_the_province(), &[("2026-02-25T16:00", SUSPENDED)])
}

fn intake() -> Vec<Example> {
    let lesser = Receipt { offence: Offence::OtherLesser, ..commune() };
    vec![
        ("a", at_the_province(), "2026-02-06T09:30", "2026-02-06T09:30", "TTLT 01/2017 Đ8 k1–2: 24 hours to classify"),
        (
            "b",
            then(at_the_province(), &[("2026-02-14T08:00", Event::FoundNotCompetent)]),
            "2026-02-15T08:00",
            "2026-02-15T08:00",
            "Đ8 k1–2: 24 hours from having grounds, through Tết",
        ),
        (
            "offer",
            then(from_commune(commune()), &[("2026-02-17T10:00", Event::HandedOver)]),
            "2026-02-18T10:00",
            "2026-02-18T10:00",
            "a parameter: 24 hours for the other agency to sign",
        ),
        ("c", vec![received("2026-02-16T23:30", Receiver::Procuracy)], "2026-02-17T23:30", "2026-02-17T23:30", "Đ8 k3"),
        ("d", from_commune(commune()), "2026-02-17T23:30", "2026-02-17T23:30", "Đ8 k5a: 24 hours, on mùng 1 Tết too"),
        (
            "d",
            from_commune(Receipt { circumstance: Circumstance::MayFlee, ..lesser }),
            "2026-02-17T23:30",
            "2026-02-17T23:30",
            "Đ8 k5a: a lesser crime whose suspect may flee",
        ),
        (
            "d-remote",
            from_commune(Receipt { commune: Remoteness::Remote, ..commune() }),
            "2026-02-18T23:30",
            "2026-02-18T23:30",
            "Đ8 k5a (am. 2021): 48 hours for remote communes",
        ),
        (
            "e",
            from_commune(lesser),
            "2026-02-22",
            "2026-02-23",
            "Đ8 k5b: 07 days; day 0 (23/2) or day 1 (22/2, a Sunday)",
        ),
        (
            "f",
            vec![received("2026-02-16T23:30", Receiver::PolicePost)],
            "2026-02-17T23:30",
            "2026-02-17T23:30",
            "Đ8 k5c",
        ),
        (
            "g",
            vec![received("2026-02-16T23:30", Receiver::OtherBody)],
            "2026-02-16T23:30",
            "2026-02-16T23:30",
            "Đ146 k4: at once",
        ),
        ("h-code", at_the_province(), "2026-02-07", "2026-02-09", "BLTTHS Đ146 k5: 03 days"),
        ("h-circular", at_the_province(), "2026-02-09", "2026-02-10", "TTLT 01/2017 Đ14 k1: 03 working days"),
        ("h-reporter", at_the_province(), "2026-02-09", "2026-02-10", "TTLT 01/2017 Đ14 k1: to the reporter too"),
        ("i", at_the_province(), "2026-02-07", "2026-02-09", "TTLT 01/2017 Đ9: 03 days to assign"),
        (
            "j",
            then(
                at_the_province(),
                &[("2026-02-06T08:00", Event::Assigned), ("2026-02-13T08:00", Event::AssignmentReachedProcuracy)],
            ),
            "2026-02-24",
            "2026-02-25",
            "TTLT 01/2017 Đ10 k2: 03 working days over Tết 2026",
        ),
    ]
}

fn resolving() -> Vec<Example> {
    let ended = then(at_the_province(), &[("2026-02-13T16:00", Event::Decided(Decision::Prosecute))]);
    let cancelled = then(
        suspended(),
        &[("2026-03-02T09:00", Event::SuspensionCancelled), ("2026-03-03T09:00", Event::CancellationReceived)],
    );
    let resumed = then(suspended(), &[("2026-05-31T09:00", Event::Resumed)]);
    vec![
        ("k", at_the_province(), "2026-02-24", "2026-02-25", "BLTTHS Đ147 k1: 20 days, Tết counted through"),
        (
            "l",
            prolonged(),
            "2026-04-05",
            "2026-04-06",
            "Đ147 k2: 02 months from receipt, not 20 days and 02 months; 5/4 is a Sunday",
        ),
        ("m", extended(), "2026-06-05", "2026-06-08", "Đ147 k2: 02 months from the end of (l); 6/6 is a Saturday"),
        ("n", prolonged(), "2026-03-31", "2026-04-01", "Đ147 k2: asked for 05 days before the end of (l)"),
        ("n", extended(), "2026-03-31", "2026-04-01", "Đ147 k2: the extension does not move the day for asking for it"),
        ("o", extended(), "2026-04-01", "2026-04-02", "TTLT 01/2017 Đ11 k2: 03 days from receipt of the request"),
        ("p", at_the_province(), "2026-02-17", "2026-02-18", "TT 28/2020 Đ15: 07 days before the end"),
        ("q", suspended(), "2026-02-26T16:00", "2026-02-26T16:00", "Đ148 k2: 24 hours"),
        ("s-sent", cancelled.clone(), "2026-03-03T09:00", "2026-03-03T09:00", "Đ148 k2: 24 hours"),
        ("s-resolve", cancelled, "2026-04-03", "2026-04-03", "Đ148 k2: 01 month from receipt of the cancellation"),
        ("t-resolve", resumed.clone(), "2026-06-30", "2026-06-30", "Đ149: 01 month; no 31/6"),
        ("t-sent", resumed, "2026-06-02", "2026-06-03", "Đ149: 03 days"),
        ("u", ended.clone(), "2026-02-15", "2026-02-23", "TTLT 01/2017 Đ14 k3: 03 days, over Tết 2026"),
        ("v", ended.clone(), "2026-02-14T16:00", "2026-02-14T16:00", "Đ154, Đ158: 24 hours"),
        (
            "w-remedy",
            then(at_the_province(), &[("2026-02-10T08:00", Event::RemedyDemanded)]),
            "2026-02-24",
            "2026-02-25",
            "TTLT 01/2017 Đ5 k2b: 15 days",
        ),
        (
            "w-file",
            then(at_the_province(), &[("2026-03-02T08:00", Event::TakeOverDemanded)]),
            "2026-03-06",
            "2026-03-09",
            "Đ146 k2: 05 days; 7/3 is a Saturday",
        ),
        ("x-suspended", suspended(), "2028-02-25", "2028-02-25", "TT 28/2020 Đ20 k4: after 02 years"),
        ("x-ended", ended, "2026-03-13", "2026-03-13", "TT 28/2020 Đ20 k5: within 01 month"),
        (
            "danger",
            then(at_the_province(), &[("2026-02-05T23:00", Event::DangerFlagged)]),
            "2026-02-06T01:00",
            "2026-02-06T01:00",
            "a parameter: 02 hours",
        ),
    ]
}

fn moment(text: &str) -> Timestamp {
    if text.contains('T') { at(text) } else { calendar::day_end(text.parse().unwrap()) }
}

#[test]
fn every_clock_ends_as_its_worked_example_says() {
    for (code, events, strict, rolled, what) in intake().into_iter().chain(resolving()) {
        let found: Vec<_> = clocks(&events, law()).into_iter().filter(|clock| clock.rule.code == code).collect();

        assert_eq!(found.len(), 1, "{code}: {what}");
        let due = found[0].deadline;
        assert_eq!((due.strict, due.rolled), (moment(strict), moment(rolled)), "{code}: {what}");
    }
}

#[test]
fn every_row_of_the_table_has_a_worked_example() {
    let shown: Vec<&str> = intake().into_iter().chain(resolving()).map(|example| example.0).collect();

    for rule in RULES.all().iter().filter(|rule| rule.row != "tc") {
        assert!(shown.contains(&rule.code.as_str()), "{}", rule.code);
    }
}

fn state(code: &str, events: &[Noted]) -> Option<ClockState> {
    clocks(events, law()).iter().find(|clock| clock.rule.code == code).map(|clock| clock.state)
}

#[test]
fn a_longer_limit_takes_the_place_of_the_shorter() {
    assert_eq!(state("k", &at_the_province()), Some(ClockState::Open));
    assert_eq!(state("l", &at_the_province()), None);
    assert_eq!(state("k", &prolonged()), Some(ClockState::Superseded));
    assert_eq!(state("l", &prolonged()), Some(ClockState::Open));
    assert_eq!(state("l", &extended()), Some(ClockState::Superseded));
    assert_eq!(state("m", &extended()), Some(ClockState::Open));
    assert_eq!(state("n", &extended()), Some(ClockState::Met));
}

#[test]
fn both_clocks_of_the_procuracy_notice_are_stopped_by_one_notice() {
    let events = then(at_the_province(), &[("2026-02-09T15:00", Event::ProcuracyNotified)]);

    let standing = |code: &str| {
        clocks(&events, law()).iter().find(|clock| clock.rule.code == code).unwrap().standing(at("2026-03-01T00:00"))
    };

    // Monday 9/2: within 03 days only by the latest reading (7/2 is a Saturday), within 03 working days in both.
    assert_eq!(standing("h-code"), Standing::MetByLatestReading);
    assert_eq!(standing("h-circular"), Standing::MetInTime);
}

#[test]
fn a_clock_stands_before_on_and_after_its_ends() {
    let events = at_the_province();
    let clocks = clocks(&events, law());
    let k = clocks.iter().find(|clock| clock.rule.code == "k").unwrap();

    assert_eq!(k.standing(at("2026-02-24T23:59")), Standing::Running);
    assert_eq!(k.standing(at("2026-02-25T00:00")), Standing::Running);
    assert_eq!(k.standing(at("2026-02-25T00:01")), Standing::StrictEndPassed);
    assert_eq!(k.standing(at("2026-02-26T00:01")), Standing::Overdue);
}

#[test]
fn an_unnamed_reporter_sets_no_notice_running() {
    let receipt = Receipt::of_trafficking(Receiver::InvestigationAgency, ReporterKnown::No);
    let events = then(
        vec![noted("2026-02-05T09:30", Event::Received(receipt))],
        &[
            ("2026-02-05T10:00", Event::Classified(TipKind::Denunciation)),
            ("2026-02-13T16:00", Event::Decided(Decision::DoNotProsecute)),
        ],
    );

    assert_eq!(state("h-reporter", &events), None);
    assert_eq!(state("u", &events), None);
    assert_eq!(state("v", &events), Some(ClockState::Open));
}

#[test]
fn twenty_days_count_from_receipt_by_the_competent_agency() {
    let events = vec![
        received("2026-03-02T08:00", Receiver::CommunePolice),
        noted("2026-03-02T20:00", Event::HandedOver),
        received("2026-03-03T09:00", Receiver::InvestigationAgency),
    ];

    let found = clocks(&events, law());

    let k = found.iter().find(|clock| clock.rule.code == "k").unwrap();
    assert_eq!(k.start, at("2026-03-03T09:00"));
    assert_eq!(found.iter().find(|clock| clock.rule.code == "d").unwrap().state, ClockState::Met);
}

#[test]
fn an_agency_that_is_not_competent_owes_the_hand_over_alone() {
    let events = then(at_the_province(), &[("2026-02-05T15:00", Event::FoundNotCompetent)]);

    assert_eq!(state("k", &events), None);
    assert_eq!(state("h-code", &events), Some(ClockState::Superseded));
    assert_eq!(state("b", &events), Some(ClockState::Open));
}

#[test]
fn an_accusation_keeps_its_own_clocks_alone() {
    let events = vec![
        received("2026-03-02T08:00", Receiver::CommunePolice),
        noted("2026-03-03T08:00", Event::Classified(TipKind::Accusation)),
    ];

    let open: Vec<_> = clocks(&events, law()).into_iter().filter(|clock| clock.state == ClockState::Open).collect();

    assert_eq!(open.iter().map(|clock| clock.rule.code.as_str()).collect::<Vec<_>>(), ["tc-pass"]);
    assert_eq!(open[0].deadline.strict_day().to_string(), "2026-03-09");
}

#[test]
fn danger_alarms_the_level_above_after_two_hours() {
    let events = then(at_the_province(), &[("2026-02-05T23:00", Event::DangerFlagged)]);
    let end = at("2026-02-06T01:00");

    assert_eq!(danger_alarm(&at_the_province(), law(), end), Alarm::None);
    assert_eq!(danger_alarm(&events, law(), end), Alarm::Holder { until: end });
    assert_eq!(danger_alarm(&events, law(), at("2026-02-06T01:01")), Alarm::LevelAbove { since: end });
    let in_hand = then(events, &[("2026-02-06T00:30", Event::DangerAcknowledged)]);
    assert_eq!(danger_alarm(&in_hand, law(), at("2026-02-07T00:00")), Alarm::None);
}
