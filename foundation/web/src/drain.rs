//! What a visitor is still sending when the answer is ready.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    middleware::Next,
    response::Response,
};

use crate::UPLOAD_LIMIT;

/// The most that is read and thrown away, in bytes: a few photographs too many, not a flood.
const MOST: usize = 4 * UPLOAD_LIMIT;
/// The longest that it is waited for.
const LONGEST: Duration = Duration::from_secs(20);

/// Reads what is left of a request before its answer goes out.
///
/// A server that closes while the browser still sends resets the connection, and the person sees the browser's own
/// error in place of the page that says what is wrong (RFC 9112, section 9.6).
pub(crate) async fn drain(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let lent = Lent(Arc::new(Mutex::new(body)));
    let response = next.run(Request::from_parts(parts, Body::new(lent.clone()))).await;
    throw_away(lent).await;
    response
}

async fn throw_away(mut rest: Lent) {
    let reading = async {
        let mut read = 0;
        while !rest.is_end_stream() && read < MOST {
            match poll_fn(|cx| Pin::new(&mut rest).poll_frame(cx)).await {
                Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(_)) | None => break,
            }
        }
    };
    // Who sends slower than that sees the reset after all.
    let _ = tokio::time::timeout(LONGEST, reading).await;
}

/// A body that can be read on after whoever had it let it go.
#[derive(Clone)]
struct Lent(Arc<Mutex<Body>>);

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
