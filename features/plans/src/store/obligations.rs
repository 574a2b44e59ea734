//! Obligations and their plans, from rows to things.

use access::{Actor, Ground};
use calendar::PartialDate;
use db::{Query, Result, Row, params};
use jiff::civil::Date;

use super::sql::obligations as sql;
use crate::model::{
    Facts, ObligationId, PlanId, Status, Timing,
    timing::Stored,
    work::{Assignee, IssuedPlan, Obligation, Party, Role, Work},
};

/// The columns of a list row. The status is computed by the model, the same rule as in the statement.
pub(crate) fn work_from(row: &Row, today: Date) -> Result<Work> {
    let stored = Stored {
        timing: row.text("timing")?,
        due: row.opt_text("due")?,
        window_from: row.opt_date("window_from")?,
        window_to: row.opt_date("window_to")?,
    };
    let facts = Facts {
        in_force_on: row.opt_date("in_force_on")?,
        due_last: row.opt_date("due_last")?,
        started_on: row.opt_date("started_on")?,
        completed_on: row.opt_date("completed_on")?,
    };
    Ok(Work {
        id: row.parsed("id")?,
        plan_id: row.parsed("plan_id")?,
        plan_title: row.text("plan_title")?,
        unit_name: row.text("unit_name")?,
        unit: row.text("unit")?,
        ground: ground_from(row)?,
        clause: row.text("clause")?,
        text: row.text("text")?,
        lead: row.opt_text("lead")?,
        timing: Timing::from_stored(&stored),
        facts,
        status: Status::of(&facts, today),
        percent: row.int("percent")?,
        waiting: row.flag("waiting")?,
        returned: row.opt_text("latest")?.as_deref() == Some("returned") && facts.completed_on.is_none(),
        version: row.int("version")?,
    })
}

fn ground_from(row: &Row) -> Result<Ground> {
    Ok(Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? })
}

/// A live obligation as one actor meets it: the policy is asked with what comes back, before anything of it
/// is shown.
pub(crate) async fn find(
    q: &mut impl Query,
    id: ObligationId,
    actor: &Actor,
    today: Date,
) -> Result<Option<Obligation>> {
    let agency = actor.agency.clone().unwrap_or_default();
    let Some(row) = q.row(&sql::OBLIGATION, params![id, &actor.person, agency]).await? else { return Ok(None) };
    let label = row.opt_text("section_label")?.unwrap_or_default();
    let heading = row.opt_text("section_heading")?.unwrap_or_default();
    let section = format!("{label} {heading}").trim().to_owned();
    Ok(Some(Obligation {
        work: work_from(&row, today)?,
        deliverable: row.opt_text("deliverable")?,
        requested: row.flag("requested")?,
        plan_number: row.opt_text("number")?,
        plan_symbol: row.opt_text("symbol")?,
        period_to: row.opt_date("period_to")?,
        section: (!section.is_empty()).then_some(section),
        quote: row.opt_text("quote")?.filter(|quote| !quote.trim().is_empty()),
        answers: row.flag("answers")?,
        named: row.flag("named")?,
    }))
}

/// An issued plan; the policy is asked with its ground before anything of it is shown.
pub(crate) async fn plan(q: &mut impl Query, id: PlanId) -> Result<Option<IssuedPlan>> {
    let Some(row) = q.row(&sql::PLAN, params![id]).await? else { return Ok(None) };
    Ok(Some(IssuedPlan {
        id: row.parsed("id")?,
        unit: row.text("unit")?,
        ground: ground_from(&row)?,
        unit_name: row.text("unit_name")?,
        title: row.text("title")?,
        number: row.opt_text("number")?,
        symbol: row.opt_text("symbol")?,
        date: PartialDate {
            year: row.opt_int("year")?.and_then(|year| i16::try_from(year).ok()),
            month: row.opt_int("month")?.and_then(|month| i8::try_from(month).ok()),
            day: row.opt_int("day")?.and_then(|day| i8::try_from(day).ok()),
        },
        issuer: row.opt_text("issuer")?,
        place: row.opt_text("place")?,
        period_from: row.opt_date("period_from")?,
        period_to: row.opt_date("period_to")?,
        in_force_on: row.opt_date("in_force_on")?,
    }))
}

/// What a list of a plan's obligations is narrowed to; empty text means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlanFilter {
    /// The agency that leads: its identifier, its name as printed, or `-` for none.
    pub(crate) agency: String,
    /// Identifier of a person.
    pub(crate) person: String,
}

/// The obligations of a plan, in its order.
pub(crate) async fn of_plan(q: &mut impl Query, plan: PlanId, filter: &PlanFilter, today: Date) -> Result<Vec<Work>> {
    let values = params![plan, &filter.agency, &filter.person];
    q.rows(&sql::PLAN_ROWS, values).await?.iter().map(|row| work_from(row, today)).collect()
}

fn party_from(row: &Row) -> Result<Party> {
    Ok(Party {
        id: row.text("id")?,
        obligation: row.text("obligation_id")?,
        role: Role::from_key(&row.text("role")?),
        text: row.text("text")?,
        agency: row.opt_text("agency_id")?.filter(|agency| !agency.is_empty()),
    })
}

/// The bodies that an obligation names.
pub(crate) async fn parties(q: &mut impl Query, id: ObligationId) -> Result<Vec<Party>> {
    q.rows(&sql::PARTIES, params![id]).await?.iter().map(party_from).collect()
}

/// The bodies that all obligations of a plan name.
pub(crate) async fn parties_of_plan(q: &mut impl Query, plan: PlanId) -> Result<Vec<Party>> {
    q.rows(&sql::PARTIES_OF_PLAN, params![plan]).await?.iter().map(party_from).collect()
}

fn assignee_from(row: &Row) -> Result<Assignee> {
    Ok(Assignee {
        obligation: row.text("obligation_id")?,
        person: row.text("person_id")?,
        name: row.text("person_name")?,
    })
}

/// The people on an obligation.
pub(crate) async fn assignees(q: &mut impl Query, id: ObligationId) -> Result<Vec<Assignee>> {
    q.rows(&sql::ASSIGNEES, params![id]).await?.iter().map(assignee_from).collect()
}

/// The people on all obligations of a plan.
pub(crate) async fn assignees_of_plan(q: &mut impl Query, plan: PlanId) -> Result<Vec<Assignee>> {
    q.rows(&sql::ASSIGNEES_OF_PLAN, params![plan]).await?.iter().map(assignee_from).collect()
}
