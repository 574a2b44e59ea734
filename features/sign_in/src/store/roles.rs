//! Roles: proposed by one person, confirmed by another, ended by either.

use base::Context;
use db::{Query, Result, Tx, params};
use jiff::Timestamp;

use super::{invitations::By, statements_accounts as statements};
use crate::model::Grant;

/// Proposes a role, unless the account has it or it waits already.
pub(crate) async fn propose(tx: &mut Tx, context: &Context, account: &str, role: &str, by: By<'_>) -> Result<bool> {
    add(tx, context, account, role, by, None).await
}

/// Gives a role at once: only the set-up of an installation does so.
pub(crate) async fn give(tx: &mut Tx, context: &Context, account: &str, role: &str, by: By<'_>) -> Result<bool> {
    add(tx, context, account, role, by, Some(context.now())).await
}

async fn add(
    tx: &mut Tx,
    context: &Context,
    account: &str,
    role: &str,
    by: By<'_>,
    confirmed_at: Option<Timestamp>,
) -> Result<bool> {
    let id = context.new_uuid().to_string();
    let values = params![id, account, role, by.account, by.name, context.now(), confirmed_at];
    Ok(tx.run(&statements::PROPOSE_ROLE, values).await? == 1)
}

/// Confirms a role; refuses who proposed it and who would get it. It holds at once.
pub(crate) async fn confirm(tx: &mut Tx, id: &str, account: &str, by: By<'_>, now: Timestamp) -> Result<bool> {
    let confirmed = tx.run(&statements::CONFIRM_ROLE, params![id, account, by.account, by.name, now]).await? == 1;
    write_holding(tx, account).await?;
    Ok(confirmed)
}

/// Ends a role or takes a proposal back; refuses who has it. It ends at once.
pub(crate) async fn end(tx: &mut Tx, id: &str, account: &str, by: By<'_>, now: Timestamp) -> Result<bool> {
    let ended = tx.run(&statements::END_ROLE, params![id, account, by.account, by.name, now]).await? == 1;
    write_holding(tx, account).await?;
    Ok(ended)
}

/// The roles that hold.
pub(crate) async fn holding(q: &mut impl Query, account: &str) -> Result<Vec<String>> {
    let rows = q.rows(&statements::HOLDING, params![account]).await?;
    rows.iter().map(|row| row.text("role")).collect()
}

/// Writes the roles that hold where every request reads them.
pub(crate) async fn write_holding(tx: &mut Tx, account: &str) -> Result<()> {
    let roles = holding(tx, account).await?;
    tx.run(&statements::SET_ROLES, params![account, roles.join(" ")]).await.map(drop)
}

/// The roles of an account from the newest to the first, with those that ended.
pub(crate) async fn list(q: &mut impl Query, account: &str) -> Result<Vec<Grant>> {
    let rows = q.rows(&statements::GRANTS, params![account]).await?;
    rows.iter()
        .map(|row| {
            Ok(Grant {
                id: row.text("id")?,
                role: row.text("role")?,
                proposed_by: row.text("proposed_by")?,
                proposed_name: row.text("proposed_name")?,
                proposed_at: row.instant("proposed_at")?,
                confirmed_name: row.opt_text("confirmed_name")?,
                confirmed_at: row.opt_instant("confirmed_at")?,
                ended_name: row.opt_text("ended_name")?,
                ended_at: row.opt_instant("ended_at")?,
            })
        })
        .collect()
}
