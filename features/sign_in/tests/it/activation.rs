//! Taking an account with a one-time code.

use testkit::{Client, Persona, Reply, TestApp};

use crate::common::{apps, between, give, texts};

const NEW: &str = "chín con trâu dưới suối";

/// The administrator adds an officer of the commune and gets a slip.
pub(crate) async fn added(app: &TestApp, login: &str) -> Reply {
    let admin = app.visit_as(Persona::Admin).await;
    let form = [
        ("don_vi", "99001"),
        ("nguoi", ""),
        ("ho_ten", "Sùng  Thị Mẫu Mười"),
        ("chuc_vu", "Công chức"),
        ("co_quan", "agency-99001-police"),
        ("ten", login),
        ("vai_tro", "officer"),
    ];
    admin.post("/quan-tri/tai-khoan/moi", &form).await
}

pub(crate) fn code_of(slip: &Reply) -> String {
    between(slip, "<code class=\"lead\">", "</code>")
}

async fn take(browser: &Client<'_>, code: &str, password: &str, again: &str, pledge: &str) -> Reply {
    browser.get("/kich-hoat").await.expect(200);
    let mut form = vec![("ma", code), ("moi", password), ("moi_lan_hai", again)];
    if !pledge.is_empty() {
        form.push(("cam_ket", pledge));
    }
    browser.post("/kich-hoat", &form).await
}

#[tokio::test]
async fn a_code_takes_the_account_once_and_the_owner_alone_sets_the_password() {
    for app in apps().await {
        let slip = added(&app, "sung.mau").await.expect(200);
        let code = code_of(&slip);
        assert!(slip.shows("Sùng Thị Mẫu Mười") && slip.shows("sung.mau") && slip.shows("12:00 07/03/2026"));
        assert_eq!(code.len(), 19);
        let browser = app.visit();
        give(&browser, "sung.mau", NEW).await.expect(422);

        browser.get("/kich-hoat").await.expect(200);
        let second = browser.post("/kich-hoat", &[("ma", &code.to_lowercase().replace('-', " "))]).await.expect(200);
        assert!(second.shows("Sùng Thị Mẫu Mười") && second.shows("Cam kết bảo mật"));
        assert!(take(&browser, &code, NEW, "khác", "1").await.expect(422).shows("không giống nhau"));
        assert!(take(&browser, &code, NEW, NEW, "").await.expect(422).shows("Đánh dấu cam kết"));
        assert!(take(&browser, &code, "ngắn", "ngắn", "1").await.expect(422).shows("ít nhất 12 ký tự"));
        let known = "Sùng Thị Mẫu Mười 99";
        assert!(take(&browser, &code, known, known, "1").await.expect(422).shows("từ quen thuộc của ngành"));
        let done = take(&browser, &code, NEW, NEW, "1").await.expect(303);

        assert!(browser.follow(done).await.expect(200).shows("Tài khoản đã được kích hoạt."));
        let other = app.visit();
        assert!(take(&other, &code, NEW, NEW, "1").await.expect(422).shows("Mã chưa đúng"), "a code works once");
        give(&other, "sung.mau", NEW).await.expect(303);
    }
}

#[tokio::test]
async fn a_code_is_over_after_72_hours_and_when_a_newer_one_is_drawn() {
    for app in apps().await {
        let first = code_of(&added(&app, "sung.mau").await.expect(200));
        let id = texts(&app, "SELECT id FROM account WHERE login = 'sung.mau'", "id").await.remove(0);
        let admin = app.visit_as(Persona::Admin).await;
        let again = admin.post(&format!("/quan-tri/tai-khoan/{id}/moi-lai"), &[]).await.expect(200);
        let second = code_of(&again);

        assert_ne!(first, second);
        assert!(take(&app.visit(), &first, NEW, NEW, "1").await.expect(422).shows("Mã chưa đúng"));
        app.pass(jiff::Span::new().hours(72));
        assert!(take(&app.visit(), &second, NEW, NEW, "1").await.expect(422).shows("Mã chưa đúng"));
        let third = code_of(&admin.post(&format!("/quan-tri/tai-khoan/{id}/moi-lai"), &[]).await.expect(200));
        app.pass(jiff::Span::new().hours(71));
        take(&app.visit(), &third, NEW, NEW, "1").await.expect(303);
    }
}

#[tokio::test]
async fn the_database_holds_no_code_and_a_flood_of_wrong_ones_learns_nothing_and_locks_nobody_out() {
    for app in apps().await {
        let code = code_of(&added(&app, "sung.mau").await.expect(200));
        for stored in texts(&app, "SELECT code_hash FROM invitation", "code_hash").await {
            assert!(!stored.to_uppercase().contains(&code.replace('-', "")) && stored.len() == 64);
        }
        let flood = app.visit();
        flood.get("/kich-hoat").await.expect(200);

        let mut answered = 0;
        for number in 0..2_000 {
            let guess = format!("abcd-efgh-{number:04}-jkmn");
            let reply = flood.post("/kich-hoat", &[("ma", &guess)]).await.expect(422);
            answered += usize::from(reply.shows("Mã chưa đúng"));
        }

        assert_eq!(answered, 60, "the rest is not even told that it is wrong");
        take(&app.visit(), &code, NEW, NEW, "1").await.expect(303);
    }
}
