//! Figures of an earlier year on the map of its time and on a later one (design.md §3, 9).
//!
//! A figure of a unit that went wholly into another goes with it. A figure of a divided unit cannot honestly be
//! split: it stays one figure, told as undecided among the units that share its ground.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lineage, Node, Share, by_code};

/// What is known of one unit of the later map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    /// From units that lie in it wholly.
    pub certain: i64,
    /// Figures of divided units whose main piece lies in it: an estimate, shown as such and never added silently.
    /// The same figures stand under [`OnMap::undecided`].
    pub estimated: i64,
}

/// The figure of a divided unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Code of the old unit.
    pub old: String,
    /// Its figure, whole.
    pub value: i64,
    /// The units among which its ground is divided, the main one first where there is one.
    pub among: Vec<String>,
}

/// Figures on a later map. The sum of all figures is that of the earlier map, always.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnMap {
    /// By code of the later map.
    pub figures: BTreeMap<String, Figure>,
    /// Figures of divided units, each once.
    pub undecided: Vec<Undecided>,
    /// Figures of units of which nothing is known, by code: never dropped silently.
    pub unplaced: BTreeMap<String, i64>,
}

impl OnMap {
    /// The sum of all: certain, undecided and unplaced.
    pub fn total(&self) -> i64 {
        let certain: i64 = self.figures.values().map(|figure| figure.certain).sum();
        let undecided: i64 = self.undecided.iter().map(|one| one.value).sum();
        certain + undecided + self.unplaced.values().sum::<i64>()
    }
}

/// Two maps and what leads from one to the other.
#[derive(Debug, Clone)]
pub struct Maps {
    lineage: Lineage,
    before: Vec<Node>,
    after: Vec<Node>,
}

impl Maps {
    pub(crate) fn new(before: Vec<Node>, after: Vec<Node>, lineage: Lineage) -> Self {
        Self { lineage, before, after }
    }

    /// Figures of the earlier map, rolled up to a level of that same map. Figures of units above the level, and
    /// of codes that the map does not have, stay unplaced.
    pub fn as_it_was(&self, values: &BTreeMap<String, i64>, level: &str) -> OnMap {
        let units = by_code(&self.before);
        let mut map = OnMap::default();
        for (code, value) in values {
            match at_level(&units, code, level) {
                Some(unit) => map.figures.entry(unit.to_owned()).or_default().certain += value,
                None => *map.unplaced.entry(code.clone()).or_default() += value,
            }
        }
        map
    }

    /// Figures of the earlier map on the later one, rolled up to a level (`commune`, `province`, `country`): the
    /// higher the level, the fewer figures are undecided.
    pub fn on_later(&self, values: &BTreeMap<String, i64>, level: &str) -> OnMap {
        let (old, new) = (by_code(&self.before), by_code(&self.after));
        let below = children(&self.before);
        let mut map = OnMap::default();
        for (code, value) in values {
            let heirs = if old.contains_key(code.as_str()) { self.heirs(code, &below) } else { BTreeMap::new() };
            let mut placed: BTreeMap<&str, Share> = BTreeMap::new();
            let mut lost = heirs.is_empty();
            for (heir, share) in heirs {
                let Some(unit) = at_level(&new, heir, level) else {
                    lost = true;
                    break;
                };
                let known = placed.entry(unit).or_insert(share);
                *known = share.max(*known);
            }
            if lost {
                *map.unplaced.entry(code.clone()).or_default() += value;
            } else {
                map.put(code, *value, &placed);
            }
        }
        map
    }

    /// The heirs of a unit; those of its parts where it has none itself, as the districts.
    fn heirs<'a>(&'a self, code: &str, below: &BTreeMap<&str, Vec<&'a str>>) -> BTreeMap<&'a str, Share> {
        let own: BTreeMap<_, _> = self.lineage.heirs(code).collect();
        if !own.is_empty() {
            return own;
        }
        let parts = below.get(code).into_iter().flatten();
        parts.flat_map(|part| self.heirs(part, below).into_keys()).map(|heir| (heir, Share::Part)).collect()
    }
}

impl OnMap {
    fn put(&mut self, old: &str, value: i64, placed: &BTreeMap<&str, Share>) {
        let Some((main, share)) = placed.iter().max_by_key(|(_, share)| **share) else { return };
        if placed.len() == 1 {
            self.figures.entry((*main).to_owned()).or_default().certain += value;
            return;
        }
        if *share == Share::PartMain {
            self.figures.entry((*main).to_owned()).or_default().estimated += value;
        }
        let others = placed.keys().filter(|code| *code != main);
        let among = std::iter::once(main).chain(others).map(|code| (*code).to_owned()).collect();
        self.undecided.push(Undecided { old: old.to_owned(), value, among });
    }
}

fn children(nodes: &[Node]) -> BTreeMap<&str, Vec<&str>> {
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for node in nodes {
        if let Some(parent) = &node.parent {
            below.entry(parent).or_default().push(&node.code);
        }
    }
    below
}

/// The unit itself or the one above it that is of the level.
fn at_level<'a>(units: &BTreeMap<&'a str, &'a Node>, code: &str, level: &str) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    let mut at = *units.get(code)?;
    while at.level != level && seen.insert(at.code.as_str()) {
        at = units.get(at.parent.as_deref()?)?;
    }
    (at.level == level).then_some(at.code.as_str())
}
