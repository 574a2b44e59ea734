//! Urging ("đôn đốc"): a letter about an obligation to those who answer for it, or to the units below that
//! have not answered it.

use access::Actor;
use organisation::Unit;
use web::Services;

use super::{Fault, WorkError};
use crate::{
    model::{ObligationId, ReminderId, bounds, work::Obligation},
    rights::RemindDuty,
    store::{
        answers,
        history::{self, About},
        obligations,
        reminders::{self, Letter, Receiver},
    },
};

/// To whom a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemindWhom {
    /// The people assigned and the agencies that lead; the unit itself where there are none or where it is not
    /// one's own.
    Responsible,
    /// Every unit one level below that has no clause answering this one.
    Gaps,
}

/// Units one level below a unit.
pub(crate) async fn children(services: &Services, unit: &str) -> Result<Vec<Unit>, WorkError> {
    let mut q = &services.db;
    let Some(unit) = organisation::unit(&mut q, unit).await? else { return Ok(Vec::new()) };
    let level = match unit.level.as_str() {
        "country" => "province",
        "province" => "commune",
        _ => return Ok(Vec::new()),
    };
    Ok(organisation::units_below(&mut q, &unit, level).await?)
}

/// Units one level below that have no clause answering this one.
pub(crate) async fn gaps(services: &Services, obligation: &Obligation) -> Result<Vec<Unit>, WorkError> {
    let mut units = children(services, &obligation.work.unit).await?;
    let links = answers::cascade(&mut &services.db, obligation.work.plan_id).await?;
    units.retain(|unit| {
        !links.iter().any(|link| link.upper == obligation.work.id && link.unit_pos == unit.ground.first)
    });
    Ok(units)
}

/// Sends a letter; gives how many were sent. The same form twice sends nothing more.
///
/// # Errors
/// [`WorkError::NotFound`] where the person may not urge, [`WorkError::Invalid`] without a text.
pub async fn remind(
    services: &Services,
    actor: &Actor,
    obligation: ObligationId,
    whom: RemindWhom,
    text: &str,
    form_key: &str,
) -> Result<usize, WorkError> {
    let found = super::open_work::obligation(services, actor, obligation).await?;
    let permit = services.policy.permit::<RemindDuty>(actor, &found.thing())?;
    if text.trim().is_empty() || form_key.is_empty() || !bounds::fits(form_key, bounds::LONGEST_KEY) {
        return Err(WorkError::Invalid(vec![Fault { field: "thu", key: "plans-w-fault-letter" }]));
    }
    if !bounds::fits(text, bounds::LONGEST_REPORT) {
        return Err(WorkError::Invalid(vec![Fault { field: "thu", key: "plans-w-fault-long" }]));
    }
    let receivers = match whom {
        RemindWhom::Responsible => responsible(services, actor, &found).await?,
        RemindWhom::Gaps => gaps(services, &found).await?.iter().map(whole_unit).collect(),
    };
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    let mut sent = 0;
    for (place, to) in receivers.iter().enumerate() {
        let form_key = format!("{form_key}/{place}");
        let letter = Letter { id: ReminderId::new(context), to, text: text.trim(), form_key };
        if reminders::add(&mut tx, &permit, &found, &letter, actor, context.now()).await? {
            sent += 1;
        }
    }
    if sent > 0 {
        let about = About { plan: found.work.plan_id, obligation: Some(obligation) };
        history::add(&mut tx, context, actor, about, "reminded", &sent.to_string()).await?;
        tx.commit().await?;
    }
    Ok(sent)
}

fn whole_unit(unit: &Unit) -> Receiver {
    Receiver { unit: unit.code.clone(), unit_pos: unit.ground.first, person: None, agency: None }
}

async fn responsible(services: &Services, actor: &Actor, found: &Obligation) -> Result<Vec<Receiver>, WorkError> {
    let mut q = &services.db;
    let work = &found.work;
    let own = Receiver { unit: work.unit.clone(), unit_pos: work.ground.first, person: None, agency: None };
    let mut receivers = Vec::new();
    for person in obligations::assignees(&mut q, work.id).await? {
        receivers.push(Receiver { person: Some(person.person), ..own.clone() });
    }
    for party in obligations::parties(&mut q, work.id).await? {
        let Some(id) = party.agency.filter(|_| party.role == crate::model::work::Role::Lead) else { continue };
        let Some(agency) = organisation::agency(&mut q, &id).await? else { continue };
        let Some(unit) = organisation::unit(&mut q, &agency.unit).await? else { continue };
        receivers.push(Receiver { agency: Some(id), ..whole_unit(&unit) });
    }
    if receivers.is_empty() || actor.ground.first != work.ground.first {
        receivers.push(own);
    }
    Ok(receivers)
}
