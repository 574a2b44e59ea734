//! An obligation leaves the draft, or comes back.

use access::Actor;
use web::Services;

use super::open::Open;
use crate::{
    actions::DraftError,
    model::{ObligationId, PlanId, plan::Item},
};

/// Takes an obligation out of the draft, or in again.
pub(crate) async fn drop_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    dropped: bool,
) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let item = Item { dropped, ..open.item(id).await? };
    open.set_dropped(&item, base_version).await?;
    open.finish(if dropped { "item-dropped" } else { "item-restored" }, &item.clause).await
}
