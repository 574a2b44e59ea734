//! Units, agencies, people and committees, and their reorganisation: pure, no database.

mod bodies_follow;
mod body;
mod entry;
mod figures;
mod functions;
mod kinds;
mod lineage;
mod list;
mod moves;
mod numbering;
#[cfg(test)]
mod properties;
mod reorganisation;
mod steps;
mod unit;

pub(crate) use bodies_follow::{AgencyPlan, CommitteePlan, Heir, MadeAgency, Seats, agencies, committees};
pub(crate) use body::sort_key;
pub use body::{Agency, Committee, Member, Officer, Person};
pub(crate) use entry::{Entry, EntryKind};
pub use figures::{Figure, Maps, OnMap, Undecided};
pub use functions::{Takeover, takeovers};
pub(crate) use kinds::{kinds_of, recognise, title_of_kind};
pub use lineage::{Lineage, Pair, Share};
pub use list::{ListError, UnitList};
pub(crate) use list::{country, read_pairs, read_units};
pub use moves::Difference;
pub(crate) use moves::{Move, Way, by_code, difference, moves};
pub(crate) use numbering::{Node, Numbered, number};
pub use reorganisation::{Head, Landing, Plan, Preview, State, Tally};
pub(crate) use reorganisation::{landing, tally};
pub use steps::{NewUnit, Step, StepError};
pub(crate) use steps::{Outcome, carry_out};
pub use unit::{COUNTRY, CURRENT_SINCE, CURRENT_TREE, PREVIOUS_TREE, Succession, Tree, Unit};
