//! Reads Vietnamese administrative plans: text in, obligations out.
//!
//! [`read_text`] is the whole interface: source text → [`plan::Plan`]. [`normalise`] gives the text
//! that all spans refer to. Pure: no clock, no network, no files.

pub mod plan;
