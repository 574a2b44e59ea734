//! Organisation on both engines.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it needs it")]

mod look_up;
mod register;
mod reorganisation;
mod territory;
