//! One change = one action = one transaction.

pub(crate) mod acknowledge;
mod bases;
mod draft_error;
pub(crate) mod edit_draft;
pub(crate) mod import;
pub(crate) mod issue;
mod recognise;

pub use draft_error::DraftError;

pub(crate) mod answer_clause;
pub(crate) mod assign;
mod change;
pub(crate) mod edit_obligation;
mod error;
pub(crate) mod mark_reported;
pub(crate) mod open_work;
pub(crate) mod outside;
pub(crate) mod remind;
pub(crate) mod report_progress;
pub(crate) mod review_progress;

pub(crate) use change::{Change, Changes};
pub use error::{Fault, WorkError};
