//! The administration, visited as invented people on both engines.

mod common;
mod log;
mod report;
mod review;
