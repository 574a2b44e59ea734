//! Pages that are the same for everybody, kept in memory as they went out: headers, compression and all.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::page::ForAll;
use crate::Services;

/// Seconds after which a page is drawn anew.
const FRESH: i64 = 60;
/// Most pages kept; the site has some dozens in each language.
const MOST: usize = 512;
/// Largest page kept, in bytes.
const LARGEST: usize = 256 * 1024;

#[derive(Debug, Clone)]
struct Kept {
    at: i64,
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    fn answer(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// Path, whether it was asked for compressed, and whether by somebody whose browser carries something of ours.
type Place = (String, bool, bool);

/// The shelf of one door.
#[derive(Debug, Default)]
pub(super) struct Shelf(RwLock<HashMap<Place, Arc<Kept>>>);

impl Shelf {
    fn find(&self, place: &Place) -> Option<Arc<Kept>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(place).cloned()
    }

    fn put(&self, place: Place, kept: Kept) {
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() < MOST || pages.contains_key(&place) {
            pages.insert(place, Arc::new(kept));
        }
    }
}

/// Answers from the shelf where it can: a fresh page at once, an old one when drawing it anew fails.
pub(super) async fn serve(
    State((shelf, services)): State<(Arc<Shelf>, Services)>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::GET || request.uri().query().is_some() {
        return next.run(request).await;
    }
    let carries = request.headers().contains_key(header::COOKIE);
    let place = (request.uri().path().to_owned(), wants_gzip(request.headers()), carries);
    let now = services.context.now().as_second();
    let kept = shelf.find(&place);
    if let Some(kept) = kept.as_ref().filter(|kept| (0..FRESH).contains(&now.saturating_sub(kept.at))) {
        return kept.answer();
    }
    let mut response = next.run(request).await;
    if response.status().is_server_error()
        && let Some(kept) = kept
    {
        return kept.answer();
    }
    let is_kept = match response.extensions_mut().remove::<ForAll>() {
        Some(ForAll::Everybody) => true,
        Some(ForAll::Strangers) => !carries,
        None => false,
    };
    if !is_kept || response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        let mut failed = Response::new(Body::empty());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return failed;
    };
    let mut headers = parts.headers;
    headers.remove(header::TRANSFER_ENCODING);
    let kept = Kept { at: now, headers, body };
    let answer = kept.answer();
    shelf.put(place, kept);
    answer
}

fn wants_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("gzip")))
}
