//! Pages of the public door beside a bare "Hello, World!" of the same framework, in a process of its own.

use std::{
    process::{Child, Command},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use axum::{Router, routing::get};
use reqwest::Client;
use tokio::net::TcpListener;

use super::{program::Program, visit::client};

/// Names the port on which this very program serves the bare page.
pub(crate) const BARE: &str = "LACHAN_BENCH_BARE_PORT";
const PAGES: [&str; 6] = ["/", "/can-giup-ngay", "/nhan-biet", "/kiem-tra-viec-lam", "/p/bat-dau", "/ma"];
const CLIENTS: usize = 8;
const SPELL: Duration = Duration::from_secs(2);
/// Pairs, one after the other, so that a machine whose speed drifts slows both.
const PAIRS: usize = 5;

/// Serves the bare page until the process is ended.
pub(crate) async fn serve_bare(port: u16) -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let router = Router::new().route("/", get(|| async { "Hello, World!" }));
    axum::serve(listener, router).await?;
    Ok(())
}

struct Bare(Child);

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) async fn run() -> Result<()> {
    let program = Program::start(1).await?;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let bare = Bare(Command::new(std::env::current_exe()?).env(BARE, port.to_string()).spawn()?);
    let address = format!("http://127.0.0.1:{port}/");
    while page(&client()?, &address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!(
        "public pages as browsers ask for them, {CLIENTS} clients on the same two cores; medians of {PAIRS} pairs, a second:"
    );
    let before = program.memory()?;
    for path in PAGES {
        let address_of_page = format!("{}{path}", program.public);
        let size = page(&client()?, &address_of_page).await?;
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..PAIRS {
            let (one, other) = (rate(&address_of_page).await?, rate(&address).await?);
            ratios.push(one / other);
            ours.push(one);
            theirs.push(other);
        }
        println!(
            "  {path:<20} {:>6.0}, bare {:>6.0}: {:>3.0} %; {:.1} KB",
            median(&mut ours)?,
            median(&mut theirs)?,
            100.0 * median(&mut ratios)?,
            f64::from(u32::try_from(size)?) / 1_024.0
        );
    }
    println!("  memory {before} MB before, {} MB after", program.memory()?);
    drop(bare);
    Ok(())
}

/// A page as browsers ask for it, compressed; tells its size.
async fn page(client: &Client, address: &str) -> Result<usize> {
    let answer = client.get(address).header("accept-encoding", "gzip").send().await?;
    ensure!(answer.status() == 200, "{address}: {}", answer.status());
    Ok(answer.bytes().await?.len())
}

fn median(rates: &mut [f64]) -> Result<f64> {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().context("nothing was measured")
}

/// Pages a second.
async fn rate(address: &str) -> Result<f64> {
    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (client, address) = (client()?, address.to_owned());
        tasks.spawn(async move {
            let mut count = 0_u32;
            while begun.elapsed() < SPELL {
                page(&client, &address).await?;
                count += 1;
            }
            anyhow::Ok(count)
        });
    }
    let mut count = 0;
    while let Some(part) = tasks.join_next().await {
        count += part??;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}
