//! Loading the two trees and what lies between them.

use std::collections::BTreeSet;

use db::{Db, DbError, Result as DbResult, Tx, params};
use jiff::civil::Date;
use thiserror::Error;

use super::data::{self, SOURCE};
use crate::{
    model::{COUNTRY, CURRENT_SINCE, CURRENT_TREE, Node, Numbered, PREVIOUS_TREE, Pair, UnitList, country, number},
    store::{from_row, load, statements},
};

/// A unit that is not in the data files: invented for the demonstration and for tests.
#[derive(Debug, Clone, Copy)]
pub struct SeedUnit<'a> {
    /// Its code; must not be one of the files'. Under a new province, so that no other unit's place moves.
    pub code: &'a str,
    /// `province` or `commune`.
    pub level: &'a str,
    /// Code of the unit above; `VN` for a province.
    pub parent: &'a str,
    /// The kind in words.
    pub kind: &'a str,
    /// The full name.
    pub name: &'a str,
}

/// Why the trees were not loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The database refused.
    #[error("loading the units: {0}")]
    Db(#[from] DbError),
    /// A built-in file is not of the form that its README tells.
    #[error("{file} is not a table of units")]
    Broken {
        /// The file.
        file: &'static str,
    },
    /// A unit hangs on one that does not exist.
    #[error("the unit {code} lies under an unknown unit")]
    UnknownParent {
        /// Its code.
        code: String,
    },
}

/// Brings both trees and the succession between them to what the built-in files say, with `extra_units` added
/// to today's tree. Does nothing where they are so already; keeps extra units of earlier calls.
pub async fn tree_from_data(db: &Db, extra_units: &[SeedUnit<'_>]) -> Result<(), LoadError> {
    let before = numbered(data::before()?)?;
    let pairs = data::successions()?;
    let mut tx = db.begin().await?;
    let mut nodes = data::current()?;
    add_extra(&mut tx, &mut nodes, extra_units).await?;
    let current = numbered(nodes)?;
    let last_day = CURRENT_SINCE.yesterday().unwrap_or(CURRENT_SINCE);
    tx.run(&statements::ADD_TREE, params![PREVIOUS_TREE, None::<Date>, last_day, SOURCE]).await?;
    tx.run(&statements::ADD_TREE, params![CURRENT_TREE, CURRENT_SINCE, None::<Date>, SOURCE]).await?;
    load_units(&mut tx, PREVIOUS_TREE, &before).await?;
    load_units(&mut tx, CURRENT_TREE, &current).await?;
    load_successions(&mut tx, &pairs).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the tree of until 30 June 2025 the one in force, as it was then: for replaying the reform of that year.
pub async fn tree_before(db: &Db) -> Result<(), LoadError> {
    let before = numbered(data::before()?)?;
    let mut tx = db.begin().await?;
    tx.run(&statements::ADD_TREE, params![PREVIOUS_TREE, None::<Date>, None::<Date>, SOURCE]).await?;
    load_units(&mut tx, PREVIOUS_TREE, &before).await?;
    tx.commit().await?;
    Ok(())
}

/// The list of units of 1 July 2025 and what went into what: the built-in files, as a list that can be read in.
pub fn list_of_2025() -> Result<UnitList, LoadError> {
    Ok(UnitList { nodes: data::current()?, pairs: data::successions()?, source: SOURCE.to_owned() })
}

/// Makes today's tree of the country and the given units alone: small and quick, for tests.
pub async fn tree_of(db: &Db, units: &[SeedUnit<'_>]) -> Result<(), LoadError> {
    let mut tx = db.begin().await?;
    let mut nodes = vec![country()];
    add_extra(&mut tx, &mut nodes, units).await?;
    tx.run(&statements::ADD_TREE, params![CURRENT_TREE, CURRENT_SINCE, None::<Date>, SOURCE]).await?;
    load_units(&mut tx, CURRENT_TREE, &numbered(nodes)?).await?;
    tx.commit().await?;
    Ok(())
}

fn numbered(nodes: Vec<Node>) -> Result<Vec<Numbered>, LoadError> {
    number(nodes).map_err(|code| LoadError::UnknownParent { code })
}

/// Adds the extra units asked for and those that stand in the database from before.
async fn add_extra(tx: &mut Tx, nodes: &mut Vec<Node>, extra: &[SeedUnit<'_>]) -> DbResult<()> {
    let mut known: BTreeSet<String> = nodes.iter().map(|node| node.code.clone()).collect();
    for unit in extra {
        if known.insert(unit.code.to_owned()) {
            nodes.push(Node {
                code: unit.code.to_owned(),
                level: unit.level.to_owned(),
                parent: Some(if unit.parent.is_empty() { COUNTRY } else { unit.parent }.to_owned()),
                kind: unit.kind.to_owned(),
                name: base::one_line(unit.name),
            });
        }
    }
    for row in tx.rows(&statements::STORED_UNITS, params![CURRENT_TREE]).await? {
        let unit = from_row(&row)?;
        if known.insert(unit.code.clone()) {
            let (code, level, parent) = (unit.code, unit.level, unit.parent);
            nodes.push(Node { code, level, parent, kind: unit.kind, name: unit.name });
        }
    }
    Ok(())
}

async fn load_units(tx: &mut Tx, tree: &str, units: &[Numbered]) -> DbResult<()> {
    let stored = tx.rows(&statements::STORED_UNITS, params![tree]).await?;
    let stored = stored.iter().map(from_row).collect::<DbResult<Vec<_>>>()?;
    let same = stored.len() == units.len()
        && stored.iter().zip(units).all(|(old, new)| {
            old.code == new.node.code
                && old.name == new.node.name
                && old.ground.first == new.pos
                && old.ground.last == new.last
        });
    if same {
        return Ok(());
    }
    tx.run(&statements::DROP_UNITS, params![tree]).await?;
    load::add_units(tx, tree, units).await
}

async fn load_successions(tx: &mut Tx, pairs: &[Pair]) -> DbResult<()> {
    let between = || params![PREVIOUS_TREE, CURRENT_TREE];
    let stored = tx.count(&statements::COUNT_SUCCESSIONS, between()).await?;
    if usize::try_from(stored).is_ok_and(|stored| stored == pairs.len()) {
        return Ok(());
    }
    tx.run(&statements::DROP_SUCCESSIONS, between()).await?;
    load::add_successions(tx, PREVIOUS_TREE, CURRENT_TREE, pairs).await
}
