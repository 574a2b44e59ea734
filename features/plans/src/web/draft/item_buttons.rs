//! The buttons of an obligation: merge with the next one, take out, take in again.

use ::web::{Answer, Posted, Services, Visit, redirect_with};
use axum::extract::{Path, State};

use super::{
    form::{after, base_version, open, taken},
    item_form::{find, to_item},
};
use crate::actions::{DraftError, draft};

/// Merges an obligation with the next one.
pub(crate) async fn merge(
    visit: Visit,
    State(services): State<Services>,
    Path((id, item)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let plan = open(&visit, &services, &id).await?;
    let item = find(&plan, &item)?;
    let to = to_item(&plan, item.id);
    match draft::merge_item(&services, visit.actor()?, plan.head.id, item.id, base_version(&posted)).await {
        Err(DraftError::Nothing) => redirect_with(to, "plans-i-flash-no-next", None),
        done => after(to, done, "plans-i-flash-merged"),
    }
}

/// Takes an obligation out.
pub(crate) async fn drop_item(
    visit: Visit,
    State(services): State<Services>,
    Path(of): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    set_dropped(&visit, &services, &of, &posted, true).await
}

/// Takes an obligation in again.
pub(crate) async fn restore(
    visit: Visit,
    State(services): State<Services>,
    Path(of): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    set_dropped(&visit, &services, &of, &posted, false).await
}

async fn set_dropped(
    visit: &Visit,
    services: &Services,
    (id, item): &(String, String),
    posted: &Posted,
    dropped: bool,
) -> Answer {
    let plan = open(visit, services, id).await?;
    let item = find(&plan, item)?;
    let base = base_version(posted);
    let done = draft::drop_item(services, visit.actor()?, plan.head.id, item.id, base, dropped).await;
    after(to_item(&plan, item.id), done, taken(dropped))
}
