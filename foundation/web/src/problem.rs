//! What goes wrong, told to a person: no error text of ours, no stack, no SQL.

use access::Refused;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use db::DbError;

/// What a handler returns.
pub type Answer = Result<Response, Problem>;

/// Why a request cannot be answered as asked.
#[derive(Debug)]
pub enum Problem {
    /// There is no such thing, or the visitor may not know of it.
    NotFound,
    /// Somebody has to sign in first.
    SignIn {
        /// Where to go on afterwards.
        next: String,
    },
    /// The person has to prove anew who is at the keyboard, before sealed data are shown.
    StepUp {
        /// Where to go on afterwards; empty for the page asked for, which the outer layer fills in.
        next: String,
    },
    /// The form is too old, was sent from elsewhere, or is cut off.
    StaleForm,
    /// What was sent is larger than allowed.
    TooLarge,
    /// The request makes no sense.
    BadRequest,
    /// Something broke that should not; the text goes to the log only.
    Unexpected(String),
}

/// The kind of problem, left on the response so that the outer layer draws the page in the
/// visitor's language.
#[derive(Debug, Clone)]
pub(crate) struct ProblemPage {
    pub(crate) key: &'static str,
    pub(crate) number: Option<String>,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::No => Self::NotFound,
            Refused::StepUp => Self::StepUp { next: String::new() },
        }
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        Self::Unexpected(format!("database: {error}"))
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Unexpected(format!("template: {error}"))
    }
}

impl From<base::BadId> for Problem {
    fn from(_: base::BadId) -> Self {
        Self::NotFound
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, key) = match &self {
            Self::NotFound => (StatusCode::NOT_FOUND, "problem-not-found"),
            Self::SignIn { next } => {
                let to = if next.is_empty() || next == "/" {
                    "/dang-nhap".to_owned()
                } else {
                    format!("/dang-nhap?tiep={}", encode(next))
                };
                return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
            }
            Self::StepUp { next } => {
                let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, step_up_path(next))]).into_response();
                response.extensions_mut().insert(StepUpAsked);
                return response;
            }
            Self::StaleForm => (StatusCode::FORBIDDEN, "problem-stale-form"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "problem-too-large"),
            Self::BadRequest => (StatusCode::BAD_REQUEST, "problem-bad-request"),
            Self::Unexpected(_) => (StatusCode::INTERNAL_SERVER_ERROR, "problem-unexpected"),
        };
        let number = match self {
            Self::Unexpected(detail) => {
                let number = base::sha256_hex(detail.as_bytes()).chars().take(8).collect::<String>();
                tracing::error!(number, detail, "unexpected");
                Some(number)
            }
            _ => None,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(ProblemPage { key, number });
        response
    }
}

/// Marks an answer that sends to the step up, so that the outer layer can say where to come back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StepUpAsked;

/// The page on which a person proves anew who is at the keyboard, and then goes on.
pub(crate) fn step_up_path(next: &str) -> String {
    if next.is_empty() { "/xac-nhan-lai".to_owned() } else { format!("/xac-nhan-lai?tiep={}", encode(next)) }
}

/// Percent-encodes a path so that it can stand as a query value.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;

    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}
