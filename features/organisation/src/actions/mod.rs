//! What an administrator does: plan, preview, apply and take back a reorganisation; read a list of units.

pub(crate) mod apply;
pub(crate) mod edit_entry;
mod error;
pub(crate) mod import_units;
pub(crate) mod plan_reorganisation;
pub(crate) mod prepare;
pub(crate) mod undo;

pub use error::{Fault, Obstacle, OrganisationError};
