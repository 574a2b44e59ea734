//! From the start of the process to the first page.

use anyhow::Result;

use super::door::Demo;

const RUNS: usize = 5;

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let (mut fresh, mut again) = (Vec::new(), Vec::new());
    for round in 0..RUNS {
        let data = std::env::temp_dir().join(format!("lachan-bench-start-{}-{round}", std::process::id()));
        fresh.push(Demo::start(&program, &data, &[])?.ready_after);
        again.push(Demo::start(&program, &data, &[])?.ready_after);
        std::fs::remove_dir_all(&data)?;
    }
    println!("start to the first page, {RUNS} runs: least, median, most");
    for (what, times) in [("fresh database, filled with a year of work", fresh), ("database that is there", again)] {
        let (least, median, most) = super::spread(times);
        println!("  {what:<44} {least:7.0} {median:7.0} {most:7.0} ms");
    }
    Ok(())
}
