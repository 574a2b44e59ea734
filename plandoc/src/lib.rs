//! Reads Vietnamese administrative plans: text in, obligations out.
//!
//! [`read_text`] is the whole interface: source text → [`plan::Plan`]. [`normalise`] gives the text
//! that all spans refer to. Pure: no clock, no network, no files.

mod agencies;
mod dates;
mod normalise;
mod outline;
mod pattern;
pub mod plan;
mod reading;
mod roles;
mod section_role;
pub mod source;
mod tables;
mod tasks;
mod words;

pub use normalise::{Normalised, Paragraph, normalise};
pub use reading::{read_normalised, read_text};
