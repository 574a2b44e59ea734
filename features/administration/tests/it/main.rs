//! The administration, visited as invented people on both engines.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it needs it")]

mod common;
mod log;
mod report;
mod review;
mod workdays;
