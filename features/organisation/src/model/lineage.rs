//! What became of a unit: whole, mostly, or in part, over one reorganisation or several.

use std::collections::{BTreeMap, BTreeSet};

/// How much of the old unit a new one took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// A smaller piece of a divided unit.
    Part,
    /// The main piece of a divided unit: where its files and people go.
    PartMain,
    /// All of it.
    Whole,
}

impl Share {
    /// As the data files and the tables write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::PartMain => "part-main",
            Self::Whole => "whole",
        }
    }

    /// Reads it back; nothing for any other word.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "part" => Some(Self::Part),
            "part-main" => Some(Self::PartMain),
            "whole" => Some(Self::Whole),
            _ => None,
        }
    }

    /// The share of the first unit in the third, where this is its share in the second and `next` that of the
    /// second in the third.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        self.min(next)
    }
}

/// One old unit and one new unit that took it or a piece of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Code in the tree before.
    pub old: String,
    /// Code in the tree after.
    pub new: String,
    /// How much of the old unit.
    pub share: Share,
}

/// All that is known of what became of which unit between two trees.
///
/// Invariant: a unit with one heir went to it wholly; a divided one has exactly one main heir.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lineage(BTreeMap<String, BTreeMap<String, Share>>);

impl Lineage {
    /// Takes pairs in; a pair told twice counts with its larger share.
    pub fn new(pairs: impl IntoIterator<Item = Pair>) -> Self {
        let mut heirs: BTreeMap<String, BTreeMap<String, Share>> = BTreeMap::new();
        for Pair { old, new, share } in pairs {
            let known = heirs.entry(old).or_default().entry(new).or_insert(share);
            *known = share.max(*known);
        }
        heirs.values_mut().for_each(settle);
        Self(heirs)
    }

    /// Every unit of a tree as its own heir: where nothing has changed yet.
    pub fn same<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        Self(
            codes
                .into_iter()
                .map(|code| (code.to_owned(), BTreeMap::from([(code.to_owned(), Share::Whole)])))
                .collect(),
        )
    }

    /// What took a unit, in the order of codes; nothing where no successor is known.
    pub fn heirs<'a>(&'a self, old: &str) -> impl Iterator<Item = (&'a str, Share)> {
        self.0.get(old).into_iter().flatten().map(|(code, share)| (code.as_str(), *share))
    }

    /// The heir to which files and people go.
    pub fn main_heir(&self, old: &str) -> Option<&str> {
        self.heirs(old).max_by_key(|(_, share)| *share).map(|(code, _)| code)
    }

    /// All pairs, in the order of codes.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.0.iter().flat_map(|(old, heirs)| {
            heirs.iter().map(|(new, share)| Pair { old: old.clone(), new: new.clone(), share: *share })
        })
    }

    /// The old units that went into each new one.
    pub fn sources(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (old, heirs) in &self.0 {
            for new in heirs.keys() {
                sources.entry(new).or_default().insert(old);
            }
        }
        sources
    }

    /// This change and then the next, as one.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        Self::new(self.pairs().flat_map(|first| {
            let onward: Vec<_> = next
                .heirs(&first.new)
                .map(|(code, share)| Pair {
                    old: first.old.clone(),
                    new: code.to_owned(),
                    share: first.share.then(share),
                })
                .collect();
            onward
        }))
    }

    /// One unit goes wholly into another.
    pub(super) fn absorb(&mut self, gone: &str, into: &str) {
        for heirs in self.0.values_mut() {
            if let Some(share) = heirs.remove(gone) {
                let known = heirs.entry(into.to_owned()).or_insert(share);
                *known = share.max(*known);
            }
        }
    }

    /// A piece of one unit goes into another; the main piece stays.
    pub(super) fn cut(&mut self, from: &str, into: &str) {
        for heirs in self.0.values_mut() {
            if let Some(share) = heirs.get_mut(from) {
                *share = share.then(Share::PartMain);
                heirs.entry(into.to_owned()).or_insert(Share::Part);
            }
        }
    }

    /// After all steps: a unit that ended up in one piece is whole again.
    pub(super) fn settled(mut self) -> Self {
        self.0.values_mut().for_each(settle);
        self
    }
}

/// Brings the heirs of one unit to the invariant.
fn settle(heirs: &mut BTreeMap<String, Share>) {
    if heirs.len() == 1 {
        for share in heirs.values_mut() {
            *share = Share::Whole;
        }
        return;
    }
    let Some(main) = heirs.iter().max_by_key(|(_, share)| **share).map(|(code, _)| code.clone()) else { return };
    for (code, share) in heirs {
        *share = if *code == main { Share::PartMain } else { Share::Part };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(old: &str, new: &str, share: Share) -> Pair {
        Pair { old: old.into(), new: new.into(), share }
    }

    #[test]
    fn shares_compose_over_two_reorganisations() {
        let first =
            Lineage::new([pair("a", "x", Share::Whole), pair("b", "x", Share::PartMain), pair("b", "y", Share::Part)]);
        let second =
            Lineage::new([pair("x", "m", Share::PartMain), pair("x", "n", Share::Part), pair("y", "n", Share::Whole)]);

        let both = first.then(&second);

        let heirs = |code| both.heirs(code).collect::<Vec<_>>();
        assert_eq!(heirs("a"), [("m", Share::PartMain), ("n", Share::Part)]);
        assert_eq!(heirs("b"), [("m", Share::PartMain), ("n", Share::Part)]);
        assert_eq!(both.main_heir("b"), Some("m"));
        assert_eq!(both.main_heir("z"), None);
    }

    #[test]
    fn pieces_that_meet_again_are_the_whole() {
        let apart = Lineage::new([pair("a", "x", Share::PartMain), pair("a", "y", Share::Part)]);
        let again = Lineage::new([pair("x", "z", Share::Whole), pair("y", "z", Share::Whole)]);

        assert_eq!(apart.then(&again).heirs("a").collect::<Vec<_>>(), [("z", Share::Whole)]);
    }
}
