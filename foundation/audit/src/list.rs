//! Reading the log: who looked at a thing, and the pages of the viewer.

use db::{Query, Row, params};
use jiff::Timestamp;
use serde_json::Value;

use crate::entry::EntryId;
use crate::statements;

/// One entry as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Which entry.
    pub id: EntryId,
    /// Its number, once it has one.
    pub seq: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// Whose account, or `system`, or `public`.
    pub account: String,
    /// The officer's name at that time; `None` for the system, the public, and where it was shredded.
    pub name: Option<String>,
    /// Code of the unit acted in; empty for the system and the public.
    pub org: String,
    /// What was done.
    pub action: String,
    /// Kind of the thing.
    pub object_type: String,
    /// Id of the thing.
    pub object_id: String,
    /// `public`, `internal`, `restricted` or `sealed`.
    pub class: String,
    /// Whether something was looked at, not changed.
    pub is_look: bool,
    /// Why, as typed; `None` where nothing was typed or it was shredded.
    pub reason: Option<String>,
    /// What else was noted; `None` where it was shredded.
    pub data: Option<Value>,
}

/// What the weekly review looks at (QCVN 12:2026/BCA 3.9.2.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Roles and rights given or taken.
    Grants,
    /// Sign-ins that were refused.
    FailedSignIns,
    /// Looks at sealed data.
    SealedLooks,
    /// Exports and downloads.
    Exports,
    /// What officers did before 6:00, after 19:00 or at the weekend, in Vietnamese time.
    OutOfHours,
}

impl Matter {
    /// All of them, in the order of the review.
    pub const ALL: [Self; 5] = [Self::Grants, Self::FailedSignIns, Self::SealedLooks, Self::Exports, Self::OutOfHours];

    /// Its name in addresses and message keys.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Grants => "grants",
            Self::FailedSignIns => "failed",
            Self::SealedLooks => "sealed",
            Self::Exports => "exports",
            Self::OutOfHours => "hours",
        }
    }
}

/// Which entries are wanted; what is left empty does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Not before this instant.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// Exactly this action.
    pub action: Option<String>,
    /// Exactly this class.
    pub class: Option<String>,
    /// Exactly this account.
    pub account: Option<String>,
    /// Only what belongs to a matter of the review.
    pub matter: Option<Matter>,
}

impl Filter {
    fn values(&self) -> Vec<db::Value> {
        params![
            self.from,
            self.until,
            self.action.as_ref(),
            self.class.as_ref(),
            self.account.as_ref(),
            self.matter.map_or("", Matter::key),
        ]
    }
}

/// The entries of a filter, the newest first.
pub async fn list(q: &mut impl Query, filter: &Filter, limit: i64, offset: i64) -> db::Result<Vec<Listed>> {
    let mut values = filter.values();
    values.extend(params![limit, offset]);
    q.rows(&statements::LIST, values).await?.iter().map(listed).collect()
}

/// How many entries a filter finds.
pub async fn count(q: &mut impl Query, filter: &Filter) -> db::Result<i64> {
    q.count(&statements::COUNT, filter.values()).await
}

/// One entry.
pub async fn find(q: &mut impl Query, id: EntryId) -> db::Result<Option<Listed>> {
    q.row(&statements::FIND, params![id]).await?.as_ref().map(listed).transpose()
}

/// The names of all actions that the log holds, in order.
pub async fn actions(q: &mut impl Query) -> db::Result<Vec<String>> {
    q.rows(&statements::ACTIONS, params![]).await?.iter().map(|row| row.text("action")).collect()
}

/// The looks at one thing ("Ai đã xem"), the newest first, at most `limit`.
pub async fn viewers(q: &mut impl Query, object_type: &str, object_id: &str, limit: u32) -> db::Result<Vec<Listed>> {
    q.rows(&statements::VIEWERS, params![object_type, object_id, limit]).await?.iter().map(listed).collect()
}

/// The accounts that looked at more than `most` different sealed things since an instant: looking at one thing twice
/// is not browsing.
pub async fn many_looks(q: &mut impl Query, since: Timestamp, most: i64) -> db::Result<Vec<String>> {
    q.rows(&statements::MANY_LOOKS, params![since, most]).await?.iter().map(|row| row.text("actor")).collect()
}

fn listed(row: &Row) -> db::Result<Listed> {
    let payload: Option<Value> = row.opt_text("payload")?.and_then(|payload| serde_json::from_str(&payload).ok());
    Ok(Listed {
        id: row.parsed("id")?,
        seq: row.opt_int("seq")?,
        at: row.instant("at")?,
        account: row.text("actor")?,
        name: payload.as_ref().and_then(|payload| Some(payload.get("by")?.get("name")?.as_str()?.to_owned())),
        org: row.text("org")?,
        action: row.text("action")?,
        object_type: row.text("object_type")?,
        object_id: row.text("object_id")?,
        class: row.text("class")?,
        is_look: row.flag("is_look")?,
        reason: row.opt_text("reason")?,
        data: payload.and_then(|payload| payload.get("data").cloned()),
    })
}
