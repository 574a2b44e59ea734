//! The hotline console (SC-F3): one screen for a call, from the question about danger to the saved tip. What is typed is
//! kept as a draft that only its operator opens; several calls stand side by side. Field list: TT 28/2020/TT-BCA Điều 5
//! khoản 3.

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect, redirect_with};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::IntoResponse as _,
};
use serde::Deserialize;

use super::{Key, intake, opener};
use crate::{
    actions::{self, Intake},
    error::TipError,
    model::{
        answers::{Privacy, SIGNS, URGENT},
        calls::CallRule,
        law::{AnonymityReason, Channel},
    },
    rights::AnswerCalls,
    store::calls::{self, Call, CallId},
};

/// The console.
pub(super) const PATH: &str = "/duong-day-nong";

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    goi: Option<String>,
}

/// One call under way, as a tab.
struct Tab {
    id: CallId,
    began: String,
    /// When it is thrown away, where that is near.
    ends: Option<String>,
    is_here: bool,
    is_lost: bool,
}

#[derive(Template)]
#[template(path = "tips/work/calls.html")]
struct CallPage {
    page: Page,
    id: CallId,
    intake: Intake,
    tabs: Vec<Tab>,
    kept_days: i64,
    officer: String,
    errors: Errors,
}

impl CallPage {
    fn reasons() -> impl Iterator<Item = &'static str> {
        AnonymityReason::ALL
            .iter()
            .filter(|one| !matches!(one, AnonymityReason::ChoseAnonymous | AnonymityReason::Unsigned))
            .map(|one| one.key())
    }

    /// A call comes first: whoever calls can be called.
    fn contact_ways(&self) -> Vec<(String, String)> {
        intake::contact_ways(&self.page).collect()
    }

    fn signs() -> [&'static str; 9] {
        SIGNS
    }

    fn urgent() -> [&'static str; 3] {
        URGENT
    }

    fn has_sign(&self, sign: &str) -> bool {
        self.intake.told.signs.iter().any(|one| one == sign)
    }

    /// Whether something was typed that is folded away at first.
    fn has_more(&self) -> bool {
        let told = &self.intake.told;
        !(told.circumstances.is_empty() && told.witnesses.is_empty() && told.source.is_empty() && told.signs.is_empty())
    }

    /// The same of the caller.
    fn has_more_of_caller(&self) -> bool {
        let reporter = &self.intake.reporter;
        let safe = &reporter.contact;
        let texts =
            [&safe.hours, &safe.shared_with, &safe.disguise, &safe.password, &reporter.address, &reporter.id_number];
        safe.may_leave_message || safe.may_name_agency || texts.iter().any(|text| !text.is_empty())
    }

    /// Keys of the help about hotkeys.
    fn hotkeys() -> [&'static str; 5] {
        ["save", "send", "new", "danger", "story"]
    }
}

pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    key: Key,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.scope::<AnswerCalls>()?;
    let asked = asked.goi.as_deref().and_then(|id| id.parse::<CallId>().ok());
    let (id, intake) = match asked {
        Some(id) => {
            let opener = opener(&key).ok_or(TipError::StepUp)?;
            match calls::find(&mut &services.db, opener, id).await? {
                Some((call, intake)) => (call.id, intake),
                None => return redirect(PATH),
            }
        }
        None => (CallId::new(&services.context), Intake::default()),
    };
    draw(&visit, &services, &key, (id, intake), Errors::new()).await
}

async fn draw(visit: &Visit, services: &Services, key: &Key, (id, intake): (CallId, Intake), errors: Errors) -> Answer {
    let actor = visit.actor()?;
    let rule = CallRule::of(services.context.today());
    let page = visit.page(visit.tr.t("tips-call-title")).wide();
    let page = if errors.is_empty() { page } else { page.refused() };
    let tab = |call: Call| Tab {
        id: call.id,
        began: page.date_time(&call.began_at),
        ends: rule.warns(call.saved_at, services.context.now()).then(|| page.date_time(&rule.ends_at(call.saved_at))),
        is_here: call.id == id,
        is_lost: opener(key).is_some_and(|opener| call.is_lost(opener)),
    };
    let tabs = calls::list(&mut &services.db, &actor.account).await?.into_iter().map(tab).collect();
    let officer = actor.name.clone();
    let template = CallPage { page, id, intake, tabs, kept_days: rule.kept_days, officer, errors };
    if template.errors.is_empty() { html(&template) } else { invalid(&template) }
}

/// Saves, takes in, throws away or goes to another call, as the pressed button says. Whatever it is, what was typed is kept
/// first.
pub(super) async fn send(visit: Visit, State(services): State<Services>, key: Key, posted: Posted) -> Answer {
    visit.scope::<AnswerCalls>()?;
    let actor = visit.actor()?;
    let id: CallId = posted.line("goi").parse()?;
    if posted.has("bo") {
        actions::drop_call(&services, actor, id).await?;
        return redirect_with(PATH, "tips-call-flash-dropped", None);
    }
    let typed = typed(&posted);
    let is_empty = typed == empty();
    if !is_empty {
        match actions::save_call(&services, actor, id, &typed).await {
            Ok(()) => {}
            // The tip itself needs no key of the operator.
            Err(TipError::StepUp) if posted.has("gui") => {}
            Err(TipError::StepUp) => {
                let faults = [("chuyen", "tips-call-fault-key")];
                return refuse(&visit, &services, &key, (id, typed), &faults).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if posted.has("gui") {
        return finish(&visit, &services, &key, (id, typed)).await;
    }
    let other = posted.line("sang");
    if let Ok(other) = other.parse::<CallId>() {
        return redirect(format!("{PATH}?goi={other}"));
    }
    match (posted.has("moi"), is_empty) {
        (true, _) | (_, true) => redirect(PATH),
        (false, false) => redirect_with(format!("{PATH}?goi={id}"), "tips-call-flash-saved", None),
    }
}

async fn finish(visit: &Visit, services: &Services, key: &Key, (id, typed): (CallId, Intake)) -> Answer {
    match actions::finish_call(services, visit.actor()?, id, &typed).await {
        Ok(taken) => redirect_with(PATH, "tips-w-flash-taken-in", Some(taken.serial)),
        Err(TipError::Invalid(faults)) => {
            let faults: Vec<_> = faults.iter().map(|fault| (fault.field, fault.key)).collect();
            refuse(visit, services, key, (id, typed), &faults).await
        }
        Err(TipError::NobodyReceives) => {
            refuse(visit, services, key, (id, typed), &[("chuyen", "tips-w-fault-no-vault")]).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refuse(
    visit: &Visit,
    services: &Services,
    key: &Key,
    call: (CallId, Intake),
    faults: &[(&str, &str)],
) -> Answer {
    let mut errors = Errors::new();
    errors.add_all(&visit.tr, faults.iter().copied());
    draw(visit, services, key, call, errors).await
}

/// Saves by itself, from the script; answers with the time of day.
pub(super) async fn autosave(visit: Visit, State(services): State<Services>, posted: Posted) -> Answer {
    visit.scope::<AnswerCalls>()?;
    let id: CallId = posted.line("goi").parse()?;
    let typed = typed(&posted);
    if typed == empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    match actions::save_call(&services, visit.actor()?, id, &typed).await {
        Ok(()) => {}
        Err(TipError::StepUp) => return Ok(StatusCode::CONFLICT.into_response()),
        Err(error) => return Err(Problem::from(error)),
    }
    let time = base::local_time(services.context.now()).strftime("%H:%M:%S").to_string();
    Ok(([(axum::http::header::CONTENT_TYPE, "text/plain; charset=utf-8")], time).into_response())
}

/// A form in which nothing was typed.
fn empty() -> Intake {
    Intake { channel: Channel::Telephone.key().to_owned(), ..Intake::default() }
}

/// What the form holds. Nobody is asked to tick that there is no name: an empty field says so.
fn typed(posted: &Posted) -> Intake {
    let typed = intake::typed(posted);
    let reporter = &typed.reporter;
    let privacy = match (reporter.name.is_empty(), reporter.is_empty()) {
        (false, _) => Privacy::Named,
        (true, false) if !reporter.contact.phone.is_empty() => Privacy::Confidential,
        _ => Privacy::Anonymous,
    };
    Intake { channel: Channel::Telephone.key().to_owned(), privacy, ..typed }
}
