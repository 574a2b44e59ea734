//! Random trees and random reorganisations: nothing is lost, numbered twice or counted twice.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Lineage, Maps, NewUnit, Node, Step, carry_out, country, moves, number};

fn node(code: String, level: &str, parent: &str) -> Node {
    let name = format!("Đơn vị {code}");
    Node { code, level: level.into(), parent: Some(parent.into()), kind: "xã".into(), name }
}

/// A country of some provinces with some communes each.
fn tree() -> impl Strategy<Value = Vec<Node>> {
    prop::collection::vec(1_usize..7, 1..5).prop_map(|sizes| {
        let mut nodes = vec![country()];
        for (province, communes) in sizes.into_iter().enumerate() {
            let code = format!("{province:02}");
            nodes.extend((0..communes).map(|commune| node(format!("{code}{commune:03}"), "commune", &code)));
            nodes.push(node(code, "province", "VN"));
        }
        nodes
    })
}

/// Steps made from random numbers, each fitting the tree that the steps before it left.
fn steps(tree: &[Node], dice: &[(u8, usize, usize, usize)]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut now = tree.to_vec();
    for (place, &(kind, one, two, three)) in dice.iter().enumerate() {
        let of = |level: &str| -> Vec<String> {
            now.iter().filter(|node| node.level == level).map(|node| node.code.clone()).collect()
        };
        let (communes, provinces) = (of("commune"), of("province"));
        let used = |code: &String| now.iter().chain(tree).any(|node| node.code == *code);
        let fresh = (0..99).map(|n| format!("N{n}")).find(|code| !used(code)).unwrap();
        let pick = |from: &[String], at: usize| from[at % from.len()].clone();
        let into =
            |code: String| NewUnit { code, kind: "xã".into(), name: format!("Mới {place}"), parent: String::new() };
        let (a, b, c) = (pick(&communes, one), pick(&communes, two), pick(&communes, three));
        let step = match kind % 5 {
            0 if a != b => Step::Merge {
                whole: vec![a.clone(), b.clone()],
                part: if c == a || c == b { Vec::new() } else { vec![c] },
                into: into(if three % 2 == 0 { a } else { fresh }),
            },
            1 => Step::Split { from: a, into: into(fresh) },
            2 => Step::Rename { code: a, kind: "phường".into(), name: format!("Tên {place}") },
            3 => Step::Move { code: a, parent: pick(&provinces, two) },
            _ if provinces.len() > 1 && pick(&provinces, one) != pick(&provinces, two) => {
                let (stays, goes) = (pick(&provinces, one), pick(&provinces, two));
                Step::Merge { whole: vec![stays.clone(), goes], part: Vec::new(), into: into(stays) }
            }
            _ => Step::Rename { code: a, kind: "xã".into(), name: format!("Tên {place}") },
        };
        steps.push(step);
        now = carry_out(tree, &steps).unwrap().nodes;
    }
    steps
}

fn dice() -> impl Strategy<Value = Vec<(u8, usize, usize, usize)>> {
    prop::collection::vec((any::<u8>(), 0_usize..99, 0_usize..99, 0_usize..99), 1..8)
}

proptest! {
    #[test]
    fn numbers_are_contiguous_and_ranges_nested_after_any_reorganisation(tree in tree(), dice in dice()) {
        let outcome = carry_out(&tree, &steps(&tree, &dice)).unwrap();
        let count = outcome.nodes.len();

        let numbered = number(outcome.nodes).unwrap();

        prop_assert_eq!(numbered.len(), count);
        let by_code: BTreeMap<_, _> = numbered.iter().map(|one| (one.node.code.clone(), one.clone())).collect();
        for (place, one) in numbered.iter().enumerate() {
            prop_assert_eq!(usize::try_from(one.pos).unwrap(), place);
            prop_assert!(one.last >= one.pos);
            if let Some(parent) = &one.node.parent {
                let above = &by_code[parent];
                prop_assert!(above.pos < one.pos && one.last <= above.last);
            }
        }
    }

    #[test]
    fn every_old_unit_has_heirs_that_exist_and_one_main_heir(tree in tree(), dice in dice()) {
        let outcome = carry_out(&tree, &steps(&tree, &dice)).unwrap();
        let codes: BTreeSet<_> = outcome.nodes.iter().map(|node| node.code.as_str()).collect();

        for node in &tree {
            let heirs: Vec<_> = outcome.lineage.heirs(&node.code).collect();
            prop_assert!(!heirs.is_empty());
            prop_assert!(heirs.iter().all(|(code, _)| codes.contains(code)));
            let mains = heirs.iter().filter(|(_, share)| *share != super::Share::Part).count();
            prop_assert_eq!(mains, 1);
            prop_assert!(heirs.len() > 1 || heirs[0].1 == super::Share::Whole);
        }
        let moved = moves(&tree, &outcome.nodes, &outcome.lineage).unwrap();
        prop_assert!(moved.iter().all(|one| codes.contains(one.new.as_str())));
    }

    #[test]
    fn figures_add_up_on_both_maps_at_every_level(
        tree in tree(), first in dice(), second in dice(), seed in prop::collection::vec(0_i64..1_000, 40)
    ) {
        let one = carry_out(&tree, &steps(&tree, &first)).unwrap();
        let two = carry_out(&one.nodes, &steps(&one.nodes, &second)).unwrap();
        let lineage: Lineage = one.lineage.then(&two.lineage);
        let communes = tree.iter().filter(|node| node.level == "commune");
        let values: BTreeMap<_, _> = communes.zip(seed.iter().cycle()).map(|(node, n)| (node.code.clone(), *n)).collect();
        let total: i64 = values.values().sum();

        let maps = Maps::new(tree.clone(), two.nodes, lineage);

        let mut undecided = usize::MAX;
        for level in ["commune", "province", "country"] {
            let then = maps.as_it_was(&values, level);
            prop_assert_eq!(then.total(), total);
            prop_assert!(then.unplaced.is_empty());
            let now = maps.on_later(&values, level);
            prop_assert_eq!(now.total(), total);
            prop_assert!(now.unplaced.is_empty());
            let estimated: i64 = now.figures.values().map(|figure| figure.estimated).sum();
            prop_assert_eq!(estimated, now.undecided.iter().map(|one| one.value).sum::<i64>());
            prop_assert!(now.undecided.len() <= undecided, "a higher level never leaves more undecided");
            undecided = now.undecided.len();
        }
        prop_assert_eq!(undecided, 0);
    }
}

#[test]
fn a_step_that_does_not_fit_is_refused_with_its_place() {
    use super::StepError;

    let tree = vec![country(), node("99".into(), "province", "VN"), node("99001".into(), "commune", "99")];
    let into =
        |code: &str| NewUnit { code: code.into(), kind: "xã".into(), name: "Xã Mới".into(), parent: String::new() };
    let refused = |step: Step| carry_out(&tree, &[step]).unwrap_err();
    let merge = |whole: &[&str], code: &str| Step::Merge {
        whole: whole.iter().map(|&code| code.into()).collect(),
        part: Vec::new(),
        into: into(code),
    };

    assert_eq!(refused(merge(&["98"], "1")), (0, StepError::Unknown("98".into())));
    assert_eq!(refused(merge(&[], "1")), (0, StepError::Missing));
    assert_eq!(refused(merge(&["99001"], "99")), (0, StepError::Taken("99".into())));
    assert_eq!(refused(merge(&["99", "99001"], "1")), (0, StepError::Unfit("99001".into())));
    assert_eq!(refused(merge(&["99001", "99001"], "1")), (0, StepError::Unfit("99001".into())));
    assert_eq!(refused(merge(&["VN"], "1")), (0, StepError::Unfit("VN".into())));
    let moved = Step::Move { code: "99".into(), parent: "99001".into() };
    assert_eq!(refused(moved), (0, StepError::Misplaced("99".into())));
    let twice = [Step::Split { from: "99001".into(), into: into("99002") }, merge(&["99001", "77"], "99003")];
    assert_eq!(carry_out(&tree, &twice).unwrap_err(), (1, StepError::Unknown("77".into())));
}
