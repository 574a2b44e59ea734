//! The stylesheet and the few small scripts, built into the binary and named by their content.

use std::sync::OnceLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

const ASSETS: [Asset; 8] = [
    Asset { name: "app.css", media_type: "text/css; charset=utf-8", bytes: include_bytes!("../static/app.css") },
    Asset { name: "app.js", media_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../static/app.js") },
    Asset { name: "call.js", media_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../static/call.js") },
    Asset {
        name: "thoat.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../static/thoat.js"),
    },
    Asset {
        name: "passkey.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../static/passkey.js"),
    },
    Asset { name: "pow.js", media_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../static/pow.js") },
    Asset { name: "public.svg", media_type: "image/svg+xml", bytes: include_bytes!("../static/public.svg") },
    Asset { name: "shield.svg", media_type: "image/svg+xml", bytes: include_bytes!("../static/shield.svg") },
];

fn fingerprints() -> &'static [String] {
    static FINGERPRINTS: OnceLock<Vec<String>> = OnceLock::new();
    FINGERPRINTS
        .get_or_init(|| ASSETS.iter().map(|asset| base::sha256_hex(asset.bytes).chars().take(12).collect()).collect())
}

/// The address of an asset: `/tinh/<fingerprint>/app.css`.
pub fn href(name: &str) -> String {
    let fingerprint =
        ASSETS.iter().position(|asset| asset.name == name).and_then(|place| fingerprints().get(place)).cloned();
    format!("/tinh/{}/{name}", fingerprint.unwrap_or_default())
}

/// Serves an asset for a year: another content has another address.
pub(crate) async fn serve(Path((_, name)): Path<(String, String)>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => (
            [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
