//! Rows in the database. Who may change them is asked by the feature that shows them.

use std::collections::HashMap;

use db::{Query, Result, Row, Tx, params};
use jiff::Timestamp;

use crate::{
    row::{ListedRow, Marked, NewRow, RowKind, Told},
    statements,
};

pub(crate) async fn count_changes(q: &mut impl Query) -> Result<i64> {
    let row = q.row(&statements::COUNT_CHANGES, params![]).await?;
    row.map_or(Ok(0), |row| row.int("n"))
}

/// The shipped rows and those entered, each with its withdrawal, in the order in which they count.
///
/// # Errors
/// The database's.
pub async fn list(q: &mut impl Query, shipped: Vec<ListedRow>) -> Result<Vec<ListedRow>> {
    let mut rows = shipped;
    for row in q.rows(&statements::ROWS, params![]).await? {
        rows.extend(entered(&row)?);
    }
    let mut taken_back = HashMap::new();
    for row in q.rows(&statements::WITHDRAWALS, params![]).await? {
        let mark =
            Marked { name: row.text("withdrawn_name")?, at: row.instant("withdrawn_at")?, reason: row.text("reason")? };
        taken_back.insert(row.text("row_key")?, mark);
    }
    for row in &mut rows {
        row.withdrawn = taken_back.remove(&row.key);
    }
    Ok(rows)
}

/// A row by its key.
pub fn find<'a>(rows: &'a [ListedRow], key: &str) -> Option<&'a ListedRow> {
    rows.iter().find(|row| row.key == key)
}

/// A row of a kind that a newer program wrote is passed over.
fn entered(row: &Row) -> Result<Option<ListedRow>> {
    let Some(kind) = RowKind::from_key(&row.text("kind")?) else { return Ok(None) };
    let told = Told {
        kind,
        day: row.date("day")?,
        name: row.text("name")?,
        citation: row.text("citation")?,
        is_verified: row.flag("is_verified")?,
        valid_from: row.date("valid_from")?,
    };
    let added = Marked { name: row.text("added_name")?, at: row.instant("added_at")?, reason: String::new() };
    let (key, replaces) = (row.text("id")?, row.opt_text("replaces")?);
    Ok(Some(ListedRow { key, told, added: Some(added), withdrawn: None, replaces }))
}

/// Adds a row; `false` where this very form was taken before. `by` is the account, `name` the person.
///
/// # Errors
/// The database's.
pub async fn add(tx: &mut Tx, row: &NewRow, by: &str, name: &str, now: Timestamp) -> Result<bool> {
    let NewRow { id, told, replaces } = row;
    let values = params![
        id,
        told.kind.key(),
        told.day,
        &told.name,
        &told.citation,
        told.is_verified,
        told.valid_from,
        replaces.as_deref(),
        by,
        name,
        now,
    ];
    Ok(tx.run(&statements::ADD, values).await? == 1)
}

/// Takes a row back; `false` where somebody did so before.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, key: &str, reason: &str, by: &str, name: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(&statements::WITHDRAW, params![key, reason, by, name, now]).await? == 1)
}
