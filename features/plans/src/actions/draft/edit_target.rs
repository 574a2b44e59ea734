//! A person writes a target anew, or takes it out or in again.

use access::Actor;
use web::Services;

use super::open::{Open, short};
use crate::{
    actions::DraftError,
    model::{PlanId, plan::Target},
    store::draft_rows,
};

/// Writes a target, or takes it out or in again.
pub(crate) async fn edit_target(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    target: &Target,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    draft_rows::edit_target(&mut open.tx, &open.permit, plan, target).await?;
    open.finish("target-edited", &short(&target.text)).await
}
