//! The whole anonymous flow: form, proof of work checked, submitted, durable, receipt shown.

use std::time::Duration;

use anyhow::Result;

use super::{
    at,
    program::Program,
    visit::{self, Draft, crowd, draft, open_form, send},
};

/// Clients at once, and how many tips they send.
const CROWDS: [(usize, usize); 3] = [(1, 200), (8, 600), (32, 1_200)];
/// Youngest form that is taken: the flood defence's own rule, which stands.
const AGE: Duration = Duration::from_secs(9);

pub(crate) async fn run() -> Result<()> {
    println!("tips, every receipt ready (made while the machine was quiet):");
    let program = Program::start(2_048).await?;
    // The first visitor starts the making of receipts.
    draft(&visit::client()?, &program.public, "khởi động", true).await?;
    let filled = program.rest(Duration::from_mins(12)).await?;
    println!("  receipts made ready in {:.0} s; {} MB of memory", filled.as_secs_f64(), program.memory()?);
    for (clients, tips) in CROWDS {
        measure(&program, clients, tips).await?;
    }
    drop(program);

    println!("tips, no receipt ready (each is given at once and settled later):");
    let program = Program::start(1).await?;
    for (clients, tips) in CROWDS {
        measure(&program, clients, tips).await?;
    }
    let settled = program.rest(Duration::from_mins(10)).await?;
    println!("  the receipts given early are settled {:.0} s later; {} MB", settled.as_secs_f64(), program.memory()?);
    Ok(())
}

async fn measure(program: &Program, clients: usize, tips: usize) -> Result<()> {
    let door = program.public.clone();
    let texts: Vec<String> = (0..tips).map(visit::text).collect();
    let asked = crowd(clients, texts, move |client, text| {
        let door = door.clone();
        async move { draft(&client, &door, &text, true).await }
    });
    let asked = asked.await?;
    let journeys = asked.rate();
    let door = program.public.clone();
    let shown = crowd(clients, asked.into_things("questions"), move |client, mut draft: Draft| {
        let door = door.clone();
        async move { open_form(&client, &door, &mut draft).await.map(|()| draft) }
    });
    let shown = shown.await?;
    let (form, mut form_times) = (shown.took, shown.times());
    let mut drafts = shown.into_things("forms");
    let work = visit::work(&mut drafts);
    tokio::time::sleep(AGE).await;
    let before = program.processor_time()?;
    let door = program.public.clone();
    let sent = crowd(clients, drafts, move |client, draft: Draft| {
        let door = door.clone();
        async move { send(&client, &door, &draft).await }
    });
    let sent = sent.await?;
    let spent = program.processor_time()?.saturating_sub(before);
    let count = f64::from(u32::try_from(sent.all.len())?);
    let mut times = sent.times();
    println!(
        "  {clients:>2} at once: {:6.1} a second; sending with receipt p50 {:.1}, p99 {:.1} ms; form p50 {:.1}, p99 {:.1} ms; \
         {} of {tips} failed; {:.1} ms of processor each; the questions before: {journeys:.0} journeys a second; \
         proof {:.1} ms of the visitor's; {} MB",
        count / (form + sent.took).as_secs_f64(),
        at(&mut times, 0.5),
        at(&mut times, 0.99),
        at(&mut form_times, 0.5),
        at(&mut form_times, 0.99),
        tips - sent.all.len(),
        1_000.0 * spent.as_secs_f64() / count,
        1_000.0 * work.as_secs_f64(),
        program.memory()?,
    );
    sent.into_things("sent");
    Ok(())
}
