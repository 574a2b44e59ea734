//! Signing in and out.

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::Response,
};
use secrecy::SecretString;
use serde_json::Value;

use super::{
    OWN_ACCOUNT, START, cookie,
    kept::{self, Kept},
    second_page,
    shared::Shared,
};
use crate::{
    actions::{Outcome, log, sign_in},
    model::{Stage, local_path},
    store::{self, NewSession},
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    tiep: String,
}

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage {
    page: Page,
    errors: Errors,
    login: String,
    next: String,
    kept: Option<Kept>,
    was_locked: bool,
    has_passkeys: bool,
    /// What the provider of sign-in is called, where its button is shown. A form that waits to be sent does not travel
    /// there and back.
    provider: Option<String>,
}

/// The start: the first page of one's menu, or the sign-in page.
pub(super) async fn start(visit: Visit, State(services): State<Services>) -> Answer {
    let Ok(actor) = visit.actor() else { return redirect("/dang-nhap") };
    let first = services.nav.iter().find(|item| (item.shown)(&services.policy, actor));
    redirect(first.map_or(OWN_ACCOUNT, |item| item.path))
}

/// The sign-in page.
pub(super) async fn show(
    visit: Visit,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Answer {
    let next = local_path(&asked.tiep).unwrap_or_default().to_owned();
    if visit.actor().is_ok() {
        return redirect(if next.is_empty() { START } else { &next });
    }
    let page = visit.page(visit.tr.t("sign-in-title"));
    let has_passkeys = shared.site_at(&headers).is_some();
    let (errors, login) = (Errors::new(), String::new());
    let provider = shared.provider_label();
    html(&SignInPage { page, errors, login, next, kept: None, was_locked: false, has_passkeys, provider })
}

/// The page with why a provider of sign-in brought nobody in.
pub(super) fn refused(visit: &Visit, shared: &Shared, headers: &HeaderMap, told: String) -> Answer {
    let mut errors = Errors::new();
    errors.add("oidc", told);
    let page = visit.page(visit.tr.t("sign-in-title")).refused();
    let (has_passkeys, provider) = (shared.site_at(headers).is_some(), shared.provider_label());
    let (login, next) = (String::new(), String::new());
    invalid(&SignInPage { page, errors, login, next, kept: None, was_locked: false, has_passkeys, provider })
}

/// The sign-in page for a form that came too late, status 401.
pub(super) fn locked(visit: &Visit, kept: Option<Kept>) -> Answer {
    let page = visit.page(visit.tr.t("sign-in-title"));
    let (login, next) = (String::new(), String::new());
    let (has_passkeys, provider) = (false, None);
    let errors = Errors::new();
    let mut answer = html(&SignInPage { page, errors, login, next, kept, was_locked: true, has_passkeys, provider })?;
    *answer.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(answer)
}

/// Takes name and password.
pub(super) async fn send(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let login = posted.line("ten");
    let password = SecretString::from(posted.raw("mat_khau"));
    let next = local_path(posted.raw("tiep")).unwrap_or_default().to_owned();
    let kept = Kept::from_form(&posted);
    let mut errors = Errors::new();
    if login.is_empty() {
        errors.add("ten", visit.tr.t("sign-in-login-missing"));
    }
    if posted.raw("mat_khau").is_empty() {
        errors.add("mat_khau", visit.tr.t("sign-in-password-missing"));
    }
    // Nobody has such a long password; hashing it would only cost time.
    if posted.raw("mat_khau").len() > 1_024 || login.len() > 256 {
        errors.add("ten", visit.tr.t("sign-in-wrong"));
    }
    if errors.is_empty() {
        let old = cookie::secret(&services, &headers);
        let owner = match &kept {
            Some(kept) => kept.owner(&services).await?,
            None => None,
        };
        match sign_in(&services, &login, &password, old.as_deref()).await? {
            Outcome::SignedIn { session, stage: Stage::Setup, .. } => {
                let mut answer = redirect("/tai-khoan/xac-thuc")?;
                cookie::set(&mut answer, &services, &session);
                return Ok(answer);
            }
            Outcome::SignedIn { session, stage: Stage::Second, .. } => {
                let mut answer = second_page::draw(&visit, &shared, &headers, &next, kept)?;
                cookie::set(&mut answer, &services, &session);
                return Ok(answer);
            }
            Outcome::SignedIn { session, account, .. } => {
                // What one person typed is not for the next one at the same computer.
                let kept = kept.filter(|_| owner.as_deref() == Some(account.id.as_str()));
                return welcome(&visit, &services, &session, kept, &next);
            }
            Outcome::Wrong => errors.add("ten", visit.tr.t("sign-in-wrong")),
            Outcome::Locked { until } => {
                errors.add("ten", visit.tr.of("sign-in-locked", i18n::date_time(until)));
            }
        }
    }
    let page = visit.page(visit.tr.t("sign-in-title")).refused();
    let has_passkeys = shared.site_at(&headers).is_some();
    let provider = shared.provider_label().filter(|_| kept.is_none());
    invalid(&SignInPage { page, errors, login, next, kept, was_locked: false, has_passkeys, provider })
}

fn welcome(visit: &Visit, services: &Services, session: &NewSession, kept: Option<Kept>, next: &str) -> Answer {
    let mut answer = match kept {
        Some(kept) => kept::show(visit, kept, session)?,
        None => redirect(if next.is_empty() { START } else { next })?,
    };
    cookie::set(&mut answer, services, session);
    Ok(answer)
}

/// Ends the session. A session that is over already needs no token to be gone.
pub(super) async fn sign_out(
    visit: Visit,
    State(services): State<Services>,
    headers: HeaderMap,
    posted: Result<Posted, Problem>,
) -> Answer {
    if let Ok(actor) = visit.actor() {
        posted?;
        if let Some(secret) = cookie::secret(&services, &headers) {
            let mut tx = services.db.begin().await?;
            store::end_session(&mut tx, &secret).await?;
            log::by(&mut tx, &services, actor, "sign_in.sign_out", &actor.account, Value::Null).await?;
            tx.commit().await?;
        }
    }
    let mut answer = redirect("/dang-nhap")?;
    forget(&mut answer, &services);
    Ok(answer)
}

/// Takes everything of the session from the browser (OWASP ASVS 5.0 14.3.1).
fn forget(answer: &mut Response, services: &Services) {
    cookie::clear(answer, services);
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
}
