//! One batch: a transaction of SQLite that carries several of ours, each in its own savepoint.
//!
//! Invariant: a member hears "done" only after the batch's COMMIT has synced. A member that is
//! dropped, cancelled, fails or holds its turn too long is undone alone.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout};

use super::turn::{Member, Turn};
use super::writer::{Ask, Desk, Limits};
use crate::error::{DbError, Result};

/// Opens the batch and the first savepoint. IMMEDIATE: takes the write lock now, so that no member
/// can find it gone half way.
const OPEN: &str = "BEGIN IMMEDIATE; SAVEPOINT member";
/// Keeps the member before and makes room for the next; one hop to the connection's thread. The
/// name is used anew each time, so savepoints never pile up.
const NEXT: &str = "RELEASE member; SAVEPOINT member";
/// Undoes the present member; its savepoint stays and serves the next. It fails when SQLite itself has
/// rolled the whole batch back (input/output error, `OR ROLLBACK`): then nobody may hear "done".
/// A statement that fails always leads here, because it spoils its transaction.
const UNDO: &str = "ROLLBACK TO member";
/// Makes the batch durable, with the last savepoint in it.
const CLOSE: &str = "COMMIT";
const ABANDON: &str = "ROLLBACK";

/// How a member ended its turn.
enum End {
    Kept(Member),
    Undone,
}

/// Runs one batch from the first waiter to the sync.
pub(super) async fn run(desk: &Arc<Desk>, first: Ask, asks: &mut mpsc::Receiver<Ask>, limits: Limits) {
    if let Err(error) = open(desk).await {
        // Whoever asked may have gone away meanwhile.
        let _ = first.reply.send(Err(error));
        return;
    }
    let mut members = Vec::new();
    let outcome = match serve(desk, first, asks, limits, &mut members).await {
        Ok(()) => execute(desk, CLOSE).await,
        Err(error) => Err(error),
    };
    if let Err(error) = &outcome {
        tracing::error!(%error, members = members.len(), "a batch of transactions failed");
        abandon(desk).await;
    }
    for member in members {
        let _ = member.send(outcome.clone());
    }
}

/// Gives one turn after another while somebody waits and the batch may grow.
async fn serve(
    desk: &Arc<Desk>,
    first: Ask,
    asks: &mut mpsc::Receiver<Ask>,
    limits: Limits,
    members: &mut Vec<Member>,
) -> Result<()> {
    let opened = Instant::now();
    let mut ask = first;
    loop {
        let kept = match lend(desk, ask).await {
            End::Kept(member) => {
                members.push(member);
                true
            }
            End::Undone => {
                execute(desk, UNDO).await?;
                false
            }
        };
        if members.len() >= limits.largest_batch || opened.elapsed() >= limits.longest_batch {
            return Ok(());
        }
        let Ok(next) = asks.try_recv() else { return Ok(()) };
        if kept && let Err(error) = execute(desk, NEXT).await {
            let _ = next.reply.send(Err(error.clone()));
            return Err(error);
        }
        ask = next;
    }
}

/// Lends the connection to one waiter and waits for the end of its turn.
async fn lend(desk: &Arc<Desk>, ask: Ask) -> End {
    let number = next_turn(desk).await;
    let (end, ended) = oneshot::channel();
    // A refused turn is dropped right here, which ends it.
    let _ = ask.reply.send(Ok(Turn::new(Arc::clone(desk), number, end)));
    let ended = match timeout(ask.longest, ended).await {
        Ok(Ok(member)) => End::Kept(member),
        Ok(Err(_)) => End::Undone,
        Err(_) => {
            tracing::warn!("a transaction held the writer too long and is undone");
            End::Undone
        }
    };
    // From here on the old turn cannot touch the connection, even if its holder lives on.
    next_turn(desk).await;
    ended
}

async fn next_turn(desk: &Desk) -> u64 {
    let mut state = desk.state.lock().await;
    state.turn += 1;
    state.turn
}

/// Opens the batch; a connection that cannot even begin is replaced once.
async fn open(desk: &Desk) -> Result<()> {
    match execute(desk, OPEN).await {
        Err(error) if !error.is_passing() => {
            tracing::warn!(%error, "the SQLite writer is opened anew");
            desk.reopen().await?;
            execute(desk, OPEN).await
        }
        outcome => outcome,
    }
}

/// Leaves nothing of a failed batch. When even that fails, the next `open` replaces the connection.
async fn abandon(desk: &Desk) {
    if let Err(error) = execute(desk, ABANDON).await {
        // SQLite says so too when it has rolled back by itself.
        tracing::debug!(%error, "nothing to roll back");
    }
}

async fn execute(desk: &Desk, sql: &'static str) -> Result<()> {
    let mut state = desk.state.lock().await;
    sqlx::query(sql).execute(&mut state.connection).await.map(|_| ()).map_err(|error| DbError::of_step(sql, &error))
}
