//! A person confirms, edits, splits, merges, drops or adds what the reader found.
//!
//! Every change names the version that the person saw: an obligation's own, or the plan's for everything else.
//! A change over another's change is refused and nothing is overwritten.

use access::{Actor, Permit};
use db::Tx;
use web::Services;

use super::{DraftError, recognise::recognise};
use crate::{
    model::{
        DutyId, Facts, ObligationId, PlanId, SectionId,
        draft::NewDuty,
        plan::{Duty, Item, ItemParty, PlanFacts, PlanHead, Target},
        timing::Timing,
    },
    rights::EditPlan,
    store::{
        draft_edits, drafts,
        history::{self, About},
        plan_lists, plans,
    },
};

/// What a person may say of an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemWords {
    /// What is to be done.
    pub(crate) text: String,
    /// What is to come out of it.
    pub(crate) deliverable: Option<String>,
    /// When.
    pub(crate) timing: Timing,
    /// Asked, not ordered.
    pub(crate) requested: bool,
    /// Who leads.
    pub(crate) lead: Vec<String>,
    /// Who helps.
    pub(crate) coordinate: Vec<String>,
    /// Who carries out.
    pub(crate) implement: Vec<String>,
}

/// A draft taken for a change: nobody else changes it until this is committed or dropped.
struct Open<'a> {
    services: &'a Services,
    actor: &'a Actor,
    tx: Tx,
    permit: Permit<EditPlan>,
    head: PlanHead,
}

impl<'a> Open<'a> {
    async fn draft(services: &'a Services, actor: &'a Actor, plan: PlanId) -> Result<Self, DraftError> {
        let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
        let permit = services.policy.permit::<EditPlan>(actor, &head.thing())?;
        let mut tx = services.db.begin().await?;
        let head = plans::take_draft(&mut tx, plan).await?.ok_or(DraftError::Issued)?;
        Ok(Self { services, actor, tx, permit, head })
    }

    /// The same, refused when the plan is no longer the version that the person saw.
    async fn draft_at(
        services: &'a Services,
        actor: &'a Actor,
        plan: PlanId,
        base_version: i64,
    ) -> Result<Self, DraftError> {
        let open = Self::draft(services, actor, plan).await?;
        // Taking it counted the version once.
        if open.head.version == base_version + 1 { Ok(open) } else { Err(DraftError::Stale) }
    }

    async fn items(&mut self) -> Result<Vec<Item>, DraftError> {
        Ok(plans::items(&mut self.tx, self.head.id).await?)
    }

    async fn item(&mut self, id: ObligationId) -> Result<Item, DraftError> {
        self.items().await?.into_iter().find(|item| item.id == id).ok_or(DraftError::NotFound)
    }

    /// Writes an obligation over the version that the person saw.
    async fn write(&mut self, item: &Item, base_version: i64) -> Result<(), DraftError> {
        let Self { services, actor, tx, permit, head } = self;
        let period_to = head.facts.period_to;
        let written =
            draft_edits::edit_item(tx, permit, &services.context, actor, item, base_version, period_to).await?;
        if written { Ok(()) } else { Err(DraftError::Stale) }
    }

    async fn add(&mut self, item: &Item) -> Result<(), DraftError> {
        let Self { services, actor, tx, head, .. } = self;
        Ok(drafts::add_item(tx, &services.context, actor, head.id, item, head.facts.period_to).await?)
    }

    async fn set_dropped(&mut self, item: &Item, base_version: i64) -> Result<(), DraftError> {
        let Self { services, actor, tx, permit, .. } = self;
        let written = draft_edits::set_dropped(tx, permit, &services.context, actor, item, base_version).await?;
        if written { Ok(()) } else { Err(DraftError::Stale) }
    }

    async fn finish(mut self, kind: &str, detail: &str) -> Result<(), DraftError> {
        let about = About { plan: self.head.id, obligation: None };
        history::add(&mut self.tx, &self.services.context, self.actor, about, kind, detail).await?;
        Ok(self.tx.commit().await?)
    }
}

async fn parties(services: &Services, actor: &Actor, words: &ItemWords) -> Result<Vec<ItemParty>, DraftError> {
    let roles = [("lead", &words.lead), ("coordinate", &words.coordinate), ("implement", &words.implement)];
    let names = roles.iter().flat_map(|(_, names)| names.iter().map(String::as_str));
    let known = recognise(services, actor, names).await?;
    let party = |role: &str, text: &String| ItemParty {
        role: role.to_owned(),
        text: text.clone(),
        agency: known.get(text).cloned(),
    };
    Ok(roles.iter().flat_map(|(role, names)| names.iter().map(|name| party(role, name))).collect())
}

/// Writes an obligation as a person says it is.
pub(crate) async fn edit_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    words: &ItemWords,
) -> Result<(), DraftError> {
    let parties = parties(services, actor, words).await?;
    let mut open = Open::draft(services, actor, plan).await?;
    let old = open.item(id).await?;
    let item = Item {
        text: words.text.clone(),
        deliverable: words.deliverable.clone(),
        timing: words.timing,
        requested: words.requested,
        origin: if old.origin == "read" { "edited".to_owned() } else { old.origin },
        parties,
        ..old
    };
    open.write(&item, base_version).await?;
    open.finish("item-edited", &item.clause).await
}

/// Splits an obligation into its parts; each keeps who and when.
pub(crate) async fn split_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    parts: &[String],
) -> Result<usize, DraftError> {
    let [first, others @ ..] = parts else { return Err(DraftError::Nothing) };
    if others.is_empty() {
        return Err(DraftError::Nothing);
    }
    let mut open = Open::draft(services, actor, plan).await?;
    let old = open.item(id).await?;
    let head = Item { text: first.clone(), origin: "split".to_owned(), ..old.clone() };
    open.write(&head, base_version).await?;
    draft_edits::make_room(&mut open.tx, &open.permit, plan, old.ordinal, others.len()).await?;
    for (number, text) in (1_i64..).zip(others) {
        let part = Item {
            id: ObligationId::new(&services.context),
            ordinal: old.ordinal + number,
            clause: format!("{}/{}", old.clause, number + 1),
            text: text.clone(),
            origin: "split".to_owned(),
            version: 1,
            ..old.clone()
        };
        open.add(&part).await?;
    }
    open.finish("item-split", &old.clause).await?;
    Ok(parts.len())
}

/// Merges an obligation with the next one that is not dropped; the next one is dropped and can be restored.
pub(crate) async fn merge_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let mut following = open.items().await?.into_iter().skip_while(|item| item.id != id);
    let first = following.next().ok_or(DraftError::NotFound)?;
    let second = following.find(|item| !item.dropped).ok_or(DraftError::Nothing)?;
    let clause = first.clause.clone();
    let merged = merged(first, &second);
    open.write(&merged, base_version).await?;
    let version = second.version;
    let second = Item { dropped: true, origin: "merged".to_owned(), ..second };
    open.set_dropped(&second, version).await?;
    open.finish("item-merged", &format!("{clause} + {}", second.clause)).await
}

/// One obligation of two: both texts, all bodies once, the time of the first that has one.
fn merged(first: Item, second: &Item) -> Item {
    let mut parties = first.parties.clone();
    parties.extend(second.parties.iter().filter(|party| !first.parties.contains(party)).cloned());
    let deliverable: Vec<&str> =
        [&first.deliverable, &second.deliverable].into_iter().flatten().map(String::as_str).collect();
    let has_time = !matches!(first.timing, Timing::Unsaid | Timing::Year);
    Item {
        text: format!("{}\n{}", first.text, second.text),
        deliverable: Some(deliverable.join("; ")).filter(|text| !text.is_empty()),
        timing: if has_time || second.timing == Timing::Unsaid { first.timing } else { second.timing },
        span: match (first.span, second.span) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        },
        origin: "merged".to_owned(),
        parties,
        ..first
    }
}

/// Takes an obligation out of the draft, or in again.
pub(crate) async fn drop_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    base_version: i64,
    dropped: bool,
) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let item = Item { dropped, ..open.item(id).await? };
    open.set_dropped(&item, base_version).await?;
    open.finish(if dropped { "item-dropped" } else { "item-restored" }, &item.clause).await
}

/// Adds an obligation at the end of a section, or of the plan. The same `id` again changes nothing.
pub(crate) async fn add_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    section: Option<SectionId>,
    words: &ItemWords,
) -> Result<(), DraftError> {
    let parties = parties(services, actor, words).await?;
    let mut open = Open::draft(services, actor, plan).await?;
    let items = open.items().await?;
    if items.iter().any(|item| item.id == id) {
        return Ok(());
    }
    let before = items.iter().rfind(|item| section.is_none() || item.section == section).or(items.last());
    let ordinal = before.map_or(0, |item| item.ordinal + 1);
    if let Some(before) = before {
        draft_edits::make_room(&mut open.tx, &open.permit, plan, before.ordinal, 1).await?;
    }
    let number = items.iter().filter(|item| item.origin == "added").count() + 1;
    let item = Item {
        id,
        ordinal,
        section,
        clause: format!("+{number}"),
        text: words.text.clone(),
        deliverable: words.deliverable.clone(),
        timing: words.timing,
        requested: words.requested,
        span: None,
        origin: "added".to_owned(),
        dropped: false,
        percent: 0,
        facts: Facts::default(),
        version: 1,
        parties,
    };
    open.add(&item).await?;
    open.finish("item-added", &item.clause).await
}

/// Writes what the letterhead, the title and the signature say.
pub(crate) async fn edit_facts(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    facts: &PlanFacts,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    if let Some(parent) = facts.parent {
        let above = plan_lists::plans_above(&mut open.tx, open.head.ground.first).await?;
        if !above.iter().any(|plan| plan.id == parent) {
            return Err(DraftError::NotFound);
        }
    }
    draft_edits::set_facts(&mut open.tx, &open.permit, &open.head, facts).await?;
    open.finish("facts-edited", "").await
}

/// Writes a target, or takes it out or in again.
pub(crate) async fn edit_target(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    target: &Target,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    draft_edits::edit_target(&mut open.tx, &open.permit, plan, target).await?;
    open.finish("target-edited", &short(&target.text)).await
}

/// Writes a duty to report, or takes it out or in again.
pub(crate) async fn edit_duty(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    base_version: i64,
    duty: &Duty,
) -> Result<(), DraftError> {
    let mut open = Open::draft_at(services, actor, plan, base_version).await?;
    draft_edits::edit_duty(&mut open.tx, &open.permit, plan, duty).await?;
    open.finish("duty-edited", &short(&duty.text)).await
}

/// Adds a duty to report. The same `id` again changes nothing.
pub(crate) async fn add_duty(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: DutyId,
    duty: &NewDuty,
) -> Result<(), DraftError> {
    let mut open = Open::draft(services, actor, plan).await?;
    let duties = plans::duties(&mut open.tx, plan).await?;
    if duties.iter().any(|old| old.id == id) {
        return Ok(());
    }
    let ordinal = i64::try_from(duties.len()).unwrap_or(i64::MAX);
    drafts::add_duty(&mut open.tx, id, plan, ordinal, duty).await?;
    open.finish("duty-added", &short(&duty.text)).await
}

/// The first words, for the history.
fn short(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("{}…", cut.trim_end()) } else { cut }
}
