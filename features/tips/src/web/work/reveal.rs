//! Who the reporter is: asked for with a reason, shown once, noted for good.

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid};
use askama::Template;
use axum::extract::{Path, State};

use super::{Key, opener};
use crate::{actions, error::TipError, model::answers::Reporter, rights::RevealReporter, store::tips};

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
    reporter: Reporter,
    id: String,
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
    let reason = posted.text("ly_do");
    match actions::reveal_reporter(&services, visit.actor()?, opener(&key), id.parse()?, &reason).await {
        Ok(reporter) => {
            let title = visit.tr.t("tips-w-reveal-title");
            let page = visit.page(title).back(format!("/tin-bao/{id}"), visit.tr.t("tips-w-back"));
            html(&RevealPage { page, reporter, id })
        }
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            draw_ask(&visit, id, (reason, errors))
        }
        Err(error) => Err(error.into()),
    }
}
