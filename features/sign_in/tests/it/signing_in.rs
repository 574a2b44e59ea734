//! Signing in as a browser does it.

use testkit::Reply;

use crate::common::{PASSWORD, apps, features, give};

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
        let first = browser.get("/").await.expect(303);
        browser.follow(first).await.expect(200);
        assert_eq!(browser.get("/dang-nhap").await.location(), Some("/"));
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site_after_signing_in() {
    let app = apps().await.swap_remove(0);
    for bad in ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"] {
        let browser = app.visit();
        browser.get("/dang-nhap").await.expect(200);

        let entered = browser.post("/dang-nhap", &[("ten", "lo.mau"), ("mat_khau", PASSWORD), ("tiep", bad)]).await;

        assert_eq!(entered.expect(303).location(), Some("/"), "{bad}");
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
            give(&browser, "lo.mau", "sai").await.expect(422);
        }

        assert!(give(&browser, "lo.mau", PASSWORD).await.expect(422).shows("Thử lại sau 12:01"));
        // A colleague is not concerned.
        give(&app.visit(), "giang.mau", PASSWORD).await.expect(303);

        app.set_clock_to("2026-03-04T05:01:00Z");
        assert!(give(&browser, "lo.mau", "sai").await.expect(422).shows("Thử lại sau 12:06"));
        app.set_clock_to("2026-03-04T05:06:00Z");
        give(&browser, "lo.mau", PASSWORD).await.expect(303);

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
            browser.get("/dang-nhap").await.expect(200);
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
    browser.get("/dang-nhap").await.expect(200);

    for token in ["", "another-token"] {
        let fields = [("_token", token), ("ten", "lo.mau"), ("mat_khau", PASSWORD)];
        assert!(browser.post_bare("/dang-nhap", &fields).await.expect(403).shows("Biểu mẫu đã cũ"));
    }
    assert_eq!(browser.cookie("lachan_phien"), None);
}

#[tokio::test]
async fn pages_hold_in_english_and_empty_fields_are_told() {
    let app = apps().await.swap_remove(0);
    let browser = app.visit();
    browser.set_cookie("lachan_lang", "en");

    assert!(browser.get("/dang-nhap").await.expect(200).shows("Internal account"));
    let refused = browser.post("/dang-nhap", &[("ten", ""), ("mat_khau", "")]).await.expect(422);
    assert!(refused.shows("Enter the user name") && refused.shows("Enter the password"));
    give(&browser, "lo.mau", PASSWORD).await.expect(303);
    for path in ["/tai-khoan", "/tai-khoan/mat-khau"] {
        browser.get(path).await.expect(200);
    }
}
