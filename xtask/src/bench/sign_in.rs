//! A storm of sign-ins in the morning: how many a second, what share of the machine hashing takes, and whether other
//! pages still answer.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use super::door::Demo;

/// People who sign in at the same time.
const AT_ONCE: usize = 32;
const STORM: Duration = Duration::from_secs(20);
/// Sign-ins one after the other, to know what one costs.
const SINGLE: u32 = 20;
const LOGINS: [&str; 8] =
    ["ca.suoimo", "pn.suoimo", "vhxh.suoimo", "doan.suoimo", "ct.suoimo", "th.tinh", "pct.tinh", "pn.tinh"];
const PAGE: &str = "/viec-cua-toi";

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let data = std::env::temp_dir().join(format!("lachan-bench-sign-in-{}", std::process::id()));
    let demo = Arc::new(Demo::start(&program, &data, &[])?);
    let cores = std::thread::available_parallelism()?.get();
    let page_alone = processor_time(&demo, || demo.get("/dang-nhap", "").map(drop))?;
    let one = processor_time(&demo, || demo.sign_in("th.tinh").map(drop))?.saturating_sub(page_alone);
    println!("sign-in: one costs {:.0} ms of one core, nearly all of it Argon2id", one.as_secs_f64() * 1000.0);
    let cookies = demo.sign_in("th.tinh")?;
    let quiet = pages(&demo, &cookies, || false)?;
    tell("other pages, quiet machine", quiet);

    let (over, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let before = demo.processor_time()?;
    let begun = Instant::now();
    let people: Vec<_> = (0..AT_ONCE)
        .map(|number| {
            let (demo, over, done) = (Arc::clone(&demo), Arc::clone(&over), Arc::clone(&done));
            std::thread::spawn(move || {
                let login = LOGINS.get(number % LOGINS.len()).copied().unwrap_or("th.tinh");
                while !over.load(Ordering::Relaxed) {
                    if demo.sign_in(login).is_ok() {
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                }
            })
        })
        .collect();
    let busy = pages(&demo, &cookies, || begun.elapsed() < STORM)?;
    let (elapsed, signed_in) = (begun.elapsed(), done.load(Ordering::Relaxed));
    let spent = demo.processor_time()?.saturating_sub(before);
    over.store(true, Ordering::Relaxed);
    for person in people {
        // A thread that broke has signed nobody in; the count tells.
        let _ = person.join();
    }
    let machine = elapsed.as_secs_f64() * f64::from(u32::try_from(cores).context("cores")?);
    let each = f64::from(u32::try_from(signed_in).context("sign-ins")?);
    println!(
        "  {AT_ONCE} people at once on {cores} cores: {:.1} sign-ins a second; the program took {:.0} % of the machine, \
         Argon2id {:.0} %",
        each / elapsed.as_secs_f64(),
        100.0 * spent.as_secs_f64() / machine,
        100.0 * each * one.as_secs_f64() / machine
    );
    tell("other pages, during the storm", busy);
    drop(demo);
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

/// What one of something costs the program, in time of one core.
fn processor_time(demo: &Demo, something: impl Fn() -> Result<()>) -> Result<Duration> {
    let before = demo.processor_time()?;
    for _ in 0..SINGLE {
        something()?;
    }
    Ok(demo.processor_time()?.saturating_sub(before) / SINGLE)
}

/// Fetches a page again and again, at least fifty times.
fn pages(demo: &Demo, cookies: &str, go_on: impl Fn() -> bool) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while go_on() || times.len() < 50 {
        let begun = Instant::now();
        demo.get(PAGE, cookies)?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

fn tell(what: &str, times: Vec<Duration>) {
    let number = times.len();
    let (least, median, most) = super::spread(times);
    println!("  {what}: {number} requests, least {least:.1}, median {median:.1}, most {most:.1} ms");
}
