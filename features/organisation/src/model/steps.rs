//! The steps of a reorganisation, carried out on a tree in memory: merge, split, rename, move.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Lineage, Node};

/// A unit that a step makes, or the form in which one continues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUnit {
    /// Its code: new, or that of one of the units merged, which then continues.
    pub code: String,
    /// The kind in words, as "phường".
    pub kind: String,
    /// The full name.
    pub name: String,
    /// Code of the unit above; empty means that of the first unit it is made from.
    pub parent: String,
}

/// One step. Steps are carried out one after another, each on what the one before left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Whole units and pieces of others become one unit.
    Merge {
        /// Codes of the units that go into it wholly.
        whole: Vec<String>,
        /// Codes of the units of which a piece goes into it; they continue.
        part: Vec<String>,
        /// The unit that comes of it.
        into: NewUnit,
    },
    /// A piece of a unit becomes a unit of its own; the rest continues.
    Split {
        /// Code of the unit that is divided.
        from: String,
        /// The new unit.
        into: NewUnit,
    },
    /// A unit gets another name or kind.
    Rename {
        /// Its code.
        code: String,
        /// The new kind.
        kind: String,
        /// The new name.
        name: String,
    },
    /// A unit comes to lie under another.
    Move {
        /// Its code.
        code: String,
        /// Code of the unit above it from now on.
        parent: String,
    },
}

/// Why a step cannot be carried out. Each names the code it is about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepError {
    /// No unit has this code when the step's turn comes.
    #[error("no unit {0}")]
    Unknown(String),
    /// The code of the new unit is taken by one that is not merged into it.
    #[error("the code {0} is taken")]
    Taken(String),
    /// The unit above is not of a level above.
    #[error("the unit {0} cannot lie there")]
    Misplaced(String),
    /// The units of a step are of different levels, or stand twice.
    #[error("the unit {0} does not fit the others")]
    Unfit(String),
    /// A code, kind or name is missing.
    #[error("something is missing")]
    Missing,
}

/// A tree after a reorganisation, and what became of the units of before.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) nodes: Vec<Node>,
    pub(crate) lineage: Lineage,
}

/// Carries all steps out. On a refusal tells the place of the step, from 0, and why.
pub(crate) fn carry_out(nodes: &[Node], steps: &[Step]) -> Result<Outcome, (usize, StepError)> {
    let mut work = Work {
        lineage: Lineage::same(nodes.iter().map(|node| node.code.as_str())),
        nodes: nodes.iter().map(|node| (node.code.clone(), node.clone())).collect(),
    };
    for (place, step) in steps.iter().enumerate() {
        work.step(step).map_err(|error| (place, error))?;
    }
    Ok(Outcome { nodes: work.nodes.into_values().collect(), lineage: work.lineage.settled() })
}

struct Work {
    nodes: BTreeMap<String, Node>,
    lineage: Lineage,
}

/// Height of a level: a unit lies under a higher one only.
fn height(level: &str) -> u8 {
    match level {
        "country" => 3,
        "province" => 2,
        "district" => 1,
        _ => 0,
    }
}

impl Work {
    fn step(&mut self, step: &Step) -> Result<(), StepError> {
        match step {
            Step::Merge { whole, part, into } => self.merge(whole, part, into),
            Step::Split { from, into } => self.merge(&[], std::slice::from_ref(from), into),
            Step::Rename { code, kind, name } => self.rename(code, kind, name),
            Step::Move { code, parent } => self.place(code, parent),
        }
    }

    fn node(&self, code: &str) -> Result<&Node, StepError> {
        self.nodes.get(code).ok_or_else(|| StepError::Unknown(code.to_owned()))
    }

    fn merge(&mut self, whole: &[String], part: &[String], into: &NewUnit) -> Result<(), StepError> {
        let sources: Vec<&String> = whole.iter().chain(part).collect();
        let first = self.node(sources.first().ok_or(StepError::Missing)?)?.clone();
        for (place, code) in sources.iter().enumerate() {
            let twice = sources.iter().take(place).any(|before| before == code);
            if twice || self.node(code)?.level != first.level || first.level == "country" {
                return Err(StepError::Unfit((*code).clone()));
            }
        }
        if into.code.is_empty() || into.kind.is_empty() || into.name.is_empty() {
            return Err(StepError::Missing);
        }
        if self.nodes.contains_key(&into.code) && !whole.contains(&into.code) {
            return Err(StepError::Taken(into.code.clone()));
        }
        let parent = if into.parent.is_empty() { first.parent.clone() } else { Some(into.parent.clone()) };
        for code in whole.iter().filter(|code| **code != into.code) {
            self.nodes.remove(code);
            self.lineage.absorb(code, &into.code);
            let below = self.nodes.values_mut().filter(|node| node.parent.as_deref() == Some(code));
            below.for_each(|node| node.parent = Some(into.code.clone()));
        }
        for code in part {
            self.lineage.cut(code, &into.code);
        }
        let node = Node {
            code: into.code.clone(),
            level: first.level,
            parent: None,
            kind: into.kind.clone(),
            name: base::one_line(&into.name),
        };
        self.nodes.insert(into.code.clone(), node);
        self.place(&into.code, parent.as_deref().unwrap_or_default())
    }

    fn rename(&mut self, code: &str, kind: &str, name: &str) -> Result<(), StepError> {
        if kind.is_empty() || name.is_empty() {
            return Err(StepError::Missing);
        }
        let node = self.nodes.get_mut(code).ok_or_else(|| StepError::Unknown(code.to_owned()))?;
        kind.clone_into(&mut node.kind);
        node.name = base::one_line(name);
        Ok(())
    }

    fn place(&mut self, code: &str, parent: &str) -> Result<(), StepError> {
        let above = height(&self.node(parent)?.level);
        // A higher level above each: no circle can arise.
        if above <= height(&self.node(code)?.level) {
            return Err(StepError::Misplaced(code.to_owned()));
        }
        if let Some(node) = self.nodes.get_mut(code) {
            node.parent = Some(parent.to_owned());
        }
        Ok(())
    }
}
