//! Work that happens later: a queue in the database and a timetable.
//!
//! - [`enqueue`] puts a job in the caller's own transaction, so a job exists exactly when the change
//!   that asked for it does.
//! - A [`Worker`] claims due jobs and runs the handler of their kind. A job runs **at least once**: a
//!   program that dies after the work and before the note of it runs the job again, so a handler must
//!   leave the same result when it runs twice ([`Job::finish_in`] writes the note in the handler's own
//!   transaction).
//! - What fails is tried again, later each time; after [`Settings::most_attempts`] it is *dead*, which an
//!   operator sees ([`list_dead`]) and may [`revive`].
//! - A timetable ([`Every`]) needs no leader: each program plants the job of the present period under
//!   one key, and the key is unique.
//!
//! A payload holds ids only, never a name or a text: the queue is not sealed.

mod claim;
mod every;
mod handlers;
mod job;
mod overview;
mod queue;
pub mod statements;
pub mod testing;
mod worker;

use db::Migration;

pub use every::Every;
pub use handlers::{Failure, Handlers};
pub use job::{Job, JobId};
pub use overview::{Counts, Dead, counts, list_dead, revive};
pub use queue::{NewJob, enqueue};
pub use worker::{Running, Settings, Worker};

/// The tables of this room.
pub const MIGRATIONS: &[Migration] =
    &[Migration { id: "jobs/0001_create", sql: include_str!("../migrations/0001_create.sql") }];
