//! Obligations get their people, their agencies and their dates.

use std::collections::HashMap;

use access::{Actor, Permit, Thing};
use organisation::{Agency, Officer};
use web::Services;

use super::{Change, Changes, WorkError};
use crate::{
    model::{
        ObligationId, PlanId, Timing,
        work::{Assignee, IssuedPlan, Party, Work},
    },
    rights::AssignDuty,
    store::{
        assignment,
        history::{self, About},
        obligations::{self, PlanFilter},
    },
};

/// What one row of the assignment table is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The obligation.
    pub obligation: ObligationId,
    /// The version that the person had open.
    pub base: i64,
    /// Identifiers of the people who answer for it; `None` leaves them as they are.
    pub people: Option<Vec<String>>,
    /// Which agency of ours each named body is: (party, agency); an empty agency is none.
    pub agencies: Vec<(String, String)>,
    /// When it is due; `None` leaves it as it is.
    pub timing: Option<Timing>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// Written.
    Saved,
    /// It was so already.
    Unchanged,
    /// Somebody changed the obligation since; nothing of this row was written.
    Stale,
    /// It names a person or agency that is not of this unit, or an obligation that is not of this plan.
    Invalid,
}

/// Everything that the assignment of a plan knows.
#[derive(Debug)]
pub(crate) struct Board {
    pub(crate) plan: IssuedPlan,
    pub(crate) rows: Vec<Work>,
    parties: HashMap<String, Vec<Party>>,
    people: HashMap<String, Vec<Assignee>>,
    pub(crate) agencies: Vec<Agency>,
    pub(crate) officers: Vec<Officer>,
}

impl Board {
    /// The bodies that an obligation names.
    pub(crate) fn parties(&self, id: ObligationId) -> &[Party] {
        self.parties.get(&id.to_string()).map_or(&[], Vec::as_slice)
    }

    /// The people on an obligation.
    pub(crate) fn people(&self, id: ObligationId) -> &[Assignee] {
        self.people.get(&id.to_string()).map_or(&[], Vec::as_slice)
    }

    fn name_of(&self, person: &str, id: ObligationId) -> Option<String> {
        let officer = self.officers.iter().find(|officer| officer.person.id == person);
        officer.map(|officer| officer.person.name.clone()).or_else(|| {
            self.people(id).iter().find(|already| already.person == person).map(|already| already.name.clone())
        })
    }

    fn has_agency(&self, agency: &str) -> bool {
        agency.is_empty() || self.agencies.iter().any(|one| one.id == agency)
    }
}

/// Opens the assignment of a plan, for one who may assign.
pub(crate) async fn open(services: &Services, actor: &Actor, plan: PlanId) -> Result<Board, WorkError> {
    let (plan, _permit) = super::open_work::plan::<AssignDuty>(services, actor, plan).await?;
    let mut q = &services.db;
    let today = services.context.today();
    let rows = obligations::of_plan(&mut q, plan.id, &PlanFilter::default(), today).await?;
    let mut parties: HashMap<String, Vec<Party>> = HashMap::new();
    for party in obligations::parties_of_plan(&mut q, plan.id).await? {
        parties.entry(party.obligation.clone()).or_default().push(party);
    }
    let mut people: HashMap<String, Vec<Assignee>> = HashMap::new();
    for person in obligations::assignees_of_plan(&mut q, plan.id).await? {
        people.entry(person.obligation.clone()).or_default().push(person);
    }
    let agencies = organisation::agencies_of(&mut q, &plan.unit, today).await?;
    let officers = organisation::officers_of_unit(&mut q, &plan.unit, today).await?;
    Ok(Board { plan, rows, parties, people, agencies, officers })
}

/// Writes rows of the assignment table, all in one transaction; rows that somebody else changed since, and
/// rows that make no sense, are left as they are and told.
///
/// # Errors
/// [`WorkError::NotFound`] where the person may not assign.
pub async fn assign(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    rows: &[Assignment],
) -> Result<Vec<RowOutcome>, WorkError> {
    let board = open(services, actor, plan).await?;
    let permit = services.policy.permit::<AssignDuty>(actor, &Thing::of(board.plan.ground))?;
    let mut tx = services.db.begin().await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(assign_row(&mut tx, services, actor, &permit, &board, row).await?);
    }
    tx.commit().await?;
    Ok(outcomes)
}

async fn assign_row(
    tx: &mut db::Tx,
    services: &Services,
    actor: &Actor,
    permit: &Permit<AssignDuty>,
    board: &Board,
    row: &Assignment,
) -> Result<RowOutcome, WorkError> {
    let Some(work) = board.rows.iter().find(|work| work.id == row.obligation) else {
        return Ok(RowOutcome::Invalid);
    };
    let Some(wanted) = Wanted::of(board, work, row) else { return Ok(RowOutcome::Invalid) };
    if wanted.changes.is_empty() {
        return Ok(RowOutcome::Unchanged);
    }
    let now = services.context.now();
    if !assignment::claim(tx, permit, work.id, row.base, actor, now).await? {
        return Ok(RowOutcome::Stale);
    }
    if let Some(people) = &wanted.people {
        assignment::set_people(tx, work.id, people, actor, now).await?;
    }
    for (party, agency) in &wanted.agencies {
        assignment::map_party(tx, work.id, party, agency.as_deref()).await?;
    }
    if let Some(timing) = wanted.timing {
        assignment::set_timing(tx, work.id, timing, board.plan.period_to).await?;
    }
    let about = About { plan: work.plan_id, obligation: Some(work.id) };
    let changes = Changes { version: row.base + 1, changes: wanted.changes };
    history::add(tx, &services.context, actor, about, "assigned", &changes.detail()).await?;
    Ok(RowOutcome::Saved)
}

/// What a row really changes.
struct Wanted {
    people: Option<Vec<(String, String)>>,
    agencies: Vec<(String, Option<String>)>,
    timing: Option<Timing>,
    changes: Vec<Change>,
}

impl Wanted {
    /// `None` when the row names somebody or something that is not of this unit.
    fn of(board: &Board, work: &Work, row: &Assignment) -> Option<Self> {
        let mut wanted = Self { people: None, agencies: Vec::new(), timing: None, changes: Vec::new() };
        if let Some(ids) = &row.people {
            wanted.take_people(board, work, ids)?;
        }
        for (party, agency) in &row.agencies {
            wanted.take_agency(board, work, party, agency)?;
        }
        if let Some(timing) = row.timing {
            let change = Change::of("due", timing_text(work.timing), timing_text(timing));
            wanted.timing = change.is_some().then_some(timing);
            wanted.changes.extend(change);
        }
        Some(wanted)
    }

    fn take_people(&mut self, board: &Board, work: &Work, ids: &[String]) -> Option<()> {
        let mut people = Vec::new();
        for id in ids {
            let name = board.name_of(id, work.id)?;
            if !people.iter().any(|(known, _)| known == id) {
                people.push((id.clone(), name));
            }
        }
        people.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        let before = board.people(work.id);
        let same =
            before.len() == people.len() && before.iter().all(|one| people.iter().any(|(id, _)| *id == one.person));
        if !same {
            let names = |list: Vec<&str>| list.join(", ");
            let from = names(before.iter().map(|one| one.name.as_str()).collect());
            let to = names(people.iter().map(|(_, name)| name.as_str()).collect());
            // Two people of one name: the change is real though it reads alike.
            self.changes.push(Change { field: "people".to_owned(), from, to });
            self.people = Some(people);
        }
        Some(())
    }

    fn take_agency(&mut self, board: &Board, work: &Work, party: &str, agency: &str) -> Option<()> {
        let party = board.parties(work.id).iter().find(|one| one.id == party)?;
        let before = party.agency.as_deref().unwrap_or_default();
        if before == agency {
            return Some(());
        }
        if !board.has_agency(agency) {
            return None;
        }
        let name = |id: &str| {
            let known = board.agencies.iter().find(|one| one.id == id).map_or("", |one| one.name.as_str());
            format!("{}: {known}", party.text)
        };
        self.changes.push(Change { field: "agency".to_owned(), from: name(before), to: name(agency) });
        self.agencies.push((party.id.clone(), (!agency.is_empty()).then(|| agency.to_owned())));
        Some(())
    }
}

/// A timing in the history: the form that its columns hold.
pub(crate) fn timing_text(timing: Timing) -> String {
    let stored = timing.stored();
    match (stored.due, stored.window_from, stored.window_to) {
        (Some(due), ..) => due,
        (_, Some(from), Some(to)) => format!("{from}/{to}"),
        _ => stored.timing,
    }
}

/// Reads a timing of the history back.
pub(crate) fn timing_from_text(text: &str) -> Timing {
    if text == "year" {
        return Timing::Year;
    }
    if let Some((from, to)) = text.split_once('/') {
        return match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) => Timing::Window { from, to },
            _ => Timing::Unsaid,
        };
    }
    text.parse().map_or(Timing::Unsaid, Timing::Due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_gives_each_timing_back() {
        for text in ["20/11/2026", "11/2026", "2026", "01/07/2026 - 30/07/2026", "trong năm", ""] {
            let timing = Timing::parse(text).unwrap();
            assert_eq!(timing_from_text(&timing_text(timing)), timing, "{text}");
        }
    }
}
