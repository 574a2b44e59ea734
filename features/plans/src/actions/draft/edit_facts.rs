//! A person writes the letterhead, the title and the signature anew.

use access::Actor;
use web::Services;

use super::open::Open;
use crate::{
    actions::DraftError,
    model::{PlanId, plan::PlanFacts},
    store::{draft_rows, plan_lists},
};

/// Writes what the letterhead, the title and the signature say.
pub(crate) async fn edit_facts(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    facts: &PlanFacts,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    if let Some(parent) = facts.parent {
        let above = plan_lists::plans_above(&mut open.tx, open.head.ground.first).await?;
        if !above.iter().any(|plan| plan.id == parent) {
            return Err(DraftError::NotFound);
        }
    }
    draft_rows::set_facts(&mut open.tx, &open.permit, &open.head, facts).await?;
    open.finish("facts-edited", "").await
}
