//! A reorganisation as it is planned, previewed and applied.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};

use super::{Difference, Move, Node, Step, Way};

/// Where a reorganisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Steps can still be changed.
    Planned,
    /// In force.
    Applied,
    /// Was in force and was taken back.
    Undone,
    /// Given up before it was applied.
    Dropped,
}

impl State {
    /// As stored, and the end of its message key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Applied => "applied",
            Self::Undone => "undone",
            Self::Dropped => "dropped",
        }
    }
}

impl std::str::FromStr for State {
    type Err = base::BadId;

    fn from_str(text: &str) -> Result<Self, base::BadId> {
        [Self::Planned, Self::Applied, Self::Undone, Self::Dropped]
            .into_iter()
            .find(|state| state.key() == text)
            .ok_or(base::BadId)
    }
}

/// What is known of a reorganisation without its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The document that orders it.
    pub citation: String,
    /// First day of the new tree.
    pub effective_on: Date,
    /// `steps` or `list`.
    pub origin: String,
    /// Where it stands.
    pub state: State,
    /// Key of the tree it started from, once applied.
    pub old_tree: Option<String>,
    /// Key of the tree it made, once applied.
    pub new_tree: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// Who planned it.
    pub created_name: String,
    /// When.
    pub created_at: Timestamp,
    /// Who applied it or took it back last.
    pub settled_name: Option<String>,
    /// When.
    pub settled_at: Option<Timestamp>,
}

/// A reorganisation with its steps, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// All but the steps.
    pub head: Head,
    /// The steps.
    pub steps: Vec<Step>,
}

/// Rows of one kind, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Message key of what they are.
    pub key: &'static str,
    /// All rows before.
    pub before: i64,
    /// Rows that come to stand at another unit, or belong to another agency.
    pub moving: i64,
    /// Of these, rows of divided units, which go to the main piece and should be looked at.
    pub divided: i64,
    /// All rows after: those that stand somewhere.
    pub after: i64,
}

/// Where the rows of one unit go, as the preview lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    /// Code of the old unit.
    pub old: String,
    /// Its name.
    pub old_name: String,
    /// Code of the unit where its files and people go.
    pub new: String,
    /// Its name.
    pub new_name: String,
    /// `whole`, `part-main` or `above`.
    pub way: &'static str,
    /// How many rows of all kinds go along.
    pub rows: i64,
}

/// What a reorganisation would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Units of each level before and after: level, before, after.
    pub levels: Vec<(String, i64, i64)>,
    /// What differs between the trees.
    pub difference: Difference,
    /// The units that do not simply go on.
    pub landings: Vec<Landing>,
    /// Agencies that end.
    pub agencies_ended: i64,
    /// Agencies that are made.
    pub agencies_made: i64,
    /// Agencies that end without one to take over.
    pub agencies_without_heir: i64,
    /// Committees that end.
    pub committees_ended: i64,
    /// Committees that are made.
    pub committees_made: i64,
    /// People in posts of agencies that end.
    pub posts_moved: i64,
    /// Rows of all features, kind by kind.
    pub tallies: Vec<Tally>,
    /// Codes of units where rows stand but of which the tree knows nothing: an obstacle.
    pub strays: Vec<String>,
}

/// Counts rows of one kind that stand at units.
pub(crate) fn tally(key: &'static str, counts: &BTreeMap<String, i64>, moves: &[Move], old: &[Node]) -> Tally {
    let known: BTreeSet<&str> = old.iter().map(|node| node.code.as_str()).collect();
    let at = |code: &str| counts.get(code).copied().unwrap_or_default();
    let of = |wanted: &dyn Fn(&&Move) -> bool| moves.iter().filter(wanted).map(|one| at(&one.old)).sum();
    Tally {
        key,
        before: counts.values().sum(),
        moving: of(&|one| one.old != one.new),
        divided: of(&|one| one.way == Way::Main),
        after: counts.iter().filter(|(code, _)| known.contains(code.as_str())).map(|(_, n)| n).sum(),
    }
}

/// Lists where the rows of the units go; `rows` counts those of all kinds by unit.
pub(crate) fn landing(moves: &[Move], old: &[Node], new: &[Node], rows: &BTreeMap<String, i64>) -> Vec<Landing> {
    let (before, after) = (super::by_code(old), super::by_code(new));
    moves
        .iter()
        .filter_map(|one| {
            Some(Landing {
                old: one.old.clone(),
                old_name: before.get(one.old.as_str())?.name.clone(),
                new: one.new.clone(),
                new_name: after.get(one.new.as_str())?.name.clone(),
                way: match one.way {
                    Way::Whole => "whole",
                    Way::Main => "part-main",
                    Way::Above => "above",
                },
                rows: rows.get(&one.old).copied().unwrap_or_default(),
            })
        })
        .collect()
}
