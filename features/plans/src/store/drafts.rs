//! Making a draft.

use std::collections::HashMap;

use access::{Actor, Permit};
use base::Context;
use db::{Result, Tx, Value, params};
use jiff::civil::Date;

use super::statements_import as sql;
use crate::{
    model::{
        DocumentId, DutyId, ObligationId, PlanId, SectionId, TargetId,
        draft::{NewDuty, NewItem, NewPlan},
        plan::{Item, ItemParty, PlanFacts},
    },
    rights::ImportPlan,
};

/// Which agency of ours a name in the text is.
pub(crate) type Known = HashMap<String, String>;

fn new_id(context: &Context) -> String {
    context.new_uuid().to_string()
}

/// A place in a list or a text, as it is stored.
pub(super) fn place(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn ends(span: (usize, usize)) -> [Value; 2] {
    [place(span.0).into(), place(span.1).into()]
}

/// Writes a draft with all its contents.
pub(crate) async fn add(
    tx: &mut Tx,
    _: &Permit<ImportPlan>,
    context: &Context,
    actor: &Actor,
    document: DocumentId,
    draft: &NewPlan,
    known: &Known,
) -> Result<PlanId> {
    let id = PlanId::new(context);
    let values = params![
        id,
        document,
        &actor.unit,
        actor.ground.first,
        actor.ground.last,
        &actor.unit_name,
        &actor.person,
        context.now(),
    ];
    tx.run(&sql::ADD_PLAN, values).await?;
    write_facts(tx, id, &draft.facts, &actor.unit_name).await?;
    let sections = add_sections(tx, context, id, draft).await?;
    let items = add_items(tx, context, actor, id, draft, &sections, known).await?;
    add_targets(tx, context, id, draft, &sections, &items).await?;
    for (ordinal, duty) in draft.duties.iter().enumerate() {
        add_duty(tx, DutyId::new(context), id, place(ordinal), duty).await?;
    }
    add_rest(tx, context, id, draft).await?;
    Ok(id)
}

async fn add_sections(
    tx: &mut Tx,
    context: &Context,
    plan: PlanId,
    draft: &NewPlan,
) -> Result<HashMap<String, SectionId>> {
    let mut ids = HashMap::new();
    for (ordinal, section) in draft.sections.iter().enumerate() {
        let id = SectionId::new(context);
        let [from, to] = ends(section.span);
        let values = params![
            id,
            plan,
            place(ordinal),
            &section.code,
            &section.label,
            &section.heading,
            section.level,
            from,
            to,
        ];
        tx.run(&sql::ADD_SECTION, values).await?;
        ids.insert(section.code.clone(), id);
    }
    Ok(ids)
}

async fn add_items(
    tx: &mut Tx,
    context: &Context,
    actor: &Actor,
    plan: PlanId,
    draft: &NewPlan,
    sections: &HashMap<String, SectionId>,
    known: &Known,
) -> Result<HashMap<String, ObligationId>> {
    let mut ids = HashMap::new();
    for (ordinal, new) in draft.items.iter().enumerate() {
        let item = item_of(context, new, place(ordinal), sections, known);
        add_item(tx, context, actor, plan, &item, draft.facts.period_to).await?;
        ids.insert(new.code.clone(), item.id);
    }
    Ok(ids)
}

fn item_of(
    context: &Context,
    new: &NewItem,
    ordinal: i64,
    sections: &HashMap<String, SectionId>,
    known: &Known,
) -> Item {
    let party = |(role, text): &(&'static str, String)| ItemParty {
        role: (*role).to_owned(),
        text: text.clone(),
        agency: known.get(text).cloned(),
    };
    Item {
        id: ObligationId::new(context),
        ordinal,
        section: new.section.as_ref().and_then(|code| sections.get(code)).copied(),
        clause: new.code.clone(),
        text: new.text.clone(),
        deliverable: new.deliverable.clone(),
        timing: new.timing,
        requested: new.requested,
        span: Some(new.span),
        origin: "read".to_owned(),
        dropped: false,
        percent: 0,
        facts: crate::model::Facts::default(),
        version: 1,
        parties: new.parties.iter().map(party).collect(),
    }
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
pub(super) async fn add_parties(tx: &mut Tx, context: &Context, item: &Item) -> Result<()> {
    for (ordinal, party) in item.parties.iter().enumerate() {
        let values =
            params![new_id(context), item.id, place(ordinal), &party.role, &party.text, party.agency.as_deref()];
        tx.run(&sql::ADD_PARTY, values).await?;
    }
    Ok(())
}

async fn add_targets(
    tx: &mut Tx,
    context: &Context,
    plan: PlanId,
    draft: &NewPlan,
    sections: &HashMap<String, SectionId>,
    items: &HashMap<String, ObligationId>,
) -> Result<()> {
    for (ordinal, target) in draft.targets.iter().enumerate() {
        let [from, to] = ends(target.span);
        let values = params![
            TargetId::new(context),
            plan,
            place(ordinal),
            target.section.as_ref().and_then(|code| sections.get(code)),
            target.item.as_ref().and_then(|code| items.get(code)),
            &target.kind,
            target.metric.as_deref(),
            &target.comparator,
            target.value,
            target.unit.as_deref(),
            target.subject.as_deref(),
            &target.text,
            from,
            to,
        ];
        tx.run(&sql::ADD_TARGET, values).await?;
    }
    Ok(())
}

/// Adds a reporting duty; nothing happens when it is there.
pub(crate) async fn add_duty(tx: &mut Tx, id: DutyId, plan: PlanId, ordinal: i64, duty: &NewDuty) -> Result<()> {
    let [from, to] = ends(duty.span);
    let values = params![
        id,
        plan,
        ordinal,
        &duty.frequency,
        duty.due.join(" "),
        &duty.rule,
        duty.reporter.as_deref(),
        duty.recipient.as_deref(),
        duty.via.as_deref(),
        &duty.text,
        from,
        to,
        duty.dropped,
    ];
    tx.run(&sql::ADD_DUTY, values).await.map(drop)
}

/// Campaigns, bases, recipients and notes.
async fn add_rest(tx: &mut Tx, context: &Context, plan: PlanId, draft: &NewPlan) -> Result<()> {
    for (ordinal, campaign) in draft.campaigns().into_iter().enumerate() {
        let [from, to] = ends(campaign.span);
        let values = params![
            new_id(context),
            plan,
            place(ordinal),
            campaign.name,
            campaign.starts_on,
            campaign.ends_on,
            campaign.recurring,
            from,
            to,
        ];
        tx.run(&sql::ADD_CAMPAIGN, values).await?;
    }
    for (ordinal, basis) in draft.read.legal_bases.iter().enumerate() {
        let values = params![
            new_id(context),
            plan,
            place(ordinal),
            crate::model::draft::key(&basis.role),
            &basis.kind,
            basis.number.as_deref(),
            basis.symbol.as_deref(),
            basis.date.as_deref(),
            basis.issuer.as_deref(),
            basis.subject.as_deref(),
            None::<String>,
            place(basis.span.start),
            place(basis.span.end),
        ];
        tx.run(&sql::ADD_BASIS, values).await?;
    }
    for (ordinal, recipient) in draft.read.document.recipients.iter().enumerate() {
        let values = params![new_id(context), plan, place(ordinal), &recipient.text, recipient.purpose.as_deref()];
        tx.run(&sql::ADD_RECIPIENT, values).await?;
    }
    for (ordinal, note) in draft.read.notes.iter().enumerate() {
        let values = params![
            new_id(context),
            plan,
            place(ordinal),
            &note.kind,
            &note.text,
            note.span.map(|span| place(span.start)),
            note.span.map(|span| place(span.end)),
        ];
        tx.run(&sql::ADD_NOTE, values).await?;
    }
    Ok(())
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
