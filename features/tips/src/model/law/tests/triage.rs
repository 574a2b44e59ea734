use super::super::{
    Channel,
    triage::{DANGER_STEP, Danger, Lane, rank},
};

#[test]
fn the_most_urgent_stand_first() {
    let mut queue = [
        ("ordinary", rank(Danger::None, 4, Lane::Public)),
        ("serious", rank(Danger::None, 3, Lane::Public)),
        ("child", rank(Danger::None, 1, Lane::Public)),
        ("danger in hand", rank(Danger::InHand, 0, Lane::Listened)),
        ("danger", rank(Danger::Open, 0, Lane::Public)),
        ("danger, by 111", rank(Danger::Open, 0, Lane::of("hotline_111"))),
    ];

    queue.sort_by_key(|one| one.1);

    let names: Vec<&str> = queue.iter().map(|(name, _)| *name).collect();
    let expected = ["danger, by 111", "danger", "danger in hand", "child", "serious", "ordinary"];
    assert_eq!(names, expected);
}

#[test]
fn no_urgency_outweighs_a_degree_of_danger() {
    for lane in [Lane::Listened, Lane::Public] {
        for urgency in 0..=4 {
            assert_eq!(rank(Danger::InHand, urgency, lane) - rank(Danger::Open, urgency, lane), DANGER_STEP);
            assert!(rank(Danger::Open, urgency, lane) < rank(Danger::InHand, 0, Lane::Listened));
            assert!(rank(Danger::InHand, urgency, lane) < rank(Danger::None, 0, Lane::Listened));
        }
    }
}

#[test]
fn the_lane_counts_among_dangers_only() {
    for urgency in 0..=4 {
        assert_eq!(rank(Danger::None, urgency, Lane::Listened), rank(Danger::None, urgency, Lane::Public));
        assert!(rank(Danger::Open, urgency, Lane::Listened) < rank(Danger::Open, urgency, Lane::Public));
    }
}

#[test]
fn whatever_an_officer_writes_down_was_listened_to() {
    for channel in Channel::ALL {
        let is_public = matches!(channel, Channel::Web | Channel::Zalo);
        assert_eq!(Lane::of(channel.key()) == Lane::Public, is_public, "{channel:?}");
    }
}
