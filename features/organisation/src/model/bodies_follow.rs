//! What becomes of agencies and committees when their units are reorganised. Names of before stay with the bodies
//! of before: one that goes on under another name or at another unit is a new one with the old as predecessor.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agency, Committee, Move, Node, Way, by_code};

/// An agency that a reorganisation makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MadeAgency {
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) other_names: Vec<String>,
}

/// Where an agency goes that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Heir {
    /// Into one that was there already: its identifier.
    Known(String),
    /// Into one that is made: its place in the list.
    Made(usize),
    /// Into none: people and work of it need a new place by hand.
    Nobody,
}

/// What becomes of the agencies of the units that are reorganised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AgencyPlan {
    pub(crate) made: Vec<MadeAgency>,
    /// Identifier of each agency that ends, and where it goes.
    pub(crate) ended: Vec<(String, Heir)>,
}

/// A committee that a reorganisation makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MadeCommittee {
    pub(crate) unit: String,
    /// The one it goes on from: short name, symbol and standing office are its.
    pub(crate) from: Committee,
    pub(crate) name: String,
    /// Whether the members sit on: only where one committee became one committee.
    pub(crate) seats: Seats,
}

/// What becomes of the seats of a committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seats {
    /// The members sit on in the new one.
    Kept,
    /// A new decision names the members.
    Vacant,
}

/// What becomes of the committees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CommitteePlan {
    pub(crate) made: Vec<MadeCommittee>,
    /// Identifiers of those that end.
    pub(crate) ended: Vec<String>,
}

/// The units that go to one place.
struct Arrival<'a> {
    target: &'a Node,
    /// Codes of the old units, those from above apart.
    sources: Vec<&'a str>,
    /// Whether the target is one of them and keeps its name.
    continues: bool,
}

fn arrivals<'a>(moves: &'a [Move], old: &'a [Node], new: &'a [Node]) -> Vec<Arrival<'a>> {
    let (before, after) = (by_code(old), by_code(new));
    let mut grouped: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in moves.iter().filter(|one| one.way != Way::Above) {
        grouped.entry(&one.new).or_default().push(&one.old);
    }
    let arrival = |(code, sources): (&'a str, Vec<&'a str>)| {
        let target = *after.get(code)?;
        let same = |node: &&Node| node.name == target.name && node.kind == target.kind;
        let continues = sources.contains(&code) && before.get(code).is_some_and(same);
        Some(Arrival { target, sources, continues })
    };
    grouped.into_iter().filter_map(arrival).collect()
}

/// Plans for the agencies that exist on the day.
pub(crate) fn agencies(moves: &[Move], old: &[Node], new: &[Node], agencies: &[Agency]) -> AgencyPlan {
    let before = by_code(old);
    let mut plan = AgencyPlan::default();
    let mut of_unit: BTreeMap<&str, Vec<&Agency>> = BTreeMap::new();
    for agency in agencies {
        of_unit.entry(&agency.unit).or_default().push(agency);
    }
    for arrival in arrivals(moves, old, new) {
        let here: Vec<&Agency> =
            arrival.sources.iter().filter_map(|code| of_unit.get(code)).flatten().copied().collect();
        let kinds: BTreeSet<&str> = here.iter().map(|agency| agency.kind.as_str()).collect();
        for kind in kinds {
            let of_kind: Vec<&Agency> = here.iter().filter(|agency| agency.kind == kind).copied().collect();
            plan.kind(&arrival, &before, &of_kind);
        }
    }
    for one in moves.iter().filter(|one| one.way == Way::Above) {
        for agency in of_unit.get(one.old.as_str()).into_iter().flatten() {
            plan.ended.push((agency.id.clone(), Heir::Nobody));
        }
    }
    plan
}

impl AgencyPlan {
    /// All agencies of one kind that arrive at one unit.
    fn kind(&mut self, arrival: &Arrival<'_>, before: &BTreeMap<&str, &Node>, of_kind: &[&Agency]) {
        let (stay, come): (Vec<&Agency>, Vec<&Agency>) =
            of_kind.iter().partition(|agency| arrival.continues && agency.unit == arrival.target.code);
        if let ([known], true) = (stay.as_slice(), is_one_each(&come)) {
            self.ended.extend(come.iter().map(|agency| (agency.id.clone(), Heir::Known(known.id.clone()))));
            return;
        }
        if stay.is_empty() && is_one_each(&come) {
            self.make(arrival, before, &come);
            return;
        }
        // Schools, villages: each goes on for itself.
        for agency in come {
            self.make(arrival, before, &[agency]);
        }
    }

    /// One new agency out of some.
    fn make(&mut self, arrival: &Arrival<'_>, before: &BTreeMap<&str, &Node>, from: &[&Agency]) {
        let Some(first) = from.first() else { return };
        let name = |agency: &Agency| match before.get(agency.unit.as_str()) {
            Some(old) => renamed(&agency.name, old, arrival.target),
            None => agency.name.clone(),
        };
        let own = name(first);
        let mut other_names = Vec::new();
        for known in from.iter().flat_map(|agency| agency.other_names.iter().chain([&agency.name])) {
            if *known != own && !other_names.contains(known) {
                other_names.push(known.clone());
            }
        }
        let place = self.made.len();
        self.made.push(MadeAgency {
            unit: arrival.target.code.clone(),
            kind: first.kind.clone(),
            name: own,
            other_names,
        });
        self.ended.extend(from.iter().map(|agency| (agency.id.clone(), Heir::Made(place))));
    }
}

/// Whether no unit has two of them.
fn is_one_each(agencies: &[&Agency]) -> bool {
    let units: BTreeSet<&str> = agencies.iter().map(|agency| agency.unit.as_str()).collect();
    units.len() == agencies.len()
}

/// Plans for the committees that exist on the day.
pub(crate) fn committees(moves: &[Move], old: &[Node], new: &[Node], committees: &[Committee]) -> CommitteePlan {
    let before = by_code(old);
    let mut plan = CommitteePlan::default();
    let of_unit: BTreeMap<&str, &Committee> = committees.iter().map(|one| (one.unit.as_str(), one)).collect();
    for arrival in arrivals(moves, old, new) {
        let here: Vec<&Committee> = arrival.sources.iter().filter_map(|code| of_unit.get(code)).copied().collect();
        let stays = |one: &&&Committee| arrival.continues && one.unit == arrival.target.code;
        let known = here.iter().find(stays).copied();
        let ends = here.iter().filter(|one| known.is_none_or(|known| known.id != one.id));
        plan.ended.extend(ends.map(|one| one.id.clone()));
        if let (None, Some(first)) = (known, here.first()) {
            let name = match before.get(first.unit.as_str()) {
                Some(old) => renamed(&first.name, old, arrival.target),
                None => first.name.clone(),
            };
            let seats = if here.len() == 1 && arrival.sources.len() == 1 { Seats::Kept } else { Seats::Vacant };
            let unit = arrival.target.code.clone();
            plan.made.push(MadeCommittee { unit, from: (*first).clone(), name, seats });
        }
    }
    let above = moves.iter().filter(|one| one.way == Way::Above);
    plan.ended.extend(above.filter_map(|one| of_unit.get(one.old.as_str())).map(|one| one.id.clone()));
    plan
}

/// A body's name with the new unit's name in place of the old one's: "Công an xã Cũ" → "Công an phường Mới".
fn renamed(name: &str, old: &Node, new: &Node) -> String {
    name.replace(&inside(old), &inside(new))
}

/// A unit's name as it stands inside a sentence: "xã Suối Mẫu".
fn inside(node: &Node) -> String {
    let mut chars = node.name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn node(code: &str, name: &str) -> Node {
        let kind = name.split(' ').next().unwrap().to_lowercase();
        Node { code: code.into(), level: "commune".into(), parent: Some("99".into()), kind, name: name.into() }
    }

    fn agency(id: &str, unit: &str, kind: &str, name: &str) -> Agency {
        Agency {
            id: id.into(),
            unit: unit.into(),
            kind: kind.into(),
            name: name.into(),
            other_names: Vec::new(),
            valid_from: date(2025, 7, 1),
            valid_to: None,
            successor: None,
        }
    }

    fn to(old: &str, new: &str) -> Move {
        Move { old: old.into(), new: new.into(), way: Way::Whole }
    }

    #[test]
    fn a_merged_unit_gets_one_agency_of_a_kind_under_its_own_name() {
        let old = [node("1", "Xã Một"), node("2", "Xã Hai")];
        let new = [node("3", "Phường Ba")];
        let all = [
            agency("p1", "1", "police", "Công an xã Một"),
            agency("p2", "2", "police", "Công an xã Hai"),
            agency("s1", "2", "school", "Trường A"),
            agency("s2", "2", "school", "Trường B"),
        ];

        let plan = agencies(&[to("1", "3"), to("2", "3")], &old, &new, &all);

        let made: Vec<_> = plan.made.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(made, ["Công an phường Ba", "Trường A", "Trường B"]);
        assert_eq!(plan.made[0].other_names, ["Công an xã Một", "Công an xã Hai"]);
        assert_eq!(plan.ended[..2], [("p1".into(), Heir::Made(0)), ("p2".into(), Heir::Made(0))]);
    }

    #[test]
    fn a_unit_that_takes_another_keeps_its_agencies() {
        let old = [node("1", "Xã Một"), node("2", "Xã Hai")];
        let new = [node("1", "Xã Một")];
        let all = [
            agency("p1", "1", "police", "Công an xã Một"),
            agency("p2", "2", "police", "Công an xã Hai"),
            agency("w2", "2", "womens_union", "Hội Phụ nữ xã Hai"),
        ];

        let plan = agencies(&[to("1", "1"), to("2", "1")], &old, &new, &all);

        assert_eq!(plan.ended, [("p2".into(), Heir::Known("p1".into())), ("w2".into(), Heir::Made(0))]);
        assert_eq!(plan.made[0].name, "Hội Phụ nữ xã Một");
    }
}
