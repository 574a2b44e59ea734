//! Numbering entries and signing checkpoints, after the fact.
//!
//! Several programs may run one each: a turn is the lock of one row that nobody else touches.

use std::sync::Arc;
use std::time::Duration;

use base::Context;
use db::{Db, Query, params};
use jiff::{SignedDuration, Timestamp};
use tlog_tiles::{check_tree, prove_tree, tree_hash};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::error::AuditError;
use crate::key::LogKey;
use crate::note::{Checkpoint, SignedNote};
use crate::statements;
use crate::store::{big, edge, keep, leaves, newest_checkpoint, number, over_tree};

/// Wakes the sequencer of this program; one that is missed costs at most [`NAP`].
pub(crate) static WAKE: Notify = Notify::const_new();

/// Most entries numbered in one turn, so that no writer waits long.
const BATCH: i64 = 1000;
/// The longest an entry waits for its number, apart from the work itself.
const NAP: Duration = Duration::from_millis(900);
/// Under load, how long entries gather before they are numbered together.
const GATHER: Duration = Duration::from_millis(200);
/// How often a checkpoint is signed.
const CHECKPOINT_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// Numbers entries and signs checkpoints; cheap to clone.
#[derive(Debug, Clone)]
pub struct Sequencer {
    db: Db,
    context: Context,
    key: Arc<LogKey>,
}

/// A sequencer at work.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    work: JoinHandle<()>,
}

impl Running {
    /// Numbers what waits, signs a last checkpoint, and ends.
    pub async fn stop(self) {
        // Nobody listens when the loop has ended already.
        let _ = self.stop.send(true);
        if self.work.await.is_err() {
            tracing::error!("the sequencer of the log broke down");
        }
    }
}

impl Sequencer {
    /// A sequencer over a migrated database that signs with the log's key.
    pub fn new(db: Db, context: Context, key: LogKey) -> Self {
        Self { db, context, key: Arc::new(key) }
    }

    /// Starts working in the background.
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(false);
        Running { stop, work: tokio::spawn(self.run(stopped)) }
    }

    /// Works until `stopped` turns true.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        loop {
            let last = *stopped.borrow();
            let due = last || self.is_due().await.unwrap_or(true);
            let done = if due { self.checkpoint().await.map(|_| ()) } else { self.number_all().await.map(|_| ()) };
            if let Err(error) = done {
                tracing::error!(%error, "the log could not be kept");
            }
            if last {
                return;
            }
            tokio::select! {
                () = WAKE.notified() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(NAP) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    /// Numbers everything that waits now and tells how much that was.
    ///
    /// # Errors
    /// Where the stored tree is damaged or the database refuses.
    pub async fn number_all(&self) -> Result<u64, AuditError> {
        let mut all = 0;
        while self.db.count(&statements::COUNT_WAITING, params![]).await? > 0 {
            let numbered = self.number().await?;
            if numbered == 0 {
                break;
            }
            all += numbered;
        }
        Ok(all)
    }

    /// One turn.
    async fn number(&self) -> Result<u64, AuditError> {
        let mut tx = self.db.begin().await?;
        let size = take_turn(&mut tx).await?;
        let numbered = tx.run(&statements::NUMBER, params![big(size), BATCH]).await?;
        let mut tree = edge(&mut tx, size).await?;
        for leaf in leaves(&mut tx, size, size + numbered).await? {
            tree.append(leaf.hash());
        }
        if tree.size() != size + numbered {
            return Err(tlog_tiles::Error::BadMath.into());
        }
        keep(&mut tx, &tree).await?;
        tx.commit().await?;
        Ok(numbered)
    }

    /// Numbers everything that waits and signs a checkpoint over it, after proving that it continues the last one.
    ///
    /// # Errors
    /// [`AuditError::Rewritten`] where the stored tree does not continue the last checkpoint: nothing is signed then.
    pub async fn checkpoint(&self) -> Result<SignedNote, AuditError> {
        self.number_all().await?;
        let mut tx = self.db.begin().await?;
        let size = take_turn(&mut tx).await?;
        let root = over_tree(&mut tx, size, |reader| tree_hash(size, reader)).await?;
        let present = Checkpoint { size, root };
        self.refuse_a_rewritten_past(&mut tx, present).await?;
        let note = SignedNote::of(&self.key, present);
        tx.run(&statements::KEEP_CHECKPOINT, params![big(size), note.to_text(), self.context.now()]).await?;
        tx.commit().await?;
        Ok(note)
    }

    async fn refuse_a_rewritten_past(&self, q: &mut impl Query, now: Checkpoint) -> Result<(), AuditError> {
        let Some(newest) = newest_checkpoint(q).await? else { return Ok(()) };
        let note = SignedNote::parse(&newest.note).map_err(|_| AuditError::ForeignCheckpoint)?;
        let before = note.checkpoint(&self.key.verifier()).map_err(|_| AuditError::ForeignCheckpoint)?;
        let rewritten = AuditError::Rewritten { size: before.size };
        if before.size > now.size {
            return Err(rewritten);
        }
        if before.size == 0 {
            return Ok(());
        }
        let proof = over_tree(q, now.size, |reader| prove_tree(now.size, before.size, reader)).await?;
        check_tree(&proof, now.size, now.root, before.size, before.root).map_err(|_| rewritten)
    }

    async fn is_due(&self) -> db::Result<bool> {
        let newest = newest_checkpoint(&mut &self.db).await?;
        let now: Timestamp = self.context.now();
        Ok(newest.is_none_or(|newest| now.duration_since(newest.seen_at) >= CHECKPOINT_EVERY))
    }
}

async fn take_turn(tx: &mut db::Tx) -> Result<u64, AuditError> {
    let row = tx.row(&statements::TAKE_TURN, params![]).await?;
    Ok(row.map_or(Ok(0), |row| number(&row, "size"))?)
}
