//! Opening an obligation or a plan: found, and the person may know of it.

use access::{Action, Actor, Permit, Thing};
use web::Services;

use super::WorkError;
use crate::{
    model::{
        ObligationId, PlanId,
        work::{IssuedPlan, Obligation},
    },
    rights::SeePlan,
    store::obligations,
};

/// A live obligation that the person may see.
pub(crate) async fn obligation(services: &Services, actor: &Actor, id: ObligationId) -> Result<Obligation, WorkError> {
    let today = services.context.today();
    let found = obligations::find(&mut &services.db, id, actor, today).await?.ok_or(WorkError::NotFound)?;
    services.policy.permit::<SeePlan>(actor, &found.thing_to_read())?;
    Ok(found)
}

/// An issued plan on which the person may do `A`.
pub(crate) async fn plan<A: Action>(
    services: &Services,
    actor: &Actor,
    id: PlanId,
) -> Result<(IssuedPlan, Permit<A>), WorkError> {
    let found = obligations::plan(&mut &services.db, id).await?.ok_or(WorkError::NotFound)?;
    let permit = services.policy.permit::<A>(actor, &Thing::of(found.ground))?;
    Ok((found, permit))
}
