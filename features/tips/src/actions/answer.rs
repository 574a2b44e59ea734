//! Writing to the reporter, and acknowledging danger.

use access::Actor;
use audit::Entry;
use vault::Opener;
use web::Services;

use super::read::unlock;
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{answers::LONGEST, law::triage::DANGER_STEP},
    rights::{AnswerTip, SeeTips},
    sealed,
    store::{
        statements,
        steps::{self, NewStep},
        thread::{self, Author},
        tips, zalo,
    },
};

/// Writes to the reporter. The same form sent again changes nothing.
///
/// # Errors
/// [`TipError::Invalid`] for an empty or endless text; as reading otherwise.
pub async fn answer(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (text, form_key): (&str, &str),
) -> Result<()> {
    let (head, _) = unlock(services, actor, opener, id).await?;
    services.policy.permit::<AnswerTip>(actor, &head.thing())?;
    // One voice speaks to the reporter: whoever holds the tip, until another has signed for it.
    if !head.is_held_by(actor) {
        return Err(TipError::NotFound);
    }
    let fault = |key| Err(TipError::Invalid(vec![Fault { field: "tra_loi", key }]));
    match text.chars().count() {
        0 => return fault("tips-w-fault-empty"),
        long if long > LONGEST => return fault("tips-fault-too-long"),
        _ => {}
    }
    let opener = opener.ok_or(TipError::StepUp)?;
    let context = &services.context;
    let row = sealed::text(id);
    let mut tx = services.db.begin().await?;
    let key = vault::open_record_to_change(&mut tx, context, opener, sealed::told(&row)).await?;
    let form = format!("answer-{form_key}");
    let message = (id, Author::Agency, context.now());
    if thread::add(&mut tx, context, &key, message, (text, &[]), &form).await? {
        zalo::ask_notice(&mut tx, context, id).await?;
        audit::record(&mut tx, context, actor, &Entry::change("tips.answered", "tip", &row)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Says that somebody has taken the danger in hand: it stops the two-hour alarm.
///
/// # Errors
/// [`TipError::NotFound`] for whoever may not see the tip.
pub async fn acknowledge_danger(services: &Services, actor: &Actor, id: TipId) -> Result<()> {
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    let head = tips::find(&mut tx, actor, id).await?;
    services.policy.permit::<SeeTips>(actor, &head.thing())?;
    if !head.is_at(actor) {
        return Err(TipError::NotFound);
    }
    let now = context.now();
    if tx.run(&statements::MARK_DANGER_SEEN, db::params![id, now, DANGER_STEP]).await? == 1 {
        let step = NewStep { kind: "danger_acknowledged", ..NewStep::default() };
        steps::add(&mut tx, context, actor, (id, now), &step).await?;
        let row = sealed::text(id);
        audit::record(&mut tx, context, actor, &Entry::change("tips.danger-acknowledged", "tip", &row)).await?;
    }
    tx.commit().await?;
    Ok(())
}
