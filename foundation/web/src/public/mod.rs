//! The public door: an origin of its own for people who sign in nowhere (design.md §6).
//!
//! It knows no session, gives no cookie by itself, and asks for no token: a form sent from elsewhere is refused by
//! its `Origin` and `Sec-Fetch-Site`. Address and agent are taken off a request before anything else sees it.

mod assets;
mod page;
mod problem;
mod shelf;
mod site;
mod visit;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use i18n::Lang;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer};

pub use page::{Keep, PublicPage, for_all, for_strangers};
pub use site::{Site, SiteFault};
pub use visit::{PublicPosted, PublicVisit};

use crate::{Problem, Services, UPLOAD_LIMIT, drain::drain, patience::patient};

/// Headers that tell who asks. Nothing behind this door has a use for them.
const TELLING: [&str; 7] =
    ["user-agent", "referer", "forwarded", "x-forwarded-for", "x-real-ip", "cf-connecting-ip", "true-client-ip"];

/// Puts the common layers of the public door around a router and makes it ready to serve.
///
/// Every route exists once for Vietnamese and once below the code of each other language.
pub fn around_public(router: Router<Services>, services: &Services) -> Router {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != Lang::Vi);
    let others = others.fold(Router::new(), |all, lang| all.nest(&format!("/{}", lang.code()), router.clone()));
    let shelf = Arc::new(shelf::Shelf::default());
    let router = router
        .merge(others)
        .route("/tinh/{fingerprint}/{name}", get(crate::assets::serve))
        .fallback(|| async { Problem::NotFound })
        .layer(CatchPanicLayer::custom(|_| Problem::Unexpected("panic".to_owned()).into_response()))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(CsrfLayer::new());
    patient(router)
        .layer(middleware::from_fn_with_state(services.clone(), problem::tell))
        .layer(middleware::from_fn(headers))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(drain))
        .layer(middleware::from_fn_with_state(services.clone(), make_nameless))
        // What lies on the shelf is the same for everybody, so who asks need not even be made nameless.
        .layer(middleware::from_fn_with_state((shelf, services.clone()), shelf::serve))
        .with_state(services.clone())
}

/// Turns the address into a crowd, and takes everything off the request that tells who asks.
async fn make_nameless(State(services): State<Services>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions_mut().remove::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let address = match &services.site.address_header {
        Some(name) => told(request.headers(), name),
        None => peer,
    };
    if let Some(name) = &services.site.address_header {
        request.headers_mut().remove(name);
    }
    for name in TELLING {
        request.headers_mut().remove(name);
    }
    request.extensions_mut().insert(services.guard.crowd(address));
    next.run(request).await
}

/// The last address in the header: the one that the proxy itself added.
fn told(headers: &HeaderMap, name: &HeaderName) -> Option<IpAddr> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    value.rsplit(',').next()?.trim().parse().ok()
}

/// What every answer of the public door says: nothing from elsewhere, nothing to elsewhere. A page that did not say
/// otherwise is kept nowhere and found by no search engine.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, assets::POLICY.clone());
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, noarchive"));
    }
    response
}
