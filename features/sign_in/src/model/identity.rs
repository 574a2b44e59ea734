//! What an account is linked to at a provider of sign-in.

use jiff::Timestamp;

/// A linked identity, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Linked {
    /// How the provider calls the person: opaque, and never an e-mail address that somebody could get for oneself.
    pub(crate) subject: String,
    pub(crate) made_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}
