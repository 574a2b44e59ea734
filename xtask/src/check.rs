//! The fast half of the tests, for every commit.

use anyhow::Result;

use crate::{dependencies, messages, run, shape};

/// Format, lints, arrows, words, dependencies.
pub(crate) fn run() -> Result<()> {
    run::must(&mut run::cargo(&["fmt", "--all", "--check"]))?;
    shape::run()?;
    messages::run()?;
    dependencies::run()?;
    run::must(&mut run::cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]))
}
