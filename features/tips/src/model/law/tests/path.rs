use super::*;

fn path(events: &[Noted]) -> TipPath {
    TipPath::replay(events, law()).unwrap()
}

fn refused(events: &[Noted]) -> Option<Refusal> {
    TipPath::replay(events, law()).err()
}

const SUSPEND: Event = Event::Decided(Decision::Suspend(SuspensionGround::ForceMajeure));

#[test]
fn from_commune_to_result() {
    let steps: &[(Noted, TipState, ShownStage)] = &[
        (received("2026-03-02T08:00", Receiver::CommunePolice), TipState::Received, ShownStage::Received),
        (
            noted("2026-03-02T09:00", Event::Classified(TipKind::Denunciation)),
            TipState::Classified,
            ShownStage::UnderReview,
        ),
        (noted("2026-03-02T20:00", Event::HandedOver), TipState::HandedOver, ShownStage::HandedOver),
        (received("2026-03-03T09:00", Receiver::InvestigationAgency), TipState::Received, ShownStage::HandedOver),
        (
            noted("2026-03-03T10:00", Event::Classified(TipKind::Denunciation)),
            TipState::Classified,
            ShownStage::HandedOver,
        ),
        (noted("2026-03-04T09:00", Event::ProcuracyNotified), TipState::Classified, ShownStage::HandedOver),
        (noted("2026-03-04T09:00", Event::Assigned), TipState::UnderResolution, ShownStage::HandedOver),
        (noted("2026-03-18T09:00", Event::Prolonged), TipState::UnderResolution, ShownStage::HandedOver),
        (noted("2026-04-10T09:00", Event::Decided(Decision::Prosecute)), TipState::Resolved, ShownStage::Ended),
        (noted("2026-04-10T11:00", Event::DecisionSent), TipState::Resolved, ShownStage::Ended),
        (noted("2026-04-12T09:00", Event::ResultTold), TipState::Ended, ShownStage::Ended),
        (noted("2026-05-08T09:00", Event::Archived), TipState::Archived, ShownStage::Ended),
    ];

    let mut path = TipPath::default();
    for (noted, state, shown) in steps {
        path = path.with(*noted, law()).unwrap();
        assert_eq!((path.noted_state(), path.shown()), (*state, *shown), "{noted:?}");
    }
}

#[test]
fn commune_police_never_resolve() {
    let at_commune = vec![
        received("2026-03-02T08:00", Receiver::CommunePolice),
        noted("2026-03-02T09:00", Event::Classified(TipKind::Denunciation)),
    ];

    for event in [Event::Decided(Decision::DoNotProsecute), Event::Assigned, Event::Prolonged, SUSPEND] {
        assert_eq!(
            refused(&then(at_commune.clone(), &[("2026-03-25T09:00", event)])),
            Some(Refusal::NotCompetent),
            "{event:?}"
        );
    }
}

#[test]
fn suspension_waits_until_the_limit_has_run_out() {
    let on = |day: &str| refused(&then(at_the_province(), &[(day, SUSPEND)]));

    assert_eq!(on("2026-02-23T16:00"), Some(Refusal::LimitNotRunOut), "the day before the last");
    assert_eq!(on("2026-02-24T16:00"), None, "the last day of the strict reading");
    assert_eq!(on("2026-02-26T09:00"), None, "after");
    let prolonged = then(at_the_province(), &[("2026-02-24T09:00", Event::Prolonged), ("2026-02-26T09:00", SUSPEND)]);
    assert_eq!(refused(&prolonged), Some(Refusal::LimitNotRunOut), "02 months run now");
}

#[test]
fn a_limit_that_ran_out_without_ground_is_a_state_of_its_own() {
    let waiting = path(&at_the_province());

    assert_eq!(waiting.state(at("2026-02-25T23:00"), law()), TipState::Classified);
    assert_eq!(waiting.state(at("2026-02-26T00:01"), law()), TipState::ExpiredWithoutGround);
    let discussed = then(at_the_province(), &[("2026-02-26T09:00", Event::DiscussedWithProcuracy)]);
    assert_eq!(path(&discussed).noted_state(), TipState::ExpiredWithoutGround);
    let decided = then(discussed, &[("2026-03-02T09:00", Event::Decided(Decision::DoNotProsecute))]);
    assert_eq!(path(&decided).noted_state(), TipState::Resolved);
    let early = then(at_the_province(), &[("2026-02-10T09:00", Event::DiscussedWithProcuracy)]);
    assert_eq!(refused(&early), Some(Refusal::LimitNotRunOut));
}

#[test]
fn prolonging_comes_once_and_in_time_and_the_extension_after_it() {
    let prolonged = then(at_the_province(), &[("2026-02-24T09:00", Event::Prolonged)]);
    let asked = then(prolonged.clone(), &[("2026-03-30T09:00", Event::ExtensionRequested)]);
    let granted = then(asked.clone(), &[("2026-04-01T09:00", Event::ExtensionGranted)]);

    assert_eq!(
        refused(&then(prolonged.clone(), &[("2026-02-25T09:00", Event::Prolonged)])),
        Some(Refusal::AlreadyProlonged)
    );
    assert_eq!(
        refused(&then(at_the_province(), &[("2026-03-10T09:00", Event::Prolonged)])),
        Some(Refusal::LimitRunOut)
    );
    assert_eq!(
        refused(&then(at_the_province(), &[("2026-02-20T09:00", Event::ExtensionRequested)])),
        Some(Refusal::NotProlonged)
    );
    assert_eq!(
        refused(&then(prolonged, &[("2026-04-01T09:00", Event::ExtensionGranted)])),
        Some(Refusal::NotProlonged)
    );
    assert_eq!(path(&granted).limit(law()).unwrap().phase, Phase::Extended);
    assert_eq!(
        refused(&then(granted, &[("2026-05-01T09:00", Event::ExtensionRequested)])),
        Some(Refusal::AlreadyProlonged)
    );
    // A late request is a fact; its clock says that it was late.
    let late = then(
        at_the_province(),
        &[("2026-02-24T09:00", Event::Prolonged), ("2026-04-03T09:00", Event::ExtensionRequested)],
    );
    assert_eq!(refused(&late), None);
    let found = clocks(&late, law());
    assert_eq!(
        found.iter().find(|clock| clock.rule.code == "n").unwrap().standing(at("2026-04-04T00:00")),
        Standing::MetLate
    );
}

#[test]
fn a_suspension_ends_by_resumption_or_by_the_procuracy() {
    let suspended = then(at_the_province(), &[("2026-02-25T16:00", SUSPEND)]);
    let resumed = then(suspended.clone(), &[("2026-03-10T09:00", Event::Resumed)]);
    let cancelled = then(
        suspended.clone(),
        &[("2026-03-10T09:00", Event::SuspensionCancelled), ("2026-03-11T09:00", Event::CancellationReceived)],
    );

    assert_eq!(path(&resumed).limit(law()).unwrap().phase, Phase::AfterResumption);
    assert_eq!(path(&cancelled).limit(law()).unwrap().phase, Phase::AfterCancellation);
    assert_eq!(path(&cancelled).noted_state(), TipState::UnderResolution);
    assert_eq!(
        refused(&then(suspended.clone(), &[("2026-03-10T09:00", Event::CancellationReceived)])),
        Some(Refusal::NothingToAnswer)
    );
    assert_eq!(refused(&then(suspended.clone(), &[("2027-03-10T09:00", Event::Archived)])), Some(Refusal::TooEarly));
    assert_eq!(refused(&then(suspended, &[("2028-03-01T09:00", Event::Archived)])), None);
    assert_eq!(refused(&then(at_the_province(), &[("2026-03-10T09:00", Event::Resumed)])), Some(Refusal::NotSuspended));
}

#[test]
fn an_accusation_is_passed_on_and_nothing_else() {
    let accusation = vec![
        received("2026-03-02T08:00", Receiver::CommunePolice),
        noted("2026-03-02T09:00", Event::Classified(TipKind::Accusation)),
    ];

    assert_eq!(
        refused(&then(accusation.clone(), &[("2026-03-03T09:00", Event::HandedOver)])),
        Some(Refusal::IsAccusation)
    );
    let passed = then(accusation, &[("2026-03-03T09:00", Event::PassedOn)]);
    assert_eq!((path(&passed).noted_state(), path(&passed).shown()), (TipState::PassedOn, ShownStage::HandedOver));
    assert_eq!(
        refused(&then(at_the_province(), &[("2026-03-03T09:00", Event::PassedOn)])),
        Some(Refusal::IsCrimeInformation)
    );
}

#[test]
fn a_hand_over_is_signed_for_before_anything_else_is_done() {
    let on_its_way =
        vec![received("2026-03-02T08:00", Receiver::CommunePolice), noted("2026-03-02T20:00", Event::HandedOver)];

    assert_eq!(
        refused(&then(on_its_way, &[("2026-03-03T09:00", Event::Classified(TipKind::Information))])),
        Some(Refusal::OnItsWay)
    );
    assert_eq!(
        refused(&then(at_the_province(), &[("2026-02-06T09:00", Event::HandedOver)])),
        Some(Refusal::IsCompetent)
    );
    let twice = [
        received("2026-03-02T08:00", Receiver::CommunePolice),
        received("2026-03-02T09:00", Receiver::InvestigationAgency),
    ];
    assert_eq!(refused(&twice), Some(Refusal::NotHandedOver));
}

#[test]
fn nobody_is_told_who_did_not_say_who_they_are() {
    let receipt = Receipt::of_trafficking(Receiver::InvestigationAgency, ReporterKnown::No);
    let events = vec![noted("2026-02-05T09:30", Event::Received(receipt))];

    assert_eq!(
        refused(&then(events, &[("2026-02-06T09:30", Event::ReporterToldOfReceipt)])),
        Some(Refusal::NobodyToNotify)
    );
}

#[test]
fn nothing_happens_before_receipt() {
    assert_eq!(refused(&[noted("2026-02-05T09:30", Event::Assigned)]), Some(Refusal::NotReceived));
    assert_eq!(
        refused(&then(at_the_province(), &[("2026-02-05T09:00", Event::ProcuracyNotified)])),
        Some(Refusal::BeforeReceipt)
    );
}

#[test]
fn what_nobody_signed_for_comes_back_to_where_it_stood_and_its_limit_runs_on() {
    for back in [Event::HandOverWithdrawn, Event::HandOverDeclined] {
        let kept = vec![
            received("2026-03-02T08:00", Receiver::CommunePolice),
            noted("2026-03-02T09:00", Event::Classified(TipKind::Denunciation)),
        ];
        assert_eq!(refused(&then(kept.clone(), &[("2026-03-02T10:00", back)])), Some(Refusal::NotHandedOver));

        let sent = then(kept.clone(), &[("2026-03-02T10:00", Event::HandedOver)]);
        let state = |events: &[Noted], code: &str| {
            clocks(events, law()).into_iter().find(|clock| clock.rule.code == code).map(|clock| clock.state)
        };
        assert_eq!((state(&sent, "d"), state(&sent, "offer")), (Some(ClockState::Met), Some(ClockState::Open)));

        let returned = then(sent, &[("2026-03-02T15:00", back)]);
        let stands = path(&returned);
        assert_eq!((stands.noted_state(), stands.shown()), (TipState::Classified, ShownStage::UnderReview));
        assert_eq!((state(&returned, "d"), state(&returned, "offer")), (Some(ClockState::Open), None));
        assert_eq!(refused(&then(returned.clone(), &[("2026-03-02T16:00", back)])), Some(Refusal::NotHandedOver));

        let mut signed = then(returned, &[("2026-03-02T17:00", Event::HandedOver)]);
        signed.push(received("2026-03-02T18:00", Receiver::InvestigationAgency));
        assert_eq!(path(&signed).shown(), ShownStage::HandedOver);
        assert_eq!((state(&signed, "d"), state(&signed, "offer")), (Some(ClockState::Met), Some(ClockState::Met)));
        // And what is declined further on does not undo the first one.
        let further = [
            ("2026-03-03T08:00", Event::FoundNotCompetent),
            ("2026-03-03T09:00", Event::HandedOver),
            ("2026-03-03T10:00", back),
        ];
        let stands = path(&then(signed, &further));
        assert_eq!((stands.noted_state(), stands.shown()), (TipState::NotCompetent, ShownStage::HandedOver));
    }
}
