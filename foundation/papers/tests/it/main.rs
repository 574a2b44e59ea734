//! Papers as their readers see them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod layout;
mod office;
mod samples;
mod sheets;
mod tools;
