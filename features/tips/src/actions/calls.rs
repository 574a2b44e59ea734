//! Calls at the hotline: kept while they are typed, taken in as tips, thrown away when nobody came back to them.

use access::{Actor, Thing};
use audit::Entry;
use serde_json::json;
use web::Services;

use super::take_in::{Intake, TakenIn, idempotency, take_in};
use crate::{
    error::Result,
    model::calls::CallRule,
    rights::AnswerCalls,
    store::{
        calls::{self, CallId},
        entries,
    },
};

/// Keeps what was typed so far, sealed to the operator. The first time is noted in the log, not each few seconds.
///
/// # Errors
/// [`TipError::NotFound`] for an id that is none or another operator's; [`TipError::StepUp`] without a key pair.
pub(crate) async fn save_call(services: &Services, actor: &Actor, id: CallId, typed: &Intake) -> Result<()> {
    services.policy.permit::<AnswerCalls>(actor, &Thing::of(actor.ground))?;
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    if entries::find_again(&mut tx, &idempotency(actor, &id.to_string())).await?.is_some() {
        // A save that was under way while the call was taken in.
        return Ok(());
    }
    let is_new = calls::began_at(&mut tx, &actor.account, id).await?.is_none();
    calls::put(&mut tx, context, &actor.account, id, typed).await?;
    if is_new {
        let id = id.to_string();
        audit::record(&mut tx, context, actor, &Entry::change("tips.call-begun", "tip_call", &id)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a call in as a tip, received when the call began, and forgets what was kept of it.
///
/// # Errors
/// As [`take_in`].
pub(crate) async fn finish_call(services: &Services, actor: &Actor, id: CallId, typed: &Intake) -> Result<TakenIn> {
    services.policy.permit::<AnswerCalls>(actor, &Thing::of(actor.ground))?;
    let received_at = calls::began_at(&mut &services.db, &actor.account, id).await?;
    let intake = Intake { received_at, ..typed.clone() };
    let taken = take_in(services, actor, &intake, &id.to_string()).await?;
    let mut tx = services.db.begin().await?;
    calls::remove(&mut tx, &actor.account, id).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Throws a call away, for a wrong number; that it was there stays in the log.
///
/// # Errors
/// [`TipError::NotFound`] where there is no such call.
pub(crate) async fn drop_call(services: &Services, actor: &Actor, id: CallId) -> Result<()> {
    services.policy.permit::<AnswerCalls>(actor, &Thing::of(actor.ground))?;
    let mut tx = services.db.begin().await?;
    if calls::remove(&mut tx, &actor.account, id).await? {
        let id = id.to_string();
        let entry = Entry::change("tips.call-dropped", "tip_call", &id);
        audit::record(&mut tx, &services.context, actor, &entry).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Throws away the calls to which nobody came back in time.
///
/// # Errors
/// The database's.
pub async fn purge_calls(services: &Services) -> Result<u64> {
    let context = &services.context;
    let rule = CallRule::of(context.today());
    let mut tx = services.db.begin().await?;
    let count = calls::remove_old(&mut tx, rule.over_before(context.now())).await?;
    if count > 0 {
        let entry = Entry::change("tips.calls-purged", "tip_call", "").payload(json!({ "count": count }));
        audit::record_system(&mut tx, context, &entry).await?;
    }
    tx.commit().await?;
    Ok(count)
}
