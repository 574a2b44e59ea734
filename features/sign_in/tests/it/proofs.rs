//! The second proof: code generator, recovery codes, and who must have one.

use testkit::{Client, Reply, TestApp};
use totp_rs::{Builder, Secret, Totp};

use crate::{
    activation::{added, code_of},
    common::{PASSWORD, apps, between, give, signed_in, texts},
};

/// A phone that was given the secret of a page.
pub(crate) fn phone(page: &Reply) -> Totp {
    let secret = between(page, "<code>", "</code>").replace(' ', "");
    Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).with_account_name("x").build().unwrap()
}

pub(crate) fn code(app: &TestApp, phone: &Totp) -> String {
    phone.generate(u64::try_from(app.context().now().as_second()).unwrap()).to_string()
}

pub(crate) async fn required(app: &TestApp) {
    let sql = "UPDATE sign_in_parameter SET value = 'required' WHERE key = 'second_factor'";
    let mut tx = app.db().begin().await.unwrap();
    tx.run(&db::Statement { name: "REQUIRED", sql }, vec![]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Turns the generator on in a session that was stepped up.
async fn with_generator(app: &TestApp, browser: &Client<'_>) -> (Totp, Vec<String>) {
    browser.get("/xac-nhan-lai").await.expect(200);
    browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD)]).await.expect(303);
    let page = browser.get("/tai-khoan/xac-thuc/ung-dung").await.expect(200);
    let phone = phone(&page);
    let done = browser.post("/tai-khoan/xac-thuc/ung-dung", &[("ma", &code(app, &phone))]).await.expect(200);
    (phone, codes(&done))
}

fn codes(page: &Reply) -> Vec<String> {
    page.body()
        .split("<code class=\"recovery\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_code_is_asked_after_the_password_and_each_works_once() {
    for app in apps().await {
        let (phone, recovery) = with_generator(&app, &signed_in(&app, "lo.mau").await).await;
        assert_eq!(recovery.len(), 10);
        app.pass(jiff::Span::new().minutes(1));
        let browser = app.visit();
        let second = give(&browser, "lo.mau", PASSWORD).await.expect(200);
        assert!(second.shows("Bước 2: mã xác thực"));
        browser.get("/thu").await.expect(303);
        browser.get("/tai-khoan").await.expect(303);

        let now = code(&app, &phone);
        assert!(browser.post("/dang-nhap/buoc-2", &[("ma", "000000")]).await.expect(422).shows("Mã chưa đúng"));
        let entered = browser.post("/dang-nhap/buoc-2", &[("ma", &now), ("tiep", "/thu?a=1")]).await.expect(303);
        assert_eq!(entered.location(), Some("/thu?a=1"));
        browser.get("/thu").await.expect(200);

        let replay = app.visit();
        give(&replay, "lo.mau", PASSWORD).await.expect(200);
        replay.post("/dang-nhap/buoc-2", &[("ma", &now)]).await.expect(422);
        replay.get("/thu").await.expect(303);
        let typed = recovery[3].to_lowercase();
        replay.post("/dang-nhap/buoc-2", &[("ma", &typed)]).await.expect(303);
        replay.get("/thu").await.expect(200);
        let again = app.visit();
        give(&again, "lo.mau", PASSWORD).await.expect(200);
        again.post("/dang-nhap/buoc-2", &[("ma", &typed)]).await.expect(422);
        assert!(browser.get("/tai-khoan/xac-thuc").await.expect(200).shows("Còn 9 mã dự phòng"));
    }
}

#[tokio::test]
async fn guessing_codes_is_locked_even_for_who_knows_the_password_and_the_office_is_told() {
    for app in apps().await {
        let (phone, _) = with_generator(&app, &signed_in(&app, "lo.mau").await).await;
        app.pass(jiff::Span::new().minutes(1));
        for _ in 0..5 {
            let browser = app.visit();
            give(&browser, "lo.mau", PASSWORD).await.expect(200);
            browser.post("/dang-nhap/buoc-2", &[("ma", "000000")]).await.expect(422);
        }

        let browser = app.visit();
        give(&browser, "lo.mau", PASSWORD).await.expect(200);
        let refused = browser.post("/dang-nhap/buoc-2", &[("ma", &code(&app, &phone))]).await.expect(422);

        assert!(refused.shows("Đã nhập sai quá nhiều mã"));
        assert_eq!(texts(&app, "SELECT kind FROM sign_in_alert", "kind").await, ["second-locked"]);
    }
}

#[tokio::test]
async fn who_has_no_second_proof_sets_one_up_before_anything_else() {
    for app in apps().await {
        required(&app).await;
        let browser = app.visit();

        let turned = give(&browser, "lo.mau", PASSWORD).await.expect(303);
        assert_eq!(turned.location(), Some("/tai-khoan/xac-thuc"));
        for path in ["/thu", "/tai-khoan", "/quan-tri/tai-khoan", "/"] {
            assert_eq!(browser.get(path).await.location(), Some("/tai-khoan/xac-thuc"), "{path}");
        }
        assert!(browser.follow(turned).await.expect(200).shows("Còn một việc nữa"));
        let page = browser.get("/tai-khoan/xac-thuc/ung-dung").await.expect(200);
        let first = code(&app, &phone(&page));
        browser.post("/tai-khoan/xac-thuc/ung-dung", &[("ma", &first)]).await.expect(200);

        assert!(browser.get("/thu").await.expect(200).body().contains("officer"));
    }
}

#[tokio::test]
async fn an_activated_account_sets_up_a_second_proof_and_lost_ones_are_gone() {
    for app in apps().await {
        required(&app).await;
        let activation = code_of(&added(&app, "sung.mau").await.expect(200));
        let browser = app.visit();
        browser.get("/kich-hoat").await.expect(200);
        let new = "chín con trâu dưới suối";
        let form = [("ma", activation.as_str()), ("moi", new), ("moi_lan_hai", new), ("cam_ket", "1")];

        let done = browser.post("/kich-hoat", &form).await.expect(303);

        assert!(browser.follow(done).await.expect(200).shows("Còn một việc nữa"));
        browser.get("/thu").await.expect(303);
    }
}

#[tokio::test]
async fn the_secret_and_the_recovery_codes_do_not_stand_in_the_database() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        browser.get("/xac-nhan-lai").await.expect(200);
        browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD)]).await.expect(303);
        let page = browser.get("/tai-khoan/xac-thuc/ung-dung").await.expect(200);
        let text = between(&page, "<code>", "</code>").replace(' ', "");
        let secret = Secret::try_from_base32(&text).unwrap();
        let code = code(&app, &phone(&page));
        let recovery = codes(&browser.post("/tai-khoan/xac-thuc/ung-dung", &[("ma", &code)]).await.expect(200));

        let statement = db::Statement { name: "STORED", sql: "SELECT secret FROM code_generator" };
        let row = app.db().row(&statement, vec![]).await.unwrap().unwrap();
        let stored = row.blob("secret").unwrap();
        assert!(!stored.windows(20).any(|window| window == secret.as_bytes()));
        for hash in texts(&app, "SELECT code_hash FROM recovery_code", "code_hash").await {
            assert!(recovery.iter().all(|code| !hash.contains(&code.to_lowercase().replace('-', ""))));
        }
    }
}

#[tokio::test]
async fn proofs_change_only_after_a_step_up() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;

        for path in ["/tai-khoan/xac-thuc/ung-dung", "/tai-khoan/xac-thuc/ung-dung"] {
            let turned = browser.get(path).await.expect(303);
            assert_eq!(turned.location(), Some("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc"));
        }
        for path in ["ung-dung/go", "ma-du-phong", "khoa/go", "khoa", "ung-dung"] {
            let turned = browser.post(&format!("/tai-khoan/xac-thuc/{path}"), &[]).await.expect(303);
            assert_eq!(turned.location(), Some("/xac-nhan-lai?tiep=/tai-khoan/xac-thuc"), "{path}");
        }
    }
}

#[tokio::test]
async fn where_no_address_is_set_no_page_offers_a_passkey() {
    let app = apps().await.swap_remove(0);
    let browser = app.visit();

    assert!(!browser.get("/dang-nhap").await.expect(200).body().contains("/dang-nhap/khoa"));
    browser.get("/dang-nhap/khoa").await.expect(404);
    let browser = signed_in(&app, "lo.mau").await;
    assert!(browser.get("/tai-khoan/xac-thuc").await.expect(200).shows("chưa bật khoá truy cập"));
}
