//! Why something about the work cannot be done.

use thiserror::Error;
use web::Problem;

/// What is wrong with one field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field.
    pub field: &'static str,
    /// Message key.
    pub key: &'static str,
}

/// Why something about the work cannot be done.
#[derive(Debug, Error)]
pub enum WorkError {
    /// There is no such thing, or the person may not know of it.
    #[error("no such thing, or not permitted")]
    NotFound,
    /// Somebody changed it since the person opened it.
    #[error("changed by somebody else")]
    Stale,
    /// Somebody judged the report before.
    #[error("judged before")]
    JudgedBefore,
    /// Nobody judges a report of one's own.
    #[error("a report of one's own")]
    OwnReport,
    /// Something is missing or wrong.
    #[error("{} faults", .0.len())]
    Invalid(Vec<Fault>),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl From<access::Refused> for WorkError {
    fn from(_: access::Refused) -> Self {
        Self::NotFound
    }
}

impl From<WorkError> for Problem {
    /// For pages that have nothing better to say; forms tell stale and invalid themselves.
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::NotFound | WorkError::OwnReport | WorkError::JudgedBefore => Self::NotFound,
            WorkError::Stale => Self::StaleForm,
            WorkError::Invalid(_) => Self::BadRequest,
            WorkError::Db(error) => error.into(),
        }
    }
}
