//! The questions that a policy answers.

use access::{Actor, Class, Ground, Policy, Reach, Refused, Right, Thing, actions};

actions! {
    /// Sees.
    See = "test.see";
    /// Changes.
    Change = "test.change";
    /// Reveals.
    Reveal = "test.reveal", Sealed;
}

const RIGHTS: [Right; 5] = [
    Right::new::<See>("officer", Reach::Above),
    Right::new::<See>("officer", Reach::Assigned),
    Right::new::<See>("office", Reach::Below),
    Right::new::<Change>("office", Reach::OwnUnit),
    Right::new::<Reveal>("office", Reach::OwnUnit),
];

fn actor(role: &str, first: i64, last: i64) -> Actor {
    Actor {
        account: "a".into(),
        person: "p".into(),
        name: "Người Mẫu".into(),
        unit: "u".into(),
        unit_name: "Xã Mẫu".into(),
        ground: Ground { first, last },
        agency: None,
        roles: vec![role.into()],
        ceiling: Class::Restricted,
    }
}

#[test]
fn a_province_sees_its_communes_but_changes_only_its_own() {
    let policy = Policy::new(RIGHTS);
    let province = actor("office", 10, 20);
    let commune = Thing::of(Ground { first: 12, last: 12 });

    assert!(policy.permit::<See>(&province, &commune).is_ok());
    assert!(policy.permit::<Change>(&province, &commune).is_err());
    assert!(policy.permit::<Change>(&province, &Thing::of(Ground { first: 10, last: 20 })).is_ok());
}

#[test]
fn an_officer_sees_the_plans_above_and_no_neighbour() {
    let policy = Policy::new(RIGHTS);
    let officer = actor("officer", 12, 12);
    let above = Thing::of(Ground { first: 10, last: 20 });
    let neighbour = Thing::of(Ground { first: 13, last: 13 });

    assert!(policy.permit::<See>(&officer, &above).is_ok());
    assert_eq!(policy.permit::<See>(&officer, &neighbour).err(), Some(Refused::No));
    assert!(policy.permit::<See>(&officer, &Thing { assigned: true, ..neighbour }).is_ok());
}

#[test]
fn a_scope_is_refused_where_no_right_stands() {
    let policy = Policy::new(RIGHTS);

    assert!(policy.scope::<Change>(&actor("officer", 12, 12)).is_err());
    let scope = policy.scope::<See>(&actor("officer", 12, 12)).unwrap();
    assert!(scope.first > scope.last && scope.above && scope.assigned);
}

#[test]
fn sealed_data_asks_who_is_there_and_tells_a_session_under_duress_nothing() {
    let policy = Policy::new(RIGHTS);
    let own = Thing::of(Ground { first: 12, last: 12 });
    let at = |ceiling| Actor { ceiling, ..actor("office", 12, 12) };

    assert_eq!(policy.permit::<Reveal>(&at(Class::Restricted), &own).err(), Some(Refused::StepUp));
    assert!(policy.permit::<Reveal>(&at(Class::Sealed), &own).is_ok());
    assert_eq!(policy.permit::<Reveal>(&at(Class::Internal), &own).err(), Some(Refused::No));
    assert!(!policy.may::<Reveal>(&at(Class::Internal)) && policy.may::<Reveal>(&at(Class::Restricted)));
    // Without the right a step up is not even offered.
    assert_eq!(policy.permit::<Reveal>(&actor("officer", 12, 12), &own).err(), Some(Refused::No));
    assert_eq!(policy.scope::<Reveal>(&at(Class::Restricted)).err(), Some(Refused::StepUp));
}

#[test]
fn whoever_a_thing_is_about_does_not_see_it() {
    let policy = Policy::new(RIGHTS);
    let own = Thing::of(Ground { first: 12, last: 12 }).assigned(true).barred(true);

    assert_eq!(policy.permit::<See>(&actor("office", 12, 12), &own).err(), Some(Refused::No));
    assert_eq!(policy.permit::<See>(&actor("officer", 12, 12), &own).err(), Some(Refused::No));
}
