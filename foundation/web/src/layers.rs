//! What stands around every route: language and tokens, security headers, problem pages, limits.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use i18n::{Lang, Translator};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer};

use crate::{
    Page, Problem, Services, Session, UPLOAD_LIMIT, assets, cookie_value,
    drain::drain,
    patience::patient,
    problem::{ProblemPage, StepUpAsked, step_up_path},
    visit::EarlyToken,
};

/// The cookie of a visitor who has not signed in, which ties the sign-in form to the browser.
///
/// With TLS the browser takes the prefixed name only over TLS and from this very host, so no neighbour can plant it.
const fn early_cookie(services: &Services) -> &'static str {
    if services.secure_cookies { "__Host-lachan_truoc" } else { "lachan_truoc" }
}

/// Puts the common layers around a router and makes it ready to serve.
///
/// `session` is the sign-in feature's layer: it runs inside these and before the routes.
pub fn around(router: Router<Services>, services: &Services) -> Router {
    let router = router
        .route("/ngon-ngu", get(choose_language))
        .route("/tinh/{fingerprint}/{name}", get(assets::serve))
        .fallback(|| async { Problem::NotFound })
        .layer(CatchPanicLayer::custom(|_| Problem::Unexpected("panic".to_owned()).into_response()))
        .layer(middleware::from_fn(without_nul))
        .layer(middleware::from_fn_with_state(services.clone(), tell_problems))
        .layer(middleware::from_fn_with_state(services.clone(), early_token))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(security_headers))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(drain));
    patient(router).with_state(services.clone())
}

/// Whether the `Host` header names this machine itself: the demonstration answers to nothing else.
pub fn trusted_host(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// NUL stands in no address of ours, and PostgreSQL refuses it as text where SQLite does not.
async fn without_nul(request: Request, next: Next) -> Response {
    let has_nul = request.uri().path_and_query().is_some_and(|address| address.as_str().contains("%00"));
    if has_nul { Problem::NotFound.into_response() } else { next.run(request).await }
}

async fn security_headers(request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/tinh/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if !is_asset {
        set(header::CACHE_CONTROL, "no-store");
    }
    response
}

/// Gives a visitor without a session a token of their own, and clears a flash once shown.
async fn early_token(State(services): State<Services>, mut request: Request, next: Next) -> Response {
    let known = cookie_value(request.headers(), early_cookie(&services)).filter(|value| value.len() == 43);
    let had_flash = cookie_value(request.headers(), "lachan_flash").is_some() && request.method() == "GET";
    let token = known.clone().unwrap_or_else(|| {
        let mut bytes = [0_u8; 32];
        services.context.fill(&mut bytes);
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    });
    request.extensions_mut().insert(EarlyToken(token.clone()));
    let is_asset = request.uri().path().starts_with("/tinh/");
    let mut response = next.run(request).await;
    if is_asset {
        return response;
    }
    let secure = if services.secure_cookies { "; Secure" } else { "" };
    if known.is_none() {
        append_cookie(
            &mut response,
            &format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}", early_cookie(&services)),
        );
    }
    if had_flash && !response.headers().get_all(header::SET_COOKIE).iter().any(is_flash) {
        append_cookie(&mut response, "lachan_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    }
    response
}

fn is_flash(value: &HeaderValue) -> bool {
    value.to_str().is_ok_and(|value| value.starts_with("lachan_flash="))
}

fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemTemplate {
    page: Page,
    text: String,
    number: Option<String>,
}

/// Draws the page of a problem in the visitor's language; also for answers that the framework itself
/// refused (a wrong method, a body too large), which would otherwise be bare.
pub(crate) async fn tell_problems(State(services): State<Services>, request: Request, next: Next) -> Response {
    let lang = Lang::from_code(cookie_value(request.headers(), "lachan_lang").as_deref().unwrap_or("vi"));
    let session = request.extensions().get::<Session>().cloned();
    let path = request.uri().path().to_owned();
    let asked = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let is_read = request.method() == axum::http::Method::GET;
    let mut response = next.run(request).await;
    if response.extensions_mut().remove::<StepUpAsked>().is_some()
        && is_read
        && response.headers().get(header::LOCATION).is_some_and(|to| to == "/xac-nhan-lai")
        && let Ok(to) = HeaderValue::from_str(&step_up_path(&asked))
    {
        response.headers_mut().insert(header::LOCATION, to);
    }
    // The sign-in layer stands further inside and leaves the session on the answer.
    let session = response.extensions_mut().remove::<Session>().or(session);
    let status = response.status();
    // The framework's own refusals come bare or as plain text; ours are pages.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let bare = status.is_client_error() && kind.is_none_or(|kind| kind.starts_with("text/plain"));
    let problem = match response.extensions_mut().remove::<ProblemPage>() {
        Some(problem) => problem,
        None if bare => ProblemPage { key: bare_key(status), number: None },
        None => return response,
    };
    let tr = Translator::new(Arc::clone(&services.catalogue), lang);
    let page = Page {
        title: tr.t(&format!("{}-title", problem.key)),
        actor: session.as_ref().map(|session| Arc::clone(&session.actor)),
        csrf: session.as_ref().map(|session| session.csrf.clone()).unwrap_or_default(),
        nav: session.as_ref().map_or_else(Vec::new, |session| Page::nav(&services, &session.actor, &tr, &path)),
        flash: None,
        back: None,
        path,
        has_errors: false,
        wide: false,
        refresh: None,
        tr: tr.clone(),
    };
    let template = ProblemTemplate { page, text: tr.t(problem.key), number: problem.number };
    match template.render() {
        Ok(body) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response(),
        Err(_) => status.into_response(),
    }
}

pub(crate) fn bare_key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "problem-not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "problem-too-large",
        StatusCode::FORBIDDEN => "problem-stale-form",
        _ => "problem-bad-request",
    }
}

#[derive(serde::Deserialize)]
struct Language {
    #[serde(default)]
    ma: String,
    #[serde(default)]
    ve: String,
}

/// Keeps the language in a cookie and goes back to where the visitor was.
async fn choose_language(State(services): State<Services>, Query(language): Query<Language>) -> Response {
    let lang = Lang::from_code(&language.ma).code();
    // Only a path of this very site: `//host` would lead elsewhere, and browsers drop tabs and line ends.
    let is_local = language.ve.starts_with('/')
        && !language.ve.starts_with("//")
        && !language.ve.contains(|ch: char| ch == '\\' || ch.is_control());
    let back = if is_local { language.ve } else { "/".to_owned() };
    let secure = if services.secure_cookies { "; Secure" } else { "" };
    let mut response = crate::redirect(back).unwrap_or_else(axum::response::IntoResponse::into_response);
    append_cookie(
        &mut response,
        &format!("lachan_lang={lang}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}"),
    );
    response
}
