use super::{
    super::triage::{Age, Danger, Lane, Likeness, Urgency, order},
    *,
};

fn ordinary() -> Urgency {
    Urgency {
        danger: Danger::None,
        likeness: Likeness::Own,
        lane: Lane::Public,
        offence: Offence::Trafficking,
        age: Age::Adult,
        next_end: Some(at("2026-03-05T00:00")),
        received_at: at("2026-03-02T08:00"),
    }
}

#[test]
fn the_most_urgent_stand_first() {
    let mut queue = [
        ("flood", Urgency { likeness: Likeness::Repeat, ..ordinary() }),
        ("later", Urgency { received_at: at("2026-03-02T09:00"), ..ordinary() }),
        ("ordinary", ordinary()),
        ("lesser", Urgency { offence: Offence::OtherLesser, ..ordinary() }),
        ("nearer limit", Urgency { next_end: Some(at("2026-03-03T00:00")), ..ordinary() }),
        ("child", Urgency { age: Age::ChildOrUnknown, ..ordinary() }),
        ("officer", Urgency { lane: Lane::Listened, ..ordinary() }),
        ("danger in hand", Urgency { danger: Danger::InHand, ..ordinary() }),
        ("danger in a flood", Urgency { danger: Danger::Open, likeness: Likeness::Repeat, ..ordinary() }),
        ("danger", Urgency { danger: Danger::Open, ..ordinary() }),
    ];

    queue.sort_by(|one, other| order(&one.1, &other.1));

    let names: Vec<&str> = queue.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "danger",
            "danger in a flood",
            "danger in hand",
            "officer",
            "child",
            "nearer limit",
            "ordinary",
            "later",
            "lesser",
            "flood"
        ]
    );
}

#[test]
fn a_true_tip_is_first_among_a_hundred_thousand_alike() {
    let mut queue = vec![Urgency { likeness: Likeness::Repeat, age: Age::ChildOrUnknown, ..ordinary() }; 100_000];
    queue.push(Urgency { received_at: at("2026-03-02T23:00"), ..ordinary() });

    queue.sort_by(order);

    assert_eq!(queue[0].likeness, Likeness::Own);
}
