//! Listening, and stopping without dropping anybody.

use std::{future::Future, net::SocketAddr};

use anyhow::Context as _;
use axum::Router;
use tokio::net::TcpListener;

/// Takes the port; a clear error when somebody else has it.
pub(crate) async fn listen(at: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(at).await.with_context(|| format!("cannot listen on {at}"))
}

/// Serves until the program is told to stop, then finishes what is under way.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> anyhow::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(stopped()).await.context("serving")
}

/// The same for the public door, which turns the peer's address into a crowd and forgets it.
pub(crate) async fn serve_public(listener: TcpListener, router: Router) -> anyhow::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await.context("serving")
}

/// Resolves at Ctrl-C or SIGTERM.
fn stopped() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};

    let terminate = signal(SignalKind::terminate());
    async move {
        let interrupt = tokio::signal::ctrl_c();
        match terminate {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => {
                // Without the signal there is still Ctrl-C.
                let _ = interrupt.await;
            }
        }
    }
}

/// Parts of the libraries that log the address of a peer, or which page was asked for.
pub const PEER_TELLERS: [&str; 5] = ["axum", "hyper", "h2", "tower", "tower_http"];

/// Log lines on standard error: ids and counts, never what people typed.
pub(crate) fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("LACHAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn"));
    // At their finest they name the address of whoever connects and the page: never, whatever is asked for (ux.md TM10).
    let silent = tracing_subscriber::filter::LevelFilter::OFF;
    let filter = PEER_TELLERS
        .iter()
        .filter_map(|target| format!("{target}={silent}").parse().ok())
        .fold(filter, tracing_subscriber::EnvFilter::add_directive);
    // A second start in one process (tests) keeps the first subscriber.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
