//! How a session begins, holds and ends.

use testkit::TestApp;

use crate::common::{PASSWORD, apps, features, give, signed_in};

#[tokio::test]
async fn a_form_of_a_session_needs_the_token_of_that_session() {
    let app = apps().await.swap_remove(0);
    let (one, other) = (signed_in(&app, "lo.mau").await, signed_in(&app, "giang.mau").await);
    let token_of_other = other.get("/tai-khoan/mat-khau").await.value_of("_token").unwrap();

    one.post_bare("/thu", &[("noi_dung", "a")]).await.expect(403);
    one.post_bare("/thu", &[("_token", &token_of_other), ("noi_dung", "a")]).await.expect(403);
    assert_eq!(one.post("/thu", &[("noi_dung", "a")]).await.expect(200).body(), "nhận: a");
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        let secret = browser.cookie("lachan_phien").unwrap();

        let out = browser.post("/dang-xuat", &[]).await.expect(303);

        assert_eq!(out.location(), Some("/dang-nhap"));
        assert_eq!(out.header("clear-site-data"), Some("\"cache\", \"storage\""));
        assert_eq!(browser.cookie("lachan_phien"), None);
        browser.set_cookie("lachan_phien", &secret);
        browser.get("/thu").await.expect(303);
    }
}

#[tokio::test]
async fn every_sign_in_gives_another_secret_and_the_table_holds_none() {
    /// Everything that the table holds about secrets.
    const SECRETS: db::Statement = db::Statement { name: "SECRETS", sql: "SELECT secret_hash FROM session" };
    for app in apps().await {
        let browser = signed_in(&app, "lo.mau").await;
        let first = browser.cookie("lachan_phien").unwrap();
        browser.post("/dang-xuat", &[]).await.expect(303);
        give(&browser, "lo.mau", PASSWORD).await.expect(303);
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
        browser.get("/thu").await.expect(200);
        wait_until_seen(&app, "2026-03-04T05:14:59Z").await;
        app.set_clock_to("2026-03-04T05:29:00Z");
        browser.get("/thu").await.expect(200);
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
            busy.get("/thu").await.expect(200);
            wait_until_seen(&app, &at.to_string()).await;
        }
        app.set_clock_to("2026-03-04T17:44:00Z");
        busy.get("/thu").await.expect(303);
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
        // A machine under load may need a while for what is done beside the pages.
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    panic!("being seen was never written");
}

#[tokio::test]
async fn a_page_that_is_not_there_still_knows_who_asked() {
    let app = apps().await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;

    let problem = browser.get("/to-chuc/2025-07-01/98").await.expect(404);

    assert!(problem.shows("Lò Thị Mẫu Bốn") && problem.shows("Tổ chức"), "{}", problem.text());
}

#[tokio::test]
async fn with_tls_cookies_carry_the_host_prefix() {
    let app = apps().await.swap_remove(0);
    let mut services = app.services().clone();
    services.secure_cookies = true;
    let routes = features().into_iter().fold(axum::Router::new(), |router, one| router.merge(one.routes.router()));
    let router = web::around(sign_in::sessions(routes, &services), &services);

    let request = axum::http::Request::builder().uri("/dang-nhap").body(axum::body::Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();

    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 1);
    for cookie in cookies {
        assert!(
            cookie.starts_with("__Host-") && cookie.contains("; Secure") && cookie.contains("; Path=/"),
            "{cookie}"
        );
        assert!(
            cookie.contains("; HttpOnly") && cookie.contains("; SameSite=") && !cookie.contains("Domain"),
            "{cookie}"
        );
    }
}
