//! Changing a draft.

use access::{Actor, Permit};
use base::Context;
use db::{Result, Tx, params};
use jiff::civil::Date;

use super::{
    drafts::{add_parties, place, write_facts},
    statements_import as sql,
};
use crate::{
    model::{
        PlanId,
        plan::{Duty, Item, PlanFacts, PlanHead, Target},
        timing::Timing,
    },
    rights::{EditPlan, IssuePlan},
};

/// Writes the facts of a draft, and the last day of what is to be done during the year.
pub(crate) async fn set_facts(tx: &mut Tx, _: &Permit<EditPlan>, head: &PlanHead, facts: &PlanFacts) -> Result<()> {
    write_facts(tx, head.id, facts, &head.unit_name).await?;
    tx.run(&sql::SET_YEAR_END, params![head.id, Timing::Year.last_day(facts.period_to)]).await.map(drop)
}

/// Writes an obligation of a draft over the version `base`; `false` when it is no longer that version.
pub(crate) async fn edit_item(
    tx: &mut Tx,
    _: &Permit<EditPlan>,
    context: &Context,
    actor: &Actor,
    item: &Item,
    base_version: i64,
    period_to: Option<Date>,
) -> Result<bool> {
    let stored = item.timing.stored();
    let values = params![
        item.id,
        base_version,
        &item.text,
        base::fold(&item.text),
        item.deliverable.as_deref(),
        stored.timing,
        stored.due,
        item.timing.last_day(period_to),
        stored.window_from,
        stored.window_to,
        item.requested,
        &item.origin,
        item.span.map(|span| place(span.0)),
        item.span.map(|span| place(span.1)),
        &actor.person,
        context.now(),
    ];
    if tx.run(&sql::EDIT_ITEM, values).await? == 0 {
        return Ok(false);
    }
    tx.run(&sql::DROP_PARTIES, params![item.id]).await?;
    add_parties(tx, context, item).await?;
    Ok(true)
}

/// Takes an obligation out of a draft or in again; `false` when it is no longer the version `base`.
pub(crate) async fn set_dropped(
    tx: &mut Tx,
    _: &Permit<EditPlan>,
    context: &Context,
    actor: &Actor,
    item: &Item,
    base_version: i64,
) -> Result<bool> {
    let values = params![item.id, base_version, item.dropped, &item.origin, &actor.person, context.now()];
    Ok(tx.run(&sql::DROP_ITEM, values).await? == 1)
}

/// Makes room for `count` obligations behind a place.
pub(crate) async fn make_room(tx: &mut Tx, _: &Permit<EditPlan>, plan: PlanId, after: i64, count: usize) -> Result<()> {
    tx.run(&sql::SHIFT_ITEMS, params![plan, after, place(count)]).await.map(drop)
}

/// Writes a target.
pub(crate) async fn edit_target(tx: &mut Tx, _: &Permit<EditPlan>, plan: PlanId, target: &Target) -> Result<()> {
    let values = params![
        target.id,
        plan,
        &target.text,
        target.comparator.as_deref(),
        target.value,
        target.unit.as_deref(),
        target.subject.as_deref(),
        &target.kind,
    ];
    tx.run(&sql::EDIT_TARGET, values).await?;
    tx.run(&sql::DROP_TARGET, params![target.id, plan, target.dropped]).await.map(drop)
}

/// Writes a reporting duty.
pub(crate) async fn edit_duty(tx: &mut Tx, _: &Permit<EditPlan>, plan: PlanId, duty: &Duty) -> Result<()> {
    write_duty(tx, plan, duty).await?;
    tx.run(&sql::DROP_DUTY, params![duty.id, plan, duty.dropped]).await.map(drop)
}

/// Writes the days of a reporting duty of an issued plan.
pub(crate) async fn set_duty_days(tx: &mut Tx, _: &Permit<IssuePlan>, plan: PlanId, duty: &Duty) -> Result<()> {
    write_duty(tx, plan, duty).await
}

async fn write_duty(tx: &mut Tx, plan: PlanId, duty: &Duty) -> Result<()> {
    let values = params![
        duty.id,
        plan,
        &duty.text,
        &duty.frequency,
        duty.due.join(" "),
        &duty.rule,
        duty.reporter.as_deref(),
        duty.recipient.as_deref(),
        duty.via.as_deref(),
    ];
    tx.run(&sql::EDIT_DUTY, values).await.map(drop)
}
