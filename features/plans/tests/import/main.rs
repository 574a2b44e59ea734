//! The import half of the room, visited as invented people on both engines.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is not as it needs it")]

mod discard;
mod draft;
mod hand_in;
mod issue;
mod log;
mod recognise;
mod rights;
mod seed;
