//! Who the reporter is: asked for with a reason, shown once, noted for good. Outside the safe hours the number takes another.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid};
use askama::Template;
use axum::extract::{Path, State};

use super::{
    Key,
    intake::{contact, contact_ways},
    opener,
};
use crate::{
    actions::{self, Revealed, Why},
    error::TipError,
    model::contact::{Reach, SafeContact},
    rights::RevealReporter,
    store::tips,
};

#[derive(Template)]
#[template(path = "tips/work/reveal_ask.html")]
struct AskPage {
    page: Page,
    id: String,
    reason: String,
    errors: Errors,
}

impl AskPage {
    fn action(&self) -> String {
        format!("/tin-bao/{}/nguoi-bao", self.id)
    }
}

#[derive(Template)]
#[template(path = "tips/work/reveal.html")]
struct RevealPage {
    page: Page,
    revealed: Revealed,
    id: String,
    reason: String,
    in_spite: String,
    now: String,
    /// The way and the hours as typed after asking again.
    told: SafeContact,
    was_asked: bool,
    errors: Errors,
}

impl RevealPage {
    fn action(&self) -> String {
        format!("/tin-bao/{}/nguoi-bao", self.id)
    }

    fn is_held_back(&self) -> bool {
        self.revealed.reach.is_some() && !self.revealed.is_number_shown
    }

    /// Whether the number is shown although the rule holds it back.
    fn is_overridden(&self) -> bool {
        self.revealed.is_number_shown && self.revealed.reach != Some(Reach::Open)
    }

    fn contact_ways(&self) -> Vec<(String, String)> {
        let none = (String::new(), self.page.t("tips-step-choose"));
        std::iter::once(none).chain(contact_ways(&self.page)).collect()
    }
}

pub(super) async fn ask(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let head = tips::find(&mut &services.db, visit.actor()?, id.parse()?).await?;
    visit.permit::<RevealReporter>(&head.thing())?;
    draw_ask(&visit, id, (String::new(), Errors::new()))
}

fn draw_ask(visit: &Visit, id: String, (reason, errors): (String, Errors)) -> Answer {
    let page = visit.page(visit.tr.t("tips-w-reveal-title")).back(format!("/tin-bao/{id}"), visit.tr.t("tips-w-back"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let template = AskPage { page, id, reason, errors };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let (reason, in_spite) = (posted.text("ly_do"), posted.text("ly_do_goi"));
    let (actor, tip, opener) = (visit.actor()?, id.parse()?, opener(&key));
    let mut errors = Errors::new();
    let told = contact(&posted);
    if posted.has("hoi_lai") {
        match actions::ask_again(&services, actor, opener, tip, &told).await {
            Ok(()) => {}
            Err(TipError::Invalid(faults)) => {
                errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            }
            Err(error) => return Err(error.into()),
        }
    } else if posted.has("van_goi") && !actions::is_reason(&in_spite) {
        errors.add("ly_do_goi", visit.tr.t("tips-w-fault-reason"));
    }
    let was_asked = posted.has("hoi_lai") && errors.is_empty();
    let why = Why { reason: &reason, in_spite: &in_spite };
    match actions::reveal_reporter(&services, actor, opener, tip, why).await {
        Ok(revealed) => {
            let told = if posted.has("hoi_lai") { told } else { revealed.reporter.contact.clone() };
            let title = visit.tr.t("tips-w-reveal-title");
            let page = visit.page(title).back(format!("/tin-bao/{id}"), visit.tr.t("tips-w-back"));
            let page = if errors.is_empty() { page } else { page.refused() };
            let now = page.date_time(&services.context.now());
            let template = RevealPage { page, revealed, id, reason, in_spite, now, told, was_asked, errors };
            if template.errors.is_empty() { html(&template) } else { invalid(&template) }
        }
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            draw_ask(&visit, id, (reason, errors))
        }
        Err(error) => Err(error.into()),
    }
}
