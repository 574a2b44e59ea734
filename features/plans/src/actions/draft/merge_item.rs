//! Two obligations become one.

use access::Actor;
use web::Services;

use super::open::Open;
use crate::{
    actions::DraftError,
    model::{ObligationId, PlanId, plan::Item, timing::Timing},
};

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
