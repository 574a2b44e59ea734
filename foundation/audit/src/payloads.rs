//! Whether what is stored beside the entries is what they committed to.

use db::{Query, Row, params};
use serde_json::Value;

use crate::canonical::{commit_payload, commit_reason};
use crate::statements;
use crate::store::{big, number};
use crate::verify::Fault;

/// How many entries are read at once.
const STEP: u64 = 1000;

/// Checks the payload and reason of the first `size` entries against their commitments; what was shredded is passed
/// over. `Some` names the first that differs.
pub async fn check_payloads(q: &mut impl Query, size: u64) -> db::Result<Option<Fault>> {
    let mut from = 0;
    while from < size {
        let to = from.saturating_add(STEP).min(size);
        for row in &q.rows(&statements::LIST_COMMITMENTS, params![big(from), big(to)]).await? {
            if !holds(row)? {
                return Ok(Some(Fault::Payload { index: number(row, "seq")? }));
            }
        }
        from = to;
    }
    Ok(None)
}

fn holds(row: &Row) -> db::Result<bool> {
    let (salt, payload) = (row.blob("salt")?, row.text("payload")?);
    let reason = row.opt_text("reason")?.map(|reason| commit_reason(&salt, &reason));
    let looked: Option<Value> = serde_json::from_str(&payload).ok();
    let looked = looked.and_then(|payload| payload.get("look")?.as_bool());
    Ok(commit_payload(&salt, &payload) == row.text("payload_commit")?
        && reason == row.opt_text("reason_hash")?
        && looked == Some(row.flag("is_look")?))
}
