//! Which texts count as nearly the same.

use std::collections::BTreeSet;

use guard::{Guard, Rules};

use crate::lanes::{Door, secrets};

const TRUE_ONE: &str = "Cháu Mẫu nghỉ học từ tuần trước, mẹ cháu nói có người phụ nữ lạ hứa đưa cháu đi làm quán ăn ở \
                        gần cửa khẩu, nhà cháu nhận trước năm triệu đồng và không biết tên chủ quán.";

fn flood(number: u32) -> String {
    format!(
        "Tôi thấy xe biển số {number} chở người qua cầu lúc nửa đêm, có ba người ngồi sau thùng xe phủ bạt, xe chạy về \
         hướng biên giới rồi quay lại khi trời sáng."
    )
}

#[test]
fn a_flood_from_one_template_is_one_cluster_and_a_true_text_in_it_stands_alone() {
    let door = Door::new(Rules::default());
    let first = door.guard.likeness(&flood(0));
    for number in 1..2_000 {
        let like = door.guard.likeness(&flood(number));
        assert_eq!(like.cluster, first.cluster, "text {number} went elsewhere");
    }

    let planted = door.guard.likeness(TRUE_ONE);

    assert_eq!((planted.size, planted.is_flood), (1, false));
    let last = door.guard.likeness(&flood(9_999));
    assert_eq!((last.size, last.is_flood), (2_001, true));
}

#[test]
fn another_number_or_another_name_leaves_a_text_of_a_flood_where_it_is() {
    let door = Door::new(Rules::default());
    let (mut by_number, mut by_name) = (BTreeSet::new(), Vec::new());
    for number in 0..500 {
        by_number.insert(door.guard.likeness(&flood(number * 7_919)).cluster);
        let syllable = |number: u32| ["ba", "be", "bi", "bo", "bu", "ca", "ce", "ci", "co", "cu"][number as usize % 10];
        let name = [number, number / 10, number / 100].map(syllable).concat();
        let text = TRUE_ONE.replace("Mẫu", &name);
        by_name.push(door.guard.likeness(&text).cluster);
    }

    assert_eq!(by_number.len(), 1, "a number plate makes another text");
    let first = by_name[0];
    let same = by_name.iter().filter(|cluster| **cluster == first).count();
    assert!(same > 450, "only {same} of 500 with other names stand together");
}

#[test]
fn accents_case_and_white_space_make_no_difference() {
    let door = Door::new(Rules::default());
    let first = door.guard.likeness(TRUE_ONE);

    for text in [base::fold(TRUE_ONE), TRUE_ONE.to_uppercase(), TRUE_ONE.replace(' ', "\n  ")] {
        assert_eq!(door.guard.likeness(&text).cluster, first.cluster);
    }
}

#[test]
fn short_cries_for_help_are_alike_only_when_they_are_the_same() {
    let door = Door::new(Rules::default());
    let first = door.guard.likeness("cứu em với");

    assert_ne!(door.guard.likeness("cứu con với").cluster, first.cluster);
    let again = door.guard.likeness("Cứu em với!");
    assert_eq!((again.cluster, again.is_flood), (first.cluster, false));
}

#[test]
fn nothing_but_a_sign_and_short_cries_are_never_a_flood_however_many_come() {
    let door = Door::new(Rules::default());
    for text in ["", "\n\n", "cứu em với", "Chị tôi bị giữ ở nhà kho"] {
        for _ in 0..500 {
            let like = door.guard.likeness(text);
            assert!(!like.is_flood && !like.marks_earlier, "{text:?}: {like:?}");
        }
    }
}

#[test]
fn a_cluster_grows_old_so_that_what_comes_now_and_then_is_no_flood() {
    let door = Door::new(Rules::default());
    for number in 0..100 {
        let like = door.guard.likeness(&flood(number));
        assert!(!like.is_flood, "the same story each quarter of a day: {like:?}");
        door.pass(6 * 3_600);
    }

    let size = (0..12).map(|number| door.guard.likeness(&flood(number)).size).last();
    assert_eq!(size, Some(12), "what came long ago counts no more");
    assert!(door.guard.likeness(&flood(0)).is_flood, "and twelve within an hour are one");
    door.pass(3_600);
    assert!(!door.guard.likeness(&flood(0)).is_flood, "until they have become few");
}

#[test]
fn a_flood_that_takes_its_time_is_still_seen() {
    let door = Door::new(Rules::default());
    let mut floods = 0;
    for number in 0..40 {
        floods += u32::from(door.guard.likeness(&flood(number)).is_flood);
        // Twenty an hour.
        door.pass(180);
    }

    assert!(floods > 25, "only {floods} of forty are seen");
}

#[test]
fn earlier_ones_are_marked_where_a_cluster_becomes_a_flood_and_at_each_doubling() {
    let door = Door::new(Rules::default());
    let likes: Vec<_> = (0..100).map(|number| door.guard.likeness(&flood(number))).collect();

    let marking: Vec<_> = likes.iter().filter(|like| like.marks_earlier).map(|like| like.size).collect();
    assert_eq!(marking, [12, 24, 48, 96]);
    assert_eq!(likes.iter().find(|like| like.is_flood).map(|like| like.size), Some(12));
}

#[test]
fn a_cluster_number_tells_nothing_of_the_text() {
    let (door, other) = (Door::new(Rules::default()), Door::new(Rules::default()));
    // The same text under another run: chance stands elsewhere, so the number is another.
    other.guard.likeness("một lời khác hẳn để lấy đi một số ngẫu nhiên trước đó");
    assert_ne!(door.guard.likeness(TRUE_ONE).cluster, other.guard.likeness(TRUE_ONE).cluster);
    let _: fn(&base::Secrets, base::Context, Rules) -> Guard = Guard::new;
    assert!(!format!("{:?}{:?}", door.guard, secrets()).contains("Mẫu"));
}

#[test]
fn only_so_many_clusters_are_remembered() {
    let door = Door::new(Rules { most_clusters: 2, ..Rules::default() });
    let first = door.guard.likeness("một");
    door.guard.likeness("hai");
    door.guard.likeness("ba");

    assert_ne!(door.guard.likeness("một").cluster, first.cluster);
}
