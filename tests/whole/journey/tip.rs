//! A tip from the first page of the public door to its result, through the pages of both doors, in real browsers.
//!
//! Three people with a browser each: whoever tells it, the officer of the commune, the officer of the province. At the end
//! everything that the house leaves behind is searched for what they typed.

use std::path::Path;

use anyhow::{Result, ensure};
use db::{Db, DbUrl, Options};
use house::{
    Screen, Station,
    planted::{Plants, Search},
    station::PASSWORD,
};

use super::{
    office::Officer,
    reporter::{Reporter, Words},
};
use crate::apart::{apart, search_all, told};

/// How many strings are planted.
const COUNT: usize = 24;

#[test]
fn a_tip_goes_from_the_first_page_to_its_result_at_a_desk() -> Result<()> {
    walk_apart("journey::tip::a_tip_goes_from_the_first_page_to_its_result_at_a_desk", (Screen::Desk, true))
}

#[test]
fn a_tip_goes_from_the_first_page_to_its_result_on_a_phone_without_scripts() -> Result<()> {
    let test = "journey::tip::a_tip_goes_from_the_first_page_to_its_result_on_a_phone_without_scripts";
    walk_apart(test, (Screen::Phone, false))
}

fn walk_apart(test: &str, before: (Screen, bool)) -> Result<()> {
    apart(test, move |folder| async move { walk_and_search(&folder, before).await })
}

async fn walk_and_search(folder: &Path, before: (Screen, bool)) -> Result<()> {
    let file = folder.join("data/lachan.db");
    let database = Db::open(&DbUrl::SqliteFile(file), Options::default()).await?;
    let station = Station::open_with(database, guard::Rules::default()).await?;
    let mut plants = Plants::new(COUNT);
    let Some(receipt) = walk(&station, &mut plants, before).await? else { return Ok(()) };
    ensure!(plants.left() == 0, "{} strings were never planted", plants.left());

    let digits = receipt.replace(' ', "");
    let secrets = plants.all().iter().map(String::as_str).chain([receipt.as_str(), &digits, PASSWORD]);
    let (found, files) = search_all(&Search::new(secrets)?, folder)?;
    ensure!(found.is_empty(), "left behind:\n{}", told(&found));
    for name in ["data/lachan.db", "data/lachan.db-wal", "log", "said"] {
        ensure!(files.contains(&folder.join(name)), "{name} was not searched: {files:?}");
    }
    Ok(())
}

/// The journey; gives the receipt, or nothing where there is no browser.
async fn walk(station: &Station, plants: &mut Plants, before: (Screen, bool)) -> Result<Option<String>> {
    let Some(reporter) = Reporter::start(station, before.0, before.1).await? else { return Ok(None) };
    let Some(commune) = Officer::start(station, before, "ca.xa").await? else { return Ok(None) };
    let Some(province) = Officer::start(station, before, "ca.tinh").await? else { return Ok(None) };
    let words = Words::of(plants);
    let receipt = reporter.tell(&words).await?;

    let tip = asked_and_answered(&commune, &reporter, (&words, &receipt), plants).await?;
    commune.note(&tip, "phan-loai", &[("loai", "information"), ("hanh_vi", "art_150")]).await?;
    commune.hand_over(&tip).await?;
    let shown = reporter.open_mailbox(&receipt, "hanh-trinh-hop-thu-truoc-17-gio").await?;
    ensure!(shown.contains("Đã nhận"), "the reporter sees at once what the office does: {shown}");
    reporter.leave().await?;
    station.set_clock("2026-03-04T10:00:01Z")?;
    let shown = reporter.open_mailbox(&receipt, "hanh-trinh-hop-thu-da-chuyen").await?;
    ensure!(shown.contains("Đã chuyển cơ quan có thẩm quyền") && !shown.contains("Công an"), "{shown}");
    reporter.leave().await?;

    station.set_clock("2026-03-05T01:00:00Z")?;
    let result = format!("Người bị giữ đã được đưa ra an toàn. {}", plants.take(3));
    resolved(&province, &tip, (&words, &result)).await?;
    station.set_clock("2026-03-05T10:00:01Z")?;
    let shown = reporter.open_mailbox(&receipt, "hanh-trinh-hop-thu-ket-qua").await?;
    ensure!(shown.contains("Đã kết thúc xem xét") && shown.contains(&result), "{shown}");
    ensure!(!shown.contains("Trần Mẫu Một"), "the reporter learns who works on it");
    reporter.leave().await?;
    for browser in [reporter.browser, commune.browser, province.browser] {
        browser.close().await?;
    }
    Ok(Some(receipt))
}

/// The commune reads, asks back and is answered; gives the address of the tip.
async fn asked_and_answered(
    commune: &Officer<'_>,
    reporter: &Reporter<'_>,
    (words, receipt): (&Words, &str),
    plants: &mut Plants,
) -> Result<String> {
    commune.sign_in().await?;
    let tip = commune.open_tip("can-bo").await?;
    commune.read(&words.story, "can-bo-tin-loi-ke").await?;
    commune.browser.must_say(words.place.lines().last().unwrap_or_default()).await?;
    if reporter.sends_photo_at_once() {
        commune.see_photo(&tip).await?;
    }
    let question = format!("Ngôi nhà có biển số hay cổng màu gì? {}", plants.take(2));
    commune.write(&question, "can-bo-tin-da-hoi").await?;

    let shown = reporter.open_mailbox(receipt, "hanh-trinh-hop-thu-co-cau-hoi").await?;
    ensure!(shown.contains(&question), "the reporter does not read the question: {shown}");
    let answer = format!("Cổng màu xanh, cạnh quán nước. {}", plants.take(3));
    reporter.write(&answer, words).await?;
    reporter.leave().await?;
    commune.open_tip("can-bo-co-tra-loi").await?;
    commune.browser.must_say(&answer).await?;
    commune.see_photo(&tip).await?;
    Ok(tip)
}

/// The province signs, notes the steps up to the decision, and writes what came of it.
async fn resolved(province: &Officer<'_>, tip: &str, (words, result): (&Words, &str)) -> Result<()> {
    province.sign_in().await?;
    ensure!(province.open_tip("can-bo-tinh").await? == tip, "another tip was handed over");
    province.sign_for().await?;
    province.read(&words.story, "can-bo-tinh-loi-ke").await?;
    province.note(tip, "phan-loai", &[("loai", "information"), ("hanh_vi", "art_150")]).await?;
    province.note(tip, "bao-vien-kiem-sat", &[]).await?;
    province.note(tip, "phan-cong", &[("can_bo", "person-99-office")]).await?;
    province.note(tip, "quyet-dinh", &[("ket_qua", "prosecute")]).await?;
    province.note(tip, "gui-quyet-dinh", &[]).await?;
    province.browser.must_say("Quyết định: Khởi tố vụ án hình sự").await?;
    province.write(result, "can-bo-tinh-ket-qua").await?;
    province.browser.turn(province.browser.press("main a[href$=\"/lich\"]")).await?;
    province.browser.look("can-bo-tinh-lich").await
}
