//! Handing a tip over to the agency that is competent, and signing for one.

use access::Actor;
use audit::Entry;
use serde_json::json;
use vault::{Opener, VaultError};
use web::Services;

use super::shares::{self, Taken};
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        law::{Event, Noted, ShownStage},
        shown::{further, next_release},
    },
    rights::{HandOver, SignFor},
    sealed,
    store::{
        bars, entries,
        handovers::{self, WithReporter},
        path,
        receivers::{self, Receiver},
        steps::{self, NewStep},
        tips::{self, Move},
        zalo,
    },
};

/// What a hand-over says.
#[derive(Debug, Clone)]
pub struct NewHandover {
    /// The agency that is competent.
    pub to: String,
    /// Number of the letter (phiếu chuyển, mẫu 03), if it has one yet.
    pub number: String,
    /// Whether it tells who the reporter is.
    pub with: WithReporter,
    /// Version of the tip that the person saw.
    pub base: i64,
}

/// Seals the tip to another agency and offers it there; that agency signs for it. What was told goes along; who told it
/// only when the person says so.
///
/// # Errors
/// [`TipError::Invalid`] for an agency that cannot receive, [`TipError::Stale`] when somebody changed the tip.
pub async fn hand_over(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    new: &NewHandover,
) -> Result<()> {
    let context = &services.context;
    let opener = opener.ok_or(TipError::StepUp)?;
    let holidays = services.holidays().await?;
    let law = path::law(&holidays)?;
    let mut tx = services.db.begin().await?;
    // What is due to be shown is shown before anything new takes its place.
    tips::shown(&mut tx, context, id).await?;
    let head = tips::find(&mut tx, actor, id).await?;
    let permit = services.policy.permit::<HandOver>(actor, &head.thing())?;
    if !head.is_held_by(actor) {
        return Err(TipError::NotFound);
    }
    if head.version != new.base {
        return Err(TipError::Stale);
    }
    let before = path::path(&mut tx, &head, law).await?;
    let handed = Noted::new(context.now(), Event::HandedOver);
    before.with(handed, law).map_err(|refusal| TipError::Path(refusal.key()))?;
    let all = receivers::list(&mut tx, context.today()).await?;
    let kept_from = bars::agencies(&mut tx, id, context.today()).await?;
    let may_receive = |one: &&Receiver| one.agency != head.agency && !kept_from.contains(&one.agency);
    let Some(to) = all.iter().filter(may_receive).find(|one| one.agency == new.to) else {
        return Err(TipError::Invalid(vec![Fault { field: "den", key: "tips-w-fault-receiver" }]));
    };
    let row = sealed::text(id);
    vault::share(&mut tx, context, opener, sealed::told(&row), &to.agency).await?;
    zalo::share(&mut tx, context, opener, id, &to.agency).await?;
    if new.with == WithReporter::Yes {
        match vault::share(&mut tx, context, opener, sealed::reporter(&row), &to.agency).await {
            // An anonymous tip has nothing to share.
            Ok(()) | Err(VaultError::NotHeld) => {}
            Err(other) => return Err(other.into()),
        }
    }
    handovers::add(&mut tx, context, actor, &permit, (id, &head.agency, &to.agency), new.with).await?;
    let now = context.now();
    let number = Some(new.number.trim()).filter(|number| !number.is_empty());
    let step = NewStep { kind: "handed_over", number, agency: Some(&to.agency), detail: None };
    steps::add(&mut tx, context, actor, (id, now), &step).await?;
    let shown = further(&head.shown_stage, ShownStage::HandedOver).map(|shown| (shown, next_release(now)));
    let moved = Move { stage: "handed_over", kind: head.kind.as_deref(), shown };
    tips::change(&mut tx, id, new.base, &moved).await?;
    let entry = Entry::change("tips.handed-over", "tip", &row).payload(json!({ "to": to.agency }));
    audit::record(&mut tx, context, actor, &entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Signs for a tip that was offered to the actor's agency: from now on it stands in that agency's lodging book, its clocks run
/// there, and what is written cannot be opened by whoever held it before. Where their keys cannot be taken yet, the step
/// and the log say so, and the next of the agency's members who opens the tip takes them: a signature never waits for that.
///
/// # Errors
/// [`TipError::Stale`] when nothing waits any more.
pub async fn sign_for(services: &Services, actor: &Actor, opener: Option<&Opener>, id: TipId) -> Result<()> {
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    tips::shown(&mut tx, context, id).await?;
    let head = tips::find(&mut tx, actor, id).await?;
    let permit = services.policy.permit::<SignFor>(actor, &head.thing())?;
    let agency = actor.agency.as_deref().ok_or(TipError::NotFound)?;
    let to = find_receiver(&mut tx, services, agency).await?;
    handovers::sign(&mut tx, context, actor, &permit, id, agency).await?;
    let now = context.now();
    handovers::move_to(&mut tx, id, head.version, &to).await?;
    bars::settle(&mut tx, id).await?;
    entries::enter_again(&mut tx, context, id, agency, now).await?;
    let taken = shares::leave_to(&mut tx, services, opener, (id, agency)).await?;
    let detail = (taken == Taken::Later).then_some(steps::KEYS_LATER);
    let step = NewStep { kind: steps::RECEIVED, agency: Some(agency), detail, ..NewStep::default() };
    steps::add(&mut tx, context, actor, (id, now), &step).await?;
    let shown = further(&head.shown_stage, ShownStage::HandedOver).map(|shown| (shown, next_release(now)));
    let moved = Move { stage: "received", kind: head.kind.as_deref(), shown };
    tips::change(&mut tx, id, head.version + 1, &moved).await?;
    let row = sealed::text(id);
    let entry = Entry::change("tips.signed-for", "tip", &row);
    let entry = if taken == Taken::Later { entry.payload(json!({ "keys_of_others": "later" })) } else { entry };
    audit::record(&mut tx, context, actor, &entry).await?;
    tx.commit().await?;
    Ok(())
}

async fn find_receiver(tx: &mut db::Tx, services: &Services, agency: &str) -> Result<Receiver> {
    let all = receivers::list(tx, services.context.today()).await?;
    all.into_iter().find(|one| one.agency == agency).ok_or(TipError::NobodyReceives)
}
