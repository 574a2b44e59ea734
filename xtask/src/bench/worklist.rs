//! The worklist and other lists in a country of 3,321 communes, each with a plan in force.

use std::time::Instant;

use anyhow::{Context as _, Result};

use super::door::Demo;

const REQUESTS: usize = 101;
const LISTS: [&str; 5] = ["/viec-cua-toi", "/viec-cua-toi?loc=tat-ca", "/ke-hoach", "/ke-hoach?tim=suoi+mo", "/lich"];

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let data = std::env::temp_dir().join(format!("lachan-bench-national-{}", std::process::id()));
    let demo = Demo::start(&program, &data, &["--national"])?;
    println!("national: every commune has a plan in force; filled in {:.0} s", demo.ready_after.as_secs_f64());
    let size = std::fs::metadata(data.join("lachan-demo.db"))?.len();
    println!("  database {} MB; {REQUESTS} requests each, one after the other: least, median, most", size >> 20);
    for login in ["ca.suoimo", "th.tinh", "tw.mau"] {
        let cookies = demo.sign_in(login)?;
        let plan = first_plan(&demo.get("/ke-hoach", &cookies)?)?;
        let pages = LISTS.iter().map(|path| (*path).to_owned());
        for path in pages.chain([plan.clone(), format!("{plan}/tien-do"), format!("{plan}/xuong-cap")]) {
            measure(&demo, login, &path, &cookies);
        }
    }
    drop(demo);
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

/// The first plan in the list: of the own unit, or else of a unit above or below.
fn first_plan(list: &str) -> Result<String> {
    let ids = list.split("href=\"/ke-hoach/").skip(1).filter_map(|rest| rest.split(['"', '/', '?', '#']).next());
    let id = ids.into_iter().find(|id| id.len() == 36).context("no plan in the list")?;
    Ok(format!("/ke-hoach/{id}"))
}

fn measure(demo: &Demo, login: &str, path: &str, cookies: &str) {
    let shown = path.split('/').map(|part| if part.len() == 36 { "…" } else { part }).collect::<Vec<_>>().join("/");
    let mut times = Vec::with_capacity(REQUESTS);
    let mut size = 0;
    for _ in 0..REQUESTS {
        let begun = Instant::now();
        match demo.get(path, cookies) {
            Ok(page) => size = page.len(),
            Err(error) => return println!("  {login:<10} {shown:<26} {error}"),
        }
        times.push(begun.elapsed());
    }
    let (least, median, most) = super::spread(times);
    println!("  {login:<10} {shown:<26} {least:7.2} {median:7.2} {most:7.2} ms  {:>5} KB", size / 1024);
}
