//! How long a request may take: on a weak link (2G, 100 kbit/s) a photograph of 4 MB needs more than five minutes. What matters
//! is that it moves; what has stopped is given up soon.

use std::time::Duration;

use axum::{Router, http::StatusCode};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// A body of which nothing came for so long will not come any more.
const STALLED: Duration = Duration::from_secs(45);
/// The longest that a request takes in all: the largest upload over the weakest link.
const WHOLE: Duration = Duration::from_mins(20);

/// Waits for a body as long as it moves.
pub(crate) fn patient<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    within(router, STALLED, WHOLE)
}

fn within<S: Clone + Send + Sync + 'static>(router: Router<S>, stalled: Duration, whole: Duration) -> Router<S> {
    router
        .layer(RequestBodyTimeoutLayer::new(stalled))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, whole))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::{SocketAddr, TcpStream},
    };

    use axum::{body::Bytes, routing::post};

    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    async fn serve(stalled: Duration, whole: Duration) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router: Router = Router::new().route("/", post(|body: Bytes| async move { body.len().to_string() }));
        tokio::spawn(axum::serve(listener, within(router, stalled, whole)).into_future());
        address
    }

    /// The first line with which a body is answered that announces a hundred bytes and sends so many, one after another.
    async fn answer(to: SocketAddr, sent: usize, pause: Duration) -> String {
        let talk = move || {
            let mut stream = TcpStream::connect(to).unwrap();
            stream
                .write_all(b"POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 100\r\n\r\n")
                .unwrap();
            for _ in 0..sent {
                std::thread::sleep(pause);
                if stream.write_all(b"x").is_err() {
                    break;
                }
            }
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer);
            answer.lines().next().unwrap_or_default().to_owned()
        };
        tokio::task::spawn_blocking(talk).await.unwrap()
    }

    #[tokio::test]
    async fn a_slow_upload_arrives_and_one_that_stopped_is_given_up() {
        let slow = serve(LONG, LONG).await;
        assert_eq!(answer(slow, 100, Duration::from_millis(2)).await, "HTTP/1.1 200 OK");

        let stalls = serve(Duration::from_millis(100), LONG).await;
        assert!(!answer(stalls, 50, Duration::ZERO).await.contains("200"), "the other half never comes");

        let endless = serve(LONG, Duration::from_millis(200)).await;
        assert_eq!(answer(endless, 99, Duration::from_millis(10)).await, "HTTP/1.1 408 Request Timeout");
    }
}
