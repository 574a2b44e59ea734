//! TM8: a flood of 100,000 false tips in ten minutes, from somebody who does the work of every one, while officers take in
//! and people in need send theirs.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use house::{
    Visitor,
    flood::{TRUE_TEXTS, false_text},
    station::queue,
};

use super::{
    at, list,
    program::Program,
    visit::{self, Draft, client, crowd, draft, open_form, send},
};

const FALSE: usize = 100_000;
const SPAN: Duration = Duration::from_mins(10);
const CLIENTS: usize = 16;

pub(crate) async fn run() -> Result<()> {
    let program = Program::start(256).await?;
    let begun = Instant::now();
    let drafts = prepare(&program).await?;
    println!(
        "flood: {} false tips made ready by the attacker in {:.0} s; memory {} MB",
        drafts.len(),
        begun.elapsed().as_secs_f64(),
        program.memory()?
    );
    // Not before: a session that nobody uses for a quarter of an hour is locked.
    let officer = program.officer(list::RECEIVER).await?;
    let flood = tokio::spawn(pour(program.public.clone(), drafts));
    let people = tokio::spawn(people(program.public.clone()));
    let (mut counter, mut queues) = (Vec::new(), Vec::new());
    while !(flood.is_finished() && people.is_finished()) {
        counter.push(list::one(&officer, counter.len()).await?);
        let begun = Instant::now();
        officer.get("/tin-bao").await?;
        queues.push(begun.elapsed());
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    let (sent, failed, took) = flood.await?;
    println!("  {sent} false tips sent in {:.0} s, {failed} failed", took.as_secs_f64());
    println!("  {} of {} true ones refused", people.await?, TRUE_TEXTS.len());
    for (what, times) in [("intake at the counter", &mut counter), ("the queue", &mut queues)] {
        println!(
            "  {what} meanwhile: {} times, median {:.0}, 95 of 100 within {:.0}, most {:.0} ms",
            times.len(),
            at(times, 0.5),
            at(times, 0.95),
            at(times, 1.0)
        );
    }
    println!(
        "  {} of {} true ones on the first screen of the queue",
        on_first_screen(&officer).await?,
        TRUE_TEXTS.len()
    );
    println!("  memory {} MB, database {} MB", program.memory()?, program.size()?);
    Ok(())
}

/// What the attacker does beforehand: the questions without looking, the forms, the work.
async fn prepare(program: &Program) -> Result<Vec<Draft>> {
    let door = program.public.clone();
    let begun = crowd(CLIENTS, (0..FALSE).collect(), move |client, number: usize| {
        let door = door.clone();
        async move {
            let mut one = draft(&client, &door, &false_text(number), false).await?;
            open_form(&client, &door, &mut one).await?;
            anyhow::Ok(one)
        }
    });
    let mut drafts = begun.await?.into_things("preparing");
    visit::work(&mut drafts);
    Ok(drafts)
}

/// Sends all evenly over the span; tells how many were taken, how many failed, and how long it took.
async fn pour(door: String, drafts: Vec<Draft>) -> (usize, usize, Duration) {
    let (begun, count) = (Instant::now(), u32::try_from(drafts.len()).unwrap_or(u32::MAX).max(1));
    let mut things: Vec<_> =
        drafts.into_iter().zip(0..count).map(|(draft, turn)| (SPAN * turn / count, draft)).collect();
    // The last is taken first.
    things.reverse();
    let sent = crowd(CLIENTS, things, move |client, (due, draft): (Duration, Draft)| {
        let door = door.clone();
        async move {
            tokio::time::sleep(due.saturating_sub(begun.elapsed())).await;
            send(&client, &door, &draft).await
        }
    });
    match sent.await {
        Ok(sent) => {
            if let Some(why) = sent.failed.first() {
                println!("  the first false tip that failed did because: {why}");
            }
            (sent.all.len(), sent.failed.len(), sent.took)
        }
        Err(error) => {
            println!("  the flood broke down: {error:#}");
            (0, FALSE, begun.elapsed())
        }
    }
}

/// People in need, evenly over the span; tells how many were refused.
async fn people(door: String) -> usize {
    let mut refused = 0;
    for text in TRUE_TEXTS {
        let begun = Instant::now();
        if let Err(why) = genuine(&door, text).await {
            println!("  a true tip was refused: {why:#}");
            refused += 1;
        }
        let each = SPAN / u32::try_from(TRUE_TEXTS.len()).unwrap_or(1);
        tokio::time::sleep(each.saturating_sub(begun.elapsed())).await;
    }
    refused
}

async fn genuine(door: &str, text: &str) -> Result<()> {
    let client = client()?;
    let mut one = draft(&client, door, text, true).await?;
    open_form(&client, door, &mut one).await?;
    let (ticket, bits) = (one.ticket.clone(), one.bits);
    one.work = tokio::task::spawn_blocking(move || guard::solve(&ticket, bits)).await?;
    tokio::time::sleep(Duration::from_secs(9)).await;
    let receipt = send(&client, door, &one).await?;
    ensure!(!receipt.is_empty(), "no receipt");
    Ok(())
}

async fn on_first_screen(officer: &Visitor) -> Result<usize> {
    let tips = queue(officer).await?;
    ensure!(!tips.is_empty(), "the queue is empty");
    let mut found = 0;
    for tip in tips {
        let page = officer.page(&tip).await.context("a tip does not open")?.text;
        found += usize::from(TRUE_TEXTS.iter().any(|text| page.contains(text)));
    }
    Ok(found)
}
