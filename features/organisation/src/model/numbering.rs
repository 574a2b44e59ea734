//! Pre-order numbering: a unit with all below it is one range of positions (design.md §5).

use std::collections::{BTreeMap, BTreeSet};

/// A unit before it is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) code: String,
    pub(crate) level: String,
    pub(crate) parent: Option<String>,
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// A unit with its range: `pos` itself, `last` the last unit below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) node: Node,
    pub(crate) pos: i64,
    pub(crate) last: i64,
}

/// Numbers units from 0, children in the order of their codes.
///
/// Gives the code of a unit that hangs on nothing, as an error.
pub(crate) fn number(nodes: Vec<Node>) -> Result<Vec<Numbered>, String> {
    let mut by_code = BTreeMap::new();
    let mut children: BTreeMap<Option<String>, BTreeSet<String>> = BTreeMap::new();
    for node in nodes {
        children.entry(node.parent.clone()).or_default().insert(node.code.clone());
        by_code.insert(node.code.clone(), node);
    }
    let mut walk = Walk { by_code, children, numbered: Vec::new() };
    walk.below(None);
    match walk.by_code.into_keys().next() {
        Some(loose) => Err(loose),
        None => Ok(walk.numbered),
    }
}

struct Walk {
    by_code: BTreeMap<String, Node>,
    children: BTreeMap<Option<String>, BTreeSet<String>>,
    numbered: Vec<Numbered>,
}

impl Walk {
    /// Numbers everything below a unit. Each code is taken out once, so a circle cannot run for ever.
    fn below(&mut self, parent: Option<&str>) {
        let codes = self.children.remove(&parent.map(ToOwned::to_owned)).unwrap_or_default();
        for code in codes {
            let Some(node) = self.by_code.remove(&code) else { continue };
            let place = self.numbered.len();
            let pos = position(place);
            self.numbered.push(Numbered { node, pos, last: pos });
            self.below(Some(&code));
            let last = position(self.numbered.len()) - 1;
            if let Some(own) = self.numbered.get_mut(place) {
                own.last = last;
            }
        }
    }
}

fn position(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(code: &str, parent: Option<&str>) -> Node {
        Node {
            code: code.to_owned(),
            level: String::new(),
            parent: parent.map(ToOwned::to_owned),
            kind: String::new(),
            name: String::new(),
        }
    }

    #[test]
    fn a_unit_and_all_below_it_are_one_range() {
        let numbered = number(vec![
            node("02", Some("VN")),
            node("00010", Some("01")),
            node("VN", None),
            node("00002", Some("01")),
            node("01", Some("VN")),
        ])
        .unwrap();

        let ranges: Vec<_> = numbered.iter().map(|one| (one.node.code.as_str(), one.pos, one.last)).collect();
        assert_eq!(ranges, [("VN", 0, 4), ("01", 1, 3), ("00002", 2, 2), ("00010", 3, 3), ("02", 4, 4)]);
    }

    #[test]
    fn a_unit_under_an_unknown_one_is_refused() {
        assert_eq!(number(vec![node("VN", None), node("00002", Some("77"))]), Err("00002".to_owned()));
    }
}
