//! Signing in and out as a browser does it, on both engines.

use std::sync::LazyLock;

use organisation::sample;
use testkit::{Client, Reply, TestApp};

const PASSWORD: &str = "bảy con ngựa trên đồi";

fn features() -> Vec<web::Feature> {
    vec![organisation::feature(), sign_in::feature(), probe()]
}

/// A page and a form behind the sign-in, to see what they see.
fn probe() -> web::Feature {
    use axum::response::IntoResponse as _;

    async fn show(visit: web::Visit) -> web::Answer {
        let actor = visit.actor()?;
        Ok(format!("{} {} {:?} {:?}", actor.name, actor.unit_name, actor.ground, actor.roles).into_response())
    }
    async fn send(visit: web::Visit, posted: web::Posted) -> web::Answer {
        visit.actor()?;
        Ok(format!("nhận: {}", posted.text("noi_dung")).into_response())
    }
    web::Feature {
        name: "probe",
        routes: web::Routes::new().get("/thu", "signed-in", show).post("/thu", "signed-in", send),
        ..web::Feature::default()
    }
}

/// Hashing takes its time, so all tests of this file share one hash.
async fn hashed() -> &'static sign_in::HashedPassword {
    static HASH: LazyLock<tokio::sync::OnceCell<sign_in::HashedPassword>> = LazyLock::new(Default::default);
    HASH.get_or_init(|| async { sign_in::hash_password(&base::Context::system(), &PASSWORD.into()).await.unwrap() })
        .await
}

async fn apps() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines_with(features, sign_in::sessions).await;
    for app in &apps {
        sample::province(app.db(), app.context()).await.unwrap();
        let password = hashed().await;
        let mut tx = app.db().begin().await.unwrap();
        for (login, person_id, person_name) in
            [("lo.mau", "person-99001-women", "Lò Thị Mẫu Bốn"), ("giang.mau", "person-99001-office", "Giàng Mẫu Ba")]
        {
            let seed = sign_in::seed::SeedAccount {
                login,
                password,
                person_id,
                person_name,
                unit: sample::COMMUNE,
                agency: Some("agency-99001-women"),
                roles: &["officer"],
            };
            sign_in::seed::account(&mut tx, app.context(), seed).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    apps
}

async fn give(browser: &Client<'_>, login: &str, password: &str) -> Reply {
    browser.get("/dang-nhap").await.expect(200).status();
    browser.post("/dang-nhap", &[("ten", login), ("mat_khau", password)]).await
}

/// Signs in and stands on a page, so that the browser knows the session's token.
async fn signed_in<'a>(app: &'a TestApp, login: &str) -> Client<'a> {
    let browser = app.visit();
    give(&browser, login, PASSWORD).await.expect(303).status();
    browser.get("/tai-khoan").await.expect(200).status();
    browser
}

#[tokio::test]
async fn every_statement_prepares_on_both_engines() {
    testkit::check_statements(features).await;
}

#[tokio::test]
async fn the_right_password_leads_to_where_one_wanted_to_go() {
    for app in apps().await {
        let browser = app.visit();
        let turned = browser.get("/thu?a=1&b=2").await.expect(303);
        let page = browser.follow(turned).await.expect(200);
        assert!(page.shows("Tài khoản nội bộ"));
        let next = page.value_of("tiep").unwrap();

        let entered = browser
            .post("/dang-nhap", &[("ten", "  LO.mau "), ("mat_khau", PASSWORD), ("tiep", &next)])
            .await
            .expect(303);

        assert_eq!(entered.location(), Some("/thu?a=1&b=2"));
        let seen = browser.follow(entered).await.expect(200);
        assert_eq!(seen.body(), "Lò Thị Mẫu Bốn Xã Suối Mẫu Ground { first: 2, last: 2 } [\"officer\"]");
        assert_eq!(browser.get("/").await.location(), Some("/viec-cua-toi"));
        assert_eq!(browser.get("/dang-nhap").await.location(), Some("/viec-cua-toi"));
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_signing_in() {
    let app = apps().await.swap_remove(0);
    for bad in ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"] {
        let browser = app.visit();
        browser.get("/dang-nhap").await.expect(200).status();

        let entered = browser.post("/dang-nhap", &[("ten", "lo.mau"), ("mat_khau", PASSWORD), ("tiep", bad)]).await;

        assert_eq!(entered.expect(303).location(), Some("/viec-cua-toi"), "{bad}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answers_to_the_letter() {
    for app in apps().await {
        let (known, unknown) = (app.visit(), app.visit());
        for round in 1..=6 {
            let one = give(&known, "lo.mau", "không phải mật khẩu này").await.expect(422);
            let other = give(&unknown, "ai.do", "không phải mật khẩu này").await.expect(422);

            assert_eq!(one.text(), other.text(), "round {round}");
            let expected = if round < 5 { "chưa đúng" } else { "Thử lại sau 12:01 04/03/2026" };
            assert!(one.shows(expected), "round {round}: {}", one.text());
            // What was typed stays, but never the password.
            assert_eq!(one.value_of("ten").as_deref(), Some("lo.mau"));
            assert_eq!(one.value_of("mat_khau").as_deref(), Some(""));
        }
    }
}

#[tokio::test]
async fn after_five_wrong_tries_even_the_right_password_waits_and_each_wait_is_longer() {
    for app in apps().await {
        let browser = app.visit();
        for _ in 0..5 {
            give(&browser, "lo.mau", "sai").await.expect(422).status();
        }

        assert!(give(&browser, "lo.mau", PASSWORD).await.expect(422).shows("Thử lại sau 12:01"));
        // A colleague is not concerned.
        give(&app.visit(), "giang.mau", PASSWORD).await.expect(303).status();

        app.set_clock_to("2026-03-04T05:01:00Z");
        assert!(give(&browser, "lo.mau", "sai").await.expect(422).shows("Thử lại sau 12:06"));
        app.set_clock_to("2026-03-04T05:06:00Z");
        give(&browser, "lo.mau", PASSWORD).await.expect(303).status();

        // The right password wiped the slate clean.
        let other = app.visit();
        assert!(give(&other, "lo.mau", "sai").await.expect(422).shows("chưa đúng"));
    }
}

#[tokio::test]
async fn tries_at_the_same_moment_do_not_pass_together() {
    for app in apps().await {
        let browsers: Vec<_> = (0..12).map(|_| app.visit()).collect();
        for browser in &browsers {
            browser.get("/dang-nhap").await.expect(200).status();
        }

        let tries =
            browsers.iter().map(|browser| browser.post("/dang-nhap", &[("ten", "lo.mau"), ("mat_khau", "sai")]));
        let mut wrong = 0;
        for answer in futures(tries).await {
            wrong += usize::from(answer.shows("chưa đúng"));
        }

        assert_eq!(wrong, 4);
    }
}

/// Runs futures together, in order of arrival.
async fn futures<F: Future<Output = Reply>>(all: impl Iterator<Item = F>) -> Vec<Reply> {
    use std::{pin::Pin, task::Poll};

    let mut waiting: Vec<Pin<Box<F>>> = all.map(Box::pin).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|one| match one.as_mut().poll(context) {
            Poll::Ready(reply) => {
                done.push(reply);
                false
            }
            Poll::Pending => true,
        });
        if waiting.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done
}

#[tokio::test]
async fn a_sign_in_form_without_its_token_is_refused() {
    let app = apps().await.swap_remove(0);
    let browser = app.visit();
    browser.get("/dang-nhap").await.expect(200).status();

    for token in ["", "another-token"] {
        let fields = [("_token", token), ("ten", "lo.mau"), ("mat_khau", PASSWORD)];
        assert!(browser.post_bare("/dang-nhap", &fields).await.expect(403).shows("Biểu mẫu đã cũ"));
    }
    assert_eq!(browser.cookie("lachan_phien"), None);
}

#[tokio::test]
async fn a_form_of_a_session_needs_the_token_of_that_session() {
    let app = apps().await.swap_remove(0);
    let (one, other) = (signed_in(&app, "lo.mau").await, signed_in(&app, "giang.mau").await);
    let token_of_other = other.get("/tai-khoan/mat-khau").await.value_of("_token").unwrap();

    one.post_bare("/thu", &[("noi_dung", "a")]).await.expect(403).status();
    one.post_bare("/thu", &[("_token", &token_of_other), ("noi_dung", "a")]).await.expect(403).status();
    assert_eq!(one.post("/thu", &[("noi_dung", "a")]).await.expect(200).body(), "nhận: a");
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        let secret = browser.cookie("lachan_phien").unwrap();

        let out = browser.post("/dang-xuat", &[]).await.expect(303);

        assert_eq!(out.location(), Some("/dang-nhap"));
        assert_eq!(out.header("clear-site-data"), Some("\"storage\""));
        assert_eq!(browser.cookie("lachan_phien"), None);
        browser.set_cookie("lachan_phien", &secret);
        browser.get("/thu").await.expect(303).status();
    }
}

#[tokio::test]
async fn every_sign_in_gives_another_secret_and_the_table_holds_none() {
    /// Everything that the table holds about secrets.
    const SECRETS: db::Statement = db::Statement { name: "SECRETS", sql: "SELECT secret_hash FROM session" };
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        let first = browser.cookie("lachan_phien").unwrap();
        browser.post("/dang-xuat", &[]).await.expect(303).status();
        give(&browser, "lo.mau", PASSWORD).await.expect(303).status();
        let second = browser.cookie("lachan_phien").unwrap();

        assert_ne!(first, second);
        let stored = app.db().rows(&SECRETS, vec![]).await.unwrap();
        assert_eq!(stored.len(), 1);
        assert_eq!(stored[0].text("secret_hash").unwrap(), base::sha256_hex(second.as_bytes()));
    }
}

#[tokio::test]
async fn a_session_is_locked_after_fifteen_quiet_minutes_and_over_after_twelve_hours() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        app.set_clock_to("2026-03-04T05:14:59Z");
        browser.get("/thu").await.expect(200).status();
        wait_until_seen(&app, "2026-03-04T05:14:59Z").await;
        app.set_clock_to("2026-03-04T05:29:00Z");
        browser.get("/thu").await.expect(200).status();
        wait_until_seen(&app, "2026-03-04T05:29:00Z").await;

        app.set_clock_to("2026-03-04T05:44:00Z");
        let turned = browser.get("/thu").await.expect(303);
        assert_eq!(turned.location(), Some("/dang-nhap?tiep=/thu"));

        // Busy all day, but no longer than twelve hours.
        let busy = signed_in(&app, "giang.mau").await;
        for minutes in (10..=710).step_by(10) {
            let at = "2026-03-04T05:44:00Z".parse::<jiff::Timestamp>().unwrap();
            let at = at.checked_add(jiff::Span::new().minutes(minutes)).unwrap();
            app.set_clock(at);
            busy.get("/thu").await.expect(200).status();
            wait_until_seen(&app, &at.to_string()).await;
        }
        app.set_clock_to("2026-03-04T17:44:00Z");
        busy.get("/thu").await.expect(303).status();
    }
}

/// Being seen is written in the background.
async fn wait_until_seen(app: &TestApp, at: &str) {
    /// The last time anybody was seen.
    const LAST: db::Statement = db::Statement { name: "LAST", sql: "SELECT MAX(seen_at) AS seen_at FROM session" };
    let at: jiff::Timestamp = at.parse().unwrap();
    for _ in 0..10_000 {
        let row = app.db().row(&LAST, vec![]).await.unwrap().unwrap();
        if row.instant("seen_at").unwrap() >= at {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("being seen was never written");
}

#[tokio::test]
async fn what_was_typed_before_the_lock_is_sent_after_signing_in_again() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        app.pass(jiff::Span::new().minutes(16));
        let typed = "Đã tuyên truyền ở 3 bản, \"còn\" <1> bản";

        let locked = browser.post("/thu?k=1", &[("noi_dung", typed), ("phan_tram", "50")]).await.expect(401);
        assert!(locked.shows("Phiên làm việc đã khoá sau 15 phút"));
        let kept: Vec<_> =
            ["giu_dich", "giu_phien", "giu_noi_dung"].map(|name| locked.value_of(name).unwrap()).into_iter().collect();
        let wrong = browser.post("/dang-nhap", &fields(&kept, "lo.mau", "sai")).await.expect(422);
        assert_eq!(wrong.value_of("giu_noi_dung").as_ref(), Some(&kept[2]));

        let back = browser.post("/dang-nhap", &fields(&kept, "lo.mau", PASSWORD)).await.expect(200);
        assert!(back.shows("Nội dung đang nhập vẫn còn"));
        assert!(back.shows("Đã tuyên truyền ở 3 bản"));
        assert!(back.body().contains("action=\"/thu?k=1\""));
        let again = back.value_of("noi_dung").unwrap();
        let sent = browser.post("/thu?k=1", &[("noi_dung", &again)]).await.expect(200);
        assert_eq!(sent.body(), format!("nhận: {typed}"));
    }
}

fn fields<'a>(kept: &'a [String], login: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("ten", login),
        ("mat_khau", password),
        ("giu_dich", &kept[0]),
        ("giu_phien", &kept[1]),
        ("giu_noi_dung", &kept[2]),
    ]
}

#[tokio::test]
async fn what_one_person_typed_is_not_shown_to_the_next_one_at_the_same_computer() {
    let app = apps().await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;
    app.pass(jiff::Span::new().minutes(16));
    let locked = browser.post("/thu", &[("noi_dung", "của tôi")]).await.expect(401);
    let kept: Vec<_> =
        ["giu_dich", "giu_phien", "giu_noi_dung"].map(|name| locked.value_of(name).unwrap()).into_iter().collect();

    let other = browser.post("/dang-nhap", &fields(&kept, "giang.mau", PASSWORD)).await.expect(303);

    assert_eq!(other.location(), Some("/viec-cua-toi"));
}

#[tokio::test]
async fn a_locked_form_from_another_site_is_not_carried_on() {
    let app = apps().await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;
    app.pass(jiff::Span::new().minutes(16));

    let refused = browser.post_bare("/thu", &[("noi_dung", "gài vào"), ("_token", "x")]).await.expect(403);

    assert!(!refused.body().contains("gài vào"));
}

#[tokio::test]
async fn one_sees_ones_account_and_ends_the_other_sessions() {
    for app in apps().await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let colleague = signed_in(&app, "giang.mau").await;
        let page = here.get("/tai-khoan").await.expect(200);
        for words in
            ["Lò Thị Mẫu Bốn", "Xã Suối Mẫu", "Hội Liên hiệp Phụ nữ xã Suối Mẫu", "Cán bộ được giao việc", "Phiên này"]
        {
            assert!(page.shows(words), "{words}");
        }

        let done = here.post("/tai-khoan/phien", &[]).await.expect(303);

        assert!(here.follow(done).await.expect(200).shows("Đã kết thúc 1 phiên khác."));
        there.get("/thu").await.expect(303).status();
        colleague.get("/thu").await.expect(200).status();
    }
}

#[tokio::test]
async fn a_password_changes_only_for_a_good_one_and_ends_all_other_sessions() {
    const NEW: &str = "chín con trâu dưới suối";
    for app in apps().await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let old_secret = here.cookie("lachan_phien").unwrap();
        let change = async |present: &str, new: &str, again: &str| {
            here.get("/tai-khoan/mat-khau").await.expect(200).status();
            here.post("/tai-khoan/mat-khau", &[("hien_tai", present), ("moi", new), ("moi_lan_hai", again)]).await
        };

        assert!(change("sai", NEW, NEW).await.expect(422).shows("Mật khẩu hiện tại chưa đúng"));
        assert!(change(PASSWORD, NEW, "khác").await.expect(422).shows("không giống nhau"));
        assert!(change(PASSWORD, "ngắn", "ngắn").await.expect(422).shows("ít nhất 12 ký tự"));
        assert!(change(PASSWORD, "mật khẩu 123456", "mật khẩu 123456").await.expect(422).shows("dễ đoán"));
        let done = change(PASSWORD, NEW, NEW).await.expect(303);

        assert!(here.follow(done).await.expect(200).shows("Đã đổi mật khẩu"));
        assert_ne!(here.cookie("lachan_phien").unwrap(), old_secret);
        there.get("/thu").await.expect(303).status();
        give(&app.visit(), "lo.mau", PASSWORD).await.expect(422).status();
        give(&app.visit(), "lo.mau", NEW).await.expect(303).status();
    }
}

#[tokio::test]
async fn pages_hold_in_english_and_empty_fields_are_told() {
    let app = apps().await.swap_remove(0);
    let browser = app.visit();
    browser.set_cookie("lachan_lang", "en");

    assert!(browser.get("/dang-nhap").await.expect(200).shows("Internal account"));
    let refused = browser.post("/dang-nhap", &[("ten", ""), ("mat_khau", "")]).await.expect(422);
    assert!(refused.shows("Enter the user name") && refused.shows("Enter the password"));
    give(&browser, "lo.mau", PASSWORD).await.expect(303).status();
    for path in ["/tai-khoan", "/tai-khoan/mat-khau"] {
        browser.get(path).await.expect(200).status();
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_still_knows_who_asked() {
    let app = apps().await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;

    let problem = browser.get("/to-chuc/2025-07-01/98").await.expect(404);

    assert!(problem.shows("Lò Thị Mẫu Bốn") && problem.shows("Tổ chức"), "{}", problem.text());
}
