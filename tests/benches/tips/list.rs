//! The officer's lists with 10,000 tips in them.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use house::{Visitor, station::work};

use super::{at, program::Program, visit};

/// Who receives at the counter of the demonstration's commune.
pub(crate) const RECEIVER: &str = "truc.suoimo";
const TIPS: usize = 10_000;
const CLERKS: usize = 8;
const REQUESTS: usize = 101;
const LISTS: [&str; 5] =
    ["/tin-bao", "/tin-bao?trang=2", "/tin-bao?trang=150", "/tin-bao/so-tiep-nhan", "/tin-bao/so-lieu"];

pub(crate) async fn run() -> Result<()> {
    let program = Program::start(1).await?;
    let before = program.memory()?;
    let begun = Instant::now();
    fill(&program).await?;
    println!(
        "officer's lists, {TIPS} tips of one agency taken in at the counter in {:.0} s; database {} MB, memory {before} MB, then {} MB:",
        begun.elapsed().as_secs_f64(),
        program.size()?,
        program.memory()?
    );
    program.rest(Duration::from_mins(1)).await?;
    let officer = program.officer(RECEIVER).await?;
    for path in LISTS {
        let mut times = Vec::with_capacity(REQUESTS);
        let mut size = 0;
        for _ in 0..REQUESTS {
            let begun = Instant::now();
            size = officer.get(path).await?.len();
            times.push(begun.elapsed());
        }
        println!(
            "  {path:<20} median {:5.1}, 99 of 100 within {:5.1} ms; {} KB",
            at(&mut times, 0.5),
            at(&mut times, 0.99),
            size / 1_024
        );
    }
    Ok(())
}

/// Takes tips in at the counter, some clerks at once.
async fn fill(program: &Program) -> Result<()> {
    let mut clerks = tokio::task::JoinSet::new();
    for clerk in 0..CLERKS {
        let officer = program.officer(RECEIVER).await?;
        clerks.spawn(async move {
            let token = officer.token("/tin-bao/moi").await?;
            for number in (clerk..TIPS).step_by(CLERKS) {
                take_in(&officer, &token, number).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = clerks.join_next().await {
        done??;
    }
    Ok(())
}

async fn take_in(officer: &Visitor, token: &str, number: usize) -> Result<()> {
    let (text, key) = (visit::text(number), format!("list-{number}"));
    let channel = if number.is_multiple_of(3) { "telephone" } else { "in_person" };
    let fields = [
        ("_token", token),
        ("kenh", channel),
        ("chuyen", text.as_str()),
        ("khong_neu_ten", "co"),
        ("vi_sao_khong_ten", "fear"),
        ("khoa", key.as_str()),
    ];
    let answer = officer.post("/tin-bao/moi", &fields).await?;
    anyhow::ensure!(answer.status == 303, "intake is answered with {}", answer.status);
    Ok(())
}

/// One more, as it is done while a flood comes in; tells how long the form and its answer took.
pub(crate) async fn one(officer: &Visitor, number: usize) -> Result<Duration> {
    let begun = Instant::now();
    let (text, key) = (visit::text(number), format!("counter-{number}"));
    let fields = [
        ("kenh", "in_person"),
        ("chuyen", text.as_str()),
        ("khong_neu_ten", "co"),
        ("vi_sao_khong_ten", "fear"),
        ("khoa", key.as_str()),
    ];
    let answer = work(officer, "/tin-bao/moi", "/tin-bao/moi", &fields).await?;
    (answer.status == 303).then(|| begun.elapsed()).context("intake was refused")
}
