//! `lachan`: see `lachan --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    lachan::run()
}
