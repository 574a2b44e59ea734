//! What an operator sees of the queue.

use base::Context;
use db::{DbError, Query, Tx, params};
use jiff::Timestamp;

use crate::job::JobId;
use crate::queue::WAKE;
use crate::statements;

/// How many jobs stand in each state that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Jobs that wait for their time or for a worker.
    pub waiting: i64,
    /// Jobs in a worker's hands.
    pub running: i64,
    /// Jobs given up.
    pub dead: i64,
}

/// A job given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Which job.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Message key of the last failure.
    pub last_error_key: Option<String>,
    /// When it was given up.
    pub ended_at: Timestamp,
}

/// Counts the queue.
pub async fn counts(query: &mut impl Query) -> db::Result<Counts> {
    let row = query.row(&statements::COUNTS, params![]).await?;
    let row = row.ok_or(DbError::NoRow { statement: statements::COUNTS.name })?;
    Ok(Counts { waiting: row.int("waiting")?, running: row.int("running")?, dead: row.int("dead")? })
}

/// The newest dead jobs, at most `limit`.
pub async fn list_dead(query: &mut impl Query, limit: u32) -> db::Result<Vec<Dead>> {
    let rows = query.rows(&statements::LIST_DEAD, params![limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Dead {
                id: row.parsed("id")?,
                kind: row.text("kind")?,
                attempts: row.int("attempts")?,
                last_error_key: row.opt_text("last_error_key")?,
                ended_at: row.instant("ended_at")?,
            })
        })
        .collect()
}

/// Lets a dead job run again from its first attempt; `false` when it is not dead.
pub async fn revive(tx: &mut Tx, context: &Context, id: JobId) -> db::Result<bool> {
    let revived = tx.run(&statements::REVIVE, params![id, context.now()]).await? == 1;
    tx.after_commit(|| WAKE.notify_waiters());
    Ok(revived)
}
