//! One transaction's turn at the writer.

use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;
use tokio::sync::{MappedMutexGuard, MutexGuard, oneshot};

use super::writer::Desk;
use crate::error::{DbError, Result};

/// Whoever waits to hear that the batch is on disk.
pub(super) type Member = oneshot::Sender<Result<()>>;

/// The right to use the writer, inside a savepoint of the batch's transaction.
///
/// Dropping it undoes the savepoint: the writer task notices that `end` is gone.
pub(crate) struct Turn {
    desk: Arc<Desk>,
    number: u64,
    end: oneshot::Sender<Member>,
}

impl Turn {
    pub(super) fn new(desk: Arc<Desk>, number: u64, end: oneshot::Sender<Member>) -> Self {
        Self { desk, number, end }
    }

    /// The connection, as long as this turn has not been ended from outside.
    pub(crate) async fn connection(&self) -> Result<MappedMutexGuard<'_, SqliteConnection>> {
        let state = self.desk.state.lock().await;
        if state.turn != self.number {
            return Err(DbError::TurnOver);
        }
        Ok(MutexGuard::map(state, |state| &mut state.connection))
    }

    /// Keeps the changes; resolves when they are on disk, or tells that the batch failed.
    pub(crate) async fn commit(self) -> Result<()> {
        let (member, outcome) = oneshot::channel();
        self.end.send(member).map_err(|_| DbError::TurnOver)?;
        outcome.await.map_err(|_| DbError::Closed)?
    }
}
