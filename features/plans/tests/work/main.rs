//! The work half of the room, visited as invented people on both engines.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is not as it needs it")]

mod assignment;
mod cascade;
mod edit;
mod files;
mod lists;
mod progress;
mod rights;
mod seed;
