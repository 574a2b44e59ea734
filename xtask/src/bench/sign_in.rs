//! A storm of sign-ins in the morning: how many a second, what share of the machine hashing takes, and whether other
//! pages still answer.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

use super::door::Demo;

/// People who sign in at the same time, one storm each.
const STORMS: [usize; 3] = [1, 8, 32];
const STORM: Duration = Duration::from_secs(20);
/// How often one thing is done to know what it costs.
const SINGLE: u32 = 20;
/// Hashes of one sign-in: the password against the account, and the lock of the person's key pair.
const HASHES: f64 = 2.0;
/// Accounts of the demonstration. Tries are counted per name before they are judged and five lock it, so no name may be
/// tried by five people at once; with sixteen of them it is two.
const LOGINS: [&str; 16] = [
    "ca.suoimo",
    "pn.suoimo",
    "vhxh.suoimo",
    "doan.suoimo",
    "ct.suoimo",
    "pct.tinh",
    "pn.tinh",
    "syt.tinh",
    "ca.bentrang",
    "pn.bentrang",
    "ca.doigio",
    "ct.bentrang",
    "vhxh.bentrang",
    "kt.tinh",
    "qt.tinh",
    "tw.mau",
];
const PAGE: &str = "/viec-cua-toi";
/// Who reads pages meanwhile, and signs in once.
const READER: &str = "th.tinh";

pub(crate) fn run() -> Result<()> {
    let program = super::program()?;
    let data = std::env::temp_dir().join(format!("lachan-bench-sign-in-{}", std::process::id()));
    let demo = Arc::new(Demo::start(&program, &data, &[])?);
    let cores = f64::from(u32::try_from(std::thread::available_parallelism()?.get()).context("cores")?);
    // The first sign-in of an account makes its key pair as well, which no later one does.
    for login in LOGINS {
        demo.sign_in(login)?;
    }
    let cookies = demo.sign_in(READER)?;
    let costs = Costs::measure(&demo)?;
    println!(
        "sign-in: one costs {:.0} ms of one core, of which {HASHES:.0} hashes with Argon2id {:.0} ms; {cores:.0} cores",
        1_000.0 * costs.sign_in,
        1_000.0 * HASHES * costs.hash
    );
    tell("other pages, quiet machine", pages(&demo, &cookies, || false)?);
    for people in STORMS {
        storm(&demo, &cookies, people, cores, costs)?;
    }
    drop(demo);
    std::fs::remove_dir_all(&data)?;
    Ok(())
}

/// What things cost the program, in seconds of one core.
#[derive(Debug, Clone, Copy)]
struct Costs {
    sign_in: f64,
    /// One hash: what a refusal of a name that nobody has costs more than a refusal of an empty form.
    hash: f64,
}

impl Costs {
    fn measure(demo: &Demo) -> Result<Self> {
        let empty = cost(demo, |_| demo.be_refused("ai.do", ""))?;
        // Another name each time, or the fifth would be locked and cost nothing.
        let refused = cost(demo, |number| demo.be_refused(&format!("ai.do.{number}"), "sai"))?;
        let sign_in = cost(demo, |_| demo.sign_in(READER).map(drop))?;
        Ok(Self { sign_in, hash: (refused - empty).max(0.0) })
    }
}

/// What one of something costs the program. The system counts in hundredths of a second, so it is done often.
fn cost(demo: &Demo, something: impl Fn(u32) -> Result<()>) -> Result<f64> {
    let before = demo.processor_time()?;
    for number in 0..SINGLE {
        something(number)?;
    }
    Ok(demo.processor_time()?.saturating_sub(before).as_secs_f64() / f64::from(SINGLE))
}

/// Many people sign in again and again, while one reads pages.
fn storm(demo: &Arc<Demo>, cookies: &str, people: usize, cores: f64, costs: Costs) -> Result<()> {
    let over = Arc::new(AtomicBool::new(false));
    let (done, refused) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let before = demo.processor_time()?;
    let begun = Instant::now();
    let threads: Vec<_> = (0..people)
        .map(|number| {
            let (demo, over) = (Arc::clone(demo), Arc::clone(&over));
            let (done, refused) = (Arc::clone(&done), Arc::clone(&refused));
            std::thread::spawn(move || {
                let login = LOGINS.get(number % LOGINS.len()).copied().unwrap_or(READER);
                while !over.load(Ordering::Relaxed) {
                    let counted = if demo.sign_in(login).is_ok() { &done } else { &refused };
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    let busy = pages(demo, cookies, || begun.elapsed() < STORM);
    let (elapsed, signed_in) = (begun.elapsed().as_secs_f64(), f64::from(done.load(Ordering::Relaxed)));
    let spent = demo.processor_time();
    over.store(true, Ordering::Relaxed);
    for thread in threads {
        ensure!(thread.join().is_ok(), "somebody who signs in broke down");
    }
    let (busy, spent) = (busy?, spent?.saturating_sub(before).as_secs_f64());
    let machine = elapsed * cores;
    println!(
        "  {people} at once: {:.1} sign-ins a second, {} refused; the program takes {:.0} % of the machine, \
         Argon2id {:.0} %",
        signed_in / elapsed,
        refused.load(Ordering::Relaxed),
        100.0 * spent / machine,
        100.0 * signed_in * HASHES * costs.hash / machine
    );
    tell("  other pages meanwhile", busy);
    Ok(())
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

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let number = times.len();
    // Of twenty pages one is slower than this.
    let late = times.get(number * 19 / 20).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    let (least, median, most) = super::spread(times);
    println!(
        "  {what}: {number} requests, least {least:.1}, median {median:.1}, 95 of 100 within {late:.1}, most {most:.1} ms"
    );
}
