//! Dates that are not obligations: reporting dates, campaigns, plans to read; and targets.

use access::{Actor, Ground, Permit};
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::sql::dates as sql;
use crate::{model::PlanId, rights::MarkReported};

/// One date on which a report is due.
#[derive(Debug, Clone)]
pub(crate) struct ReportDate {
    pub(crate) id: String,
    pub(crate) plan_id: PlanId,
    pub(crate) plan_title: String,
    pub(crate) due_on: Date,
    pub(crate) title: String,
    pub(crate) elapsed: bool,
    pub(crate) done: bool,
    /// Whether it is a date of the reader's own unit; else one of a unit above.
    pub(crate) own: bool,
}

fn report_from(row: &Row) -> Result<ReportDate> {
    Ok(ReportDate {
        id: row.text("id")?,
        plan_id: row.parsed("plan_id")?,
        plan_title: row.text("plan_title")?,
        due_on: row.date("due_on")?,
        title: row.text("title")?,
        elapsed: row.flag("elapsed")?,
        done: row.opt_int("done_at")?.is_some(),
        own: row.flag("own")?,
    })
}

/// Reports of the actor's unit due until a day and not yet sent.
pub(crate) async fn reports_due(q: &mut impl Query, actor: &Actor, until: Date) -> Result<Vec<ReportDate>> {
    q.rows(&sql::REPORTS_DUE, params![actor.ground.first, until]).await?.iter().map(report_from).collect()
}

/// Reports of the actor's unit and of the units above due between two days.
pub(crate) async fn reports_between(
    q: &mut impl Query,
    actor: &Actor,
    from: Date,
    to: Date,
) -> Result<Vec<ReportDate>> {
    q.rows(&sql::REPORTS_BETWEEN, params![actor.ground.first, from, to]).await?.iter().map(report_from).collect()
}

/// Where a reporting date belongs, for the policy.
pub(crate) async fn report_place(q: &mut impl Query, id: &str) -> Result<Option<(PlanId, Ground, String)>> {
    let Some(row) = q.row(&sql::REPORT_DATE, params![id]).await? else { return Ok(None) };
    let ground = Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? };
    Ok(Some((row.parsed("plan_id")?, ground, row.text("title")?)))
}

/// Notes that a report was sent. False: it was noted before.
pub(crate) async fn mark(tx: &mut Tx, _: &Permit<MarkReported>, id: &str, by: &Actor, at: Timestamp) -> Result<bool> {
    Ok(tx.run(&sql::MARK_REPORTED, params![id, &by.name, at]).await? == 1)
}

/// A campaign with its days.
#[derive(Debug, Clone)]
pub(crate) struct Campaign {
    pub(crate) plan_id: PlanId,
    pub(crate) name: String,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
}

/// Campaigns of the actor's unit and of the units above that touch the days between two.
pub(crate) async fn campaigns(q: &mut impl Query, actor: &Actor, from: Date, to: Date) -> Result<Vec<Campaign>> {
    let rows = q.rows(&sql::CAMPAIGNS_BETWEEN, params![actor.ground.first, from, to]).await?;
    rows.iter()
        .map(|row| {
            let starts_on = row.date("starts_on")?;
            Ok(Campaign {
                plan_id: row.parsed("plan_id")?,
                name: row.text("name")?,
                starts_on,
                ends_on: row.opt_date("ends_on")?.unwrap_or(starts_on),
            })
        })
        .collect()
}

/// A plan of a unit above that one's own unit has not yet read.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    pub(crate) id: PlanId,
    pub(crate) title: String,
    pub(crate) unit_name: String,
    pub(crate) in_force_on: Option<Date>,
}

/// Plans from above that the actor's unit has not yet read.
pub(crate) async fn to_acknowledge(q: &mut impl Query, actor: &Actor) -> Result<Vec<Unread>> {
    let rows = q.rows(&sql::TO_ACKNOWLEDGE, params![actor.ground.first, &actor.unit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Unread {
                id: row.parsed("id")?,
                title: row.text("title")?,
                unit_name: row.text("unit_name")?,
                in_force_on: row.opt_date("in_force_on")?,
            })
        })
        .collect()
}

/// A measurable promise, whose figure comes with the reports.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) text: String,
    pub(crate) comparator: Option<String>,
    pub(crate) value: Option<f64>,
    pub(crate) unit_text: Option<String>,
}

/// The targets of a plan.
pub(crate) async fn targets(q: &mut impl Query, plan: PlanId) -> Result<Vec<Target>> {
    let rows = q.rows(&sql::TARGETS, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(Target {
                text: row.text("text")?,
                comparator: row.opt_text("comparator")?,
                value: row.opt_real("value")?,
                unit_text: row.opt_text("unit_text")?,
            })
        })
        .collect()
}
