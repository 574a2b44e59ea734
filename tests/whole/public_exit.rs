//! Red-team journeys 1 and 2 of ux.md §3.6: somebody looks at the browser after the quick exit.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use axum::{Router, response::Html, routing::get};
use house::{Browser, House, Screen};
use serde_json::json;
use thirtyfour::By;

/// A page of weather on another port of this machine, as the neutral page.
async fn weather() -> Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/", listener.local_addr()?);
    let page = "<!doctype html><title>Thời tiết</title><body><main>Nắng</main><footer></footer>";
    let router = Router::new().route("/", get(move || async move { Html(page) }));
    tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    Ok(address)
}

struct Scene {
    browser: Browser,
    house: House,
    weather: String,
}

impl Scene {
    async fn open(screen: Screen, javascript: bool) -> Result<Option<Self>> {
        let Some(browser) = Browser::start(screen, javascript).await? else { return Ok(None) };
        let weather = weather().await?;
        let house = House::demo_leaving_to(&weather).await?;
        Ok(Some(Self { browser, house, weather }))
    }

    async fn at_weather(&self) -> Result<()> {
        for _ in 0..200 {
            if self.browser.driver.current_url().await?.as_str() == self.weather {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("still at {}", self.browser.driver.current_url().await?)
    }

    /// Addresses and titles that the browser's own way back holds.
    async fn history(&self) -> Result<Vec<(String, String)>> {
        let told = self.browser.driver.cdp().send_raw("Page.getNavigationHistory", json!({})).await?;
        let entries = told.pointer("/entries").and_then(serde_json::Value::as_array).context("no history")?;
        let text = |entry: &serde_json::Value, key: &str| {
            entry.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
        };
        Ok(entries.iter().map(|entry| (text(entry, "url"), text(entry, "title"))).collect())
    }

    async fn press_shift(&self, times: usize) -> Result<()> {
        for _ in 0..times {
            let shift = thirtyfour::Key::Shift.value();
            self.browser.driver.action_chain().key_down(shift).key_up(shift).perform().await?;
        }
        Ok(())
    }

    async fn said(&self) -> Result<String> {
        // What assistive technology hears is not painted, so it is read from the page itself.
        let status = self.browser.driver.find(By::Css("[data-thoat] [role=status]")).await?;
        Ok(status.prop("textContent").await?.unwrap_or_default())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_exit_history_and_five_times_back_never_show_the_page_that_was_left() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Phone, true).await? else { return Ok(()) };
    let browser = &scene.browser;
    browser.open(&scene.house.public_at("/")).await?;
    browser.press("main a[href=\"/kiem-tra-viec-lam\"]").await?;
    browser.arrive(|path| path == "/kiem-tra-viec-lam").await?;
    browser.press("main input[name=\"c1\"][value=\"co\"]").await?;
    browser.press("main form button").await?;
    browser.must_say("Việc tiếp theo").await?;

    browser.press(".exit a").await?;
    scene.at_weather().await?;

    let history = scene.history().await?;
    let (last, title) = history.last().context("no history")?;
    ensure!(*last == scene.weather && title == "Thời tiết", "{history:?}");
    for (address, title) in &history {
        ensure!(!address.contains("co=") && !address.contains("c1="), "an answer stands in {address}");
        for word in ["tố giác", "mua bán", "nạn nhân"] {
            ensure!(!title.to_lowercase().contains(word), "{title}");
        }
    }
    for _ in 0..5 {
        browser.driver.back().await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let source = browser.driver.source().await?;
        ensure!(!source.contains("Nhờ người nhà cùng gọi hình"), "the advice is back on the screen");
        let ticked = browser.driver.find_all(By::Css("input:checked")).await?.len();
        ensure!(ticked == 0, "an answer is still ticked");
    }
    scene.browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_left_page_is_not_behind_the_neutral_one() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Desk, true).await? else { return Ok(()) };
    let browser = &scene.browser;
    browser.open(&scene.house.public_at("/gioi-thieu")).await?;
    browser.open(&scene.house.public_at("/can-giup-ngay")).await?;

    browser.press(".exit a").await?;
    scene.at_weather().await?;

    let history = scene.history().await?;
    ensure!(history.iter().all(|(address, _)| !address.contains("can-giup-ngay")), "{history:?}");
    // What was open before stays, and the pages say so.
    ensure!(history.iter().any(|(address, _)| address.contains("gioi-thieu")), "{history:?}");
    browser.driver.back().await?;
    browser.arrive(|path| path == "/gioi-thieu").await?;
    scene.browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_times_shift_leaves_and_other_keys_start_over() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Desk, true).await? else { return Ok(()) };
    let browser = &scene.browser;
    browser.open(&scene.house.public_at("/can-giup-ngay")).await?;

    scene.press_shift(1).await?;
    ensure!(scene.said().await? == "Nhấn Shift thêm 2 lần để thoát", "{}", scene.said().await?);
    scene.press_shift(1).await?;
    ensure!(scene.said().await? == "Nhấn Shift thêm 1 lần để thoát", "{}", scene.said().await?);
    ensure!(browser.count(".cham .on").await? == 2, "two dots are full");
    browser.driver.action_chain().key_down('a').key_up('a').perform().await?;
    ensure!(browser.count(".cham .on").await? == 0, "another key starts over");
    // Shift that makes a capital letter is no press of its own.
    let shift = thirtyfour::Key::Shift.value();
    for _ in 0..4 {
        browser.driver.action_chain().key_down(shift).key_down('a').key_up('a').key_up(shift).perform().await?;
    }
    ensure!(browser.path().await? == "/can-giup-ngay", "capital letters must not leave");
    scene.press_shift(3).await?;
    scene.at_weather().await?;
    scene.browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_presses_expire_after_five_seconds() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Desk, true).await? else { return Ok(()) };
    let browser = &scene.browser;
    browser.open(&scene.house.public_at("/an-toan")).await?;
    // The browser's own clock is moved, so that nobody waits.
    let policy = json!({ "policy": "advance", "budget": 4_000 });
    scene.press_shift(2).await?;
    let virtual_time = browser.driver.cdp().send_raw("Emulation.setVirtualTimePolicy", policy).await;
    if virtual_time.is_err() {
        eprintln!("passed over: this browser has no clock to move");
        return scene.browser.close().await;
    }
    ensure!(browser.count(".cham .on").await? == 2, "four seconds are not five");
    let policy = json!({ "policy": "advance", "budget": 2_000 });
    browser.driver.cdp().send_raw("Emulation.setVirtualTimePolicy", policy).await?;
    for _ in 0..100 {
        if browser.count(".cham .on").await? == 0 {
            return scene.browser.close().await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("two presses never expire")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cover_is_there_before_the_way_out_and_gone_when_the_page_comes_back() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Phone, true).await? else { return Ok(()) };
    let browser = &scene.browser;
    browser.open(&scene.house.public_at("/can-giup-ngay")).await?;
    // The way out is held up, so that what stands before it can be seen.
    let look = "document.querySelector('[data-thoat]').dataset.den = '#'; document.querySelector('.exit a').click(); \
                return [getComputedStyle(document.querySelector('main')).display, \
                getComputedStyle(document.querySelector('.man')).display, \
                document.querySelector('.man').getAttribute('role')].join()";
    let seen = browser.driver.execute(look, Vec::new()).await?;
    let seen = seen.json().as_str().unwrap_or_default().to_owned();
    ensure!(
        seen.starts_with("inline,block,alert") || seen.starts_with("block,block,alert") || seen.contains("block,alert"),
        "{seen}"
    );
    let hidden = "return document.querySelector('main').offsetParent === null && \
                  document.querySelector('.help').getClientRects().length === 0";
    let hidden = browser.driver.execute(hidden, Vec::new()).await?;
    ensure!(hidden.json().as_bool() == Some(true), "something of the page is still to be seen");

    let back = "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); \
                return document.querySelector('.man') === null && \
                document.querySelector('main').getClientRects().length > 0";
    let back = browser.driver.execute(back, Vec::new()).await?;
    ensure!(back.json().as_bool() == Some(true), "the cover stays over a page that came back");
    scene.browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_the_link_itself_leads_out() -> Result<()> {
    let Some(scene) = Scene::open(Screen::Phone, false).await? else { return Ok(()) };
    let browser = &scene.browser;
    for path in ["/can-giup-ngay", "/en/an-toan"] {
        browser.open(&scene.house.public_at(path)).await?;
        browser.press(".exit a").await?;
        scene.at_weather().await?;
    }
    scene.browser.close().await
}
