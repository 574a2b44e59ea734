//! What every public page has: order, numbers, headers, nothing that tells or follows.

use testkit::TestApp;

use crate::common::{all_pages, features, in_order};

#[tokio::test]
async fn every_page_has_the_same_skeleton_in_the_same_order() {
    let app = TestApp::on_sqlite(features).await;
    for (path, page) in all_pages(&app).await {
        in_order(
            page.body(),
            &[
                "<body>",
                "<a class=\"skip\" href=\"#noi-dung\">",
                "<a class=\"skip skip-thoat\"",
                "<div class=\"exit\" data-thoat=",
                "rel=\"nofollow noreferrer\" role=\"button\" draggable=\"false\"",
                "<header",
                "<main id=\"noi-dung\">",
                "<h1",
                "</main>",
                "href=\"tel:113\"",
                "href=\"tel:111\"",
                "<footer",
                "</html>",
            ],
        );
        assert_eq!(page.body().matches("<h1").count(), 1, "{path}");
        let lang = if path.starts_with("/en") { "en" } else { "vi" };
        assert!(page.body().contains(&format!("<html lang=\"{lang}\"")), "{path}");
    }
}

#[tokio::test]
async fn the_second_stop_of_the_tab_key_leaves() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/can-giup-ngay").await.expect(200);
    let links = page.links();

    assert_eq!(links.first().map(String::as_str), Some("#noi-dung"));
    assert_eq!(links.get(1).map(String::as_str), Some("/thoat"));
}

#[tokio::test]
async fn every_answer_says_what_may_be_kept_and_lets_nothing_in_from_elsewhere() {
    const KEPT: [&str; 5] = ["/", "/nhan-biet", "/an-toan", "/gioi-thieu", "/en"];
    let app = TestApp::on_sqlite(features).await;
    for (path, page) in all_pages(&app).await {
        let bare = path.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(&path);
        let is_kept = page.status() == 200
            && KEPT.iter().any(|kept| bare == *kept || (*kept != "/" && bare.starts_with(&format!("{kept}/"))));
        let cache = page.header("cache-control");
        let (expected, robots) =
            if is_kept { ("public, max-age=300", None) } else { ("no-store", Some("noindex, noarchive")) };
        assert_eq!((cache, page.header("x-robots-tag")), (Some(expected), robots), "{path}");
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ] {
            assert_eq!(page.header(name), Some(value), "{path} {name}");
        }
        let policy = page.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!(page.header("set-cookie"), None, "{path} sets a cookie");
        assert_eq!(page.header("server"), None, "{path}");
    }
}

#[tokio::test]
async fn no_page_fetches_anything_from_elsewhere_or_carries_styles_of_its_own() {
    let app = TestApp::on_sqlite(features).await;
    for (path, page) in all_pages(&app).await {
        for attribute in ["src=\"", "srcset=\"", "action=\"", "<link rel=\"stylesheet\" href=\""] {
            for rest in page.body().split(attribute).skip(1) {
                assert!(rest.starts_with('/') && !rest.starts_with("//"), "{path}: {attribute}{rest:.40}");
            }
        }
        assert!(!page.body().contains(" style=\""), "{path}");
        assert!(!page.body().contains("og:"), "{path}");
        assert!(!page.body().contains("draggable=\"true\""), "{path}");
    }
}

#[tokio::test]
async fn the_footer_names_who_answers_for_the_site() {
    let app = TestApp::on_sqlite(features).await;
    let page = app.visit_public().get("/").await.expect(200);
    let site = &app.services().site;

    for line in [&site.owner, &site.responsible, &site.address, &site.phone, &site.email] {
        assert!(page.shows(line), "{line}");
    }
}

#[tokio::test]
async fn the_language_is_in_the_path_and_every_link_keeps_it() {
    let app = TestApp::on_sqlite(features).await;
    for (path, page) in all_pages(&app).await {
        let is_english = path == "/en" || path.starts_with("/en/");
        for link in page.links().iter().filter(|link| link.starts_with('/')) {
            let to_english = link == "/en" || link.starts_with("/en/");
            let other =
                if is_english { path.strip_prefix("/en").unwrap().to_owned() } else { crate::common::english(&path) };
            let other = if other.is_empty() { "/".to_owned() } else { other };
            assert!(to_english == is_english || *link == other, "{path} leads to {link}");
        }
    }
}

#[tokio::test]
async fn the_exit_leads_to_the_neutral_page_and_takes_everything_along() {
    let app = TestApp::on_sqlite(features).await;
    for path in ["/thoat", "/en/thoat"] {
        let visitor = app.visit_public();
        let answer = visitor.get(path).await.expect(303);

        assert_eq!(answer.location(), Some(app.services().site.neutral_url.as_str()));
        assert_eq!(answer.header("clear-site-data"), Some("\"cookies\", \"storage\""));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let word = visitor.post_bare(path, &[]).await.expect(204);
        assert_eq!(word.header("clear-site-data"), Some("\"cookies\", \"storage\""));
    }
}

#[tokio::test]
async fn the_exit_forgets_what_a_feature_had_begun() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static FORGOTTEN: AtomicUsize = AtomicUsize::new(0);
    fn with_a_draft() -> Vec<web::Feature> {
        let forget: web::OnExit = |_, headers| {
            if web::cookie_value(headers, "nhap").as_deref() == Some("abc") {
                FORGOTTEN.fetch_add(1, Ordering::Relaxed);
            }
        };
        let mut all = features();
        all.push(web::Feature { name: "drafts", on_exit: Some(forget), ..web::Feature::default() });
        all
    }
    let app = TestApp::on_sqlite(with_a_draft).await;
    let visitor = app.visit_public();
    visitor.set_cookie("nhap", "abc");

    visitor.get("/thoat").await.expect(303);
    visitor.post_bare("/thoat", &[]).await.expect(204);

    assert_eq!(FORGOTTEN.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn what_goes_wrong_says_what_became_of_the_answers_and_whom_to_call() {
    let app = TestApp::on_sqlite(features).await;
    let visitor = app.visit_public();

    let missing = visitor.get("/khong-co").await.expect(404);
    assert!(missing.shows("Bạn chưa gửi gì cả") && missing.shows("111") && missing.shows("113"));
    assert!(missing.body().contains("<title>Không tìm thấy trang – Cổng thông tin cộng đồng</title>"));
    let english = visitor.get("/en/khong-co").await.expect(404);
    assert!(english.shows("You have not sent anything"));
    let wrong = visitor.post_bare("/an-toan", &[]).await.expect(405);
    assert!(wrong.shows("chưa nhận gì") && wrong.shows("113"));
    let large = "a".repeat(13 * 1024 * 1024);
    let refused = visitor.post_bare("/kiem-tra-viec-lam", &[("c1", &large)]).await.expect(413);
    assert!(refused.shows("lớn hơn mức cho phép") && refused.shows("111"));
}

#[tokio::test]
async fn nothing_behind_the_door_learns_who_asks() {
    fn with_an_ear() -> Vec<web::Feature> {
        let mut all = features();
        let ear =
            |headers: axum::http::HeaderMap, visit: web::PublicVisit| async move { format!("{headers:?} {visit:?}") };
        let public_routes = web::Routes::new().get("/tai", "public", ear);
        all.push(web::Feature { name: "ear", public_routes, ..web::Feature::default() });
        all
    }
    let app = TestApp::on_sqlite(with_an_ear).await;
    let visitor = app.visit_public();
    for (name, value) in [
        ("user-agent", "planted-agent"),
        ("referer", "https://planted-referrer.example/"),
        ("x-forwarded-for", "198.51.100.77, 203.0.113.9"),
        ("x-real-ip", "198.51.100.78"),
        ("forwarded", "for=198.51.100.79"),
    ] {
        visitor.set_header(name, value);
    }

    let heard = visitor.get("/tai").await.expect(200);

    for planted in ["planted", "198.51.100", "203.0.113"] {
        assert!(!heard.body().contains(planted), "{planted}: {}", heard.body());
    }
}
