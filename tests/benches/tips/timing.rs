//! TM2: whether the time of an answer tells that a receipt exists.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::Client;

use super::{
    at,
    program::Program,
    visit::{self, client},
};

/// Look-ups of each kind, in turn.
const LOOKS: usize = 300;
/// Digits in the right form that open nothing.
const WRONG: &str = "2222 3333 4444 5555 6666";

pub(crate) async fn run() -> Result<()> {
    let program = Program::start(1).await?;
    program.rest(Duration::from_mins(1)).await?;
    let (mut hits, mut misses) = (Vec::new(), Vec::new());
    for turn in 0..2 * LOOKS {
        let is_hit = turn % 2 == 0;
        let receipt = if is_hit { lachan::DEMO_RECEIPT } else { WRONG };
        let (status, took) = look_up(&client()?, &program.public, receipt).await?;
        ensure!((status == 303) == is_hit, "a look-up is answered with {status}");
        if is_hit { &mut hits } else { &mut misses }.push(took);
    }
    println!("look-ups by receipt, {LOOKS} each in turn:");
    for (what, times) in [("found", &mut hits), ("nothing there", &mut misses)] {
        println!(
            "  {what:<14} median {:.2} ms, a quarter below {:.2}, a quarter above {:.2}",
            at(times, 0.5),
            at(times, 0.25),
            at(times, 0.75)
        );
    }
    println!(
        "  the medians differ by {:.2} ms (less than 5 is asked)",
        (at(&mut hits, 0.5) - at(&mut misses, 0.5)).abs()
    );
    Ok(())
}

/// The form, its work, and the time of the answer alone.
async fn look_up(client: &Client, door: &str, receipt: &str) -> Result<(u16, Duration)> {
    let address = format!("{door}/ma");
    let (ticket, bits) = visit::ticket(&visit::get(client, &address, "").await?)?;
    let work = guard::solve(&ticket, bits);
    let fields = [(guard::TICKET_FIELD, ticket.as_str()), (guard::WORK_FIELD, work.as_str()), ("ma", receipt)];
    let request = client.post(&address).form(&fields);
    let begun = Instant::now();
    let answer = request.send().await?;
    let status = answer.status().as_u16();
    answer.bytes().await?;
    Ok((status, begun.elapsed()))
}
