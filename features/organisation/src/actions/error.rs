//! Why something about the organisation cannot be done.

use ::web::Problem;
use jiff::civil::Date;
use thiserror::Error;

use crate::model::{ListError, StepError};

/// What is wrong with one field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field.
    pub field: &'static str,
    /// Message key.
    pub key: &'static str,
}

/// What stands in the way of a reorganisation.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Obstacle {
    /// A step cannot be carried out; its place from 0.
    #[error("step {0}: {1}")]
    Step(usize, StepError),
    /// There is no step.
    #[error("no step")]
    Empty,
    /// The list cannot be used.
    #[error(transparent)]
    List(#[from] ListError),
    /// Its day has not come.
    #[error("in force from {0} only")]
    Early(Date),
    /// Its day is not after the first day of the tree in force.
    #[error("the tree in force began on {0}")]
    Before(Date),
    /// No tree has been loaded.
    #[error("no tree")]
    NoTree,
    /// A unit hangs on nothing or leads nowhere.
    #[error("the unit {0} hangs on nothing")]
    Loose(String),
    /// Rows stand at codes that the tree does not know.
    #[error("rows at {} unknown units", .0.len())]
    Strays(Vec<String>),
    /// The totals before and after differ, of rows with this message key: nothing was done.
    #[error("totals of {0} differ")]
    Totals(&'static str),
    /// It is not in the state for this.
    #[error("not in that state")]
    State,
    /// A later reorganisation stands on it.
    #[error("a later one stands on it")]
    NotLatest,
    /// So many rows came since: an undo would lose where they belong.
    #[error("{0} rows came since")]
    Newcomers(i64),
}

/// Why something about the organisation cannot be done.
#[derive(Debug, Error)]
pub enum OrganisationError {
    /// There is no such thing, or the person may not know of it.
    #[error("no such thing, or not permitted")]
    NotFound,
    /// Somebody changed it since the person opened it.
    #[error("changed by somebody else")]
    Stale,
    /// Something is missing or wrong.
    #[error("{} faults", .0.len())]
    Invalid(Vec<Fault>),
    /// A reorganisation cannot go on.
    #[error(transparent)]
    Obstacle(#[from] Obstacle),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl From<access::Refused> for OrganisationError {
    fn from(_: access::Refused) -> Self {
        Self::NotFound
    }
}

impl From<OrganisationError> for Problem {
    /// For pages that have nothing better to say; forms tell stale, invalid and obstacles themselves.
    fn from(error: OrganisationError) -> Self {
        match error {
            OrganisationError::NotFound => Self::NotFound,
            OrganisationError::Stale => Self::StaleForm,
            OrganisationError::Invalid(_) | OrganisationError::Obstacle(_) => Self::BadRequest,
            OrganisationError::Db(error) => error.into(),
        }
    }
}
