//! How long reading takes: five real texts as a share of the start of a process, and plans per second.
//!
//! The texts lie beside the repository; where they are absent the demonstration's own plans are read.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const RUNS: usize = 21;

fn main() {
    let texts = texts();
    let program = env!("CARGO_BIN_EXE_lachan");
    let start = median(|| run(Command::new(program).arg("--version")));
    let all = median(|| run(Command::new(program).args(["plan", "read", "--json"]).args(&texts)));
    let reading = all.saturating_sub(start);
    println!("reading: {} texts, medians of {RUNS} runs", texts.len());
    println!("  process start (--version)        {:8.2} ms", milliseconds(start));
    println!("  start and reading of all texts   {:8.2} ms", milliseconds(all));
    println!("  reading alone                    {:8.2} ms", milliseconds(reading));
    println!("  reading as a share of the start  {:8.2} ×", reading.as_secs_f64() / start.as_secs_f64());

    let contents: Vec<_> = texts.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let begun = Instant::now();
    let mut plans = 0_u32;
    while begun.elapsed() < Duration::from_secs(2) {
        for text in &contents {
            std::hint::black_box(plandoc::read_text("plan.txt", text));
            plans += 1;
        }
    }
    println!("  plans per second, one thread     {:8.0}", f64::from(plans) / begun.elapsed().as_secs_f64());
}

fn texts() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed = |folder: PathBuf| -> Vec<PathBuf> {
        let mut found: Vec<_> = std::fs::read_dir(folder)
            .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
            .unwrap_or_default();
        found.retain(|path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
        found.sort();
        found
    };
    let real = listed(root.join("../shared/mission/seeds"));
    if !real.is_empty() {
        return real;
    }
    println!("notice: the real texts are absent, reading the demonstration's plans");
    listed(root.join("app/demo/plans"))
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "the program failed");
}

fn median(mut what: impl FnMut()) -> Duration {
    what();
    let mut times: Vec<_> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            what();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times.get(RUNS / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
