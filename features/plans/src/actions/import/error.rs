//! Why a document gives no plan.

use i18n::Translator;
use plandoc::{NotAPlan, source::SourceError};
use thiserror::Error;

/// Why a document gives no plan.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The person may not import, or there is no such document.
    #[error("no such document, or not permitted")]
    NotFound,
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The text is no plan.
    #[error(transparent)]
    NotAPlan(#[from] NotAPlan),
    /// The reader broke down.
    #[error("reading stopped: {0}")]
    Stopped(String),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl ImportError {
    /// A stable name: the end of a message key, and what is kept with a document that failed.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Source(error) => error.key(),
            Self::NotAPlan(reason) => reason.key(),
            Self::NotFound => "not-permitted",
            Self::Stopped(_) | Self::Db(_) => "stopped",
        }
    }

    /// What is wrong, and what to do next, in the words of the reader's language.
    pub fn told(&self, words: &Translator) -> String {
        let limit = match self {
            Self::Source(error) => error.limit().unwrap_or(0),
            _ => 0,
        };
        words.of(&format!("plans-i-error-{}", self.key()), limit)
    }
}

impl From<access::Refused> for ImportError {
    fn from(_: access::Refused) -> Self {
        Self::NotFound
    }
}
