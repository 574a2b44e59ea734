//! Reading the organisation from the database.
//!
//! Units, agencies and officers are internal facts that every signed-in person may know and that every feature
//! needs, so these functions ask for no permit of their own: they sit behind the action of whoever calls.
//! What only the pages of this feature read asks for a permit.

mod bodies;
mod look_up;
pub(crate) mod statements;
mod units;

pub use bodies::{
    agencies_of, agency, committee_of, members_of, officers_of_agency, officers_of_unit, recognise_agency,
};
pub(crate) use look_up::{Hit, Hits, children, count_children, look_up, predecessors, successors};
pub(crate) use units::from_row;
pub use units::{tree, trees, unit, unit_in, unit_path, unit_path_in, units_below};
