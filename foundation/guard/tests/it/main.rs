//! The flood defence from outside: lanes, crowds, tickets, likeness.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod lanes;
mod likeness;
mod properties;
