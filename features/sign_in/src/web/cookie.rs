//! The cookies that hold a session's secret, and that of a way to a provider of sign-in.

use ::web::Services;
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::store::NewSession;

/// With TLS the browser takes this name only over TLS, from this very host, for the whole site (OWASP ASVS 5.0 3.3.1).
fn name(services: &Services) -> &'static str {
    if services.secure_cookies { "__Host-lachan_phien" } else { "lachan_phien" }
}

/// The name of the cookie that ties a way to a provider of sign-in and back to one browser.
fn away_name(services: &Services) -> &'static str {
    if services.secure_cookies { "__Host-lachan_oidc" } else { "lachan_oidc" }
}

/// The secret that the browser sent, if it has the form of one.
pub(super) fn secret(services: &Services, headers: &HeaderMap) -> Option<String> {
    ::web::cookie_value(headers, name(services)).filter(|secret| secret.len() == 43)
}

/// Gives the browser the secret of a session. `Lax`, so that a link in a letter opens signed in; it lives as long
/// as the browser is open.
pub(super) fn set(response: &mut Response, services: &Services, session: &NewSession) {
    append(response, services, name(services), &session.secret, "");
}

/// Takes the secret from the browser.
pub(super) fn clear(response: &mut Response, services: &Services) {
    append(response, services, name(services), "", "; Max-Age=0");
}

/// What a browser on its way back from the provider holds.
pub(super) fn away(services: &Services, headers: &HeaderMap) -> Option<String> {
    ::web::cookie_value(headers, away_name(services)).filter(|secret| secret.len() == 43)
}

/// Gives it to a browser that leaves for the provider. `Lax`: the way back begins at another site.
pub(super) fn set_away(response: &mut Response, services: &Services, secret: &str) {
    append(response, services, away_name(services), secret, "; Max-Age=900");
}

/// Takes it back.
pub(super) fn clear_away(response: &mut Response, services: &Services) {
    append(response, services, away_name(services), "", "; Max-Age=0");
}

fn append(response: &mut Response, services: &Services, name: &str, value: &str, more: &str) {
    let secure = if services.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
