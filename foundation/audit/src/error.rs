//! What can go wrong while keeping the log.

use db::DbError;
use thiserror::Error;

/// Why the log could not be kept, exported or proved.
#[derive(Debug, Error)]
pub enum AuditError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The stored tree does not hold together.
    #[error("the stored tree is damaged: {0}")]
    Tree(#[from] tlog_tiles::Error),
    /// The stored tree does not continue the last signed checkpoint: nothing more is signed.
    #[error("the stored tree does not continue the checkpoint of size {size}")]
    Rewritten {
        /// The size of that checkpoint.
        size: u64,
    },
    /// The newest signed checkpoint cannot be read or is not signed by this key.
    #[error("the newest stored checkpoint is not ours")]
    ForeignCheckpoint,
    /// There is no such entry, or it has no number yet.
    #[error("no such entry")]
    NoEntry,
    /// An entry is longer than the 65,535 bytes that a bundle allows.
    #[error("entry {seq} is too long")]
    TooLong {
        /// Its number.
        seq: u64,
    },
    /// A file could not be written or read.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
}
