//! Invitations: the table holds only the keyed hash of a code.

use base::{Context, Secrets};
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, ToSpan as _};

use super::statements_accounts as statements;
use crate::model::{Code, INVITATION_HOURS, Invitation, Use};

/// Who does something to an account: an officer, the operator at the terminal, or the set-up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By<'a> {
    /// Account of the officer, or that of [`TERMINAL`] or [`SET_UP`].
    pub(crate) account: &'a str,
    /// Name as it is shown; empty for the two that are no person.
    pub(crate) name: &'a str,
}

/// The operator at the terminal.
pub(crate) const TERMINAL: By<'static> = By { account: "terminal", name: "" };
/// The set-up of an installation.
pub(crate) const SET_UP: By<'static> = By { account: "set-up", name: "" };

impl<'a> By<'a> {
    /// The officer at the keyboard.
    pub(crate) fn actor(actor: &'a access::Actor) -> Self {
        Self { account: &actor.account, name: &actor.name }
    }
}

fn ends(now: Timestamp) -> Timestamp {
    now.checked_add(INVITATION_HOURS.hours()).unwrap_or(now)
}

/// Draws a code with which the owner takes a new account; earlier ones lapse.
pub(crate) async fn invite(
    tx: &mut Tx,
    context: &Context,
    secrets: &Secrets,
    account: &str,
    by: By<'_>,
) -> Result<(Code, Timestamp)> {
    let now = context.now();
    withdraw(tx, account, now).await?;
    let code = Code::draw(context, Use::Activation);
    let id = context.new_uuid().to_string();
    let values = params![id, account, "first", code.keyed_hash(secrets), by.account, by.name, now, now, ends(now)];
    tx.run(&statements::ADD_INVITATION, values).await?;
    Ok((code, ends(now)))
}

/// Proposes a code in place of lost proofs. There is none until somebody else confirms.
pub(crate) async fn propose_for_loss(tx: &mut Tx, context: &Context, account: &str, by: By<'_>) -> Result<()> {
    let now = context.now();
    withdraw(tx, account, now).await?;
    let (none, never) = (None::<String>, None::<Timestamp>);
    let id = context.new_uuid().to_string();
    let values = params![id, account, "lost", none, by.account, by.name, now, never, never];
    tx.run(&statements::ADD_INVITATION, values).await.map(drop)
}

/// A second person confirms, and gets the code to hand over.
pub(crate) async fn confirm(
    tx: &mut Tx,
    context: &Context,
    secrets: &Secrets,
    id: &str,
    by: By<'_>,
) -> Result<Option<(Code, Timestamp)>> {
    let now = context.now();
    let code = Code::draw(context, Use::Activation);
    let values = params![id, code.keyed_hash(secrets), by.account, by.name, now, ends(now)];
    let confirmed = tx.run(&statements::CONFIRM_INVITATION, values).await? == 1;
    Ok(confirmed.then_some((code, ends(now))))
}

/// Withdraws every invitation of an account that was not taken.
pub(crate) async fn withdraw(tx: &mut Tx, account: &str, now: Timestamp) -> Result<()> {
    tx.run(&statements::WITHDRAW_INVITATIONS, params![account, now]).await.map(drop)
}

/// The invitation and the account of a code that may still be taken.
pub(crate) async fn open(
    q: &mut impl Query,
    secrets: &Secrets,
    code: &Code,
    now: Timestamp,
) -> Result<Option<(Invitation, String)>> {
    let row = q.row(&statements::OPEN_INVITATION, params![code.keyed_hash(secrets), now]).await?;
    row.map(|row| Ok((from_row(&row)?, row.text("account_id")?))).transpose()
}

/// Takes an invitation; tells whether nobody was faster.
pub(crate) async fn take(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool> {
    Ok(tx.run(&statements::USE_INVITATION, params![id, now]).await? == 1)
}

/// The invitations of an account, the newest first.
pub(crate) async fn list(q: &mut impl Query, account: &str) -> Result<Vec<Invitation>> {
    q.rows(&statements::INVITATIONS, params![account]).await?.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<Invitation> {
    Ok(Invitation {
        id: row.text("id")?,
        is_for_loss: row.text("kind")? == "lost",
        proposed_by: row.text("proposed_by")?,
        proposed_name: row.text("proposed_name")?,
        proposed_at: row.instant("proposed_at")?,
        confirmed_name: row.opt_text("confirmed_name")?,
        confirmed_at: row.opt_instant("confirmed_at")?,
        ends_at: row.opt_instant("ends_at")?,
        used_at: row.opt_instant("used_at")?,
        withdrawn_at: row.opt_instant("withdrawn_at")?,
    })
}
