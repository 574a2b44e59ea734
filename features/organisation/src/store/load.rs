//! Whole trees in and out of the database, fifty rows at a time.

use std::collections::BTreeMap;

use db::{Query, Result, Statement, Tx, Value, params};

use super::{statements, units::from_row};
use crate::model::{Lineage, Maps, Node, Numbered, Pair, Share};

/// Adds the units of a tree that has none.
pub(crate) async fn add_units(tx: &mut Tx, tree: &str, units: &[Numbered]) -> Result<()> {
    let rows = units.iter().map(|unit| {
        let node = &unit.node;
        let folded = base::fold(&node.name);
        params![&node.code, &node.level, node.parent.as_deref(), &node.kind, &node.name, folded, unit.pos, unit.last]
    });
    insert(tx, &statements::ADD_FIFTY_UNITS, &statements::ADD_UNIT, &params![tree], rows.collect()).await
}

/// Adds what became of the units of one tree in the next.
pub(crate) async fn add_successions(tx: &mut Tx, old_tree: &str, new_tree: &str, pairs: &[Pair]) -> Result<()> {
    let rows = pairs.iter().map(|pair| params![&pair.old, &pair.new, pair.share.key()]).collect();
    let between = params![old_tree, new_tree];
    insert(tx, &statements::ADD_FIFTY_SUCCESSIONS, &statements::ADD_SUCCESSION, &between, rows).await
}

/// All units of a tree, without their numbers.
pub(crate) async fn nodes(q: &mut impl Query, tree: &str) -> Result<Vec<Node>> {
    let rows = q.rows(&statements::STORED_UNITS, params![tree]).await?;
    rows.iter()
        .map(|row| {
            let unit = from_row(row)?;
            Ok(Node { code: unit.code, level: unit.level, parent: unit.parent, kind: unit.kind, name: unit.name })
        })
        .collect()
}

/// What became of the units of one tree by the time of another, over all trees between; empty where no way leads.
pub(crate) async fn lineage(q: &mut impl Query, from: &str, to: &str) -> Result<Lineage> {
    let steps: Vec<(String, String)> = q
        .rows(&statements::TREE_STEPS, params![])
        .await?
        .iter()
        .map(|row| Ok((row.text("old_tree")?, row.text("new_tree")?)))
        .collect::<Result<_>>()?;
    let onward: BTreeMap<&str, &str> = steps.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    let mut at = from;
    let mut all: Option<Lineage> = None;
    for _ in 0..=onward.len() {
        if at == to {
            break;
        }
        let Some(next) = onward.get(at) else { return Ok(Lineage::default()) };
        let step = one_step(q, at, next).await?;
        all = Some(match all {
            Some(before) => before.then(&step),
            None => step,
        });
        at = next;
    }
    Ok(all.unwrap_or_default())
}

async fn one_step(q: &mut impl Query, from: &str, to: &str) -> Result<Lineage> {
    let rows = q.rows(&statements::SUCCESSION_PAIRS, params![from, to]).await?;
    let pairs = rows
        .iter()
        .map(|row| {
            let share = Share::read(&row.text("share")?).unwrap_or(Share::Part);
            Ok(Pair { old: row.text("old_code")?, new: row.text("new_code")?, share })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Lineage::new(pairs))
}

/// The maps of two trees, to show figures of the earlier on both.
pub async fn maps(q: &mut impl Query, from: &str, to: &str) -> Result<Maps> {
    Ok(Maps::new(nodes(q, from).await?, nodes(q, to).await?, lineage(q, from, to).await?))
}

/// Rows of the statements that add many at once.
const MANY: usize = 50;

/// Adds rows, fifty at a time and the rest one by one; `common` are the values that all rows share.
async fn insert(
    tx: &mut Tx,
    fifty: &Statement,
    one: &Statement,
    common: &[Value],
    rows: Vec<Vec<Value>>,
) -> Result<()> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(MANY).collect();
        if chunk.len() == MANY {
            tx.run(fifty, common.iter().cloned().chain(chunk.into_iter().flatten()).collect()).await?;
            continue;
        }
        for row in chunk {
            tx.run(one, common.iter().cloned().chain(row).collect()).await?;
        }
    }
    Ok(())
}
