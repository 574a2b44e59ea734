//! An offer that nobody has signed for ends: whoever sent it takes it back, or whom it was offered to gives it back. The tip stands
//! again where it stood before, its limits run on, and the key goes away again.

use access::{Actor, Thing};
use audit::Entry;
use db::Tx;
use vault::Opener;
use web::Services;

use super::shares;
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        law::{Event, Law, Noted},
        shown::{further, next_release},
    },
    rights::{HandOver, SignFor},
    sealed,
    store::{
        handovers::{self, Offer, OfferEnd},
        path,
        steps::{self, NewStep, Paper},
        tips::{self, Move, TipHead},
    },
};

/// The agency that sent a tip takes it back before the other has signed for it. Everybody who reads the tip sees the reason in its
/// steps, sealed with the rest of it; the log keeps that it happened.
///
/// # Errors
/// [`TipError::Invalid`] without a reason; [`TipError::Stale`] where nothing waits any more or somebody changed the tip.
pub async fn withdraw(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (reason, base): (&str, i64),
) -> Result<()> {
    let reason = reason_of(reason, "ly_do_rut")?;
    let permitted = |thing: &Thing| services.policy.permit::<HandOver>(actor, thing).map(drop);
    let end = End { how: OfferEnd::Withdrawn, reason: Some(reason) };
    end_waiting(services, actor, opener, (id, base), (end, permitted, |head| head.is_held_by(actor))).await
}

/// The agency that a tip was offered to does not sign for it and gives it back.
///
/// # Errors
/// As [`withdraw`].
pub async fn decline(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (reason, base): (&str, i64),
) -> Result<()> {
    let reason = reason_of(reason, "ly_do_tu_choi")?;
    let permitted = |thing: &Thing| services.policy.permit::<SignFor>(actor, thing).map(drop);
    let end = End { how: OfferEnd::Declined, reason: Some(reason) };
    end_waiting(services, actor, opener, (id, base), (end, permitted, |head| head.is_offered)).await
}

/// Ends the offer that waits, for whoever has the right and the part in it.
async fn end_waiting(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    (id, base): (TipId, i64),
    (end, permitted, has_part): (End<'_>, impl Fn(&Thing) -> Permitted, impl Fn(&TipHead) -> bool),
) -> Result<()> {
    let holidays = services.holidays().await?;
    let mut tx = services.db.begin().await?;
    // What is due to be shown is shown before anything new takes its place.
    tips::shown(&mut tx, &services.context, id).await?;
    let head = tips::find(&mut tx, actor, id).await?;
    permitted(&head.thing())?;
    let offer = handovers::waiting(&mut tx, id).await?.ok_or(TipError::Stale)?;
    if head.version != base {
        return Err(TipError::Stale);
    }
    if !has_part(&head) {
        return Err(TipError::NotFound);
    }
    let opener = opener.ok_or(TipError::StepUp)?;
    end_offer(&mut tx, services, actor, opener, (&head, &offer), (end, path::law(&holidays)?)).await?;
    tx.commit().await?;
    Ok(())
}

type Permitted = std::result::Result<(), access::Refused>;

/// How an offer ends, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End<'a> {
    pub(crate) how: OfferEnd,
    pub(crate) reason: Option<&'a str>,
}

fn reason_of<'a>(typed: &'a str, field: &'static str) -> Result<&'a str> {
    let reason = typed.trim();
    if reason.chars().count() < 10 {
        return Err(TipError::Invalid(vec![Fault { field, key: "tips-w-fault-reason" }]));
    }
    Ok(reason)
}

/// Ends the offer: the step, the keys of the agency that it was made to, how the tip stands, the log.
pub(crate) async fn end_offer(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    opener: &Opener,
    (head, offer): (&TipHead, &Offer),
    (end, law): (End<'_>, Law<'_>),
) -> Result<()> {
    let context = &services.context;
    let (id, row, now) = (head.id, sealed::text(head.id), context.now());
    let (event, action) = match end.how {
        OfferEnd::Declined => (Event::HandOverDeclined, "tips.offer-declined"),
        OfferEnd::Withdrawn | OfferEnd::Closed => (Event::HandOverWithdrawn, "tips.offer-withdrawn"),
    };
    let before = path::path(tx, head, law).await?;
    let after = before.with(Noted::new(now, event), law).map_err(|refusal| TipError::Path(refusal.key()))?;
    let step = NewStep { kind: event.key(), agency: Some(&offer.agency), ..NewStep::default() };
    let step = steps::add(tx, context, actor, (id, now), &step).await?;
    if let Some(reason) = end.reason {
        let key = vault::open_record_to_change(tx, context, opener, sealed::told(&row)).await?;
        steps::add_paper(tx, context, (id, step), &Paper { reason: Some((reason, &key)), ..Paper::default() }).await?;
    }
    handovers::end_offers(tx, id, now, end.how).await?;
    shares::end(tx, services, opener, id, &offer.agency).await?;
    // Of a hand-over that came back the reporter need not hear; what they have seen stays.
    handovers::unsay_shown(tx, id).await?;
    let shown = further(&head.shown_stage, after.shown()).map(|shown| (shown, next_release(now)));
    let moved = Move { stage: after.noted_state().key(), kind: head.kind.as_deref(), shown };
    tips::change(tx, id, head.version, &moved).await?;
    // The reason is sealed with the steps: in the log it would lie open.
    audit::record(tx, context, actor, &Entry::change(action, "tip", &row)).await?;
    Ok(())
}
