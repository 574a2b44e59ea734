//! A unit below says that it has read a plan.

use access::Actor;
use web::Services;

use super::DraftError;
use crate::{
    model::{
        PlanId,
        plan::{PlanHead, PlanState},
    },
    rights::AcknowledgePlan,
    store::{
        history::{self, About},
        issued, plans,
    },
};

/// Whether the person may say it for the own unit: the plan is issued by a unit above.
pub(crate) fn may(services: &Services, actor: &Actor, head: &PlanHead) -> bool {
    head.state == PlanState::Issued
        && head.ground.first != actor.ground.first
        && services.policy.permit::<AcknowledgePlan>(actor, &head.thing()).is_ok()
}

/// Notes that the actor's unit has read a plan; a second time changes nothing.
///
/// # Errors
/// [`DraftError::NotFound`] when there is no such plan, or it is not one of a unit above.
pub async fn acknowledge_plan(services: &Services, actor: &Actor, plan: PlanId) -> Result<(), DraftError> {
    let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
    let permit = services.policy.permit::<AcknowledgePlan>(actor, &head.thing())?;
    if !may(services, actor, &head) {
        return Err(DraftError::NotFound);
    }
    let mut tx = services.db.begin().await?;
    if issued::acknowledge(&mut tx, &permit, actor, plan, services.context.now()).await? {
        let about = About { plan, obligation: None };
        history::add(&mut tx, &services.context, actor, about, "acknowledged", &actor.unit_name).await?;
    }
    Ok(tx.commit().await?)
}
