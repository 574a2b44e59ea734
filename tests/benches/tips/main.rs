//! The public door under load, timed from outside the released program: `cargo xtask bench tips` and
//! `cargo xtask bench flood`. Figures for reading, not for passing.

mod flood;
mod flow;
mod list;
mod pages;
mod program;
mod timing;
mod visit;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if let Some(port) = std::env::var(pages::BARE).ok().and_then(|port| port.parse().ok()) {
        return runtime.block_on(pages::serve_bare(port));
    }
    // `cargo bench` adds an argument of its own.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let asked = if asked.is_empty() { ["pages", "flow", "list", "timing"].map(String::from).to_vec() } else { asked };
    for scene in asked {
        match scene.as_str() {
            "pages" => runtime.block_on(pages::run())?,
            "flow" => runtime.block_on(flow::run())?,
            "list" => runtime.block_on(list::run())?,
            "timing" => runtime.block_on(timing::run())?,
            "flood" => runtime.block_on(flood::run())?,
            other => bail!("no scene {other}; there are pages, flow, list, timing, flood"),
        }
    }
    Ok(())
}

/// What stands at a place of some sorted times, in milliseconds: `0.5` is the median.
fn at(times: &mut [std::time::Duration], place: f64) -> f64 {
    times.sort();
    let last = times.len().saturating_sub(1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
    #[expect(clippy::cast_precision_loss, reason = "lists are short")]
    let place = (last as f64 * place).round() as usize;
    times.get(place).map_or(0.0, |time| 1_000.0 * time.as_secs_f64())
}
