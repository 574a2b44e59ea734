//! Why something about a tip cannot be done.

use thiserror::Error;
use vault::VaultError;
use web::Problem;

/// Outcome of an action.
pub(crate) type Result<T, E = TipError> = std::result::Result<T, E>;

/// What is wrong with one field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field.
    pub field: &'static str,
    /// Message key.
    pub key: &'static str,
}

/// Why something about a tip cannot be done.
#[derive(Debug, Error)]
pub enum TipError {
    /// There is no such thing, or the person may not know of it.
    #[error("no such thing, or not permitted")]
    NotFound,
    /// The person has the right, but has to prove anew who is at the keyboard.
    #[error("a step up is needed")]
    StepUp,
    /// Somebody changed it since the person opened it.
    #[error("changed by somebody else")]
    Stale,
    /// No agency of the place can take a tip in yet: nobody has a key.
    #[error("no agency has a vault")]
    NobodyReceives,
    /// The legal path does not lead there from here; the message key says why.
    #[error("refused by the path: {0}")]
    Path(&'static str),
    /// Something is missing or wrong.
    #[error("{} faults", .0.len())]
    Invalid(Vec<Fault>),
    /// Something that was stored cannot be read back.
    #[error("a stored form is broken")]
    Broken,
    /// The vault refused.
    #[error(transparent)]
    Vault(VaultError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl From<VaultError> for TipError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::NotHeld | VaultError::Shredded => Self::NotFound,
            VaultError::Changed => Self::Stale,
            VaultError::NoVault(_) => Self::NobodyReceives,
            VaultError::Db(error) => Self::Db(error),
            other => Self::Vault(other),
        }
    }
}

impl From<access::Refused> for TipError {
    fn from(refused: access::Refused) -> Self {
        match refused {
            access::Refused::No => Self::NotFound,
            access::Refused::StepUp => Self::StepUp,
        }
    }
}

impl From<TipError> for Problem {
    /// For pages that have nothing better to say; forms tell stale and invalid themselves.
    fn from(error: TipError) -> Self {
        match error {
            TipError::NotFound => Self::NotFound,
            TipError::StepUp => Self::StepUp { next: String::new() },
            TipError::Stale => Self::StaleForm,
            TipError::NobodyReceives | TipError::Path(_) | TipError::Invalid(_) => Self::BadRequest,
            TipError::Broken => Self::Unexpected("tips: a stored form is broken".to_owned()),
            TipError::Vault(error) => Self::Unexpected(format!("tips: vault: {error}")),
            TipError::Db(error) => error.into(),
        }
    }
}
