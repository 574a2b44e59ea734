//! Handing over (SC-F6), and signing for what was handed over.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect_with};
use askama::Template;
use axum::extract::{Path, State};

use super::{Key, opener};
use crate::{
    actions::{self, NewHandover},
    error::{Result, TipError},
    rights::HandOver,
    store::{
        bars,
        handovers::WithReporter,
        receivers,
        tips::{self, TipHead},
    },
};

#[derive(Template)]
#[template(path = "tips/work/hand_over.html")]
struct HandOverPage {
    page: Page,
    head: TipHead,
    receivers: Vec<(String, String)>,
    to: String,
    letter: String,
    errors: Errors,
}

impl HandOverPage {
    fn action(&self) -> String {
        format!("/tin-bao/{}/chuyen", self.head.id)
    }
}

pub(super) async fn show(visit: Visit, State(services): State<Services>, Path(id): Path<String>) -> Answer {
    let head = tips::find(&mut &services.db, visit.actor()?, id.parse()?).await?;
    visit.permit::<HandOver>(&head.thing())?;
    if !head.is_held_by(visit.actor()?) {
        return Err(Problem::NotFound);
    }
    draw(&visit, &services, head, (String::new(), String::new(), Errors::new())).await
}

async fn draw(
    visit: &Visit,
    services: &Services,
    head: TipHead,
    (to, letter, errors): (String, String, Errors),
) -> Answer {
    let mut receivers = others(services, &head).await?;
    if !receivers.is_empty() {
        // Nobody is chosen beforehand: what was sealed to the wrong agency may have been read before it is taken back.
        receivers.insert(0, (String::new(), visit.tr.t("tips-step-choose")));
    }
    let back = format!("/tin-bao/{}", head.id);
    let page = visit.page(visit.tr.t("tips-w-hand-over-title")).back(back, visit.tr.t("tips-w-back"));
    let page = if errors.is_empty() { page } else { page.refused() };
    let template = HandOverPage { page, head, receivers, to, letter, errors };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

async fn others(services: &Services, head: &TipHead) -> Result<Vec<(String, String)>> {
    let mut q = &services.db;
    let all = receivers::list(&mut q, services.context.today()).await?;
    let kept_from = bars::agencies(&mut q, head.id, services.context.today()).await?;
    let may_receive = |one: &receivers::Receiver| one.agency != head.agency && !kept_from.contains(&one.agency);
    Ok(all.into_iter().filter(may_receive).map(|one| (one.agency, one.name)).collect())
}

pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let new = NewHandover {
        to: posted.line("den"),
        number: posted.line("so"),
        with: if posted.has("kem_nguoi_bao") { WithReporter::Yes } else { WithReporter::No },
        base: posted.line("phien_ban").parse().unwrap_or(0),
    };
    let actor = visit.actor()?;
    match actions::hand_over(&services, actor, opener(&key), id.parse()?, &new).await {
        Ok(()) => redirect_with(format!("/tin-bao/{id}"), "tips-w-flash-handed-over", None),
        Err(TipError::Invalid(faults)) => {
            let mut errors = Errors::new();
            errors.add_all(&visit.tr, faults.iter().map(|fault| (fault.field, fault.key)));
            let head = tips::find(&mut &services.db, actor, id.parse()?).await?;
            draw(&visit, &services, head, (new.to, new.number, errors)).await
        }
        Err(TipError::Path(key)) => {
            let mut errors = Errors::new();
            errors.add("den", visit.tr.t(key));
            let head = tips::find(&mut &services.db, actor, id.parse()?).await?;
            draw(&visit, &services, head, (new.to, new.number, errors)).await
        }
        Err(TipError::Stale) => {
            // Nothing typed is lost: the form comes again over the present state.
            let mut errors = Errors::new();
            errors.add("den", visit.tr.t("tips-w-fault-stale"));
            let head = tips::find(&mut &services.db, actor, id.parse()?).await?;
            draw(&visit, &services, head, (new.to, new.number, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn sign(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Path(id): Path<String>,
    _: Posted,
) -> Answer {
    match actions::sign_for(&services, visit.actor()?, opener(&key), id.parse()?).await {
        Ok(()) => redirect_with(format!("/tin-bao/{id}"), "tips-w-flash-signed", None),
        Err(TipError::Stale) => redirect_with("/tin-bao", "tips-w-flash-signed-before", None),
        Err(error) => Err(error.into()),
    }
}
