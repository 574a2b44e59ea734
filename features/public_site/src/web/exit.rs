//! The quick exit (SC-A11, ux.md S-05).
//!
//! It changes something by GET, on purpose: it can only destroy the visitor's own draft, and it must work from a
//! bare link (the deviation from OWASP ASVS 5.0 3.5.3 that S-05 accepts).

use ::web::{Answer, Problem, Services};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

/// Leaves for the neutral page and takes cookies and storage of this door along.
pub(super) async fn leave(State(services): State<Services>, headers: HeaderMap) -> Answer {
    let to = HeaderValue::from_str(&services.site.neutral_url).map_err(|_| Problem::NotFound)?;
    Ok(gone(&services, &headers, StatusCode::SEE_OTHER, Some(to)))
}

/// The script's word that somebody left: it has gone ahead already.
pub(super) async fn note(State(services): State<Services>, headers: HeaderMap) -> Response {
    gone(&services, &headers, StatusCode::NO_CONTENT, None)
}

fn gone(services: &Services, headers: &HeaderMap, status: StatusCode, to: Option<HeaderValue>) -> Response {
    for forget in services.on_exit.iter() {
        forget(services, headers);
    }
    let mut response = status.into_response();
    let answer = response.headers_mut();
    // Not "cache": every page of one's own is kept nowhere anyway, and clearing a cache holds the way out up.
    let site_data = HeaderValue::from_static("\"cookies\", \"storage\"");
    answer.insert(HeaderName::from_static("clear-site-data"), site_data);
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(to) = to {
        answer.insert(header::LOCATION, to);
    }
    response
}
