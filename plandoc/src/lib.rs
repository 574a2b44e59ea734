//! Reads Vietnamese administrative plans: text in, obligations out.
//!
//! [`normalise`] gives the text that all spans refer to. Pure: no clock, no network, no files.

mod agencies;
mod normalise;
mod pattern;
pub mod plan;
pub mod source;
mod words;

pub use normalise::{Normalised, Paragraph, normalise};
