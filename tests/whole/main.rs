//! Whole-system tests.

mod browser;
mod engines;
mod papers;
mod reach;

#[path = "../../foundation/papers/tests/it/tools.rs"]
#[allow(dead_code, reason = "shared with the tests of the papers room, which need more of it")]
mod tools;
