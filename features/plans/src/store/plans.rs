//! One plan with its contents.

use std::collections::HashMap;

use access::{Ground, Permit};
use db::{Query, Result, Row, Tx, params};

use super::{documents::partial_date, sql::plans as sql};
use crate::{
    model::{
        PlanId,
        plan::{
            Basis, Campaign, Duty, Item, ItemParty, PlanFacts, PlanHead, PlanState, ReadingNote, Recipient, Section,
            Target, WholePlan,
        },
        status::Facts,
        timing::{Stored, Timing},
    },
    rights::{EditPlan, IssuePlan, SeeDraft, SeePlan},
};

/// The actions that show a plan with its contents.
pub(crate) trait ShowsPlan: access::Action {}
impl ShowsPlan for SeePlan {}
impl ShowsPlan for SeeDraft {}
impl ShowsPlan for EditPlan {}
impl ShowsPlan for IssuePlan {}

pub(crate) fn head_from(row: &Row) -> Result<PlanHead> {
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
    let campaigns = q.rows(&sql::CAMPAIGNS, params![id]).await?;
    let recipients = q.rows(&sql::RECIPIENTS, params![id]).await?;
    let notes = q.rows(&sql::NOTES, params![id]).await?;
    Ok(WholePlan {
        sections: sections.iter().map(section_from).collect::<Result<_>>()?,
        items: items(q, id).await?,
        targets: targets(q, id).await?,
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

/// The targets of a plan in order.
pub(crate) async fn targets(q: &mut impl Query, plan: PlanId) -> Result<Vec<Target>> {
    q.rows(&sql::TARGETS, params![plan]).await?.iter().map(target_from).collect()
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
