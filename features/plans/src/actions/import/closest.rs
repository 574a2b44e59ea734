//! The plan that a document may be a copy of.

use access::{Actor, Thing};
use web::Services;

use super::ImportError;
use crate::{
    model::{DocumentId, PlanId, likeness},
    rights::{SeeDraft, SeePlan},
    store::documents,
};

/// The plan most like a document among those that the person may see, if it is alike at all.
pub(crate) async fn closest(
    services: &Services,
    actor: &Actor,
    document: DocumentId,
    fingerprint: &str,
) -> Result<Option<PlanId>, ImportError> {
    let scope = services.policy.scope::<SeePlan>(actor)?;
    let known = documents::fingerprints(&mut &services.db, &scope, drafts_at(services, actor), document).await?;
    let likeness = |other: &str| likeness::likeness(fingerprint, other);
    Ok(known
        .into_iter()
        .map(|(plan, other)| (plan, likeness(&other)))
        .filter(|(_, share)| *share >= likeness::ALIKE)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(plan, _)| plan))
}

/// The position of the unit whose drafts the person may see: the own one, or none at all.
pub(crate) fn drafts_at(services: &Services, actor: &Actor) -> i64 {
    let may = services.policy.permit::<SeeDraft>(actor, &Thing::of(actor.ground)).is_ok();
    if may { actor.ground.first } else { -1 }
}
