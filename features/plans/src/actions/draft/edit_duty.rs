//! A person writes a duty to report anew, or takes it out or in again.

use access::Actor;
use web::Services;

use super::open::{Open, short};
use crate::{
    actions::DraftError,
    model::{PlanId, plan::Duty},
    store::draft_rows,
};

/// Writes a duty to report, or takes it out or in again.
pub(crate) async fn edit_duty(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    duty: &Duty,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    draft_rows::edit_duty(&mut open.tx, &open.permit, plan, duty).await?;
    open.finish("duty-edited", &short(&duty.text)).await
}
