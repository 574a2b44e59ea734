//! Putting work in the queue.

use base::Context;
use db::{Tx, params};
use jiff::Timestamp;
use tokio::sync::Notify;

use crate::job::JobId;
use crate::statements;

/// Wakes the workers of this program. It carries nothing, so a wake-up too many does no harm, and one
/// that is missed costs at most [`Settings::longest_nap`](crate::Settings).
pub(crate) static WAKE: Notify = Notify::const_new();

/// A job to be put in the queue.
#[derive(Debug, Clone)]
pub struct NewJob {
    kind: &'static str,
    payload: serde_json::Value,
    run_at: Option<Timestamp>,
    unique_key: Option<String>,
}

impl NewJob {
    /// A job of a kind (`feature.verb_what`), to run at once. The payload holds ids only.
    pub fn new(kind: &'static str, payload: serde_json::Value) -> Self {
        Self { kind, payload, run_at: None, unique_key: None }
    }

    /// Not before this instant.
    #[must_use]
    pub fn at(mut self, run_at: Timestamp) -> Self {
        self.run_at = Some(run_at);
        self
    }

    /// Only once under this key within the kind, for as long as the queue remembers
    /// ([`Settings::memory`](crate::Settings)).
    #[must_use]
    pub fn once(mut self, unique_key: impl Into<String>) -> Self {
        self.unique_key = Some(unique_key.into());
        self
    }
}

/// Puts a job in the queue with the caller's transaction; workers of this program wake when it commits.
///
/// `None`: its key stands in the queue already.
pub async fn enqueue(tx: &mut Tx, context: &Context, job: NewJob) -> db::Result<Option<JobId>> {
    let id = JobId::new(context);
    let now = context.now();
    let run_at = job.run_at.unwrap_or(now);
    let values = params![id, job.kind, job.payload.to_string(), job.unique_key, run_at, now];
    if tx.run(&statements::ENQUEUE, values).await? == 0 {
        return Ok(None);
    }
    tx.after_commit(|| WAKE.notify_waiters());
    Ok(Some(id))
}
