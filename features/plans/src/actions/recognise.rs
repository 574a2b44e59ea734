//! Which of our agencies the names in a text are.

use access::Actor;
use web::Services;

use crate::{model::draft::NewPlan, store::drafts::Known};

/// The agencies of all names in a draft.
pub(crate) async fn known_agencies(services: &Services, actor: &Actor, draft: &NewPlan) -> db::Result<Known> {
    let names = draft.items.iter().flat_map(|item| &item.parties).map(|(_, text)| text.as_str());
    recognise(services, actor, names).await
}

/// The agencies of some names: first among those of the actor's own unit, then upwards.
pub(crate) async fn recognise<'a>(
    services: &Services,
    actor: &Actor,
    names: impl Iterator<Item = &'a str>,
) -> db::Result<Known> {
    let mut db = &services.db;
    let today = services.context.today();
    let mut known = Known::new();
    let Some(own) = organisation::unit(&mut db, &actor.unit).await? else { return Ok(known) };
    let mut path = organisation::unit_path(&mut db, &own).await?;
    // The own unit first: the smaller the ground, the nearer.
    path.sort_by_key(|unit| unit.ground.last - unit.ground.first);
    let mut asked = std::collections::HashSet::new();
    for name in names {
        if !asked.insert(name) {
            continue;
        }
        for unit in &path {
            if let Some(agency) = organisation::recognise_agency(&mut db, &unit.code, name, today).await? {
                known.insert(name.to_owned(), agency.id);
                break;
            }
        }
    }
    Ok(known)
}
