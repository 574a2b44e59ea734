//! The queue (SC-F1): alarms, then danger, then urgency, floods last.

use ::web::{Answer, Page, Paging, Problem, Services, Visit, html};
use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    Key, opener,
    words::{self, RowView},
};
use crate::{
    actions::{self, ALARM_SHOWN_FOR, Followed},
    error::Result,
    model::law::offer_deadline,
    rights::{CountTips, SeeTips, TakeIn},
    store::{
        alarms::{self, AlarmBelow, OwnAlarm},
        handovers::{self, OpenOffer},
        lists::{self, EndedUnread, Offered, Reader},
        path,
    },
};

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    trang: Option<i64>,
}

/// An alarm from below with the name of the place.
struct BelowView {
    alarm: AlarmBelow,
    place: String,
}

#[derive(Template)]
#[template(path = "tips/work/queue.html")]
struct QueuePage {
    page: Page,
    rows: Vec<RowView>,
    ended: Vec<EndedUnread>,
    offered: Vec<(Offered, bool)>,
    sent: Vec<(OpenOffer, bool)>,
    own: Vec<OwnAlarm>,
    below: Vec<BelowView>,
    paging: Paging,
    may_take_in: bool,
    followed: Followed,
    has_key: bool,
    may_count: bool,
}

impl QueuePage {
    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    fn number_of(&self, alarm: &OwnAlarm) -> String {
        words::number(alarm.number.0, alarm.number.1)
    }

    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    fn number_of_ended(&self, one: &EndedUnread) -> String {
        words::number(one.number.0, one.number.1)
    }

    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    fn acknowledge(&self, alarm: &OwnAlarm) -> String {
        format!("/tin-bao/{}/nguy-hiem", alarm.tip)
    }

    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    fn see(&self, view: &BelowView) -> String {
        format!("/tin-bao/bao-dong/{}", view.alarm.tip)
    }
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
    let mut steps = path::of_page(&mut q, &rows).await?;
    let page = visit.page(visit.tr.t("tips-w-queue-title"));
    let holidays = services.holidays().await?;
    let (now, law) = (services.context.now(), path::law(&holidays)?);
    let is_late = |sent_at: Timestamp| offer_deadline(sent_at, law).is_some_and(|deadline| now > deadline.strict);
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let steps = steps.remove(&row.id).unwrap_or_default();
        views.push(RowView::of(&page, row).with_due(&page, &steps, law, now));
    }
    html(&QueuePage {
        rows: views,
        ended: lists::unread_ended(&mut q, reader).await?,
        offered: marked(lists::offered(&mut q, reader).await?, |one| is_late(one.sent_at)),
        sent: marked(handovers::sent(&mut q, reader).await?, |one| is_late(one.sent_at)),
        own: alarms::own(&mut q, reader).await?,
        below: below(&services, &page, reader, now).await?,
        paging,
        may_take_in: services.policy.may::<TakeIn>(actor),
        followed,
        has_key: key.is_some(),
        may_count: services.policy.may::<CountTips>(actor),
        page,
    })
}

/// Each with whether it is late.
fn marked<T>(all: Vec<T>, is_late: impl Fn(&T) -> bool) -> Vec<(T, bool)> {
    let late: Vec<_> = all.iter().map(is_late).collect();
    all.into_iter().zip(late).collect()
}

async fn below(services: &Services, page: &Page, reader: Reader<'_>, now: Timestamp) -> Result<Vec<BelowView>> {
    let mut q = &services.db;
    let since = now.saturating_sub(ALARM_SHOWN_FOR).unwrap_or(now);
    let mut views = Vec::new();
    for alarm in alarms::below(&mut q, reader, since).await? {
        let unit = match &alarm.place {
            Some(code) => organisation::unit(&mut q, code).await?,
            None => None,
        };
        let place = unit.map_or_else(|| page.t("tips-w-no-place"), |unit| unit.name);
        views.push(BelowView { alarm, place });
    }
    Ok(views)
}
