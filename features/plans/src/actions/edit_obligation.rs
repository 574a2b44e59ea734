//! The standing office mends an obligation after issue; the history keeps what it said before.

use access::Actor;
use i18n::Translator;
use web::Services;

use super::{Change, Changes, Fault, WorkError, assign::timing_text};
use crate::{
    model::{
        EventId, ObligationId, Timing, bounds,
        work::{Obligation, Party, Role},
    },
    rights::AssignDuty,
    store::{
        assignment::{self, NewParty},
        history::{self, About},
        obligations,
    },
};

/// The fields of the form, as typed; bodies stand one on a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) deliverable: String,
    pub(crate) due: String,
    pub(crate) lead: String,
    pub(crate) coordinate: String,
    pub(crate) implement: String,
}

impl Fields {
    /// Names of the fields, in the order of the form.
    pub(crate) const NAMES: [&'static str; 6] =
        ["nhiem-vu", "san-pham", "thoi-han", "chu-tri", "phoi-hop", "thuc-hien"];

    /// The fields read by name.
    pub(crate) fn read(value: impl Fn(&str) -> String) -> Self {
        let [text, deliverable, due, lead, coordinate, implement] = Self::NAMES.map(value);
        Self { text, deliverable, due, lead, coordinate, implement }
    }

    /// The values in the order of [`Fields::NAMES`].
    pub(crate) fn values(&self) -> [&str; 6] {
        [&self.text, &self.deliverable, &self.due, &self.lead, &self.coordinate, &self.implement]
    }

    /// The fields of an obligation as it is.
    pub(crate) fn of(obligation: &Obligation, parties: &[Party], tr: &Translator) -> Self {
        let of = |role: Role| {
            let names: Vec<&str> =
                parties.iter().filter(|party| party.role == role).map(|party| party.text.as_str()).collect();
            names.join("\n")
        };
        Self {
            text: obligation.work.text.clone(),
            deliverable: obligation.deliverable.clone().unwrap_or_default(),
            due: obligation.work.timing.typed(tr),
            lead: of(Role::Lead),
            coordinate: of(Role::Coordinate),
            implement: of(Role::Implement),
        }
    }
}

/// Writes the fields, if nobody changed the obligation since version `base`.
///
/// # Errors
/// [`WorkError::NotFound`], [`WorkError::Stale`], [`WorkError::Invalid`].
pub(crate) async fn edit_obligation(
    services: &Services,
    actor: &Actor,
    id: ObligationId,
    base: i64,
    fields: &Fields,
) -> Result<(), WorkError> {
    let found = super::open_work::obligation(services, actor, id).await?;
    let permit = services.policy.permit::<AssignDuty>(actor, &found.thing())?;
    let timing = check(fields)?;
    let mut q = &services.db;
    let before = obligations::parties(&mut q, id).await?;
    let wanted = new_parties(services, &found, &before, fields).await?;
    if base != found.work.version {
        return Err(WorkError::Stale);
    }
    let changes = changes(&found, &before, fields, timing);
    if changes.is_empty() {
        return Ok(());
    }
    let bodies_changed = changes.iter().any(|change| Role::ALL.iter().any(|role| role.key() == change.field));
    let context = &services.context;
    let mut tx = services.db.begin().await?;
    if !assignment::claim(&mut tx, &permit, id, base, actor, context.now()).await? {
        return Err(WorkError::Stale);
    }
    let deliverable = (!fields.deliverable.is_empty()).then_some(fields.deliverable.as_str());
    assignment::set_words(&mut tx, id, &fields.text, deliverable, timing, found.period_to).await?;
    if bodies_changed {
        assignment::set_parties(&mut tx, id, &wanted, || EventId::new(context).to_string()).await?;
    }
    let about = About { plan: found.work.plan_id, obligation: Some(id) };
    let changes = Changes { version: base + 1, changes };
    history::add(&mut tx, context, actor, about, "edited", &changes.detail()).await?;
    tx.commit().await?;
    Ok(())
}

fn check(fields: &Fields) -> Result<Timing, WorkError> {
    let mut faults = Vec::new();
    if fields.text.trim().is_empty() {
        faults.push(Fault { field: "nhiem-vu", key: "plans-w-fault-duty" });
    }
    if !bounds::fits(&fields.text, bounds::LONGEST_TEXT) {
        faults.push(Fault { field: "nhiem-vu", key: "plans-w-fault-too-long" });
    }
    if !bounds::fits(&fields.deliverable, bounds::LONGEST_TITLE) {
        faults.push(Fault { field: "san-pham", key: "plans-w-fault-too-long" });
    }
    for (field, names) in
        [("chu-tri", &fields.lead), ("phoi-hop", &fields.coordinate), ("thuc-hien", &fields.implement)]
    {
        if lines(names).count() > bounds::MOST_NAMES
            || !lines(names).all(|name| bounds::fits(name, bounds::LONGEST_LINE))
        {
            faults.push(Fault { field, key: "plans-w-fault-names" });
        }
    }
    let timing = Timing::parse(&fields.due);
    if timing.is_none() {
        faults.push(Fault { field: "thoi-han", key: "plans-w-fault-due" });
    }
    match timing {
        Some(timing) if faults.is_empty() => Ok(timing),
        _ => Err(WorkError::Invalid(faults)),
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The bodies as typed; one that stood there keeps its agency, a new one is looked up by its name.
async fn new_parties(
    services: &Services,
    found: &Obligation,
    before: &[Party],
    fields: &Fields,
) -> Result<Vec<NewParty>, WorkError> {
    let today = services.context.today();
    let mut parties = Vec::new();
    for (role, text) in Role::ALL.into_iter().zip([&fields.lead, &fields.coordinate, &fields.implement]) {
        for name in lines(text) {
            let agency = match before.iter().find(|party| party.text == name) {
                Some(known) => known.agency.clone(),
                None => organisation::recognise_agency(&mut &services.db, &found.work.unit, name, today)
                    .await?
                    .map(|agency| agency.id),
            };
            parties.push((role, name.to_owned(), agency));
        }
    }
    Ok(parties)
}

fn changes(found: &Obligation, before: &[Party], fields: &Fields, timing: Timing) -> Vec<Change> {
    let names = |role: Role| {
        let names: Vec<&str> =
            before.iter().filter(|party| party.role == role).map(|party| party.text.as_str()).collect();
        names.join("; ")
    };
    let typed = |text: &str| lines(text).collect::<Vec<_>>().join("; ");
    let deliverable = found.deliverable.clone().unwrap_or_default();
    [
        Change::of("text", &found.work.text, &fields.text),
        Change::of("deliverable", deliverable, &fields.deliverable),
        Change::of("due", timing_text(found.work.timing), timing_text(timing)),
        Change::of(Role::Lead.key(), names(Role::Lead), typed(&fields.lead)),
        Change::of(Role::Coordinate.key(), names(Role::Coordinate), typed(&fields.coordinate)),
        Change::of(Role::Implement.key(), names(Role::Implement), typed(&fields.implement)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
