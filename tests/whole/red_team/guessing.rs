//! Journey 3, TM7: a trafficker tries codes by the thousand.

use anyhow::{Context as _, Result, ensure};
use base::{Context, FixedClock, SystemChance};
use guard::{Guard, Purpose, Rules, Sent, Verdict};
use house::{
    Answer, Station, Visitor,
    station::{Told, between},
};
use std::{net::IpAddr, sync::Arc};

/// A page without what changes with every request, and without what was typed.
fn normal(answer: &Answer) -> Result<String> {
    let main = between(&answer.text, "<main", "</main>").context("no page")?;
    let mut kept = String::new();
    for (place, part) in main.split("value=\"").enumerate() {
        kept.push_str(if place == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) });
    }
    Ok(format!("{} {kept}", answer.status))
}

/// Ten thousand tries of a program that does no work, from one address, within a minute.
#[test]
fn of_ten_thousand_guesses_in_a_minute_a_dozen_are_looked_at() -> Result<()> {
    let clock = Arc::new(FixedClock::at("2026-03-04T05:00:00Z".parse()?));
    let context = Context::new(Arc::clone(&clock) as Arc<_>, Arc::new(SystemChance));
    let guard = Guard::new(&base::Secrets::new([138; base::SECRET_BYTES]), context.clone(), Rules::default());
    let crowd = guard.crowd(Some("198.51.100.7".parse::<IpAddr>()?));
    let tickets: Vec<_> = (0..10_000).map(|_| guard.ticket(Purpose::LookUp, b"", crowd)).collect();
    let mut looked_at = 0;
    for (number, ticket) in tickets.iter().enumerate() {
        if number % 167 == 0 {
            clock.set(context.now().checked_add(jiff::Span::new().seconds(1))?);
        }
        let sent = Sent { ticket: ticket.text(), ..Sent::default() };
        if let Verdict::Admitted(_) = guard.judge(Purpose::LookUp, b"", crowd, sent) {
            guard.note_failure(crowd);
            looked_at += 1;
        }
    }
    ensure!(looked_at <= 12, "{looked_at} guesses were looked at");
    ensure!(looked_at > 0, "not even one is looked at: people without scripts are locked out");

    // Whoever works gets through, although the crowd is full of guessers who work too: it only costs more.
    (0..40).for_each(|_| guard.note_failure(crowd));
    let ticket = guard.ticket(Purpose::LookUp, b"", crowd);
    ensure!(ticket.bits() > Rules::default().base_bits, "guessing costs its crowd no more work than before");
    clock.set(context.now().checked_add(jiff::Span::new().seconds(9))?);
    let work = guard::solve(ticket.text(), ticket.bits());
    let sent = Sent { ticket: ticket.text(), work: &work, ..Sent::default() };
    ensure!(
        matches!(guard.judge(Purpose::LookUp, b"", crowd, sent), Verdict::Admitted(_)),
        "the village is locked out"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_code_and_one_that_can_be_none_get_one_answer_and_the_right_one_still_works() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told { text: "chuyện của người giữ mã".to_owned(), ..Told::default() };
        let reporter = station.tell(&told).await?;
        reporter.mailbox().await?;
        // One digit off, other digits, too few, letters, an attempt at SQL, the digits in another writing.
        let off: String = reporter.receipt.chars().rev().collect();
        let wrong =
            [off.as_str(), "1234 5678 9012 3456 7890", "12", "mã của tôi", "' OR 1=1 --", "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩"];
        let mut answers = Vec::new();
        for code in wrong.into_iter().filter(|code| *code != reporter.receipt) {
            let visitor = station.stranger()?;
            let answer = station.send(&visitor, "/ma", &[("ma", code)]).await?;
            ensure!(
                answer.status == 422 && answer.text.contains("Chưa tìm thấy nội dung"),
                "{code}: {}",
                answer.status
            );
            ensure!(visitor.page("/ma/hop-thu").await?.status == 303, "{code} opens a mailbox");
            // Bits of work rise with failures, which says nothing of the code.
            let told = normal(&answer)?;
            let bits = between(&told, "data-bits=\"", "\"").unwrap_or_default().to_owned();
            answers.push(told.replace(&format!("data-bits=\"{bits}\""), ""));
        }
        answers.dedup();
        ensure!(answers.len() == 1, "answers differ:\n{}", answers.join("\n---\n"));

        let spaced = reporter.receipt.replace(' ', "");
        for right in [reporter.receipt.as_str(), &spaced] {
            let mailbox = station.open_mailbox(right).await?;
            ensure!(mailbox.status == 200 && mailbox.text.contains("Đã nhận"), "the right code: {}", mailbox.status);
        }
    }
    Ok(())
}

/// How many wrong codes the guesser works for.
const WRONG: u64 = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_works_for_every_guess_pays_more_for_each_and_nobody_with_a_code_waits() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told { text: "chuyện của người giữ mã".to_owned(), ..Told::default() };
        let reporter = station.tell(&told).await?;
        reporter.mailbox().await?;
        let guesser = station.stranger_from("198.51.100.7")?;
        let at_first = station.sheet(&guesser, "/ma").await?.bits;

        for number in (0..WRONG).step_by(4) {
            let [one, two, three, four] = [0, 1, 2, 3].map(|more| guess(&station, &guesser, number + more));
            tokio::try_join!(one, two, three, four)?;
        }

        let by_now = station.sheet(&guesser, "/ma").await?.bits;
        ensure!(by_now >= at_first + 2, "{WRONG} wrong codes raise {at_first} bits of work to {by_now}");
        // Neither somebody far away nor the guesser's own neighbour is held: the form, the code, the mailbox.
        for (address, bits) in [("203.0.113.9", at_first), ("198.51.100.200", by_now)] {
            let owner = station.stranger_from(address)?;
            let sheet = station.sheet(&owner, "/ma").await?;
            ensure!(sheet.bits == bits, "{address} is asked for {} bits, not {bits}", sheet.bits);
            let opened = sheet.send(&owner, "/ma", &[("ma", &reporter.receipt)]).await?;
            ensure!(opened.location == "/ma/hop-thu", "{address}: {} {}", opened.status, opened.location);
            let mailbox = owner.page("/ma/hop-thu").await?;
            ensure!(mailbox.status == 200 && mailbox.text.contains("Đã nhận"), "{address}: {}", mailbox.status);
        }
    }
    Ok(())
}

/// A wrong code with the work that its form asks for.
async fn guess(station: &Station, guesser: &Visitor, number: u64) -> Result<()> {
    let sheet = station.sheet(guesser, "/ma").await?;
    let answer = sheet.send(guesser, "/ma", &[("ma", &format!("{number:020}"))]).await?;
    ensure!(answer.status == 422 && answer.text.contains("Chưa tìm thấy nội dung"), "{number}: {}", answer.status);
    Ok(())
}
