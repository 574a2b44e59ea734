//! What the program can say about its own protection: features measure, the administration shows.

use std::{future::Future, pin::Pin};

use crate::Services;

/// One parameter of the protection profile, as it stands in this installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The parameter, as `administration` lists it: `idle-lock`.
    pub parameter: &'static str,
    /// What it is now: a number, or a message key.
    pub value: String,
    /// Whether that is what is wanted.
    pub holds: bool,
}

impl Measure {
    /// A parameter that stands as wanted when `holds`.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and keys read better without a reference")]
    pub fn new(parameter: &'static str, value: impl ToString, holds: bool) -> Self {
        Self { parameter, value: value.to_string(), holds }
    }
}

/// The outcome of measuring, when it is there.
pub type Measured<'a> = Pin<Box<dyn Future<Output = db::Result<Vec<Measure>>> + Send + 'a>>;

/// Measures some parameters; reads only.
pub type Measuring = for<'a> fn(&'a Services) -> Measured<'a>;
