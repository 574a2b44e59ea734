//! The whole loop in a real browser: a plan goes in, work is reported, a report comes out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use house::{Browser, House, Screen};
use lachan::DEMO_PASSWORD;

/// A plan to upload, and what must be read from it.
struct Sample {
    file: PathBuf,
    obligations: usize,
    reporting_dates: usize,
}

/// An invented plan of our own.
fn own_plan() -> Sample {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("whole/ke-hoach-xa-mau.txt");
    Sample { file, obligations: 5, reporting_dates: 2 }
}

/// The real plan of a commune, which lies beside the repository.
fn real_plan() -> Result<Option<Sample>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/mission/seeds");
    if !folder.exists() {
        eprintln!("passed over: the real plans are absent");
        return Ok(None);
    }
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path().canonicalize()?;
        if file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("003")) {
            return Ok(Some(Sample { file, obligations: 17, reporting_dates: 4 }));
        }
    }
    Ok(None)
}

/// Uploads a plan as the standing office, reviews and issues it; tells the plan's path.
async fn import(browser: &Browser, house: &House, sample: &Sample) -> Result<String> {
    browser.open(&house.at("/ke-hoach/nhap")).await?;
    browser.must_fit().await?;
    browser.picture("nhap").await?;
    browser.choose_file("tep", &sample.file).await?;
    browser.press("main form button").await?;
    let path = browser.arrive(|path| path.ends_with("/doc")).await?;
    browser.must_fit().await?;
    browser.picture("doc").await?;
    ensure!(browser.count("li[id^=\"d-\"]").await? == sample.obligations, "another number of obligations");
    let plan = path.trim_end_matches("/doc").to_owned();
    browser.open(&house.at(&format!("{plan}/ban-hanh"))).await?;
    browser.must_fit().await?;
    browser.picture("ban-hanh").await?;
    browser.press("main form button.button").await?;
    browser.arrive(|path| path == plan).await?;
    Ok(plan)
}

/// The address of the first obligation on the page of a plan.
async fn first_duty(browser: &Browser, house: &House, plan: &str) -> Result<String> {
    browser.open(&house.at(plan)).await?;
    browser.must_fit().await?;
    browser.picture("ke-hoach").await?;
    let link = browser.driver.find(thirtyfour::By::Css("main a[href^=\"/nhiem-vu/\"]")).await?;
    link.attr("href").await?.context("a link without an address")
}

/// Assigns every obligation's first row to the officer of that name.
async fn assign(browser: &Browser, house: &House, plan: &str, duty: &str, officer: &str) -> Result<()> {
    browser.open(&house.at(&format!("{plan}/phan-cong"))).await?;
    browser.must_fit().await?;
    browser.picture("phan-cong").await?;
    let id = duty.trim_start_matches("/nhiem-vu/");
    browser.press(&format!("#d-{id} details summary")).await?;
    let choice = format!(
        "//fieldset[@id=\"d-{id}\"]//label[contains(normalize-space(.), \"{officer}\")]//input[@type=\"checkbox\"]"
    );
    let choice = browser.driver.find(thirtyfour::By::XPath(choice)).await?;
    choice.click().await?;
    browser.press(&format!("#d-{id} button[name=\"luu\"]")).await?;
    browser.must_say(officer).await
}

async fn report(browser: &Browser, house: &House, duty: &str) -> Result<()> {
    browser.open(&house.at(&format!("{duty}/cap-nhat"))).await?;
    browser.must_fit().await?;
    browser.picture("cap-nhat").await?;
    browser.fill("ket-qua", "Đã nói chuyện với 42 hộ ở ba thôn về cách nhận ra lời mời việc làm giả.").await?;
    browser.press("input[name=\"muc\"][value=\"50\"]").await?;
    browser.press("main form button.button").await?;
    browser.arrive(|path| path == duty).await?;
    browser.must_fit().await?;
    browser.picture("nhiem-vu").await
}

/// One walk through all of it. Officers have phones, the standing office sits at a desk; with and without scripts.
async fn walk(sample: &Sample, screen: Screen, javascript: bool) -> Result<()> {
    let Some(office) = Browser::start(screen, javascript).await? else { return Ok(()) };
    let Some(officer) = Browser::start(screen, javascript).await? else { return Ok(()) };
    let house = House::demo().await?;
    office.sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    office.must_fit().await?;
    office.picture("viec-cua-toi").await?;
    let plan = import(&office, &house, sample).await?;
    let duty = first_duty(&office, &house, &plan).await?;
    assign(&office, &house, &plan, &duty, "Vi Thị Ví Dụ").await?;

    officer.sign_in(&house.address, "pn.suoimo", DEMO_PASSWORD).await?;
    report(&officer, &house, &duty).await?;

    office.open(&house.at(&duty)).await?;
    office.must_say("42 hộ").await?;
    office.press("form[action$=\"/chap-nhan\"] button").await?;
    office.must_say("đã chấp nhận").await?;
    office.open(&house.at(&duty)).await?;
    office.must_say("50%").await?;
    for path in ["/tien-do", "/xuong-cap"] {
        office.open(&house.at(&format!("{plan}{path}"))).await?;
        office.must_fit().await?;
        office.picture(path.trim_start_matches('/')).await?;
    }
    for path in ["/lich", "/ke-hoach", "/van-ban", "/to-chuc", "/tai-khoan"] {
        office.open(&house.at(path)).await?;
        office.must_fit().await?;
        office.picture(&format!("trang-{}", path.trim_start_matches('/'))).await?;
    }
    let dates = calendar_entries(&office, &house, &plan).await?;
    ensure!(dates == sample.reporting_dates, "{dates} reporting dates");
    office.close().await?;
    officer.close().await
}

/// How many reporting dates the page of a plan lists.
async fn calendar_entries(browser: &Browser, house: &House, plan: &str) -> Result<usize> {
    browser.open(&house.at(plan)).await?;
    browser.count("[data-reporting-date]").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_plan_walks_through_on_a_desk() -> Result<()> {
    walk(&own_plan(), Screen::Desk, true).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_plan_walks_through_on_a_phone_without_scripts() -> Result<()> {
    walk(&own_plan(), Screen::Phone, false).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_plan_walks_through() -> Result<()> {
    match real_plan()? {
        Some(sample) => walk(&sample, Screen::Desk, false).await,
        None => Ok(()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_province_sees_which_commune_leaves_a_gap() -> Result<()> {
    for screen in [Screen::Desk, Screen::Phone] {
        let Some(browser) = Browser::start(screen, false).await? else { return Ok(()) };
        let house = House::demo().await?;
        browser.sign_in(&house.address, "th.tinh", DEMO_PASSWORD).await?;
        browser.picture("viec-cua-toi-tinh").await?;
        browser.open(&house.at("/ke-hoach")).await?;
        browser.press_text("địa bàn tỉnh Mẫu Sơn").await?;
        let plan = browser.arrive(|path| path.len() > "/ke-hoach/".len()).await?;
        browser.open(&house.at(&format!("{plan}/xuong-cap"))).await?;
        browser.must_fit().await?;
        browser.picture("xuong-cap-tinh").await?;
        for commune in ["Xã Suối Mơ", "Phường Bến Trăng", "Xã Đồi Gió", "Xã Khe Lim"] {
            browser.must_say(commune).await?;
        }
        browser.close().await?;
    }
    Ok(())
}
