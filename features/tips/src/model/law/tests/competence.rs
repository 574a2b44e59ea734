use jiff::civil::date;

use super::*;

#[test]
fn trafficking_never_has_the_seven_days() {
    for offence in Offence::ALL.iter().filter(|offence| offence.is_trafficking() || **offence == Offence::Unclear) {
        for circumstance in Circumstance::ALL {
            let near = hand_over(Receiver::CommunePolice, *offence, *circumstance, Remoteness::Ordinary);
            let far = hand_over(Receiver::CommunePolice, *offence, *circumstance, Remoteness::Remote);

            assert_eq!((near, far), (HandOver::Within24Hours, HandOver::Within48Hours), "{offence:?} {circumstance:?}");
        }
    }
}

#[test]
fn only_a_lesser_ordinary_case_has_the_seven_days() {
    let seven =
        |circumstance| hand_over(Receiver::CommunePolice, Offence::OtherLesser, circumstance, Remoteness::Ordinary);

    assert_eq!(seven(Circumstance::Ordinary), HandOver::Within7Days);
    assert_eq!(seven(Circumstance::CaughtInTheAct), HandOver::Within24Hours);
}

#[test]
fn any_other_body_passes_on_at_once() {
    assert_eq!(
        hand_over(Receiver::OtherBody, Offence::OtherLesser, Circumstance::Ordinary, Remoteness::Remote),
        HandOver::AtOnce
    );
}

#[test]
fn the_province_resolves_since_district_police_ended() {
    let who = |offence, on| may_resolve(Receiver::CommunePolice, offence, on);

    assert_eq!(who(Offence::Trafficking, date(2025, 2, 28)), MayResolve::DistrictAgency);
    assert_eq!(who(Offence::Trafficking, date(2025, 3, 1)), MayResolve::ProvincialAgency);
    assert_eq!(who(Offence::OtherLesser, date(2025, 6, 30)), MayResolve::ProvincialAgency);
    assert_eq!(who(Offence::OtherLesser, date(2025, 7, 1)), MayResolve::CommuneHeadIfAssigned);
    assert_eq!(who(Offence::TraffickingUnder16, date(2026, 7, 1)), MayResolve::ProvincialAgency);
    assert_eq!(may_resolve(Receiver::InvestigationAgency, Offence::Trafficking, date(2026, 7, 1)), MayResolve::Yes);
}
