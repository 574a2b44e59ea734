//! A person confirms, edits, splits, merges, drops or adds what the reader found: one file a change.
//!
//! Every change names the version that the person saw: an obligation's own, or the plan's for everything else.
//! A change over another's change is refused and nothing is overwritten.

mod add_duty;
mod add_item;
mod add_target;
mod discard;
mod drop_item;
mod edit_duty;
mod edit_facts;
mod edit_item;
mod edit_target;
mod merge_item;
mod open;
mod split_item;
mod words;

pub(crate) use add_duty::add_duty;
pub(crate) use add_item::add_item;
pub(crate) use add_target::add_target;
pub(crate) use discard::{discard, discarded, restore};
pub(crate) use drop_item::drop_item;
pub(crate) use edit_duty::edit_duty;
pub(crate) use edit_facts::edit_facts;
pub(crate) use edit_item::edit_item;
pub(crate) use edit_target::edit_target;
pub(crate) use merge_item::merge_item;
pub(crate) use split_item::split_item;
pub(crate) use words::ItemWords;
