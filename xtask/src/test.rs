//! Every test there is.

use anyhow::Result;

use crate::{check, install, run};

/// Runs the fast checks and then all tests. Unless told otherwise it installs the tools first and
/// then refuses to pass over a test for want of one.
pub(crate) fn run(no_install: bool) -> Result<()> {
    if !no_install {
        install::run()?;
    }
    check::run()?;
    let mut tests = run::cargo(&["test", "--workspace", "--no-fail-fast"]);
    if !no_install {
        tests.env("LACHAN_REQUIRE_TOOLS", "1");
    }
    run::must(&mut tests)
}
