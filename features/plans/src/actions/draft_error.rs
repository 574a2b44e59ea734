//! Why something about a draft cannot be done.

use thiserror::Error;
use web::Problem;

/// Why something about a draft or a plan cannot be done.
#[derive(Debug, Error)]
pub enum DraftError {
    /// There is no such thing, or the person may not know of it.
    #[error("no such thing, or not permitted")]
    NotFound,
    /// Somebody changed it since the person opened it.
    #[error("changed by somebody else")]
    Stale,
    /// The plan is in force already.
    #[error("no longer a draft")]
    Issued,
    /// There is nothing to do it with: no next item to merge with, fewer than two parts to split into.
    #[error("nothing to do it with")]
    Nothing,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl From<access::Refused> for DraftError {
    fn from(_: access::Refused) -> Self {
        Self::NotFound
    }
}

impl From<DraftError> for Problem {
    /// For pages that have nothing better to say; forms tell stale and missing parts themselves.
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound | DraftError::Issued => Self::NotFound,
            DraftError::Stale => Self::StaleForm,
            DraftError::Nothing => Self::BadRequest,
            DraftError::Db(error) => error.into(),
        }
    }
}
