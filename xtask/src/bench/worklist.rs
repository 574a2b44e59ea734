//! The worklist and other lists in a country of 3,321 communes, each with a plan in force.

use std::time::Instant;

use anyhow::Result;

use super::door::Demo;

const REQUESTS: usize = 101;
const PAGES: [&str; 4] = ["/viec-cua-toi", "/viec-cua-toi?loc=tat-ca", "/ke-hoach", "/lich"];

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let data = std::env::temp_dir().join(format!("lachan-bench-national-{}", std::process::id()));
    let demo = Demo::start(&program, &data, &["--national"])?;
    println!("national: every commune has a plan in force; filled in {:.0} s", demo.ready_after.as_secs_f64());
    println!("  {REQUESTS} requests each, one after the other: least, median, most");
    for login in ["ca.suoimo", "th.tinh", "tw.mau"] {
        let cookies = demo.sign_in(login)?;
        for path in PAGES {
            let mut times = Vec::with_capacity(REQUESTS);
            let mut size = 0;
            for _ in 0..REQUESTS {
                let begun = Instant::now();
                size = demo.get(path, &cookies)?.len();
                times.push(begun.elapsed());
            }
            let (least, median, most) = super::spread(times);
            println!("  {login:<10} {path:<26} {least:7.2} {median:7.2} {most:7.2} ms  {:>5} KB", size / 1024);
        }
    }
    drop(demo);
    std::fs::remove_dir_all(&data)?;
    Ok(())
}
