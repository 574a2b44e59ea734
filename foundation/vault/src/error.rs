//! What can go wrong with something sealed.

use db::DbError;
use thiserror::Error;

/// Outcome of a vault operation.
pub type Result<T, E = VaultError> = std::result::Result<T, E>;

/// Why the vault did not do what was asked. Never carries a key, a plaintext or a ciphertext.
#[derive(Debug, Clone, Error)]
pub enum VaultError {
    /// It does not open: another key, a wrong password, another place, or changed bytes. Which of these cannot be told,
    /// and must not be.
    #[error("it does not open")]
    Closed,
    /// The bytes are not in a form that this program knows.
    #[error("not a sealed form of this program")]
    Form,
    /// The person belongs to no vault that holds the record; shown to the visitor as "not found".
    #[error("not held")]
    NotHeld,
    /// The agency has no vault yet.
    #[error("the agency {0} has no vault")]
    NoVault(String),
    /// The account has no key pair yet.
    #[error("the account {0} has no key pair")]
    NoPersonKey(String),
    /// The last member of a vault cannot leave it: nobody could open it again.
    #[error("the last member of a vault")]
    LastMember,
    /// Somebody else changed the same key in between; starting again helps.
    #[error("changed in between")]
    Changed,
    /// The record's keys are destroyed; nothing brings its text back.
    #[error("destroyed")]
    Shredded,
    /// A library refused its input: a length or a cost out of range.
    #[error("the cipher refused its input")]
    Cipher,
    /// What was asked breaks a rule of the vault, named by a message key.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The database's own.
    #[error(transparent)]
    Db(#[from] DbError),
}
