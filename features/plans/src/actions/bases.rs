//! Tying a plan to the documents that it rests on, by number and symbol.

use access::Actor;
use web::Services;

use crate::{
    model::{DocumentId, PlanId, draft::NewPlan},
    store::{
        documents,
        history::{self, About},
        issued, plans,
    },
};

/// The issued plan of a unit above that a draft names among its bases.
pub(super) async fn plan_above(
    services: &Services,
    actor: &Actor,
    citing: DocumentId,
    draft: &NewPlan,
) -> db::Result<Option<PlanId>> {
    let mut db = &services.db;
    let own = actor.ground.first;
    for basis in &draft.read.legal_bases {
        let (Some(number), Some(symbol)) = (&basis.number, &basis.symbol) else { continue };
        let found = documents::by_number(&mut db, number, symbol, own, citing).await?;
        let Some((_, Some(plan))) = found else { continue };
        if plans::find(&mut db, plan).await?.is_some_and(|head| head.ground.first < own) {
            return Ok(Some(plan));
        }
    }
    Ok(None)
}

/// Links the bases of a plan to documents of ours.
pub(super) async fn link_bases(services: &Services, actor: &Actor, plan: PlanId) -> db::Result<()> {
    let mut tx = services.db.begin().await?;
    let Some(head) = plans::find(&mut tx, plan).await? else { return Ok(()) };
    let mut linked = 0;
    for basis in plans::bases(&mut tx, plan).await?.iter().filter(|basis| basis.document.is_none()) {
        let (Some(number), Some(symbol)) = (&basis.number, &basis.symbol) else { continue };
        let found = documents::by_number(&mut tx, number, symbol, actor.ground.first, head.document).await?;
        if let Some((document, _)) = found {
            issued::link_basis(&mut tx, &basis.id, &document).await?;
            linked += 1;
        }
    }
    if linked > 0 {
        let about = About { plan, obligation: None };
        history::log(&mut tx, &services.context, actor, about, "bases-linked").await?;
    }
    tx.commit().await
}
