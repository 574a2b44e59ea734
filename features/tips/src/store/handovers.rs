//! Hand-overs between agencies.

use access::{Actor, Permit};
use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;

use super::{receivers::Receiver, statements};
use crate::{
    error::{Result, TipError},
    ids::{HandoverId, TipId},
    rights::{HandOver, SignFor},
};

/// One hand-over.
#[derive(Debug, Clone)]
pub(crate) struct Handover {
    /// Name of the agency that sent it.
    pub from: String,
    /// Name of the agency it was sent to.
    pub to: String,
    /// Whether it included who the reporter is.
    pub with_reporter: bool,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When the other agency signed for it.
    pub received_at: Option<Timestamp>,
}

/// Whether the hand-over tells who the reporter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithReporter {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Offers a tip to an agency.
pub(crate) async fn add(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    _permit: &Permit<HandOver>,
    (tip, from, to): (TipId, &str, &str),
    with: WithReporter,
) -> Result<()> {
    let id = HandoverId::new(context);
    let values = params![id, tip, from, to, with == WithReporter::Yes, context.now(), &actor.person];
    tx.run(&statements::ADD_HANDOVER, values).await?;
    Ok(())
}

/// Signs for what was offered to an agency.
///
/// # Errors
/// [`TipError::Stale`] when nothing waits any more.
pub(crate) async fn sign(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    _permit: &Permit<SignFor>,
    tip: TipId,
    agency: &str,
) -> Result<()> {
    let values = params![tip, agency, context.now(), &actor.person];
    match tx.run(&statements::SIGN_HANDOVER, values).await? {
        0 => Err(TipError::Stale),
        _ => Ok(()),
    }
}

/// Moves a tip to the agency that signed for it.
pub(crate) async fn move_to(tx: &mut Tx, tip: TipId, base: i64, to: &Receiver) -> Result<()> {
    let values = params![tip, base, &to.agency, &to.unit, to.ground.first, to.ground.last];
    match tx.run(&statements::REHOME, values).await? {
        1 => Ok(()),
        _ => Err(TipError::Stale),
    }
}

/// The hand-overs of a tip, oldest first.
pub(crate) async fn list(q: &mut impl Query, tip: TipId) -> Result<Vec<Handover>> {
    let rows = q.rows(&statements::HANDOVERS, params![tip]).await?;
    let read = |row: &db::Row| {
        Ok(Handover {
            from: row.text("from_name")?,
            to: row.text("to_name")?,
            with_reporter: row.flag("with_reporter")?,
            sent_at: row.instant("sent_at")?,
            received_at: row.opt_instant("received_at")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}
