//! Making a draft.

use std::collections::HashMap;

use access::{Actor, Permit};
use base::Context;
use db::{Result, Tx, Value, params};

use super::{
    draft_rows::{add_duty, add_item, add_target, new_id, place, write_facts},
    sql::drafts as sql,
};
use crate::{
    model::{
        DocumentId, DutyId, ObligationId, PlanId, SectionId, TargetId,
        draft::{NewItem, NewPlan},
        plan::{Item, ItemParty},
    },
    rights::ImportPlan,
};

/// Which agency of ours a name in the text is.
pub(crate) type Known = HashMap<String, String>;

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
        add_duty(tx, id, place(ordinal), &duty.clone().with_id(DutyId::new(context))).await?;
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

async fn add_targets(
    tx: &mut Tx,
    context: &Context,
    plan: PlanId,
    draft: &NewPlan,
    sections: &HashMap<String, SectionId>,
    items: &HashMap<String, ObligationId>,
) -> Result<()> {
    for (ordinal, new) in draft.targets.iter().enumerate() {
        let section = new.section.as_ref().and_then(|code| sections.get(code)).copied();
        let item = new.item.as_ref().and_then(|code| items.get(code)).copied();
        let target = new.clone().with_id(TargetId::new(context));
        add_target(tx, plan, place(ordinal), &target, (section, item)).await?;
    }
    Ok(())
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
            crate::model::drafting::key(&basis.role),
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
