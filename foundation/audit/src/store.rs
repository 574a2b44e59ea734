//! Reading and keeping the stored tree.

use std::collections::{BTreeMap, BTreeSet};

use db::{Query, Row, Tx, params};
use jiff::Timestamp;
use tlog_tiles::Error;

use crate::canonical::Leaf;
use crate::error::AuditError;
use crate::statements;
use crate::tree::{HASH, Reader, Tree, edge_of};

/// A signed checkpoint as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// How many entries it covers.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When it was signed first.
    pub made_at: Timestamp,
    /// When the same state was signed last: how fresh the log is.
    pub seen_at: Timestamp,
}

/// How the log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogState {
    /// Entries that have a number.
    pub numbered: u64,
    /// Entries that still wait for one.
    pub waiting: u64,
    /// When the first entry was written.
    pub first_at: Option<Timestamp>,
    /// The newest checkpoint.
    pub newest: Option<StoredCheckpoint>,
}

/// How the log stands now.
pub async fn state(q: &mut impl Query) -> db::Result<LogState> {
    let newest = newest_checkpoint(q).await?;
    let Some(row) = q.row(&statements::TOTALS, params![]).await? else {
        return Ok(LogState { numbered: 0, waiting: 0, first_at: None, newest });
    };
    let (numbered, waiting) = (number(&row, "size")?, number(&row, "waiting")?);
    Ok(LogState { numbered, waiting, first_at: row.opt_instant("first_at")?, newest })
}

/// Checkpoints, the newest first.
pub async fn checkpoints(q: &mut impl Query, limit: i64, offset: i64) -> db::Result<Vec<StoredCheckpoint>> {
    let rows = q.rows(&statements::LIST_CHECKPOINTS, params![limit, offset]).await?;
    rows.iter().map(checkpoint_of).collect()
}

/// The checkpoint of a size, where one was signed.
pub async fn checkpoint(q: &mut impl Query, size: u64) -> db::Result<Option<StoredCheckpoint>> {
    q.row(&statements::FIND_CHECKPOINT, params![big(size)]).await?.as_ref().map(checkpoint_of).transpose()
}

/// How many checkpoints there are.
pub async fn count_checkpoints(q: &mut impl Query) -> db::Result<i64> {
    q.count(&statements::COUNT_CHECKPOINTS, params![]).await
}

pub(crate) async fn newest_checkpoint(q: &mut impl Query) -> db::Result<Option<StoredCheckpoint>> {
    let row = q.row(&statements::NEWEST_CHECKPOINT, params![]).await?;
    row.as_ref().map(checkpoint_of).transpose()
}

fn checkpoint_of(row: &Row) -> db::Result<StoredCheckpoint> {
    Ok(StoredCheckpoint {
        size: number(row, "size")?,
        note: row.text("note")?,
        made_at: row.instant("made_at")?,
        seen_at: row.instant("seen_at")?,
    })
}

/// A count; the tables hold none below zero.
pub(crate) fn number(row: &Row, column: &str) -> db::Result<u64> {
    Ok(u64::try_from(row.int(column)?).unwrap_or(0))
}

/// A number for a parameter.
pub(crate) fn big(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The leaves with numbers in `from ≤ seq < to`.
pub(crate) async fn leaves(q: &mut impl Query, from: u64, to: u64) -> db::Result<Vec<Leaf>> {
    let rows = q.rows(&statements::LIST_LEAVES, params![big(from), big(to)]).await?;
    rows.iter().map(leaf_of).collect()
}

fn leaf_of(row: &Row) -> db::Result<Leaf> {
    Ok(Leaf {
        action: row.text("action")?,
        actor: row.text("actor")?,
        class: row.text("class")?,
        object_id: row.text("object_id")?,
        object_type: row.text("object_type")?,
        org: row.text("org")?,
        payload_commit: row.text("payload_commit")?,
        reason_hash: row.opt_text("reason_hash")?,
        seq: number(row, "seq")?,
        time_utc: format!("{:.6}", row.instant("at")?),
    })
}

/// The stored bytes of a tile, cut to a width.
pub(crate) async fn tile(q: &mut impl Query, level: u8, n: u64, width: u64) -> Result<Vec<u8>, AuditError> {
    let row = q.row(&statements::FIND_TILE, params![level, big(n)]).await?;
    let mut bytes = row.map_or(Ok(Vec::new()), |row| row.blob("hashes"))?;
    let wanted = usize::try_from(width).unwrap_or(usize::MAX).saturating_mul(HASH);
    if bytes.len() < wanted {
        return Err(Error::InvalidTile.into());
    }
    bytes.truncate(wanted);
    Ok(bytes)
}

/// The right edge of the tree, to which leaves can be appended.
pub(crate) async fn edge(q: &mut impl Query, size: u64) -> Result<Tree, AuditError> {
    let mut tiles = BTreeMap::new();
    for (level, n, width) in edge_of(size) {
        tiles.insert((level, n), tile(q, level, n, width).await?);
    }
    Ok(Tree::of(size, tiles))
}

/// Keeps what was appended.
pub(crate) async fn keep(tx: &mut Tx, tree: &Tree) -> db::Result<()> {
    for (level, n, hashes) in tree.touched() {
        tx.run(&statements::KEEP_TILE, params![level, big(n), hashes]).await?;
    }
    tx.run(&statements::SET_SIZE, params![big(tree.size())]).await?;
    Ok(())
}

/// Runs a computation over the stored tree with no more tiles loaded than it asks for. It runs twice: first over
/// empty hashes, to learn which it wants; so it must not judge what it reads.
pub(crate) async fn over_tree<T>(
    q: &mut impl Query,
    size: u64,
    work: impl Fn(&Reader) -> Result<T, Error>,
) -> Result<T, AuditError> {
    let wanted = {
        let reader = Reader::noting();
        work(&reader)?;
        reader.wanted()
    };
    let tiles = load(q, wanted).await?;
    Ok(work(&Reader::Loaded(Tree::of(size, tiles)))?)
}

async fn load(q: &mut impl Query, wanted: BTreeSet<(u8, u64)>) -> db::Result<BTreeMap<(u8, u64), Vec<u8>>> {
    let mut tiles = BTreeMap::new();
    for (level, n) in wanted {
        if let Some(row) = q.row(&statements::FIND_TILE, params![level, big(n)]).await? {
            tiles.insert((level, n), row.blob("hashes")?);
        }
    }
    Ok(tiles)
}
