//! Filling the organisation: the built-in trees, and agencies, people and committees one by one.
//!
//! Used by the demonstration, by imports and by tests. Nothing here is reachable from a page, so nothing asks
//! for a permit.

pub(crate) mod bodies;
mod data;
mod tree;

pub use bodies::{SeedAgency, SeedCommittee, SeedMember, SeedPost, agency, committee, member, person, post};
pub use tree::{LoadError, SeedUnit, list_of_2025, tree_before, tree_from_data, tree_of};
