//! Proving anew who is at the keyboard, and going on.

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Services, Visit, html, invalid, redirect};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
};
use secrecy::SecretString;

use super::{START, cookie, shared::Shared};
use crate::{
    actions::{
        StepUpRefused, needs_password,
        passkey::{self, Asked},
        raise, step_up, step_up_by_code,
    },
    model::local_path,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    tiep: String,
}

#[derive(Template)]
#[template(path = "sign_in/step_up.html")]
struct StepUpPage {
    page: Page,
    errors: Errors,
    name: String,
    next: String,
    asked: Option<Asked>,
    /// Only the password will do: this session was opened without it.
    only_password: bool,
}

async fn draw(
    visit: &Visit,
    services: &Services,
    shared: &Shared,
    headers: &HeaderMap,
    errors: Errors,
    next: &str,
) -> Answer {
    let actor = visit.actor()?;
    let only_password = needs_password(services, cookie::secret(services, headers).as_deref()).await?;
    let asked = match shared.site_at(headers).filter(|_| !only_password) {
        Some(site) => passkey::ask_for_own(services, site, &actor.account).await?,
        None => None,
    };
    let page = visit.page(visit.tr.t("sign-in-step-up-title"));
    let (name, next) = (actor.name.clone(), next.to_owned());
    if errors.is_empty() {
        html(&StepUpPage { page, errors, name, next, asked, only_password })
    } else {
        invalid(&StepUpPage { page: page.refused(), errors, name, next, asked, only_password })
    }
}

/// The page.
pub(super) async fn show(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let next = local_path(&wanted.tiep).unwrap_or(START);
    draw(&visit, &services, &shared, &headers, Errors::new(), next).await
}

/// Takes the proof: a password, a code, or what a passkey signed.
pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let actor = visit.actor()?;
    let next = local_path(posted.raw("tiep")).unwrap_or(START).to_owned();
    let cookie = cookie::secret(&services, &headers);
    let mut errors = Errors::new();
    if !posted.raw("tra_loi").is_empty() {
        let (asked, answer) = (posted.line("thach_thuc"), posted.raw("tra_loi"));
        if needs_password(&services, cookie.as_deref()).await? {
            errors.add("mat_khau", visit.tr.t("sign-in-step-up-password"));
            return draw(&visit, &services, &shared, &headers, errors, &next).await;
        }
        if let Some(site) = shared.site_at(&headers)
            && passkey::own_answered(&services, site, &actor.account, &asked, answer).await?
        {
            raise(&services, actor, visit.csrf()).await?;
            return redirect(&next);
        }
        errors.add("mat_khau", visit.tr.t("sign-in-passkey-wrong"));
        return draw(&visit, &services, &shared, &headers, errors, &next).await;
    }
    let (password, code) = (posted.raw("mat_khau"), posted.line("ma"));
    let (field, outcome) = if !password.is_empty() {
        ("mat_khau", step_up(&services, actor, visit.csrf(), cookie.as_deref(), &SecretString::from(password)).await?)
    } else if !code.is_empty() {
        ("ma", step_up_by_code(&services, actor, visit.csrf(), cookie.as_deref(), &code).await?)
    } else {
        errors.add("mat_khau", visit.tr.t("sign-in-step-up-missing"));
        return draw(&visit, &services, &shared, &headers, errors, &next).await;
    };
    match outcome {
        Ok(()) => return redirect(&next),
        Err(StepUpRefused::Wrong) if field == "ma" => errors.add(field, visit.tr.t("sign-in-second-wrong")),
        Err(StepUpRefused::Wrong) => errors.add(field, visit.tr.t("sign-in-present-wrong")),
        Err(StepUpRefused::NeedsPassword) => errors.add("mat_khau", visit.tr.t("sign-in-step-up-password")),
        Err(StepUpRefused::Locked { until }) => {
            errors.add(field, visit.tr.of("sign-in-locked", i18n::date_time(until)));
        }
    }
    draw(&visit, &services, &shared, &headers, errors, &next).await
}
