//! Conflict of interest: an office or an officer that a tip is about never sees it; the level above takes its place.

use access::Actor;
use audit::Entry;
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Opener, VaultError};
use web::Services;

use super::{
    offers::{End, end_offer},
    shares,
};
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        law::{Event, Law, Receiver as Body, TipPath, TipState},
        shown::{further, next_release},
    },
    rights::KeepAway,
    sealed,
    store::{
        bars::{self, Barred},
        entries,
        handovers::{self, Offer, OfferEnd},
        path,
        receivers::{self, Receiver},
        statements_path,
        steps::{self, NewStep},
        tips::{self, Move, TipHead},
        zalo,
    },
};

/// Whom a tip is about; both may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// Identifier of an agency.
    pub agency: String,
    /// Identifier of a person in office.
    pub person: String,
}

impl About {
    fn bars(&self) -> impl Iterator<Item = Barred<'_>> {
        let agency = Some(Barred::Agency(&self.agency)).filter(|_| !self.agency.is_empty());
        let person = Some(Barred::Person(&self.person)).filter(|_| !self.person.is_empty());
        agency.into_iter().chain(person)
    }
}

/// Writes down whom a new tip is kept from.
pub(crate) async fn keep_from(tx: &mut Tx, tip: TipId, about: &About) -> Result<()> {
    for barred in about.bars() {
        bars::add(tx, tip, barred).await?;
    }
    Ok(())
}

/// Who receives what an officer writes down: their own agency, or the one above it; past every agency that it is about, and past
/// the agency of a person whom it is about. Where nobody above has a vault it is the own agency all the same: nothing told is ever
/// refused (BLTTHS Đ145 k1). The person is kept from it, the agency as soon as another holds it.
///
/// # Errors
/// [`TipError::Invalid`] for somebody who does not exist; [`TipError::NobodyReceives`].
pub(crate) async fn receiver_past<'a>(
    services: &Services,
    actor: &Actor,
    all: &'a [Receiver],
    about: &About,
) -> Result<&'a Receiver> {
    let own = actor.agency.as_deref().and_then(|agency| all.iter().find(|one| one.agency == agency));
    let over = || all.iter().filter(|one| one.ground.holds(actor.ground)).max_by_key(|one| one.ground.first);
    let nearest = own.or_else(over).ok_or(TipError::NobodyReceives)?;
    let accused = accused(services, about).await?;
    if !accused.contains(&nearest.agency) {
        return Ok(nearest);
    }
    Ok(receivers::above(all, nearest.ground, |one| accused.contains(&one.agency)).unwrap_or(nearest))
}

/// The agencies that somebody of is accused: the agency named, and those in which the person named serves today.
async fn accused(services: &Services, about: &About) -> Result<Vec<String>> {
    let (mut q, today) = (&services.db, services.context.today());
    let fault = |field| TipError::Invalid(vec![Fault { field, key: "tips-bar-fault-unknown" }]);
    let mut found = Vec::new();
    if !about.agency.is_empty() {
        found.push(organisation::agency(&mut q, &about.agency).await?.ok_or_else(|| fault("ve_co_quan"))?.id);
    }
    if !about.person.is_empty() {
        let rows = q.rows(&statements_path::AGENCIES_OF_PERSON, db::params![&about.person, today]).await?;
        if rows.is_empty() {
            return Err(fault("ve_can_bo"));
        }
        for row in rows {
            found.push(row.text("agency")?);
        }
    }
    Ok(found)
}

fn no_above() -> TipError {
    TipError::Invalid(vec![Fault { field: "ve_co_quan", key: "tips-bar-fault-no-above" }])
}

/// Who deals with a tip once it is kept from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// An agency that it is not about.
    Elsewhere,
    /// The colleagues of the person that it is about: nobody above them has a vault.
    WithColleagues,
}

/// Keeps a tip from those whom it is about, for good and at once. Where the agency that holds it, or the one that is to sign for
/// it, is theirs, the level above receives the tip. Where there is none, an offer to them is taken back; and a tip about a
/// person of the agency that holds it stays with the colleagues, because nobody else could open it. Whoever of the agencies
/// concerned does not go on holding it loses the key, and what is written from then on is sealed without them.
///
/// # Errors
/// [`TipError::Invalid`] where nobody is named, or the agency that holds it and nobody above has a vault; [`TipError::Stale`] when
/// somebody changed the tip.
pub async fn keep_away(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (about, base): (&About, i64),
) -> Result<Kept> {
    let context = &services.context;
    if about.bars().next().is_none() {
        return Err(TipError::Invalid(vec![Fault { field: "ve_co_quan", key: "tips-bar-fault-nobody" }]));
    }
    let accused = accused(services, about).await?;
    let holidays = services.holidays().await?;
    let law = path::law(&holidays)?;
    let mut tx = services.db.begin().await?;
    tips::shown(&mut tx, context, id).await?;
    let head = tips::find(&mut tx, actor, id).await?;
    services.policy.permit::<KeepAway>(actor, &head.thing())?;
    if !head.is_held_by(actor) {
        return Err(TipError::NotFound);
    }
    if head.version != base {
        return Err(TipError::Stale);
    }
    let opener = opener.ok_or(TipError::StepUp)?;
    let offer = handovers::waiting(&mut tx, id).await?;
    let case = Case { head: &head, offer: offer.as_ref(), accused: &accused, law };
    let holder = rehome(&mut tx, services, actor, opener, &case, about).await?;
    keep_from(&mut tx, id, about).await?;
    bars::settle(&mut tx, id).await?;
    let offered = offer.map(|offer| offer.agency).filter(|_| holder != head.agency);
    // The own key goes last: with it the others are taken.
    let mut end: Vec<_> = accused.iter().chain(&offered).filter(|one| **one != holder).collect();
    end.sort_by_key(|one| **one == head.agency);
    for agency in end {
        shares::end(&mut tx, services, opener, id, agency).await?;
    }
    let row = sealed::text(id);
    let kind = if about.person.is_empty() { "agency" } else { "person" };
    let entry = Entry::change("tips.kept-away", "tip", &row).payload(json!({ "from": kind }));
    audit::record(&mut tx, context, actor, &entry).await?;
    tx.commit().await?;
    Ok(if accused.contains(&holder) { Kept::WithColleagues } else { Kept::Elsewhere })
}

/// A tip that is about somebody: how it stands, and the agencies that this concerns.
struct Case<'a> {
    head: &'a TipHead,
    offer: Option<&'a Offer>,
    accused: &'a [String],
    law: Law<'a>,
}

/// Brings the tip to an agency that it is not about, as far as there is one; tells which agency holds it then.
async fn rehome(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    opener: &Opener,
    case: &Case<'_>,
    about: &About,
) -> Result<String> {
    let (head, meets) = (case.head, |agency: &String| case.accused.contains(agency));
    let offer = case.offer.filter(|offer| meets(&offer.agency));
    let theirs = if meets(&head.agency) { Some(&head.agency) } else { offer.map(|offer| &offer.agency) };
    let Some(theirs) = theirs else { return Ok(head.agency.clone()) };
    if let Some(above) = lift_above(tx, services, actor, opener, (head, theirs, case.accused), case.law).await? {
        return Ok(above);
    }
    if about.agency == head.agency {
        return Err(no_above());
    }
    if let Some(offer) = offer {
        let end = End { how: OfferEnd::Withdrawn, reason: None };
        end_offer(tx, services, actor, opener, (head, offer), (end, case.law)).await?;
    }
    Ok(head.agency.clone())
}

/// Gives the tip to the nearest level above the accused agency, with its key, its number and its clocks; tells which, or nothing
/// where nobody above has a vault.
async fn lift_above(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    opener: &Opener,
    (head, theirs, accused): (&TipHead, &str, &[String]),
    law: Law<'_>,
) -> Result<Option<String>> {
    let context = &services.context;
    let all = receivers::list(tx, context.today()).await?;
    let barred = bars::agencies(tx, head.id, context.today()).await?;
    let ground = all.iter().find(|one| one.agency == theirs).map_or(actor.ground, |one| one.ground);
    let is_left_out = |one: &Receiver| accused.contains(&one.agency) || barred.contains(&one.agency);
    let Some(above) = receivers::above(&all, ground, is_left_out) else { return Ok(None) };
    let (row, now) = (sealed::text(head.id), context.now());
    vault::share(tx, context, opener, sealed::told(&row), &above.agency).await?;
    match vault::share(tx, context, opener, sealed::reporter(&row), &above.agency).await {
        // An anonymous tip has nothing to share.
        Ok(()) | Err(VaultError::NotHeld) => {}
        Err(other) => return Err(other.into()),
    }
    zalo::share(tx, context, opener, head.id, &above.agency).await?;
    handovers::end_offers(tx, head.id, now, OfferEnd::Closed).await?;
    let before = path::path(tx, head, law).await?;
    note_the_way(tx, services, actor, (head, above), &before).await?;
    handovers::move_to(tx, head.id, head.version, above).await?;
    if tx.count(&statements_path::HAS_ENTRY, db::params![head.id, &above.agency]).await? == 0 {
        entries::enter(tx, context, head.id, &above.agency, now).await?;
    }
    let after = path::path(tx, head, law).await?;
    let moved = Move {
        stage: after.noted_state().key(),
        kind: head.kind.as_deref(),
        shown: further(&head.shown_stage, after.shown()).map(|shown| (shown, next_release(now))),
    };
    tips::change(tx, head.id, head.version + 1, &moved).await?;
    Ok(Some(above.agency.clone()))
}

/// Notes how it went up: handed over and received, as far as the path has a place for that. A decided tip only changes hands.
async fn note_the_way(
    tx: &mut Tx,
    services: &Services,
    actor: &Actor,
    (head, above): (&TipHead, &Receiver),
    path: &TipPath,
) -> Result<()> {
    let (context, now, state) = (&services.context, services.context.now(), path.noted_state());
    let is_open = matches!(
        state,
        TipState::Received
            | TipState::Classified
            | TipState::NotCompetent
            | TipState::UnderResolution
            | TipState::ExpiredWithoutGround
    );
    if is_open {
        let investigates = path.receipt().is_some_and(|receipt| receipt.by != Body::CommunePolice);
        if investigates && state != TipState::NotCompetent {
            let step =
                NewStep { kind: Event::FoundNotCompetent.key(), agency: Some(&head.agency), ..NewStep::default() };
            steps::add(tx, context, actor, (head.id, now), &step).await?;
        }
        let step = NewStep { kind: Event::HandedOver.key(), agency: Some(&above.agency), ..NewStep::default() };
        steps::add(tx, context, actor, (head.id, now), &step).await?;
    }
    if is_open || state == TipState::HandedOver {
        steps::add_receipt(tx, context, head.id, &above.agency, now).await?;
    }
    Ok(())
}

/// Lets somebody see a tip again who was kept from it by mistake. It gives nobody a key back.
///
/// # Errors
/// [`TipError::Invalid`] without a reason, which the log keeps; [`TipError::NotFound`] where they were not kept from it.
pub async fn lift(services: &Services, actor: &Actor, id: TipId, (barred, reason): (Barred<'_>, &str)) -> Result<()> {
    if reason.trim().chars().count() < 10 {
        return Err(TipError::Invalid(vec![Fault { field: "ly_do_bo", key: "tips-w-fault-reason" }]));
    }
    let mut tx = services.db.begin().await?;
    let head = tips::find(&mut tx, actor, id).await?;
    services.policy.permit::<KeepAway>(actor, &head.thing())?;
    if !head.is_held_by(actor) || !bars::remove(&mut tx, id, barred).await? {
        return Err(TipError::NotFound);
    }
    let row = sealed::text(id);
    let entry = Entry::change("tips.bar-lifted", "tip", &row).reason(reason.trim());
    audit::record(&mut tx, &services.context, actor, &entry).await?;
    tx.commit().await?;
    Ok(())
}
