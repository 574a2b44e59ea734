//! Units and their place in the tree.

use access::Ground;
use db::{Query, Result, Row, params};
use jiff::civil::Date;

use super::statements;
use crate::model::{Tree, Unit};

pub(crate) fn from_row(row: &Row) -> Result<Unit> {
    Ok(Unit {
        code: row.text("code")?,
        level: row.text("level")?,
        parent: row.opt_text("parent")?,
        kind: row.text("kind")?,
        name: row.text("name")?,
        ground: Ground { first: row.int("pos")?, last: row.int("last")? },
    })
}

/// A version of the tree.
pub async fn tree(q: &mut impl Query, id: &str) -> Result<Option<Tree>> {
    q.row(&statements::TREE, params![id]).await?.as_ref().map(tree_from_row).transpose()
}

/// All versions of the tree, today's first.
pub async fn trees(q: &mut impl Query) -> Result<Vec<Tree>> {
    q.rows(&statements::TREES, params![]).await?.iter().map(tree_from_row).collect()
}

fn tree_from_row(row: &Row) -> Result<Tree> {
    Ok(Tree {
        id: row.text("id")?,
        valid_from: row.opt_date("valid_from")?,
        valid_to: row.opt_date("valid_to")?,
        source: row.text("source")?,
    })
}

/// The tree in force: the newest that a reorganisation or the loading of the data files made. Rows of all features
/// stand in it. None where nothing has been loaded yet.
pub async fn current_tree(q: &mut impl Query) -> Result<Option<Tree>> {
    q.row(&statements::CURRENT, params![]).await?.as_ref().map(tree_from_row).transpose()
}

/// The name of the tree in force, for statements: a reorganisation makes a new one, so it is asked for each time.
/// Nothing stands in the unnamed one of an installation that has no units yet.
pub async fn current_tree_id(q: &mut impl Query) -> Result<String> {
    Ok(current_tree(q).await?.map_or_else(String::new, |tree| tree.id))
}

/// The tree that was or is in force on a day.
pub async fn tree_at(q: &mut impl Query, day: Date) -> Result<Option<Tree>> {
    q.row(&statements::TREE_AT, params![day]).await?.as_ref().map(tree_from_row).transpose()
}

/// A unit of today's tree by its code; `VN` is the country.
pub async fn unit(q: &mut impl Query, code: &str) -> Result<Option<Unit>> {
    q.row(&statements::UNIT_NOW, params![code]).await?.as_ref().map(from_row).transpose()
}

/// A unit of any tree by its code.
pub async fn unit_in(q: &mut impl Query, tree: &str, code: &str) -> Result<Option<Unit>> {
    q.row(&statements::UNIT, params![tree, code]).await?.as_ref().map(from_row).transpose()
}

/// The units of one level (`province`, `commune`) below a unit of today's tree, in the order of the tree;
/// never the unit itself.
pub async fn units_below(q: &mut impl Query, unit: &Unit, level: &str) -> Result<Vec<Unit>> {
    let values = params![unit.ground.first, unit.ground.last, level];
    q.rows(&statements::UNITS_BELOW_NOW, values).await?.iter().map(from_row).collect()
}

/// From the country down to a unit of today's tree, that unit last.
pub async fn unit_path(q: &mut impl Query, unit: &Unit) -> Result<Vec<Unit>> {
    match current_tree(q).await? {
        Some(tree) => unit_path_in(q, &tree.id, &unit.code).await,
        None => Ok(Vec::new()),
    }
}

/// From the country down to a unit of any tree, that unit last; empty when there is no such unit.
pub async fn unit_path_in(q: &mut impl Query, tree: &str, code: &str) -> Result<Vec<Unit>> {
    q.rows(&statements::UNIT_PATH, params![tree, code]).await?.iter().map(from_row).collect()
}
