//! Drafts that were discarded.

use access::{Actor, Permit};
use db::{Query, Result, Tx, params};
use jiff::Timestamp;

use super::sql::discarded as sql;
use crate::{
    model::{PlanId, plan::PlanHead},
    rights::EditPlan,
};

/// Who discarded a draft, when and why.
#[derive(Debug, Clone)]
pub(crate) struct Discard {
    pub(crate) by_name: String,
    pub(crate) at: Timestamp,
    pub(crate) reason: String,
}

/// Discards a draft that the caller has taken for a change.
pub(crate) async fn discard(
    tx: &mut Tx,
    _: &Permit<EditPlan>,
    plan: PlanId,
    by: &Actor,
    at: Timestamp,
    reason: &str,
) -> Result<()> {
    tx.run(&sql::DISCARD, params![plan, &by.person, &by.name, at, reason]).await.map(drop)
}

/// Makes a draft again of what was discarded since an instant, unless another was made of the same document.
pub(crate) async fn restore(tx: &mut Tx, _: &Permit<EditPlan>, plan: &PlanHead, since: Timestamp) -> Result<bool> {
    Ok(tx.run(&sql::RESTORE, params![plan.id, since, plan.document]).await? == 1)
}

/// Who discarded a plan; nothing when nobody did.
pub(crate) async fn find(q: &mut impl Query, _: &Permit<EditPlan>, plan: PlanId) -> Result<Option<Discard>> {
    let Some(row) = q.row(&sql::DISCARDED, params![plan]).await? else { return Ok(None) };
    Ok(Some(Discard {
        by_name: row.text("discarded_name")?,
        at: row.instant("discarded_at")?,
        reason: row.text("discard_reason")?,
    }))
}
