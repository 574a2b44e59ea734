//! The queue (SC-F1): danger first, then urgency, floods last.

use ::web::{Answer, Page, Paging, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::{Key, opener, words::RowView};
use crate::{
    actions::{self, Followed},
    rights::{SeeTips, TakeIn},
    store::lists::{self, Offered, Reader},
};

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    trang: Option<i64>,
}

#[derive(Template)]
#[template(path = "tips/work/queue.html")]
struct QueuePage {
    page: Page,
    rows: Vec<RowView>,
    offered: Vec<Offered>,
    paging: Paging,
    may_take_in: bool,
    followed: Followed,
    has_key: bool,
}

pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.scope::<SeeTips>()?;
    let actor = visit.actor()?;
    let followed = actions::follow_vaults(&services, actor, opener(&key)).await?;
    let agency = actor.agency.as_deref().ok_or(Problem::NotFound)?;
    let reader = Reader { agency, person: &actor.person };
    let mut q = &services.db;
    let total = lists::count_queue(&mut q, reader).await?;
    let paging = Paging::new(asked.trang, total);
    let rows = lists::queue(&mut q, reader, paging.offset()).await?;
    let page = visit.page(visit.tr.t("tips-w-queue-title"));
    let now = services.context.now();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        views.push(RowView::of(&mut q, &page, row, now).await?);
    }
    let offered = lists::offered(&mut q, reader).await?;
    let may_take_in = services.policy.may::<TakeIn>(actor);
    html(&QueuePage { page, rows: views, offered, paging, may_take_in, followed, has_key: key.is_some() })
}
