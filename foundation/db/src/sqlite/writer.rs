//! The one connection that writes, and the queue before it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::batch;
use super::turn::Turn;
use crate::error::{DbError, Result};
use crate::url::Options;

/// How many may stand in the queue before `begin` itself waits.
const QUEUE: usize = 1_024;

/// Someone who waits for a turn.
pub(super) struct Ask {
    pub(super) reply: oneshot::Sender<Result<Turn>>,
    /// How long the turn may last.
    pub(super) longest: Duration,
}

/// Limits of a batch, from [`Options`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) largest_batch: usize,
    pub(super) longest_batch: Duration,
}

/// The door to the writer.
pub(crate) struct Writer {
    queue: mpsc::Sender<Ask>,
    task: JoinHandle<()>,
}

impl Writer {
    /// Opens the connection and starts the task that owns it.
    pub(super) async fn open(connect: SqliteConnectOptions, options: &Options) -> Result<Self> {
        let connection =
            connect.connect().await.map_err(|error| DbError::of_step("open SQLite for writing", &error))?;
        let desk = Arc::new(Desk { state: Mutex::new(State { connection, turn: 0 }), connect });
        let limits = Limits { largest_batch: options.largest_batch.max(1), longest_batch: options.longest_batch };
        let (queue, asks) = mpsc::channel(QUEUE);
        let task = tokio::spawn(serve(desk, asks, limits));
        Ok(Self { queue, task })
    }

    /// Waits for a turn that may last so long.
    pub(crate) async fn begin(&self, longest: Duration) -> Result<Turn> {
        let (reply, turn) = oneshot::channel();
        self.queue.send(Ask { reply, longest }).await.map_err(|_| DbError::Closed)?;
        turn.await.map_err(|_| DbError::Closed)?
    }

    /// Resolves when everyone in the queue is served and the connection is closed.
    pub(crate) async fn close(self) {
        drop(self.queue);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the SQLite writer ended badly");
        }
    }
}

/// What the writer task and the present turn share.
pub(super) struct Desk {
    pub(super) state: Mutex<State>,
    connect: SqliteConnectOptions,
}

/// The connection, and whose turn it is.
pub(super) struct State {
    pub(super) connection: SqliteConnection,
    /// Number of the turn that may use the connection now.
    pub(super) turn: u64,
}

impl Desk {
    /// Replaces a connection that no longer answers as it should.
    pub(super) async fn reopen(&self) -> Result<()> {
        let connection =
            self.connect.connect().await.map_err(|error| DbError::of_step("reopen SQLite for writing", &error))?;
        self.state.lock().await.connection = connection;
        Ok(())
    }
}

/// Serves batch after batch until nobody can ask any more.
async fn serve(desk: Arc<Desk>, mut asks: mpsc::Receiver<Ask>, limits: Limits) {
    while let Some(first) = asks.recv().await {
        batch::run(&desk, first, &mut asks, limits).await;
    }
    if let Some(desk) = Arc::into_inner(desk)
        && let Err(error) = desk.state.into_inner().connection.close().await
    {
        tracing::warn!(%error, "closing the SQLite writer failed");
    }
}
