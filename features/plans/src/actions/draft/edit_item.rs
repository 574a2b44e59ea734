//! A person writes an obligation anew.

use access::Actor;
use web::Services;

use super::{open::Open, words::ItemWords};
use crate::{
    actions::DraftError,
    model::{ObligationId, PlanId, plan::Item},
};

/// Writes an obligation as a person says it is.
pub(crate) async fn edit_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    words: &ItemWords,
) -> Result<(), DraftError> {
    let parties = words.parties(services, actor).await?;
    let mut open = Open::draft(services, actor, plan).await?;
    let old = open.item(id).await?;
    let item = Item {
        text: words.text.clone(),
        deliverable: words.deliverable.clone(),
        timing: words.timing,
        requested: words.requested,
        origin: if old.origin == "read" { "edited".to_owned() } else { old.origin },
        parties,
        ..old
    };
    open.write(&item, base_version).await?;
    open.finish("item-edited", &item.clause).await
}
