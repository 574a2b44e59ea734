//! What the pages say, apart from the words.

mod banner;
mod offer;
mod places;
mod topics;

pub(crate) use banner::{Banner, banner};
pub(crate) use offer::{Answer, QUESTIONS, read_answers};
pub use places::GateKind;
pub(crate) use places::{Commune, Found, Gate, Places, Province};
pub(crate) use topics::{TOPICS, Topic, topic};
