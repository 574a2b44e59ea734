//! Hand-overs between agencies.

use access::{Actor, Permit};
use base::Context;
use db::{Query, Tx, params};
use jiff::Timestamp;

use super::{lists::Reader, receivers::Receiver, statements};
use crate::{
    error::{Result, TipError},
    ids::{HandoverId, TipId},
    rights::{HandOver, SignFor},
};

db::statements! {
    /// The offer of a tip that waits for a signature.
    WAITING_OFFER = "SELECT h.waits_for AS to_agency, a.name AS to_name, h.sent_at AS sent_at
        FROM tip_handover h JOIN agency a ON a.id = h.waits_for WHERE h.tip_id = $1 AND h.received_at IS NULL
        ORDER BY h.sent_at DESC LIMIT 1";
    /// Ends what was offered and nobody has signed for ($3: how).
    END_OFFERS = "UPDATE tip_handover SET received_at = $2, received_by = '', waits_for = NULL, ended_as = $3
        WHERE tip_id = $1 AND received_at IS NULL";
    /// What an agency ($1) sent and nobody has signed for, as a person ($2) may see it, the oldest first. Of the two tables the
    /// short one is read first: the few open offers, not all tips of a flood.
    SENT = "SELECT h.tip_id AS tip_id, h.sent_at AS sent_at, t.is_danger AS is_danger, a.name AS to_name
        FROM tip_handover h CROSS JOIN tip t CROSS JOIN agency a
        WHERE h.received_at IS NULL AND t.id = h.tip_id AND a.id = h.waits_for AND t.agency = $1
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = t.id AND
                ((b.barred_kind = 'person' AND b.barred = $2) OR (b.barred_kind = 'agency' AND b.barred = $1)))
        ORDER BY h.sent_at, h.tip_id LIMIT 50";
    /// Forgets what the reporter was to be told at the next release.
    UNSAY_SHOWN = "UPDATE tip SET next_shown_stage = NULL, shown_from = NULL WHERE id = $1";
}

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
    /// When the other agency signed for it, or when the offer ended.
    pub received_at: Option<Timestamp>,
    /// Key of how the offer ended, where nobody signed for it.
    pub ended_as: Option<String>,
}

/// How an offer ends that nobody signed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfferEnd {
    /// Whoever sent it took it back.
    Withdrawn,
    /// Whom it was offered to gave it back.
    Declined,
    /// The tip went past both.
    Closed,
}

impl OfferEnd {
    fn key(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }
}

/// An offer that waits for a signature.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// The agency that is to sign.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Since when.
    pub sent_at: Timestamp,
}

/// An offer as the agency that sent it lists it.
#[derive(Debug, Clone)]
pub(crate) struct OpenOffer {
    /// The tip.
    pub tip: TipId,
    /// Since when.
    pub sent_at: Timestamp,
    /// Whether life is at stake.
    pub is_danger: bool,
    /// Who is to sign.
    pub to: String,
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
            ended_as: row.opt_text("ended_as")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}

/// The offer of a tip that waits for a signature.
pub(crate) async fn waiting(q: &mut impl Query, tip: TipId) -> Result<Option<Offer>> {
    let Some(row) = q.row(&WAITING_OFFER, params![tip]).await? else { return Ok(None) };
    Ok(Some(Offer { agency: row.text("to_agency")?, name: row.text("to_name")?, sent_at: row.instant("sent_at")? }))
}

/// Ends what was offered and nobody has signed for.
pub(crate) async fn end_offers(tx: &mut Tx, tip: TipId, now: Timestamp, how: OfferEnd) -> Result<()> {
    tx.run(&END_OFFERS, params![tip, now, how.key()]).await?;
    Ok(())
}

/// Forgets what the reporter was to be told at the next release, and has not been.
pub(crate) async fn unsay_shown(tx: &mut Tx, tip: TipId) -> Result<()> {
    tx.run(&UNSAY_SHOWN, params![tip]).await?;
    Ok(())
}

/// What an agency sent and nobody has signed for.
pub(crate) async fn sent(q: &mut impl Query, reader: Reader<'_>) -> Result<Vec<OpenOffer>> {
    let rows = q.rows(&SENT, params![reader.agency, reader.person]).await?;
    let read = |row: &db::Row| {
        Ok(OpenOffer {
            tip: row.parsed("tip_id")?,
            sent_at: row.instant("sent_at")?,
            is_danger: row.flag("is_danger")?,
            to: row.text("to_name")?,
        })
    };
    Ok(rows.iter().map(read).collect::<db::Result<_>>()?)
}
