//! A draft that is not to become a plan, and taking that back.

use access::{Actor, Permit};
use jiff::{SignedDuration, Timestamp};
use web::Services;

use crate::{
    actions::DraftError,
    model::{
        PlanId, bounds,
        plan::{PlanHead, PlanState},
    },
    rights::EditPlan,
    store::{
        discarded::{self as store, Discard},
        history::{self, About},
        plans,
    },
};

/// How long a draft can be taken back: long enough to notice the slip, short enough that nobody builds on a draft
/// that others believe gone.
const UNDO: SignedDuration = SignedDuration::from_mins(10);

/// A discarded draft as a page shows it.
#[derive(Debug)]
pub(crate) struct Discarded {
    /// Who, when and why.
    pub(crate) discard: Discard,
    /// Until when it can be taken back; `None` when that time is over.
    pub(crate) until: Option<Timestamp>,
}

/// Discards a draft. A second press changes nothing.
pub(crate) async fn discard(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    reason: &str,
) -> Result<(), DraftError> {
    let (head, permit) = open(services, actor, plan).await?;
    if head.state == PlanState::Discarded {
        return Ok(());
    }
    if reason.trim().is_empty() || !bounds::fits(reason, bounds::LONGEST_REPORT) {
        return Err(DraftError::Nothing);
    }
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    let head = plans::take_draft(&mut tx, plan).await?.ok_or(DraftError::Issued)?;
    if head.version != base_version + 1 {
        return Err(DraftError::Stale);
    }
    store::discard(&mut tx, &permit, plan, actor, context.now(), reason.trim()).await?;
    history::add(&mut tx, context, actor, About { plan, obligation: None }, "discarded", reason.trim()).await?;
    Ok(tx.commit().await?)
}

/// Takes a discarded draft back, while there is time and no other draft was made of its document.
pub(crate) async fn restore(services: &Services, actor: &Actor, plan: PlanId) -> Result<(), DraftError> {
    let (head, permit) = open(services, actor, plan).await?;
    if head.state == PlanState::Draft {
        return Ok(());
    }
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    let since = context.now() - UNDO;
    if !store::restore(&mut tx, &permit, &head, since).await? {
        return Err(DraftError::Nothing);
    }
    history::add(&mut tx, context, actor, About { plan, obligation: None }, "undiscarded", "").await?;
    Ok(tx.commit().await?)
}

/// Who discarded a draft, when and why; nothing while it is a draft.
pub(crate) async fn discarded(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
) -> Result<Option<Discarded>, DraftError> {
    let (_, permit) = open(services, actor, plan).await?;
    let found = store::find(&mut &services.db, &permit, plan).await?;
    Ok(found.map(|discard| {
        let until = discard.at + UNDO;
        Discarded { until: (services.context.now() <= until).then_some(until), discard }
    }))
}

/// A draft, discarded or not, for one who prepares it.
async fn open(services: &Services, actor: &Actor, plan: PlanId) -> Result<(PlanHead, Permit<EditPlan>), DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let permit = services.policy.permit::<EditPlan>(actor, &head.thing())?;
    if head.state == PlanState::Issued { Err(DraftError::Issued) } else { Ok((head, permit)) }
}
