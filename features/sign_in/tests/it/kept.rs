//! What was typed when the session was locked.

use crate::common::{PASSWORD, apps, signed_in};

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

    assert_eq!(other.location(), Some("/"));
}

#[tokio::test]
async fn a_locked_form_from_another_site_is_not_carried_on() {
    let app = apps().await.swap_remove(0);
    let browser = signed_in(&app, "lo.mau").await;
    app.pass(jiff::Span::new().minutes(16));

    let refused = browser.post_bare("/thu", &[("noi_dung", "gài vào"), ("_token", "x")]).await.expect(403);

    assert!(!refused.body().contains("gài vào"));
}
