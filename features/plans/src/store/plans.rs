//! Reading plans: one with its contents, lists, and what issuing and reading them leaves behind.

use std::collections::HashMap;

use access::{Actor, Ground, Permit, Scope};
use base::Context;
use db::{Query, Result, Row, Tx, params};
use jiff::{Timestamp, civil::Date};
use web::Paging;

use super::{documents::partial_date, statements_import as sql};
use crate::{
    model::{
        DutyId, PlanId,
        plan::{
            Basis, Campaign, Duty, Item, ItemParty, PlanFacts, PlanHead, PlanState, ReadingNote, Recipient, Section,
            Target, WholePlan,
        },
        status::Facts,
        timing::{Stored, Timing},
    },
    rights::{AcknowledgePlan, EditPlan, IssuePlan, SeeDraft, SeePlan},
};

/// The actions that show a plan with its contents.
pub(crate) trait ShowsPlan: access::Action {}
impl ShowsPlan for SeePlan {}
impl ShowsPlan for SeeDraft {}
impl ShowsPlan for EditPlan {}
impl ShowsPlan for IssuePlan {}

fn head_from(row: &Row) -> Result<PlanHead> {
    Ok(PlanHead {
        id: row.parsed("id")?,
        document: row.parsed("document_id")?,
        unit: row.text("unit")?,
        ground: Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? },
        unit_name: row.text("unit_name")?,
        state: PlanState::from_key(&row.text("state")?),
        facts: PlanFacts {
            title: row.text("title")?,
            level: row.opt_text("level")?,
            number: row.opt_text("number")?,
            symbol: row.opt_text("symbol")?,
            place: row.opt_text("place")?,
            date: partial_date(row)?,
            issuer: row.opt_text("issuer")?,
            signer_name: row.opt_text("signer_name")?,
            signer_title: row.opt_text("signer_title")?,
            signer_mode: row.opt_text("signer_mode")?,
            period_from: row.opt_date("period_from")?,
            period_to: row.opt_date("period_to")?,
            parent: row.opt_parsed("parent_plan")?,
        },
        in_force_on: row.opt_date("in_force_on")?,
        version: row.int("version")?,
        created_at: row.instant("created_at")?,
        issued_at: row.opt_instant("issued_at")?,
    })
}

/// A plan without its contents, for the policy to look at.
pub(crate) async fn find(q: &mut impl Query, id: PlanId) -> Result<Option<PlanHead>> {
    q.row(&sql::PLAN, params![id]).await?.as_ref().map(head_from).transpose()
}

/// Takes a draft for a change: counts its version, and others wait until the change is made. `None` when it is
/// no draft.
pub(crate) async fn take_draft(tx: &mut Tx, id: PlanId) -> Result<Option<PlanHead>> {
    if tx.run(&sql::TOUCH_DRAFT, params![id]).await? == 0 {
        return Ok(None);
    }
    find(tx, id).await
}

/// Takes a plan in any state for a change.
pub(crate) async fn take(tx: &mut Tx, id: PlanId) -> Result<Option<PlanHead>> {
    if tx.run(&sql::TOUCH_PLAN, params![id]).await? == 0 {
        return Ok(None);
    }
    find(tx, id).await
}

fn span(row: &Row) -> Result<Option<(usize, usize)>> {
    let place = |number: Option<i64>| number.and_then(|number| usize::try_from(number).ok());
    Ok(place(row.opt_int("span_from")?).zip(place(row.opt_int("span_to")?)))
}

/// A plan with all its contents.
pub(crate) async fn whole<A: ShowsPlan>(q: &mut impl Query, _: &Permit<A>, head: PlanHead) -> Result<WholePlan> {
    let id = head.id;
    let sections = q.rows(&sql::SECTIONS, params![id]).await?;
    let targets = q.rows(&sql::TARGETS, params![id]).await?;
    let campaigns = q.rows(&sql::CAMPAIGNS, params![id]).await?;
    let recipients = q.rows(&sql::RECIPIENTS, params![id]).await?;
    let notes = q.rows(&sql::NOTES, params![id]).await?;
    Ok(WholePlan {
        sections: sections.iter().map(section_from).collect::<Result<_>>()?,
        items: items(q, id).await?,
        targets: targets.iter().map(target_from).collect::<Result<_>>()?,
        duties: duties(q, id).await?,
        campaigns: campaigns.iter().map(campaign_from).collect::<Result<_>>()?,
        bases: bases(q, id).await?,
        recipients: recipients
            .iter()
            .map(|row| Ok(Recipient { text: row.text("text")?, purpose: row.opt_text("purpose")? }))
            .collect::<Result<_>>()?,
        notes: notes
            .iter()
            .map(|row| Ok(ReadingNote { kind: row.text("kind")?, text: row.text("text")?, span: span(row)? }))
            .collect::<Result<_>>()?,
        head,
    })
}

fn section_from(row: &Row) -> Result<Section> {
    Ok(Section {
        id: row.parsed("id")?,
        code: row.text("code")?,
        label: row.text("label")?,
        heading: row.text("heading")?,
        level: row.int("level")?,
    })
}

fn target_from(row: &Row) -> Result<Target> {
    Ok(Target {
        id: row.parsed("id")?,
        kind: row.text("kind")?,
        text: row.text("text")?,
        metric: row.opt_text("metric")?,
        comparator: row.opt_text("comparator")?,
        value: row.opt_real("value")?,
        unit: row.opt_text("unit_text")?,
        subject: row.opt_text("subject")?,
        span: span(row)?,
        dropped: row.flag("dropped")?,
    })
}

fn campaign_from(row: &Row) -> Result<Campaign> {
    Ok(Campaign {
        name: row.text("name")?,
        starts_on: row.opt_text("starts_on")?,
        ends_on: row.opt_text("ends_on")?,
        recurring: row.flag("recurring")?,
    })
}

/// The obligations of a plan in order, with the bodies they name.
pub(crate) async fn items(q: &mut impl Query, plan: PlanId) -> Result<Vec<Item>> {
    let mut parties: HashMap<String, Vec<ItemParty>> = HashMap::new();
    for row in q.rows(&sql::PARTIES, params![plan]).await? {
        parties.entry(row.text("obligation_id")?).or_default().push(ItemParty {
            role: row.text("role")?,
            text: row.text("text")?,
            agency: row.opt_text("agency_id")?,
        });
    }
    let rows = q.rows(&sql::ITEMS, params![plan]).await?;
    rows.iter()
        .map(|row| Ok(Item { parties: parties.remove(&row.text("id")?).unwrap_or_default(), ..item_from(row)? }))
        .collect()
}

fn item_from(row: &Row) -> Result<Item> {
    let stored = Stored {
        timing: row.text("timing")?,
        due: row.opt_text("due")?,
        window_from: row.opt_date("window_from")?,
        window_to: row.opt_date("window_to")?,
    };
    Ok(Item {
        id: row.parsed("id")?,
        ordinal: row.int("ordinal")?,
        section: row.opt_parsed("section_id")?,
        clause: row.text("clause")?,
        text: row.text("text")?,
        deliverable: row.opt_text("deliverable")?,
        timing: Timing::from_stored(&stored),
        requested: row.flag("requested")?,
        span: span(row)?,
        origin: row.text("origin")?,
        dropped: row.flag("dropped")?,
        percent: row.int("percent")?,
        facts: Facts {
            in_force_on: row.opt_date("in_force_on")?,
            due_last: row.opt_date("due_last")?,
            started_on: row.opt_date("started_on")?,
            completed_on: row.opt_date("completed_on")?,
        },
        version: row.int("version")?,
        parties: Vec::new(),
    })
}

/// The reporting duties of a plan in order.
pub(crate) async fn duties(q: &mut impl Query, plan: PlanId) -> Result<Vec<Duty>> {
    let rows = q.rows(&sql::DUTIES, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(Duty {
                id: row.parsed("id")?,
                frequency: row.text("frequency")?,
                due: row.text("due")?.split_whitespace().map(str::to_owned).collect(),
                rule: row.text("rule")?,
                reporter: row.opt_text("reporter")?,
                recipient: row.opt_text("recipient")?,
                via: row.opt_text("via")?,
                text: row.text("text")?,
                span: span(row)?,
                dropped: row.flag("dropped")?,
            })
        })
        .collect()
}

/// The legal bases of a plan in order.
pub(crate) async fn bases(q: &mut impl Query, plan: PlanId) -> Result<Vec<Basis>> {
    let rows = q.rows(&sql::BASES, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(Basis {
                id: row.text("id")?,
                role: row.text("role")?,
                type_name: row.opt_text("type_name")?,
                number: row.opt_text("number")?,
                symbol: row.opt_text("symbol")?,
                date_text: row.opt_text("date_text")?,
                issuer: row.opt_text("issuer")?,
                subject: row.opt_text("subject")?,
                document: row.opt_text("document_id")?,
                plan: row.opt_text("plan")?,
                span: span(row)?,
            })
        })
        .collect()
}

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
    let folded = super::drafts::folded(facts, &head.unit_name);
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
pub(crate) async fn events<A: ShowsPlan>(
    q: &mut impl Query,
    _: &Permit<A>,
    plan: PlanId,
) -> Result<Vec<crate::model::work::Event>> {
    let rows = q.rows(&sql::PLAN_EVENTS, params![plan]).await?;
    rows.iter()
        .map(|row| {
            Ok(crate::model::work::Event {
                at: row.instant("at")?,
                by_name: row.text("by_name")?,
                kind: row.text("kind")?,
                detail: row.text("detail")?,
            })
        })
        .collect()
}

/// What the list of plans is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanFilter {
    pub(crate) year: i64,
    pub(crate) state: String,
    pub(crate) level: String,
    pub(crate) unit: String,
    pub(crate) words: String,
    pub(crate) page: Option<i64>,
}

/// A plan in the list.
#[derive(Debug, Clone)]
pub(crate) struct ListedPlan {
    pub(crate) head: PlanHead,
    pub(crate) obligations: i64,
    pub(crate) done: i64,
    pub(crate) late: i64,
}

/// A page of the plans that a person may see; drafts only of the unit at `drafts_at`.
pub(crate) async fn list(
    q: &mut impl Query,
    scope: &Scope<SeePlan>,
    drafts_at: i64,
    filter: &PlanFilter,
    today: Date,
) -> Result<(Paging, Vec<ListedPlan>)> {
    let words = super::pattern(&filter.words);
    let values = || {
        params![
            scope.first,
            scope.last,
            scope.above,
            scope.at,
            drafts_at,
            filter.year,
            &filter.state,
            &filter.level,
            &filter.unit,
            &words,
        ]
    };
    let paging = Paging::new(filter.page, q.count(&sql::COUNT_PLANS, values()).await?);
    let mut page = values();
    page.extend(params![today, Paging::ROWS, paging.offset()]);
    let rows = q.rows(&sql::PLANS, page).await?;
    let plans = rows
        .iter()
        .map(|row| {
            let head = head_from(row)?;
            Ok(ListedPlan {
                head,
                obligations: row.int("obligations")?,
                done: row.int("done")?,
                late: row.int("late")?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok((paging, plans))
}

/// The years of the plans that a person may see, newest first.
pub(crate) async fn years(q: &mut impl Query, scope: &Scope<SeePlan>, drafts_at: i64) -> Result<Vec<i64>> {
    let values = params![scope.first, scope.last, scope.above, scope.at, drafts_at];
    q.rows(&sql::PLAN_YEARS, values).await?.iter().map(|row| row.int("year")).collect()
}

/// An issued plan of a unit above, as a choice.
#[derive(Debug, Clone)]
pub(crate) struct PlanAbove {
    pub(crate) id: PlanId,
    pub(crate) title: String,
    pub(crate) unit_name: String,
}

/// The issued plans of the units above a position, newest first.
pub(crate) async fn plans_above(q: &mut impl Query, at: i64) -> Result<Vec<PlanAbove>> {
    let rows = q.rows(&sql::PLANS_ABOVE, params![at]).await?;
    rows.iter()
        .map(|row| {
            Ok(PlanAbove { id: row.parsed("id")?, title: row.text("title")?, unit_name: row.text("unit_name")? })
        })
        .collect()
}

/// How many issued plans within a ground carry out a plan.
pub(crate) async fn count_plans_below(q: &mut impl Query, plan: PlanId, ground: Ground) -> Result<i64> {
    q.count(&sql::PLANS_BELOW, params![plan, ground.first, ground.last]).await
}
