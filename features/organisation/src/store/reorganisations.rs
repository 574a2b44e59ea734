//! Reorganisations with their steps, and what an undo needs to know.

use std::collections::BTreeMap;

use access::{Actor, Permit};
use contracts::territory::{FollowingRows, FollowsUnits};
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::{from_row, statements as units, statements_reorganisation as statements};
use crate::{
    model::{Head, NewUnit, Plan, State, Step, Tree, Unit},
    rights::Reorganise,
};

fn head(row: &Row) -> Result<Head> {
    Ok(Head {
        id: row.text("id")?,
        title: row.text("title")?,
        citation: row.text("citation")?,
        effective_on: row.date("effective_on")?,
        origin: row.text("origin")?,
        state: row.parsed("state")?,
        old_tree: row.opt_text("old_tree")?,
        new_tree: row.opt_text("new_tree")?,
        version: row.int("version")?,
        created_name: row.text("created_name")?,
        created_at: row.instant("created_at")?,
        settled_name: row.opt_text("settled_name")?,
        settled_at: row.opt_instant("settled_at")?,
    })
}

/// One with its steps.
pub(crate) async fn find(q: &mut impl Query, id: &str) -> Result<Option<Plan>> {
    let Some(row) = q.row(&statements::ONE, params![id]).await? else { return Ok(None) };
    let rows = q.rows(&statements::STEPS, params![id]).await?;
    Ok(Some(Plan { head: head(&row)?, steps: rows.iter().map(step).collect::<Result<_>>()? }))
}

/// The latest two hundred, without their steps.
pub(crate) async fn list(q: &mut impl Query) -> Result<Vec<Head>> {
    q.rows(&statements::LIST, params![]).await?.iter().map(head).collect()
}

/// A reorganisation to plan.
#[derive(Debug, Clone)]
pub(crate) struct NewPlan<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) citation: &'a str,
    pub(crate) effective_on: Date,
    pub(crate) origin: &'static str,
}

pub(crate) async fn add(tx: &mut Tx, new: &NewPlan<'_>, actor: &Actor, now: Timestamp) -> Result<()> {
    let NewPlan { id, title, citation, effective_on, origin } = *new;
    let values = params![id, title, citation, effective_on, origin, &actor.person, &actor.name, now];
    tx.run(&statements::ADD, values).await.map(drop)
}

/// Takes one for changing; tells whether it was still planned and at that version.
pub(crate) async fn claim(tx: &mut Tx, id: &str, version: i64) -> Result<bool> {
    Ok(tx.run(&statements::CLAIM, params![id, version]).await? == 1)
}

pub(crate) async fn set_head(tx: &mut Tx, id: &str, title: &str, citation: &str, effective_on: Date) -> Result<()> {
    tx.run(&statements::SET_HEAD, params![id, title, citation, effective_on]).await.map(drop)
}

pub(crate) async fn set_steps(tx: &mut Tx, id: &str, steps: &[Step]) -> Result<()> {
    tx.run(&statements::DROP_STEPS, params![id]).await?;
    for (step, ordinal) in steps.iter().zip(1_i64..) {
        let cells = Cells::of(step);
        let values = params![
            id,
            ordinal,
            cells.kind,
            cells.whole,
            cells.part,
            cells.code,
            cells.unit_kind,
            cells.name,
            cells.parent
        ];
        tx.run(&statements::ADD_STEP, values).await?;
    }
    Ok(())
}

/// The columns of a step.
struct Cells<'a> {
    kind: &'static str,
    whole: String,
    part: String,
    code: &'a str,
    unit_kind: &'a str,
    name: &'a str,
    parent: &'a str,
}

impl<'a> Cells<'a> {
    fn of(step: &'a Step) -> Self {
        let bare = |kind, code| Cells {
            kind,
            whole: String::new(),
            part: String::new(),
            code,
            unit_kind: "",
            name: "",
            parent: "",
        };
        let made = |kind, whole: String, part: String, into: &'a NewUnit| Cells {
            kind,
            whole,
            part,
            code: &into.code,
            unit_kind: &into.kind,
            name: &into.name,
            parent: &into.parent,
        };
        match step {
            Step::Merge { whole, part, into } => made("merge", whole.join(" "), part.join(" "), into),
            Step::Split { from, into } => made("split", String::new(), from.clone(), into),
            Step::Rename { code, kind, name } => Cells { unit_kind: kind, name, ..bare("rename", code) },
            Step::Move { code, parent } => Cells { parent, ..bare("move", code) },
        }
    }
}

fn step(row: &Row) -> Result<Step> {
    let codes = |column: &str| -> Result<Vec<String>> {
        Ok(row.text(column)?.split_whitespace().map(ToOwned::to_owned).collect())
    };
    let (code, kind, name, parent) =
        (row.text("code")?, row.text("unit_kind")?, row.text("name")?, row.text("parent")?);
    Ok(match row.text("kind")?.as_str() {
        "merge" => {
            Step::Merge { whole: codes("whole")?, part: codes("part")?, into: NewUnit { code, kind, name, parent } }
        }
        "split" => Step::Split { from: row.text("part")?, into: NewUnit { code, kind, name, parent } },
        "rename" => Step::Rename { code, kind, name },
        _ => Step::Move { code, parent },
    })
}

/// Moves one from a state to another; tells whether it was in the first.
pub(crate) async fn settle(
    tx: &mut Tx,
    id: &str,
    (from, to): (State, State),
    trees: Option<(&str, &str)>,
    by: &str,
    at: Timestamp,
) -> Result<bool> {
    let (old, new) = trees.unzip();
    Ok(tx.run(&statements::SETTLE, params![id, from.key(), to.key(), old, new, by, at]).await? == 1)
}

/// Ends the tree in force the day before and opens a new one.
pub(crate) async fn next_tree(
    tx: &mut Tx,
    _: &Permit<Reorganise>,
    old: &Tree,
    new: &str,
    first: Date,
    source: &str,
) -> Result<()> {
    let last = first.yesterday().unwrap_or(first);
    tx.run(&statements::END_TREE, params![&old.id, last]).await?;
    tx.run(&units::ADD_TREE, params![new, first, None::<Date>, source]).await.map(drop)
}

/// Forgets a tree and opens the one before again.
pub(crate) async fn drop_tree(tx: &mut Tx, _: &Permit<Reorganise>, old: &str, new: &str) -> Result<()> {
    tx.run(&units::DROP_SUCCESSIONS, params![old, new]).await?;
    tx.run(&units::DROP_UNITS, params![new]).await?;
    tx.run(&statements::DROP_TREE, params![new]).await?;
    tx.run(&statements::END_TREE, params![old, None::<Date>]).await.map(drop)
}

/// What a move is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum What {
    Unit,
    Agency,
}

pub(crate) async fn add_move(tx: &mut Tx, id: &str, what: What, old: &str, new: &str) -> Result<()> {
    let what = match what {
        What::Unit => "unit",
        What::Agency => "agency",
    };
    tx.run(&statements::ADD_MOVE, params![id, what, old, new]).await.map(drop)
}

/// The units of its tree to which something moved.
pub(crate) async fn concerned(q: &mut impl Query, id: &str, tree: &str) -> Result<Vec<Unit>> {
    q.rows(&statements::CONCERNED, params![id, tree]).await?.iter().map(from_row).collect()
}

/// How many rows of a feature there are at each place.
pub(crate) async fn counts(q: &mut impl Query, rows: &FollowingRows) -> Result<BTreeMap<String, i64>> {
    q.rows(rows.count, params![]).await?.iter().map(|row| Ok((row.text("place")?, row.int("n")?))).collect()
}

/// Brings the rows of a feature to their new places.
pub(crate) async fn follow(tx: &mut Tx, id: &str, follows: &FollowsUnits, tree: &str) -> Result<()> {
    for rows in follows.rows {
        tx.run(rows.note, params![id]).await?;
        tx.run(rows.forward, params![id]).await?;
    }
    run_settle(tx, follows, tree).await
}

/// Brings them back.
pub(crate) async fn follow_back(tx: &mut Tx, id: &str, follows: &FollowsUnits, tree: &str) -> Result<()> {
    for rows in follows.rows {
        tx.run(rows.back, params![id]).await?;
    }
    run_settle(tx, follows, tree).await
}

async fn run_settle(tx: &mut Tx, follows: &FollowsUnits, tree: &str) -> Result<()> {
    for statement in follows.settle {
        tx.run(statement, params![tree]).await?;
    }
    Ok(())
}

/// How many rows came since to the places that the reorganisation made or changed.
pub(crate) async fn newcomers(tx: &mut Tx, id: &str, effective_on: Date, followers: &[FollowsUnits]) -> Result<i64> {
    let mut all = tx.count(&statements::OWN_NEWCOMERS, params![id, effective_on]).await?;
    for rows in followers.iter().flat_map(|follows| follows.rows) {
        all += tx.count(rows.newcomers, params![id]).await?;
    }
    Ok(all)
}

/// Forgets what was written down for an undo.
pub(crate) async fn forget(tx: &mut Tx, id: &str) -> Result<()> {
    tx.run(&statements::DROP_MOVES, params![id]).await?;
    tx.run(&statements::DROP_NOTES, params![id]).await.map(drop)
}
