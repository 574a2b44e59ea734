//! A tip that another agency holds now, for one that held it: its own entry in the book and how the tip stands, nothing of what was told.

use ::web::{Answer, Page, Services, Visit, html};
use askama::Template;

use super::{detail::classified, words};
use crate::{
    actions::GoneTip,
    rights::RevealReporter,
    store::{
        handovers::{self, Handover},
        steps::{KEYS_LATER, Step},
        tips::TipHead,
    },
};

#[derive(Template)]
#[template(path = "tips/work/gone.html")]
struct GonePage {
    page: Page,
    head: TipHead,
    steps: Vec<Step>,
    handovers: Vec<Handover>,
    may_reveal: bool,
}

impl GonePage {
    fn classified(&self, detail: &str) -> String {
        classified(&self.page, detail)
    }
}

pub(super) async fn draw(visit: &Visit, services: &Services, gone: GoneTip) -> Answer {
    let head = gone.head;
    let handovers = handovers::list(&mut &services.db, head.id).await?;
    let number = head.number.map_or_else(String::new, |(serial, year)| words::number(serial, year));
    let title = visit.tr.of("tips-w-detail-title", number.as_str());
    let page = visit.page(title).back("/tin-bao/so-tiep-nhan", visit.tr.t("tips-w-book-title"));
    let permit = services.policy.permit::<RevealReporter>(visit.actor()?, &head.thing());
    let may_reveal = gone.has_reporter && !matches!(permit, Err(access::Refused::No));
    html(&GonePage { page, head, steps: gone.steps, handovers, may_reveal })
}
