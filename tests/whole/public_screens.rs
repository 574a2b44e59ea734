//! Every public page on a phone and at a desk, with and without scripts, and inside another app.

use anyhow::{Result, ensure};
use house::{Browser, House, Screen};
use serde_json::json;

/// Each page, with the name of its picture.
const PAGES: [(&str, &str); 11] = [
    ("/", "cong-khai-trang-dau"),
    ("/can-giup-ngay", "cong-khai-can-giup-ngay"),
    ("/nhan-biet", "cong-khai-nhan-biet"),
    ("/nhan-biet/viec-nhe-luong-cao", "cong-khai-thu-doan"),
    ("/kiem-tra-viec-lam", "cong-khai-tu-kiem-tra"),
    ("/an-toan", "cong-khai-an-toan"),
    ("/gioi-thieu", "cong-khai-gioi-thieu"),
    ("/gioi-thieu/quyen-du-lieu", "cong-khai-quyen-du-lieu"),
    ("/gioi-thieu/kha-nang-tiep-can", "cong-khai-kha-nang-tiep-can"),
    ("/khong-co-trang-nay", "cong-khai-khong-tim-thay"),
    ("/en", "cong-khai-english"),
];

/// What fingers press.
const TARGETS: &str = "return Array.from(document.querySelectorAll('.exit a,.top a,.menu a,.back a,.button,.call,.cards \
                       a,.check,.help a,.foot a,summary,select,main input[type=text]')).map(function (e) { var r = \
                       e.getBoundingClientRect(); return r.height < 43.5 && r.width > 0 ? e.textContent + ' ' + r.height : ''; \
                       }).filter(Boolean).join('; ')";

async fn walk(screen: Screen, javascript: bool, agent: Option<&str>) -> Result<()> {
    let Some(browser) = Browser::start(screen, javascript).await? else { return Ok(()) };
    let house = House::demo().await?;
    if let Some(agent) = agent {
        browser.driver.cdp().send_raw("Network.setUserAgentOverride", json!({ "userAgent": agent })).await?;
    }
    for (path, picture) in PAGES {
        browser.open(&house.public_at(path)).await?;
        browser.must_fit().await?;
        if javascript {
            browser.picture(picture).await?;
            let small = browser.driver.execute(TARGETS, Vec::new()).await?;
            let small = small.json().as_str().unwrap_or_default();
            ensure!(small.is_empty(), "too small to press on {path}: {small}");
        }
    }
    browser.open(&house.public_at("/can-giup-ngay")).await?;
    browser.fill("ten", "suoi mo").await?;
    browser.press("main form button").await?;
    browser.must_say("Đồn Biên phòng Suối Mơ").await?;
    browser.must_fit().await?;
    browser.picture("cong-khai-noi-gan-nhat").await?;
    browser.open(&house.public_at("/kiem-tra-viec-lam")).await?;
    browser.press("main input[name=\"c3\"][value=\"co\"]").await?;
    browser.press("main input[name=\"c6\"][value=\"\"]").await?;
    browser.press("main form button").await?;
    browser.must_say("Đòi hợp đồng bằng tiếng Việt").await?;
    browser.must_fit().await?;
    browser.picture("cong-khai-ket-qua").await?;
    ensure!(browser.driver.get_all_cookies().await?.is_empty(), "a cookie was set");
    browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_pages_on_a_phone() -> Result<()> {
    walk(Screen::Phone, true, None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_pages_at_a_desk() -> Result<()> {
    walk(Screen::Desk, true, None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_pages_on_a_phone_without_scripts_inside_another_app() -> Result<()> {
    let agent = "Mozilla/5.0 (Linux; Android 10; SM-A105F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
                 Chrome/100.0.4896.127 Mobile Safari/537.36 Zalo android/22070551";
    walk(Screen::Phone, false, Some(agent)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whom_to_call_stands_above_the_fold_of_a_small_phone() -> Result<()> {
    let Some(browser) = Browser::start(Screen::Phone, true).await? else { return Ok(()) };
    let house = House::demo().await?;
    browser.open(&house.public_at("/can-giup-ngay")).await?;
    let lowest = "return Math.max.apply(null, ['main a[href=\"tel:113\"]', 'main a[href=\"tel:111\"]', \
                  'main a[href=\"#im-lang\"]', 'main a[href=\"#noi-den\"]'].map(function (css) { return \
                  document.querySelector(css).getBoundingClientRect().bottom; }))";
    let lowest = browser.driver.execute(lowest, Vec::new()).await?;
    let lowest = lowest.json().as_f64().unwrap_or(f64::MAX);
    ensure!(lowest <= 568.0, "the last of the four ways ends at {lowest} px");
    browser.close().await
}
