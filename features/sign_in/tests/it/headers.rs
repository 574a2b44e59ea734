//! What every answer of the work door says to the browser (OWASP ASVS 5.0 3.4).

use testkit::Persona;

use crate::common::apps;

#[tokio::test]
async fn every_answer_of_the_work_door_carries_the_headers() {
    let app = apps().await.swap_remove(0);
    let (admin, stranger) = (app.visit_as(Persona::Admin).await, app.visit());
    let answers = [
        ("a page", admin.get("/quan-tri/tai-khoan").await.expect(200)),
        ("a file", admin.get("/quan-tri/tai-khoan/ra-soat/xlsx").await.expect(200)),
        ("what is not there", admin.get("/khong-co").await.expect(404)),
        ("a redirect", stranger.get("/tai-khoan").await.expect(303)),
        ("a refused form", stranger.post_bare("/dang-nhap", &[("ten", "a")]).await.expect(403)),
    ];

    for (what, answer) in answers {
        let policy = answer.header("content-security-policy").unwrap_or_default().to_owned();
        for part in ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part) && !policy.contains("unsafe"), "{what}: {policy}");
        }
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{what}: {name}");
        }
        assert_eq!(answer.header("server"), None, "{what}");
    }
}
