//! Passkeys in a real browser with a virtual authenticator, and the pages of signing in on a phone without JavaScript.

use anyhow::{Context as _, Result};
use house::{Browser, House, Screen, Visitor};
use lachan::DEMO_PASSWORD;
use serde_json::json;

const LOGIN: &str = "pn.suoimo";

/// Gives the browser an authenticator that unlocks by itself, as a phone's finger would.
async fn with_authenticator(browser: &Browser) -> Result<()> {
    let cdp = browser.driver.cdp();
    cdp.send_raw("WebAuthn.enable", json!({})).await?;
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true
    });
    cdp.send_raw("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await?;
    Ok(())
}

/// Steps up with the password on the way to the second proofs.
async fn step_up(browser: &Browser, house: &House) -> Result<()> {
    browser.open(&house.at("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc")).await?;
    browser.fill("mat_khau", DEMO_PASSWORD).await?;
    browser.press_text("Xác nhận và tiếp tục").await?;
    browser.arrive(|path| path == "/tai-khoan/xac-thuc").await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passkey_is_made_signs_in_without_a_name_and_steps_up() -> Result<()> {
    let Some(browser) = Browser::start(Screen::Desk, true).await? else { return Ok(()) };
    let house = House::demo_with_passkeys().await?;
    with_authenticator(&browser).await?;
    browser.sign_in(&house.address, LOGIN, DEMO_PASSWORD).await?;
    step_up(&browser, &house).await?;
    browser.picture("xac-thuc").await?;

    browser.press_text("Tạo khoá truy cập").await?;
    browser.arrive(|path| path == "/tai-khoan/xac-thuc/khoa").await?;
    browser.fill("ten_khoa", "Điện thoại mẫu").await?;
    browser.press_text("Tạo khoá").await?;
    browser.must_say("Điện thoại mẫu").await?;
    browser.picture("xac-thuc-co-khoa").await?;
    browser.press("header .who button").await?;
    browser.arrive(|path| path == "/dang-nhap").await?;

    // Somebody guesses the password until its path is locked; the passkey's is not.
    let guess = Visitor::sign_in(&house.address, LOGIN, "sai");
    assert!(guess.await.is_err());
    for _ in 0..5 {
        assert!(Visitor::sign_in(&house.address, LOGIN, "sai").await.is_err());
    }
    browser.press_text("Đăng nhập bằng khoá truy cập").await?;
    browser.arrive(|path| path == "/dang-nhap/khoa").await?;
    browser.press_text("Dùng khoá truy cập").await?;
    browser.arrive(|path| !["/", "/dang-nhap"].contains(&path)).await?;

    // The keys of sealed data lie under the password: it is asked for once in a session, and then the passkey is enough.
    browser.open(&house.at("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc/ung-dung")).await?;
    browser.must_say("nhập mật khẩu một lần").await?;
    step_up(&browser, &house).await?;
    browser.open(&house.at("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc/ung-dung")).await?;
    browser.press_text("Dùng khoá truy cập").await?;
    browser.arrive(|path| path == "/tai-khoan/xac-thuc/ung-dung").await?;
    browser.must_say("quét hình này").await?;
    browser.picture("ung-dung-tao-ma").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_signing_in_work_without_javascript_and_fit_their_screen() -> Result<()> {
    for screen in [Screen::Phone, Screen::Desk] {
        let Some(browser) = Browser::start(screen, false).await? else { return Ok(()) };
        let house = House::demo_with_passkeys().await?;
        for (path, name) in [("/dang-nhap", "dang-nhap"), ("/kich-hoat", "kich-hoat"), ("/dang-nhap/khoa", "khoa")] {
            browser.open(&house.at(path)).await?;
            browser.must_fit().await?;
            browser.picture(name).await?;
        }
        browser.must_say("Trang này cần JavaScript").await?;

        browser.sign_in(&house.address, "qt.tinh", DEMO_PASSWORD).await?;
        let pages = [
            ("/tai-khoan", "tai-khoan"),
            ("/tai-khoan/ma-cuong-ep", "ma-cuong-ep"),
            ("/xac-nhan-lai", "xac-nhan-lai"),
            ("/quan-tri/tai-khoan", "quan-tri-tai-khoan"),
            ("/quan-tri/tai-khoan/ra-soat", "ra-soat"),
            ("/quan-tri/canh-bao", "canh-bao"),
            ("/quan-tri/tai-khoan/moi?don-vi=M1001", "them-tai-khoan"),
        ];
        for (path, name) in pages {
            browser.open(&house.at(path)).await?;
            browser.must_fit().await?;
            browser.picture(name).await?;
        }
        browser.fill("ho_ten", "Sùng Thị Mẫu").await?;
        browser.fill("chuc_vu", "Công chức").await?;
        browser.fill("ten", "sung.mau").await?;
        let agency = browser.driver.find(thirtyfour::By::Css("#co_quan option:nth-child(2)")).await?;
        agency.click().await.context("an agency")?;
        browser.press_text("Thêm và in phiếu mã").await?;
        browser.must_say("Mã chỉ hiện một lần").await?;
        browser.must_fit().await?;
        browser.picture("phieu-ma").await?;
        let code = browser.driver.find(thirtyfour::By::Css("code.lead")).await?.text().await?;
        browser.press_text("Đã đưa phiếu").await?;
        browser.must_say("Còn hiệu lực").await?;
        browser.must_fit().await?;
        browser.picture("tai-khoan-mot-nguoi").await?;

        browser.press("header .who button").await?;
        browser.arrive(|path| path == "/dang-nhap").await?;
        browser.open(&house.at("/kich-hoat")).await?;
        browser.fill("ma", &code).await?;
        browser.press_text("Tiếp tục").await?;
        browser.must_say("Cam kết bảo mật").await?;
        browser.must_fit().await?;
        browser.picture("kich-hoat-2").await?;
        browser.fill("moi", "chín con trâu dưới suối").await?;
        browser.fill("moi_lan_hai", "chín con trâu dưới suối").await?;
        browser.press("#cam_ket").await?;
        browser.press_text("Kích hoạt tài khoản").await?;
        browser.arrive(|path| path == "/tai-khoan").await?;
        browser.close().await?;
    }
    Ok(())
}
