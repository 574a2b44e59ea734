//! One change = one action = one transaction: one file each.

mod bases;
mod change;
mod draft_error;
mod error;
mod recognise;

pub(crate) mod acknowledge;
pub(crate) mod add_reporting_day;
pub(crate) mod answer_clause;
pub(crate) mod assign;
pub(crate) mod draft;
pub(crate) mod edit_obligation;
pub(crate) mod import;
pub(crate) mod issue_plan;
pub(crate) mod mark_reported;
pub(crate) mod open_work;
pub(crate) mod outside;
pub(crate) mod remind;
pub(crate) mod report_progress;
pub(crate) mod review_progress;
pub(crate) mod see_reminder;
pub(crate) mod set_number;

pub(crate) use change::{Change, Changes};
pub use draft_error::DraftError;
pub use error::{Fault, WorkError};
