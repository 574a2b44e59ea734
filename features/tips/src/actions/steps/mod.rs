//! Noting a step of the legal path: one file for each that leaves a choice, one for those that leave none.

mod assign;
mod classify;
mod decide;
mod may;
mod note;
mod plain;
mod suspend;
mod typed;

pub use assign::assign;
pub(crate) use assign::officers;
pub use classify::{Classification, classify};
pub use decide::decide;
pub(crate) use may::may_note;
pub use plain::note_plain;
pub use suspend::suspend;
pub use typed::Typed;
