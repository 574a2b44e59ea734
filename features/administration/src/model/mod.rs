//! What the room knows without a database.

mod parameter;
mod week;

pub(crate) use parameter::{PARAMETERS, Parameter};
pub(crate) use week::{Week, begin};
