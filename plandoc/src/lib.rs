//! Reads Vietnamese administrative plans: text in, obligations out.
//!
//! [`read_text`] is the whole interface: source text → [`plan::Plan`]. [`normalise`] gives the text
//! that all spans refer to. Pure: no clock, no network, no files.

mod agencies;
mod aliases;
mod campaigns;
mod citations;
mod dates;
mod metadata;
mod normalise;
mod notes;
mod outline;
mod pattern;
pub mod plan;
mod reading;
mod reports;
mod roles;
mod section_role;
mod similarity;
pub mod source;
mod tables;
mod targets;
mod tasks;
mod verdict;
mod words;

pub use normalise::{Normalised, Paragraph, normalise};
pub use reading::{read_normalised, read_text};
pub use similarity::{Fingerprint, fingerprint, similarity};
pub use verdict::NotAPlan;
