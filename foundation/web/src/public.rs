//! The public door: an origin of its own for people who sign in nowhere (design.md §6).
//!
//! It knows no session, gives no cookie by itself, and asks for no token: a form sent from elsewhere is refused by
//! its `Origin` and `Sec-Fetch-Site`. Nothing here reads or logs an address or an agent.

use std::time::Duration;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

use crate::{Problem, Services, UPLOAD_LIMIT, assets, layers::tell_problems};

/// Puts the common layers of the public door around a router and makes it ready to serve.
pub fn around_public(router: Router<Services>, services: &Services) -> Router {
    router
        .route("/tinh/{fingerprint}/{name}", get(assets::serve))
        .fallback(|| async { Problem::NotFound })
        .layer(CatchPanicLayer::custom(|_| Problem::Unexpected("panic".to_owned()).into_response()))
        .layer(middleware::from_fn_with_state(services.clone(), tell_problems))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(public_headers))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_mins(1)))
        .with_state(services.clone())
}

/// What every answer of the public door says: nothing from elsewhere, nothing to elsewhere. A page that did not say
/// otherwise is kept nowhere.
async fn public_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; \
         connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
