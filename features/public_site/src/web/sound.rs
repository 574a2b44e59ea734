//! Recordings: the file, in parts where a player asks for them.

use ::web::{Answer, Problem};
use axum::{body::Body, http::Request, response::IntoResponse as _};
use tower_http::services::ServeFile;

use crate::recordings::Recordings;

/// The file of an address; players ask for parts of it (HTTP ranges).
pub(super) async fn play(recordings: &Recordings, name: &str, request: Request<Body>) -> Answer {
    let recording = recordings.named(name).ok_or(Problem::NotFound)?;
    let answer = ServeFile::new(&recording.path).try_call(request).await.map_err(|error| {
        tracing::error!(%error, "a recording could not be read");
        Problem::NotFound
    })?;
    Ok(answer.into_response())
}
