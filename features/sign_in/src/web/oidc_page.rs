//! The way to a provider of sign-in and back, and the link that an owner makes (OpenID Connect).
//!
//! The way there is a link and no form: a browser lets no form of ours lead to another site (`form-action 'self'`).

use std::sync::Arc;

use ::web::{Answer, Errors, Page, Posted, Problem, Services, Visit, html, invalid, redirect, redirect_with};
use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
};

use super::{
    START, cookie,
    proofs_page::{PATH, proven},
    shared::Shared,
    sign_in_page,
};
use crate::{
    actions::{
        needs_password,
        oidc::{self, Back, LinkRefused, Returned},
    },
    model::{Stage, local_path},
    provider::Provider,
};

#[derive(Debug, serde::Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    tiep: String,
}

/// What the provider sends the browser back with (OpenID Connect Core 1.0 §3.1.2.5, RFC 9207).
#[derive(Debug, serde::Deserialize)]
pub(super) struct Brought {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct LinkPage {
    page: Page,
    errors: Errors,
    provider: String,
    subject: String,
    asked: String,
}

#[derive(Template)]
#[template(path = "sign_in/unopened.html")]
struct UnopenedPage {
    page: Page,
    next: String,
}

/// Whether the browser came from a page of ours, or by its own address line: no other site sends anybody to the provider.
fn is_from_here(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

/// The provider, for somebody who is signed in.
fn ours<'a>(visit: &Visit, shared: &'a Shared) -> Result<&'a Provider, Problem> {
    visit.actor()?;
    shared.provider()
}

/// Sends the browser to the provider, to sign in.
pub(super) async fn sign_in(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(next): Query<Next>,
) -> Answer {
    let provider = shared.provider()?;
    if !is_from_here(&headers) {
        return redirect("/dang-nhap");
    }
    match oidc::send_away(&services, provider, None, local_path(&next.tiep).unwrap_or_default()).await? {
        Ok(away) => {
            let mut answer = redirect(&away.address)?;
            cookie::set_away(&mut answer, &services, &away.cookie);
            Ok(answer)
        }
        Err(why) => in_vain(&visit, &shared, &headers, &why),
    }
}

/// Sends the browser of somebody who was proven a moment ago to the provider, to link the account.
pub(super) async fn begin_link(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
) -> Answer {
    let (provider, account) = (ours(&visit, &shared)?, &proven(&visit)?.account);
    if !is_from_here(&headers) {
        return redirect(PATH);
    }
    match oidc::send_away(&services, provider, Some(account), "").await? {
        Ok(away) => {
            let mut answer = redirect(&away.address)?;
            cookie::set_away(&mut answer, &services, &away.cookie);
            Ok(answer)
        }
        Err(why) => not_linked(&visit, &shared, &why),
    }
}

/// The browser is back.
pub(super) async fn come_back(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    headers: HeaderMap,
    Query(brought): Query<Brought>,
) -> Answer {
    let provider = shared.provider()?;
    let (away, old) = (cookie::away(&services, &headers), cookie::secret(&services, &headers));
    let back = Back {
        state: &brought.state,
        code: brought.code.as_deref().filter(|code| !code.is_empty() && code.len() <= 4_096),
        issuer: brought.iss.as_deref(),
        cookie: away.as_deref(),
        old_session: old.as_deref(),
    };
    let mut answer = match oidc::come_back(&services, provider, back).await? {
        Returned::SignedIn { session, stage, next } => {
            let mut answer = redirect(onwards(&services, &session.secret, stage, &next).await?)?;
            cookie::set(&mut answer, &services, &session);
            answer
        }
        Returned::ToLink { account, asked, subject } if visit.actor().is_ok_and(|actor| actor.account == account) => {
            let page = visit.page(visit.tr.t("sign-in-link-title")).back(PATH, visit.tr.t("sign-in-proofs-title"));
            let provider = provider.label().to_owned();
            html(&LinkPage { page, errors: Errors::new(), provider, subject, asked })?
        }
        Returned::ToLink { .. } => in_vain(&visit, &shared, &headers, &Returned::Stale)?,
        why if visit.actor().is_ok() => not_linked(&visit, &shared, &why)?,
        why => in_vain(&visit, &shared, &headers, &why)?,
    };
    cookie::clear_away(&mut answer, &services);
    Ok(answer)
}

/// Where somebody goes whom the provider named: past the page that says what stays closed without a password.
async fn onwards(services: &Services, session: &str, stage: Stage, next: &str) -> Result<String, Problem> {
    let next = local_path(next).unwrap_or(START);
    let unopened = needs_password(services, Some(session)).await?;
    let next = if unopened { format!("/tai-khoan/chua-mo?tiep={}", encoded(next)) } else { next.to_owned() };
    Ok(match stage {
        Stage::Full => next,
        Stage::Second => format!("/dang-nhap/buoc-2?tiep={}", encoded(&next)),
        Stage::Setup => PATH.to_owned(),
    })
}

fn encoded(path: &str) -> String {
    openidconnect::url::form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

/// The sign-in page, with why nobody is signed in.
fn in_vain(visit: &Visit, shared: &Shared, headers: &HeaderMap, why: &Returned) -> Answer {
    let told = visit.tr.of(key(why), shared.provider()?.label());
    let mut answer = sign_in_page::refused(visit, shared, headers, told)?;
    if matches!(why, Returned::Down) {
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(answer)
}

/// The page of the link, with why there is none.
fn not_linked(visit: &Visit, shared: &Shared, why: &Returned) -> Answer {
    let provider = shared.provider()?.label().to_owned();
    refused_link(visit, provider.clone(), visit.tr.of(key(why), provider.as_str()))
}

fn refused_link(visit: &Visit, provider: String, told: String) -> Answer {
    let mut errors = Errors::new();
    errors.add("lien_ket", told);
    let page = visit.page(visit.tr.t("sign-in-link-title")).back(PATH, visit.tr.t("sign-in-proofs-title")).refused();
    invalid(&LinkPage { page, errors, provider, subject: String::new(), asked: String::new() })
}

fn key(why: &Returned) -> &'static str {
    match why {
        Returned::Declined => "sign-in-oidc-declined",
        Returned::Down => "sign-in-oidc-down",
        Returned::Wrong => "sign-in-oidc-wrong",
        Returned::Unknown => "sign-in-oidc-unknown",
        Returned::Stale | Returned::SignedIn { .. } | Returned::ToLink { .. } => "sign-in-oidc-stale",
    }
}

/// The owner says: link it.
pub(super) async fn link(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    posted: Posted,
) -> Answer {
    let (provider, account) = (ours(&visit, &shared)?.label(), &proven(&visit)?.account);
    match oidc::link(&services, account, &posted.line("xac_nhan")).await? {
        Ok(()) => redirect_with(PATH, "sign-in-flash-linked", None),
        Err(LinkRefused::Stale) => {
            refused_link(&visit, provider.to_owned(), visit.tr.of("sign-in-oidc-stale", provider))
        }
        Err(LinkRefused::Taken) => refused_link(&visit, provider.to_owned(), visit.tr.t("sign-in-link-taken")),
    }
}

/// The owner takes the link away.
pub(super) async fn unlink(
    visit: Visit,
    State(services): State<Services>,
    Extension(shared): Extension<Arc<Shared>>,
    _: Posted,
) -> Answer {
    let (provider, account) = (ours(&visit, &shared)?, &proven(&visit)?.account);
    if !oidc::unlink(&services, provider, account).await? {
        return Err(Problem::NotFound);
    }
    redirect_with(PATH, "sign-in-flash-unlinked", None)
}

/// What stays closed in a session that was opened without a password, and the way to open it.
pub(super) async fn unopened(
    visit: Visit,
    State(services): State<Services>,
    headers: HeaderMap,
    Query(next): Query<Next>,
) -> Answer {
    visit.actor()?;
    let next = local_path(&next.tiep).unwrap_or(START).to_owned();
    if !needs_password(&services, cookie::secret(&services, &headers).as_deref()).await? {
        return redirect(&next);
    }
    html(&UnopenedPage { page: visit.page(visit.tr.t("sign-in-unopened-title")), next })
}
