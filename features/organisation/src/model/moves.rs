//! Where the files and people of each unit go, and how two trees differ.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lineage, Node, Share};

/// One old unit whose ground, name or code changes, and the unit where its files and people go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) way: Way,
}

/// How the new unit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// It took the whole unit.
    Whole,
    /// It took the main piece of a divided unit: a person should look at what went there.
    Main,
    /// The unit has no heir of its own, as the districts: it goes to the heir of the unit above.
    Above,
}

/// By code, for look-up.
pub(crate) fn by_code(nodes: &[Node]) -> BTreeMap<&str, &Node> {
    nodes.iter().map(|node| (node.code.as_str(), node)).collect()
}

/// The units of `old` that do not simply continue, with where they go.
///
/// Gives the code of a unit that leads nowhere, as an error.
pub(crate) fn moves(old: &[Node], new: &[Node], lineage: &Lineage) -> Result<Vec<Move>, String> {
    let (before, after) = (by_code(old), by_code(new));
    let sources = lineage.sources();
    let mut moves = Vec::new();
    for node in old {
        let (target, way) = heir(node, &before, lineage).ok_or_else(|| node.code.clone())?;
        let Some(now) = after.get(target) else { return Err(node.code.clone()) };
        let alone = sources.get(target).is_none_or(|from| from.len() == 1);
        let continues =
            way == Way::Whole && alone && node.code == now.code && node.name == now.name && node.kind == now.kind;
        if !continues {
            moves.push(Move { old: node.code.clone(), new: target.to_owned(), way });
        }
    }
    Ok(moves)
}

fn heir<'a>(node: &'a Node, before: &BTreeMap<&str, &'a Node>, lineage: &'a Lineage) -> Option<(&'a str, Way)> {
    let mut at = node;
    // As many steps up as there are levels.
    for _ in 0..4 {
        if let Some(code) = lineage.main_heir(&at.code) {
            let whole = lineage.heirs(&at.code).any(|(_, share)| share == Share::Whole);
            let way = if at.code != node.code {
                Way::Above
            } else if whole {
                Way::Whole
            } else {
                Way::Main
            };
            return Some((code, way));
        }
        at = before.get(at.parent.as_deref()?)?;
    }
    None
}

/// How one tree differs from another, by codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the new tree only: code and name.
    pub added: Vec<(String, String)>,
    /// In the old tree only: code and name.
    pub removed: Vec<(String, String)>,
    /// Another name or kind: code, old name, new name.
    pub renamed: Vec<(String, String, String)>,
    /// Under another unit: code, old parent, new parent.
    pub moved: Vec<(String, String, String)>,
    /// Of another level: code, old level, new level.
    pub relevelled: Vec<(String, String, String)>,
}

impl Difference {
    /// Whether the two trees are the same.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two trees code by code.
pub(crate) fn difference(old: &[Node], new: &[Node]) -> Difference {
    let (before, after) = (by_code(old), by_code(new));
    let codes: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut told = Difference::default();
    for code in codes {
        match (before.get(code), after.get(code)) {
            (None, Some(node)) => told.added.push((node.code.clone(), node.name.clone())),
            (Some(node), None) => told.removed.push((node.code.clone(), node.name.clone())),
            (Some(old), Some(new)) => compare(&mut told, old, new),
            (None, None) => {}
        }
    }
    told
}

fn compare(told: &mut Difference, old: &Node, new: &Node) {
    let code = || old.code.clone();
    if old.name != new.name || old.kind != new.kind {
        told.renamed.push((code(), old.name.clone(), new.name.clone()));
    }
    if old.parent != new.parent {
        let parent = |node: &Node| node.parent.clone().unwrap_or_default();
        told.moved.push((code(), parent(old), parent(new)));
    }
    if old.level != new.level {
        told.relevelled.push((code(), old.level.clone(), new.level.clone()));
    }
}
