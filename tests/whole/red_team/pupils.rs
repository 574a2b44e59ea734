//! 30 July: a school of two hundred behind one address tells something, all in the same lesson.

use std::collections::{BTreeSet, VecDeque};

use anyhow::{Context as _, Result, ensure};
use house::{
    Answer, Station, Visitor,
    station::{Sheet, Told, between, taken},
};

const PUPILS: usize = 200;
/// Where the proxy in front says that the school is, and a house somewhere else.
const SCHOOL: &str = "203.0.113.7";
const ELSEWHERE: &str = "198.51.100.1";
/// How many of one crowd go through at once without work (ux.md S-42).
const AT_ONCE: usize = 10;

/// The usual rules, with less work than a telephone does: what is let through is the same.
fn rules() -> guard::Rules {
    guard::Rules { base_bits: 1, max_bits: 6, ..guard::Rules::default() }
}

fn story(number: usize) -> String {
    format!("Bài tập ngày 30 tháng 7 của bạn số {number}: em biết gọi 111 khi thấy người lạ rủ đi xa.")
}

/// One of them, before the button that sends.
struct Pupil {
    number: usize,
    visitor: Visitor,
    sheet: Sheet,
}

impl Pupil {
    async fn at(station: &Station, address: &str, number: usize) -> Result<Self> {
        let told = Told { text: story(number), ..Told::default() };
        let visitor = station.draft_by(station.stranger_from(address)?, &told).await?;
        let sheet = station.sheet(&visitor, "/p/kiem-tra").await?;
        Ok(Self { number, visitor, sheet })
    }

    /// Presses the button in a browser without scripts. Gives the seconds to wait where it is held: then the page shows
    /// what was typed, how long to wait, and whom to call meanwhile.
    async fn press(&mut self) -> Result<Option<i64>> {
        let answer = self.sheet.send_without_work(&self.visitor, "/p/kiem-tra").await?;
        if answer.status == 303 {
            ensure!(answer.location == "/p/da-gui", "pupil {} is sent to {}", self.number, answer.location);
            return Ok(None);
        }
        self.sheet = Sheet::of(&answer.text)?;
        told_to_wait(&answer, &story(self.number)).map(Some)
    }
}

fn told_to_wait(answer: &Answer, story: &str) -> Result<i64> {
    let main = between(&answer.text, "<main", "</main>").context("no page")?;
    ensure!(answer.status == 422 && main.contains(story), "the text is lost: {} {main}", answer.status);
    ensure!(main.contains("Tin chưa được gửi – nội dung vẫn còn"), "nobody is told that it was not sent: {main}");
    ensure!(main.contains("gọi 111 (miễn phí, 24/7)") && answer.text.contains("tel:111"), "111 is not named: {main}");
    let wait = between(main, "thử lại sau ", " giây").context("nobody is told how long to wait")?;
    Ok(wait.parse()?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_pupils_behind_one_address_all_get_a_receipt() -> Result<()> {
    let station = Station::open_with(db::testing::sqlite().await?, rules()).await?;
    let mut pupils = Vec::new();
    for number in 0..PUPILS {
        pupils.push(Pupil::at(&station, SCHOOL, number).await?);
    }

    // The bell rings, and all press the button within the same second.
    station.pass(30);
    for pupil in &pupils {
        taken(&pupil.sheet.send(&pupil.visitor, "/p/kiem-tra", &[]).await?, "a pupil's tip")?;
    }

    let mut receipts = BTreeSet::new();
    for pupil in &pupils {
        receipts.insert(station.receipt(&pupil.visitor).await?);
    }
    ensure!(receipts.len() == PUPILS, "{} receipts for {PUPILS} pupils", receipts.len());
    // They were seen as one crowd: its work has risen, a little, and nobody else's.
    let (school, elsewhere) =
        (Pupil::at(&station, SCHOOL, PUPILS).await?, Pupil::at(&station, ELSEWHERE, PUPILS + 1).await?);
    let base = rules().base_bits;
    ensure!((base + 1..=base + 3).contains(&school.sheet.bits), "the school is asked for {} bits", school.sheet.bits);
    ensure!(elsewhere.sheet.bits == base, "somebody else is asked for {} bits", elsewhere.sheet.bits);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_ten_of_a_school_go_through_at_once_and_each_other_later_with_the_text_kept() -> Result<()> {
    let station = Station::open_with(db::testing::sqlite().await?, rules()).await?;
    let mut pupils = Vec::new();
    for number in 0..PUPILS {
        pupils.push(Pupil::at(&station, SCHOOL, number).await?);
    }
    let mut elsewhere = Pupil::at(&station, ELSEWHERE, PUPILS).await?;

    station.pass(30);
    let (mut through, mut held) = (Vec::new(), VecDeque::new());
    for (place, mut pupil) in pupils.into_iter().enumerate() {
        let wait = pupil.press().await?;
        ensure!(wait.is_some() == (place >= AT_ONCE), "pupil {place} is told to wait {wait:?} seconds");
        match wait {
            Some(_) => held.push_back(pupil),
            None => through.push(station.receipt(&pupil.visitor).await?),
        }
    }
    ensure!(elsewhere.press().await?.is_none(), "somebody far away waits for a school");

    wait_in_turn(&station, &mut held, &mut through).await?;

    let receipts: BTreeSet<_> = through.into_iter().collect();
    ensure!(receipts.len() == PUPILS, "{} receipts for {PUPILS} pupils", receipts.len());
    Ok(())
}

/// The first in the line waits as long as the page says and goes through. The others press now and then, in vain or not.
async fn wait_in_turn(station: &Station, held: &mut VecDeque<Pupil>, through: &mut Vec<String>) -> Result<()> {
    let mut turn = 0;
    while let Some(mut first) = held.pop_front() {
        // A form without work is taken from its twentieth second on, also the one that a held page shows.
        station.pass(rules().slow_age);
        if let Some(wait) = first.press().await? {
            ensure!((1..=60).contains(&wait), "pupil {} is told to wait {wait} seconds", first.number);
            station.pass(wait.max(rules().slow_age));
            ensure!(first.press().await?.is_none(), "pupil {} waited as told and is held again", first.number);
        }
        through.push(station.receipt(&first.visitor).await?);
        turn += 1;
        if turn % 20 == 0 {
            for _ in 0..held.len() {
                let Some(mut other) = held.pop_front() else { break };
                match other.press().await? {
                    Some(_) => held.push_back(other),
                    None => through.push(station.receipt(&other.visitor).await?),
                }
            }
        }
    }
    Ok(())
}
