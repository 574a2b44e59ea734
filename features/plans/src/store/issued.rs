//! What issuing a plan and reading it leave behind: dates in the calendar, numbers, who has read it, history.

use access::{Actor, Permit};
use base::Context;
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::{plans::ShowsPlan, sql::issued as sql};
use crate::{
    model::{
        DutyId, PlanId,
        plan::{Duty, PlanHead},
        work::Event,
    },
    rights::{AcknowledgePlan, IssuePlan},
};

/// Puts a plan and its obligations into force.
pub(crate) async fn issue(
    tx: &mut Tx,
    _: &Permit<IssuePlan>,
    actor: &Actor,
    plan: PlanId,
    in_force_on: Date,
    at: Timestamp,
) -> Result<()> {
    tx.run(&sql::ISSUE, params![plan, in_force_on, &actor.person, at]).await?;
    tx.run(&sql::MAKE_LIVE, params![plan, in_force_on]).await.map(drop)
}

/// Links a legal basis to a document of ours.
pub(crate) async fn link_basis(tx: &mut Tx, basis: &str, document: &str) -> Result<()> {
    tx.run(&sql::LINK_BASIS, params![basis, document]).await.map(drop)
}

/// Puts a day of a duty into the calendar, unless it stands there; `elapsed` where it lies before the plan took
/// effect. Tells whether it was put there.
pub(crate) async fn add_reporting_date(
    tx: &mut Tx,
    _: &Permit<IssuePlan>,
    context: &Context,
    head: &PlanHead,
    duty: &Duty,
    due_on: Date,
    in_force_on: Date,
) -> Result<bool> {
    if tx.count(&sql::HAS_REPORTING_DATE, params![duty.id, due_on]).await? > 0 {
        return Ok(false);
    }
    let values = params![
        context.new_uuid().to_string(),
        duty.id,
        head.id,
        &head.unit,
        head.ground.first,
        head.ground.last,
        due_on,
        &duty.rule,
        &duty.text,
        due_on < in_force_on,
    ];
    tx.run(&sql::ADD_REPORTING_DATE, values).await.map(|_| true)
}

/// A date in the calendar of reports.
#[derive(Debug, Clone)]
pub(crate) struct ReportingDate {
    pub(crate) id: String,
    pub(crate) duty: DutyId,
    pub(crate) due_on: Date,
    pub(crate) rule: String,
    pub(crate) title: String,
    pub(crate) elapsed: bool,
    pub(crate) done_at: Option<Timestamp>,
}

/// The reporting dates of a plan.
pub(crate) async fn reporting_dates<A: ShowsPlan>(
    q: &mut impl Query,
    _: &Permit<A>,
    plan: PlanId,
) -> Result<Vec<ReportingDate>> {
    let rows = q.rows(&sql::REPORTING_DATES, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(ReportingDate {
                id: row.text("id")?,
                duty: row.parsed("duty_id")?,
                due_on: row.date("due_on")?,
                rule: row.text("rule")?,
                title: row.text("title")?,
                elapsed: row.flag("elapsed")?,
                done_at: row.opt_instant("done_at")?,
            })
        })
        .collect()
}

/// Gives a plan and the document behind it their number and date.
pub(crate) async fn set_number(tx: &mut Tx, _: &Permit<IssuePlan>, head: &PlanHead) -> Result<()> {
    let (facts, date) = (&head.facts, head.facts.date);
    let reference = || [facts.number.as_deref(), facts.symbol.as_deref()];
    let [number, symbol] = reference();
    let folded = super::draft_rows::folded(facts, &head.unit_name);
    tx.run(&sql::SET_NUMBER, params![head.id, number, symbol, folded, date.year, date.month, date.day]).await?;
    let [number, symbol] = reference();
    tx.run(&sql::SET_DOCUMENT_NUMBER, params![head.document, number, symbol, date.year, date.month, date.day])
        .await
        .map(drop)
}

/// Notes that the actor's unit has read a plan; `false` when it had.
pub(crate) async fn acknowledge(
    tx: &mut Tx,
    _: &Permit<AcknowledgePlan>,
    actor: &Actor,
    plan: PlanId,
    at: Timestamp,
) -> Result<bool> {
    let values = params![plan, &actor.unit, &actor.unit_name, &actor.name, at];
    Ok(tx.run(&sql::ACKNOWLEDGE, values).await? == 1)
}

/// A unit that has read a plan.
#[derive(Debug, Clone)]
pub(crate) struct Acknowledged {
    pub(crate) unit_name: String,
    pub(crate) person_name: String,
    pub(crate) at: Timestamp,
}

fn acknowledged_from(row: &Row) -> Result<Acknowledged> {
    Ok(Acknowledged {
        unit_name: row.text("unit_name")?,
        person_name: row.text("person_name")?,
        at: row.instant("at")?,
    })
}

/// When a unit read a plan.
pub(crate) async fn acknowledged_by(q: &mut impl Query, plan: PlanId, unit: &str) -> Result<Option<Acknowledged>> {
    q.row(&sql::ACKNOWLEDGED_BY, params![plan, unit]).await?.as_ref().map(acknowledged_from).transpose()
}

/// The units that have read a plan, the last first, and how many there are.
pub(crate) async fn acknowledgements<A: ShowsPlan>(
    q: &mut impl Query,
    _: &Permit<A>,
    plan: PlanId,
) -> Result<(i64, Vec<Acknowledged>)> {
    let count = q.count(&sql::COUNT_ACKNOWLEDGED, params![plan]).await?;
    let rows = q.rows(&sql::ACKNOWLEDGEMENTS, params![plan]).await?;
    Ok((count, rows.iter().map(acknowledged_from).collect::<Result<_>>()?))
}

/// The history of a plan, newest first.
pub(crate) async fn events<A: ShowsPlan>(q: &mut impl Query, _: &Permit<A>, plan: PlanId) -> Result<Vec<Event>> {
    let rows = q.rows(&sql::PLAN_EVENTS, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(Event {
                at: row.instant("at")?,
                by_name: row.text("by_name")?,
                kind: row.text("kind")?,
                detail: row.text("detail")?,
            })
        })
        .collect()
}
