//! A person adds a target that the reader did not find.

use access::Actor;
use web::Services;

use super::open::{Open, short};
use crate::{
    actions::DraftError,
    model::{PlanId, plan::Target},
    store::{draft_rows, plans},
};

/// Adds a target at the end. The same identifier again changes nothing.
pub(crate) async fn add_target(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    target: &Target,
) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let targets = plans::targets(&mut open.tx, plan).await?;
    if targets.iter().any(|old| old.id == target.id) {
        return Ok(());
    }
    let ordinal = i64::try_from(targets.len()).unwrap_or(i64::MAX);
    draft_rows::add_target(&mut open.tx, plan, ordinal, target, (None, None)).await?;
    open.finish("target-added", &short(&target.text)).await
}
