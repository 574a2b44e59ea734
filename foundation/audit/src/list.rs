//! Who looked at a thing.

use db::{Query, params};
use jiff::Timestamp;
use serde_json::Value;

use crate::statements;

/// One look at a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewing {
    /// When.
    pub at: Timestamp,
    /// Whose account.
    pub account: String,
    /// The name at that time; `None` where it was shredded.
    pub name: Option<String>,
    /// Code of the unit acted in.
    pub org: String,
    /// What exactly was done.
    pub action: String,
    /// Why, as typed; `None` where nothing was typed or it was shredded.
    pub reason: Option<String>,
    /// The number of the entry, once it has one.
    pub seq: Option<i64>,
}

/// The looks at one thing ("Ai đã xem"), the newest first, at most `limit`.
pub async fn viewers(q: &mut impl Query, object_type: &str, object_id: &str, limit: u32) -> db::Result<Vec<Viewing>> {
    let rows = q.rows(&statements::VIEWERS, params![object_type, object_id, limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Viewing {
                at: row.instant("at")?,
                account: row.text("actor")?,
                name: row.opt_text("payload")?.and_then(|payload| name_in(&payload)),
                org: row.text("org")?,
                action: row.text("action")?,
                reason: row.opt_text("reason")?,
                seq: row.opt_int("seq")?,
            })
        })
        .collect()
}

/// The officer's name as the payload keeps it.
pub(crate) fn name_in(payload: &str) -> Option<String> {
    let payload: Value = serde_json::from_str(payload).ok()?;
    Some(payload.get("by")?.get("name")?.as_str()?.to_owned())
}
