//! The calendar of working days as this installation has it: shipped rows, less those withdrawn, with those added.
//!
//! [`Workdays::current`] is what every clock counts with. Rows carry their source, are never deleted and never changed.

mod current;
mod merge;
mod row;
pub mod statements;
mod store;

use db::Migration;

pub use current::Workdays;
pub use row::{ListedRow, Marked, NewRow, RowKind, Told};
pub use store::{add, find, list, withdraw};

/// The tables of this room.
pub const MIGRATIONS: &[Migration] =
    &[Migration { id: "workdays/0001_workdays", sql: include_str!("../migrations/0001_workdays.sql") }];
