//! The public pages as a visitor meets them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod away;
mod common;
mod frame;
mod nearest;
mod pages;
mod sound;
mod statements;
mod words;
