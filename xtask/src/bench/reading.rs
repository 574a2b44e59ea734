//! How long reading takes: five real texts as a share of the start of a process, and plans per second.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use crate::run::{self, root};

const RUNS: usize = 21;
/// How often each text is read in one process to find the speed of reading alone.
const AGAIN: usize = 100;

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let texts = texts()?;
    let many: Vec<_> = std::iter::repeat_n(&texts, AGAIN).flatten().collect();
    let (_, start, _) = super::spread(times(RUNS, Command::new(&program).arg("--version"))?);
    let (_, all, _) = super::spread(times(RUNS, Command::new(&program).args(["plan", "read", "--json"]).args(&texts))?);
    let (_, long, _) = super::spread(times(5, Command::new(&program).args(["plan", "read", "--json"]).args(&many))?);
    println!("reading: {} texts, medians of {RUNS} runs", texts.len());
    println!("  process start (--version)         {start:9.2} ms");
    println!("  start and reading of all texts    {all:9.2} ms");
    println!("  reading as a share of the start   {:9.2} ×", (all - start) / start);
    let plans = u32::try_from(many.len()).map_or(0.0, f64::from);
    println!("  plans per second, one thread      {:9.0}", plans * 1000.0 / (long - start));
    Ok(())
}

/// The real texts beside the repository; where they are absent, the demonstration's own plans.
fn texts() -> Result<Vec<PathBuf>> {
    let real = run::files(&root().join("../shared/mission/seeds"), ".txt")?;
    if !real.is_empty() {
        return Ok(real);
    }
    println!("notice: the real texts are absent; reading the demonstration's plans");
    let folder: &Path = &root().join("app/demo/plans");
    Ok(run::files(folder, ".txt")?.into_iter().chain(run::files(folder, ".md")?).collect())
}

fn times(runs: usize, command: &mut Command) -> Result<Vec<Duration>> {
    command.stdout(Stdio::null());
    // The first run warms the file cache and does not count.
    ensure!(command.status()?.success(), "the program failed");
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let begun = Instant::now();
        ensure!(command.status()?.success(), "the program failed");
        times.push(begun.elapsed());
    }
    Ok(times)
}
