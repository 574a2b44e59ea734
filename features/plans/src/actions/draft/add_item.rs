//! A person adds an obligation that the reader did not find.

use access::Actor;
use web::Services;

use super::{open::Open, words::ItemWords};
use crate::{
    actions::DraftError,
    model::{Facts, ObligationId, PlanId, SectionId, plan::Item},
    store::draft_rows,
};

/// Adds an obligation at the end of a section, or of the plan. The same `id` again changes nothing.
pub(crate) async fn add_item(
    services: &Services,
    actor: &Actor,
    plan: PlanId,
    id: ObligationId,
    section: Option<SectionId>,
    words: &ItemWords,
) -> Result<(), DraftError> {
    let parties = words.parties(services, actor).await?;
    let mut open = Open::draft(services, actor, plan).await?;
    let items = open.items().await?;
    if items.iter().any(|item| item.id == id) {
        return Ok(());
    }
    let before = items.iter().rfind(|item| section.is_none() || item.section == section).or(items.last());
    let ordinal = before.map_or(0, |item| item.ordinal + 1);
    if let Some(before) = before {
        draft_rows::make_room(&mut open.tx, &open.permit, plan, before.ordinal, 1).await?;
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
