//! The stylesheet that stands in every public page.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

pub(super) const CSS: &str = include_str!("../../static/public.css");

/// The policy that lets in this stylesheet and nothing else from within a page.
pub(super) static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let css = BASE64_STANDARD.encode(Sha256::digest(CSS));
    let policy = format!(
        "default-src 'none'; style-src 'self' 'sha256-{css}'; script-src 'self'; img-src 'self'; media-src 'self'; \
         connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
});
