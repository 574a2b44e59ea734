//! The keys of an agency through their page, in a real browser: made, given, renewed, divided and rehearsed.

use anyhow::{Context as _, Result, ensure};
use house::{Browser, Screen, Station, Visitor, station::PASSWORD};
use sign_in::seed::SeedAccount;
use thirtyfour::By;

const PAGE: &str = "/khoa";
/// An agency without keys, so that the first page is the one that makes them.
const AGENCY: &str = "agency-99001-women";
/// Login, person, name and role of those who work there.
const KEEPERS: [(&str, &str, &str, &str); 2] = [
    ("truong.hoi", "person-99001-women", "Lò Thị Mẫu Bốn", "tip_leader"),
    ("truc.hoi", "person-99001-office", "Sùng Thị Mẫu Mười", "tip_receiver"),
];
/// Those who keep a share, besides whoever works at the agency.
const TRUSTEES: [(&str, &str); 2] = [("ca.xa", "Giàng Mẫu Ba"), ("ca.tinh", "Trần Mẫu Một")];

async fn with_keepers() -> Result<Station> {
    let station = Station::open(db::testing::sqlite().await?).await?;
    let services = &station.house.services;
    let hash = sign_in::hash_password(&services.context, &PASSWORD.into()).await?;
    let mut tx = services.db.begin().await?;
    for (login, person_id, person_name, role) in KEEPERS {
        let seed = SeedAccount {
            login,
            password: &hash,
            person_id,
            person_name,
            unit: organisation::sample::COMMUNE,
            agency: Some(AGENCY),
            roles: &[role],
        };
        sign_in::seed::account(&mut tx, &services.context, seed).await?;
    }
    tx.commit().await?;
    // Whoever signed in once has a pair of keys and can be admitted.
    Visitor::sign_in(&station.house.address, KEEPERS[1].0, PASSWORD).await?;
    Ok(station)
}

/// Somebody at the page of the keys, having proven anew who they are.
async fn at_keys(station: &Station, (screen, javascript): (Screen, bool), login: &str) -> Result<Option<Browser>> {
    let Some(browser) = Browser::start(screen, javascript).await? else { return Ok(None) };
    let house = &station.house;
    browser.sign_in(&house.address, login, PASSWORD).await?;
    browser.open(&house.at(&format!("/xac-nhan-lai?tiep={PAGE}"))).await?;
    browser.fill("mat_khau", PASSWORD).await?;
    browser.press_text("Xác nhận và tiếp tục").await?;
    browser.arrive(|path| path == PAGE).await?;
    Ok(Some(browser))
}

/// Makes the keys, lets the colleague have them, and makes new ones.
async fn make_and_give(leader: &Browser) -> Result<()> {
    leader.must_say("Cơ quan chưa có khoá").await?;
    leader.look("khoa-chua-co").await?;
    leader.turn(leader.press_text("Lập khoá của cơ quan")).await?;
    leader.must_report("Đã lập khoá").await?;
    leader.must_say("Chỉ một người giữ khoá").await?;
    leader.look("khoa-da-lap").await?;
    leader.turn(leader.press_text(&format!("Cho {} giữ khoá", KEEPERS[1].2))).await?;
    leader.must_report("Đã cho giữ khoá").await?;
    ensure!(!leader.text().await?.contains("Chỉ một người giữ khoá"), "the colleague has no keys");
    leader.look("khoa-hai-nguoi").await?;
    leader.turn(leader.press("main form[action=\"/khoa/doi\"] button")).await?;
    leader.must_report("Đã đổi khoá và niêm phong lại toàn bộ").await
}

/// Names the trustees, too few of them first, and begins a rehearsal.
async fn divide(leader: &Browser) -> Result<()> {
    leader.must_say("Chưa ai giữ mảnh khoá").await?;
    leader.turn(leader.press_text("Chia mảnh khoá")).await?;
    leader.must_say("Chọn từ 2 đến 16 người").await?;
    leader.look("khoa-nguoi-giu-tu-choi").await?;
    for (_, name) in TRUSTEES {
        let label = format!("//main//label[contains(normalize-space(.), \"{name}\")]//input[@name=\"nguoi\"]");
        let choice = leader.driver.find(By::XPath(label)).await.with_context(|| format!("{name} is not offered"))?;
        choice.scroll_into_view().await?;
        choice.click().await?;
    }
    leader.look("khoa-chon-nguoi-giu").await?;
    leader.turn(leader.press_text("Chia mảnh khoá")).await?;
    leader.must_report("Đã chia mảnh khoá").await?;
    leader.must_say("Chưa diễn tập").await?;
    leader.press_text("Diễn tập hoặc khôi phục").await?;
    leader.turn(leader.press_text("Bắt đầu")).await?;
    // The refused form stays open.
    leader.must_say("Ghi lý do").await?;
    leader.fill("ly_do", "Diễn tập hằng năm").await?;
    leader.look("khoa-bat-dau-dien-tap").await?;
    leader.turn(leader.press_text("Bắt đầu")).await?;
    leader.must_report("Đã bắt đầu").await?;
    leader.must_say("Đã nộp 0 trong 2 mảnh cần").await?;
    leader.look("khoa-dang-dien-tap").await
}

async fn walk(before: (Screen, bool)) -> Result<()> {
    let station = with_keepers().await?;
    let Some(leader) = at_keys(&station, before, KEEPERS[0].0).await? else { return Ok(()) };
    make_and_give(&leader).await?;
    divide(&leader).await?;
    for (place, (login, _)) in TRUSTEES.into_iter().enumerate() {
        let Some(trustee) = at_keys(&station, before, login).await? else { return Ok(()) };
        trustee.must_say("Mảnh khoá bạn giữ").await?;
        trustee.must_say("Gọi điện hoặc gặp người đề nghị").await?;
        trustee.look(&format!("khoa-manh-{place}")).await?;
        trustee.turn(trustee.press_text("Nộp mảnh khoá")).await?;
        trustee.must_report("Đã nộp mảnh khoá").await?;
        trustee.look(&format!("khoa-manh-{place}-da-nop")).await?;
        trustee.close().await?;
    }
    leader.open(&station.house.at(PAGE)).await?;
    leader.look("khoa-da-dien-tap").await?;
    ensure!(!leader.text().await?.contains("Chưa diễn tập"), "the rehearsal is not noted");

    let Some(receiver) = at_keys(&station, before, KEEPERS[1].0).await? else { return Ok(()) };
    ensure!(receiver.count("main form").await? == 0, "who only takes tips in is offered something to press");
    receiver.look("khoa-nguoi-tiep-nhan").await?;
    receiver.close().await?;
    leader.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keys_are_made_given_divided_and_rehearsed_at_a_desk() -> Result<()> {
    walk((Screen::Desk, true)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keys_are_made_given_divided_and_rehearsed_on_a_phone_without_scripts() -> Result<()> {
    walk((Screen::Phone, false)).await
}
