//! Units and their place in the tree.

use access::Ground;
use db::{Query, Result, Row, params};

use super::statements;
use crate::model::{CURRENT_TREE, Tree, Unit};

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

/// A unit of today's tree by its code; `VN` is the country.
pub async fn unit(q: &mut impl Query, code: &str) -> Result<Option<Unit>> {
    unit_in(q, CURRENT_TREE, code).await
}

/// A unit of any tree by its code.
pub async fn unit_in(q: &mut impl Query, tree: &str, code: &str) -> Result<Option<Unit>> {
    q.row(&statements::UNIT, params![tree, code]).await?.as_ref().map(from_row).transpose()
}

/// The units of one level (`province`, `commune`) below a unit of today's tree, in the order of the tree;
/// never the unit itself.
pub async fn units_below(q: &mut impl Query, unit: &Unit, level: &str) -> Result<Vec<Unit>> {
    let values = params![CURRENT_TREE, unit.ground.first, unit.ground.last, level];
    q.rows(&statements::UNITS_BELOW, values).await?.iter().map(from_row).collect()
}

/// From the country down to a unit of today's tree, that unit last.
pub async fn unit_path(q: &mut impl Query, unit: &Unit) -> Result<Vec<Unit>> {
    unit_path_in(q, CURRENT_TREE, &unit.code).await
}

/// From the country down to a unit of any tree, that unit last; empty when there is no such unit.
pub async fn unit_path_in(q: &mut impl Query, tree: &str, code: &str) -> Result<Vec<Unit>> {
    q.rows(&statements::UNIT_PATH, params![tree, code]).await?.iter().map(from_row).collect()
}
