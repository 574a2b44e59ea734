//! Clauses of lower plans that answer clauses of upper ones.

use access::{Actor, Ground, Permit};
use db::{Query, Result, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::{obligations::work_from, sql::answers as sql};
use crate::{
    model::{Facts, ObligationId, PlanId, matrix::Link, work::Work},
    rights::AnswerClause,
};

/// Ties a lower clause to an upper one.
pub(crate) async fn add(
    tx: &mut Tx,
    _: &Permit<AnswerClause>,
    upper: ObligationId,
    lower: ObligationId,
    by: &Actor,
    at: Timestamp,
) -> Result<bool> {
    Ok(tx.run(&sql::ADD_ANSWER, params![upper, lower, &by.person, at]).await? == 1)
}

/// Unties them.
pub(crate) async fn drop(
    tx: &mut Tx,
    _: &Permit<AnswerClause>,
    upper: ObligationId,
    lower: ObligationId,
) -> Result<bool> {
    Ok(tx.run(&sql::DROP_ANSWER, params![upper, lower]).await? == 1)
}

/// What answers a clause from within a piece of the territory.
pub(crate) async fn below(q: &mut impl Query, upper: ObligationId, within: Ground, today: Date) -> Result<Vec<Work>> {
    let values = params![today, upper, within.first, within.last];
    q.rows(&sql::ANSWERS_BELOW, values).await?.iter().map(|row| work_from(row, today)).collect()
}

/// What a clause answers.
pub(crate) async fn above(q: &mut impl Query, lower: ObligationId, today: Date) -> Result<Vec<Work>> {
    q.rows(&sql::ANSWERS_ABOVE, params![today, lower]).await?.iter().map(|row| work_from(row, today)).collect()
}

/// A clause of one's own unit that may answer.
#[derive(Debug, Clone)]
pub(crate) struct OwnClause {
    pub(crate) id: ObligationId,
    pub(crate) clause: String,
    pub(crate) text: String,
    pub(crate) folded: String,
    pub(crate) plan_title: String,
    pub(crate) chosen: bool,
}

/// The live clauses of the actor's unit, and which of them answer `upper` already.
pub(crate) async fn own_clauses(q: &mut impl Query, upper: ObligationId, at: Ground) -> Result<Vec<OwnClause>> {
    let rows = q.rows(&sql::OWN_CLAUSES, params![upper, at.first]).await?;
    rows.iter()
        .map(|row| {
            Ok(OwnClause {
                id: row.parsed("id")?,
                clause: row.text("clause")?,
                text: row.text("text")?,
                folded: row.text("folded")?,
                plan_title: row.text("plan_title")?,
                chosen: row.flag("chosen")?,
            })
        })
        .collect()
}

/// All answers to the clauses of a plan.
pub(crate) async fn cascade(q: &mut impl Query, plan: PlanId) -> Result<Vec<Link>> {
    let rows = q.rows(&sql::CASCADE, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(Link {
                upper: row.parsed("upper_id")?,
                lower: row.parsed("lower_id")?,
                unit_pos: row.int("unit_pos")?,
                facts: Facts {
                    in_force_on: row.opt_date("in_force_on")?,
                    due_last: row.opt_date("due_last")?,
                    started_on: row.opt_date("started_on")?,
                    completed_on: row.opt_date("completed_on")?,
                },
            })
        })
        .collect()
}

/// Which units, by position, have issued a plan under this one, and which plan.
pub(crate) async fn lower_plans(q: &mut impl Query, plan: PlanId) -> Result<Vec<(i64, PlanId)>> {
    let rows = q.rows(&sql::LOWER_PLANS, params![plan]).await?;
    rows.iter().map(|row| Ok((row.int("unit_pos")?, row.parsed("id")?))).collect()
}
