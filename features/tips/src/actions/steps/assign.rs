//! Assigning who resolves a tip (TTLT 01/2017 Đ9 k1–2: within 03 days, and the procuracy is told).

use access::Actor;
use organisation::Officer;
use vault::Opener;
use web::Services;

use super::{
    Typed,
    note::{Draft, note},
};
use crate::{
    error::{Fault, Result},
    ids::TipId,
    model::law::{Event, Step},
    store::{bars, tips},
};

/// Notes the assignment to an officer of the agency that holds the tip, never to one whom the tip is about.
///
/// # Errors
/// As [`super::classify`].
pub async fn assign(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (typed, person): (&Typed, &str),
) -> Result<()> {
    let officer = officers(services, actor, id).await?.into_iter().find(|officer| officer.person.id == person);
    let event = if officer.is_some() {
        Ok(Event::Assigned)
    } else {
        Err(Fault { field: "can_bo", key: "tips-step-fault-officer" })
    };
    let mut draft = Draft::of(Step::Assign, event);
    draft.officer = officer.map(|officer| (officer.person.id, officer.person.name));
    note(services, actor, opener, id, typed, draft).await
}

/// The officers to whom a tip can be assigned: those of the agency that holds it, without those whom it is about.
pub(crate) async fn officers(services: &Services, actor: &Actor, id: TipId) -> Result<Vec<Officer>> {
    let mut q = &services.db;
    let head = tips::find(&mut q, actor, id).await?;
    let barred = bars::list(&mut q, id).await?;
    let all = organisation::officers_of_agency(&mut q, &head.agency, services.context.today()).await?;
    let is_barred = |officer: &Officer| barred.iter().any(|bar| bar.kind == "person" && bar.id == officer.person.id);
    Ok(all.into_iter().filter(|officer| !is_barred(officer)).collect())
}
