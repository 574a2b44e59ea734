//! A document comes in, is read, and becomes a draft: one file a step.

mod closest;
mod error;
mod import_plan;
mod keep_other;
mod make_draft;
mod read;
mod read_again;
mod recognise;
mod settle;
mod standing;
mod take_in;

pub(crate) use closest::{closest, drafts_at};
pub use error::ImportError;
pub use import_plan::import_plan;
pub(crate) use keep_other::keep_other;
pub(crate) use make_draft::make_draft;
pub(crate) use read_again::read_again;
pub(crate) use recognise::{RECOGNISE, recognise};
pub(crate) use standing::{Taken, standing};
pub(crate) use take_in::{Incoming, take_in};
