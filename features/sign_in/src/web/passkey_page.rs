//! Making a passkey, signing in with one, stepping up with one. These are the only pages that need JavaScript, and they
//! say so.

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect, redirect_with};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
};

use super::{START, cookie, layer::Confined, proofs_page::proven, shared::Shared};
use crate::{
    actions::{enter, passkey, passkey::Asked},
    model::{Mood, local_path},
    store::administration,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    tiep: String,
}

#[derive(Template)]
#[template(path = "sign_in/passkey.html")]
struct PasskeyPage {
    page: Page,
    errors: Errors,
    /// `make` or `get`: what the browser is asked to do.
    act: &'static str,
    target: &'static str,
    asked: Asked,
    next: String,
}

/// The page that asks the browser for any passkey of this site.
pub(super) async fn show_sign_in(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(next): Query<Next>,
) -> Answer {
    draw_sign_in(&visit, &services, &shared, &headers, &next.tiep, Errors::new()).await
}

async fn draw_sign_in(
    visit: &Visit,
    services: &Services,
    shared: &Shared,
    headers: &HeaderMap,
    next: &str,
    errors: Errors,
) -> Answer {
    let site = shared.site_at(headers).ok_or(Problem::NotFound)?;
    let asked = passkey::ask_for_any(services, site).await?;
    let page = visit.page(visit.tr.t("sign-in-passkey-title")).back("/dang-nhap", visit.tr.t("sign-in-title"));
    let next = local_path(next).unwrap_or_default().to_owned();
    let target = "/dang-nhap/khoa";
    if errors.is_empty() {
        html(&PasskeyPage { page, errors, act: "get", target, asked, next })
    } else {
        invalid(&PasskeyPage { page: page.refused(), errors, act: "get", target, asked, next })
    }
}

/// Takes the answer. No lock after wrong passwords stands here.
pub(super) async fn sign_in(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    posted: Posted,
) -> Answer {
    let site = shared.site_at(&headers).ok_or(Problem::NotFound)?;
    let who = passkey::who_answered(&services, site, &posted.line("thach_thuc"), posted.raw("tra_loi")).await?;
    let Some(account) = who else {
        let mut errors = Errors::new();
        errors.add("tra_loi", visit.tr.t("sign-in-passkey-wrong"));
        return draw_sign_in(&visit, &services, &shared, &headers, posted.raw("tiep"), errors).await;
    };
    let session = enter(&services, &account, Mood::Free, cookie::secret(&services, &headers).as_deref()).await?;
    let mut answer = redirect(local_path(posted.raw("tiep")).unwrap_or(START))?;
    cookie::set(&mut answer, &services, &session);
    Ok(answer)
}

/// The page that asks the browser to make one.
pub(super) async fn show_make(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
) -> Answer {
    draw_make(&visit, &services, &shared, &headers, Errors::new()).await
}

async fn draw_make(visit: &Visit, services: &Services, shared: &Shared, headers: &HeaderMap, errors: Errors) -> Answer {
    let actor = proven(visit)?;
    let site = shared.site_at(headers).ok_or(Problem::NotFound)?;
    let account = administration::any_account(&mut &services.db, &actor.account).await?.ok_or(Problem::NotFound)?;
    let asked = passkey::ask_to_make(services, site, &account.id, &account.login, &account.person_name).await?;
    let target = "/tai-khoan/xac-thuc/khoa";
    let page = visit
        .page(visit.tr.t("sign-in-passkey-make-title"))
        .back("/tai-khoan/xac-thuc", visit.tr.t("sign-in-proofs-title"));
    if errors.is_empty() {
        html(&PasskeyPage { page, errors, act: "make", target, asked, next: String::new() })
    } else {
        invalid(&PasskeyPage { page: page.refused(), errors, act: "make", target, asked, next: String::new() })
    }
}

/// Keeps the passkey that was made; with the first one the work door opens.
pub(super) async fn make(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    confined: Option<Extension<Confined>>,
    posted: Posted,
) -> Answer {
    let account = proven(&visit)?.account.clone();
    let site = shared.site_at(&headers).ok_or(Problem::NotFound)?;
    let name = match posted.line("ten_khoa") {
        name if name.is_empty() => visit.tr.t("sign-in-passkey-unnamed"),
        name => name.chars().take(60).collect(),
    };
    let (asked, answer) = (posted.line("thach_thuc"), posted.raw("tra_loi"));
    if !passkey::keep_made(&services, site, &account, &asked, answer, &name).await? {
        let mut errors = Errors::new();
        errors.add("tra_loi", visit.tr.t("sign-in-passkey-not-made"));
        return draw_make(&visit, &services, &shared, &headers, errors).await;
    }
    let mut answer = redirect_with("/tai-khoan/xac-thuc", "sign-in-flash-passkey-made", None)?;
    if confined.is_some() {
        let session = enter(&services, &account, Mood::Free, cookie::secret(&services, &headers).as_deref()).await?;
        cookie::set(&mut answer, &services, &session);
    }
    Ok(answer)
}
