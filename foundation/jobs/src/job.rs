//! One job in somebody's hands.

use db::{Tx, params};
use jiff::Timestamp;

use crate::statements;

base::id! {
    /// One job in the queue.
    JobId
}
db::text_values!(JobId);

/// A job that a worker has claimed.
#[derive(Debug, Clone)]
pub struct Job {
    /// Which job.
    pub id: JobId,
    /// What kind of work; chooses the handler.
    pub kind: String,
    /// What the work is about: ids only.
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    pub(crate) claim: String,
}

impl Job {
    /// A text in the payload, such as an id; `None` when it is not there.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.payload.get(field)?.as_str()
    }

    /// Notes in the handler's own transaction that the work is done: then both happen or neither, and
    /// the job never runs again. `false`: somebody else has this job meanwhile; drop the transaction.
    pub async fn finish_in(&self, tx: &mut Tx, now: Timestamp) -> db::Result<bool> {
        Ok(tx.run(&statements::FINISH, params![self.id, &self.claim, now]).await? == 1)
    }
}
