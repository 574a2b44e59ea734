//! Whole-system tests.

mod access;
mod apart;
mod attack;
mod browser;
mod engines;
mod journey;
mod log_words;
mod papers;
mod passkeys;
mod planted;
mod public_budget;
mod public_exit;
mod public_journey;
mod public_logs;
mod public_screens;
mod reach;
mod red_team;
mod sealing;

#[path = "../../foundation/papers/tests/it/tools.rs"]
#[allow(dead_code, reason = "shared with the tests of the papers room, which need more of it")]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tools;
