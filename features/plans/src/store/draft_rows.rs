//! The rows of a draft: adding and changing them.

use access::{Actor, Permit};
use base::Context;
use db::{Result, Tx, params};
use jiff::civil::Date;

use super::sql::draft_rows as sql;
use crate::{
    model::{
        ObligationId, PlanId, SectionId,
        plan::{Duty, Item, PlanFacts, PlanHead, Target},
        timing::Timing,
    },
    rights::{EditPlan, IssuePlan},
};

pub(super) fn new_id(context: &Context) -> String {
    context.new_uuid().to_string()
}

/// A place in a list or a text, as it is stored.
pub(super) fn place(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Adds an obligation to a draft with the bodies it names; nothing happens when it is there.
pub(crate) async fn add_item(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    plan: PlanId,
    item: &Item,
    period_to: Option<Date>,
) -> Result<()> {
    let stored = item.timing.stored();
    let basis = if item.names("lead").is_empty() { "none" } else { "explicit" };
    let values = params![
        item.id,
        plan,
        &actor.unit,
        actor.ground.first,
        actor.ground.last,
        item.ordinal,
        item.section,
        &item.clause,
        &item.text,
        base::fold(&item.text),
        item.deliverable.as_deref(),
        stored.timing,
        stored.due,
        item.timing.last_day(period_to),
        stored.window_from,
        stored.window_to,
        item.requested,
        basis,
        item.span.map(|span| place(span.0)),
        item.span.map(|span| place(span.1)),
        &item.origin,
        &actor.person,
        context.now(),
    ];
    if tx.run(&sql::ADD_ITEM, values).await? == 1 {
        add_parties(tx, context, item).await?;
    }
    Ok(())
}

/// Writes the bodies that an obligation names.
async fn add_parties(tx: &mut Tx, context: &Context, item: &Item) -> Result<()> {
    for (ordinal, party) in item.parties.iter().enumerate() {
        let values =
            params![new_id(context), item.id, place(ordinal), &party.role, &party.text, party.agency.as_deref()];
        tx.run(&sql::ADD_PARTY, values).await?;
    }
    Ok(())
}

/// Adds a target; nothing happens when it is there.
pub(crate) async fn add_target(
    tx: &mut Tx,
    plan: PlanId,
    ordinal: i64,
    target: &Target,
    of: (Option<SectionId>, Option<ObligationId>),
) -> Result<()> {
    let values = params![
        target.id,
        plan,
        ordinal,
        of.0,
        of.1,
        &target.kind,
        target.metric.as_deref(),
        target.comparator.as_deref(),
        target.value,
        target.unit.as_deref(),
        target.subject.as_deref(),
        &target.text,
        target.span.map(|span| place(span.0)),
        target.span.map(|span| place(span.1)),
    ];
    tx.run(&sql::ADD_TARGET, values).await.map(drop)
}

/// Adds a reporting duty; nothing happens when it is there.
pub(crate) async fn add_duty(tx: &mut Tx, plan: PlanId, ordinal: i64, duty: &Duty) -> Result<()> {
    let values = params![
        duty.id,
        plan,
        ordinal,
        &duty.frequency,
        duty.due.join(" "),
        &duty.rule,
        duty.reporter.as_deref(),
        duty.recipient.as_deref(),
        duty.via.as_deref(),
        &duty.text,
        duty.span.map(|span| place(span.0)),
        duty.span.map(|span| place(span.1)),
        duty.dropped,
    ];
    tx.run(&sql::ADD_DUTY, values).await.map(drop)
}

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

/// Writes the facts of a plan.
pub(super) async fn write_facts(tx: &mut Tx, plan: PlanId, facts: &PlanFacts, unit_name: &str) -> Result<()> {
    let values = params![
        plan,
        &facts.title,
        folded(facts, unit_name),
        facts.level.as_deref(),
        facts.number.as_deref(),
        facts.symbol.as_deref(),
        facts.place.as_deref(),
        facts.date.year,
        facts.date.month,
        facts.date.day,
        facts.issuer.as_deref(),
        facts.signer_name.as_deref(),
        facts.signer_title.as_deref(),
        facts.signer_mode.as_deref(),
        facts.period_from,
        facts.period_to,
        facts.parent,
    ];
    tx.run(&sql::SET_FACTS, values).await.map(drop)
}

/// What the search box of the list looks in.
pub(crate) fn folded(facts: &PlanFacts, unit_name: &str) -> String {
    base::fold(&format!("{} {} {unit_name}", facts.title, facts.reference().unwrap_or_default()))
}
