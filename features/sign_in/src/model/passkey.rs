//! Passkeys as they are stored and listed.

use jiff::Timestamp;

/// A passkey of an account; `data` is its public half and counter as the library writes them.
#[derive(Debug, Clone)]
pub(crate) struct PasskeyRow {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) data: String,
    pub(crate) made_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}
