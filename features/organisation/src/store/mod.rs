//! Reading the organisation from the database.
//!
//! Units, agencies and officers are internal facts that every signed-in person may know and that every feature
//! needs, so these functions ask for no permit of their own: they sit behind the action of whoever calls.
//! What only the pages of this feature read asks for a permit.

mod bodies;
pub(crate) mod entries;
mod events;
pub(crate) mod follow_bodies;
pub(crate) mod load;
mod look_up;
pub(crate) mod reorganisations;
pub(crate) mod statements;
pub(crate) mod statements_entries;
pub(crate) mod statements_reorganisation;
mod successors;
mod units;

pub use bodies::{
    agencies_of, agency, committee_of, ground_of_all, members_of, officers_of_agency, officers_of_unit,
    recognise_agency,
};
pub(crate) use bodies::{agency_from_row, committee_from_row};
pub(crate) use events::{About, Event, add_event, events_of_subject, events_of_unit};
pub use load::maps;
pub(crate) use look_up::{Hit, Hits, children, count_children, look_up, predecessors, unit_successors};
pub use successors::{Successor, successors};
pub(crate) use units::from_row;
pub use units::{
    current_tree, current_tree_id, tree, tree_at, trees, unit, unit_in, unit_path, unit_path_in, units_below,
};
