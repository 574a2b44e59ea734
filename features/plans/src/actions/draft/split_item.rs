//! One obligation becomes several.

use access::Actor;
use web::Services;

use super::open::Open;
use crate::{
    actions::DraftError,
    model::{ObligationId, PlanId, plan::Item},
    store::draft_rows,
};

/// Splits an obligation into its parts; each keeps who and when.
pub(crate) async fn split_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    parts: &[String],
) -> Result<usize, DraftError> {
    let [first, others @ ..] = parts else { return Err(DraftError::Nothing) };
    if others.is_empty() {
        return Err(DraftError::Nothing);
    }
    let mut open = Open::draft(services, actor, plan).await?;
    let old = open.item(id).await?;
    let head = Item { text: first.clone(), origin: "split".to_owned(), ..old.clone() };
    open.write(&head, base_version).await?;
    draft_rows::make_room(&mut open.tx, &open.permit, plan, old.ordinal, others.len()).await?;
    for (number, text) in (1_i64..).zip(others) {
        let part = Item {
            id: ObligationId::new(&services.context),
            ordinal: old.ordinal + number,
            clause: format!("{}/{}", old.clause, number + 1),
            text: text.clone(),
            origin: "split".to_owned(),
            version: 1,
            ..old.clone()
        };
        open.add(&part).await?;
    }
    open.finish("item-split", &old.clause).await?;
    Ok(parts.len())
}
