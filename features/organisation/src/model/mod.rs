//! Units, agencies, people and committees: pure, no database.

mod body;
mod kinds;
mod numbering;
mod unit;

pub(crate) use body::sort_key;
pub use body::{Agency, Committee, Member, Officer, Person};
pub(crate) use kinds::recognise;
pub(crate) use numbering::{Node, Numbered, number};
pub use unit::{COUNTRY, CURRENT_SINCE, CURRENT_TREE, PREVIOUS_TREE, Succession, Tree, Unit};
