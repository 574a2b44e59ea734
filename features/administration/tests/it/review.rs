use audit::{Entry, Filter};
use testkit::Persona;

use crate::common::{apps, as_auditor, write};

#[tokio::test]
async fn the_week_before_waits_with_what_there_is_to_look_at() {
    for app in apps().await {
        let page = as_auditor(&app).await.get("/quan-tri/nhat-ky/ra-soat").await.expect(200);

        assert!(page.shows("Tuần từ 23/02/2026 đến 01/03/2026"));
        assert!(page.shows("Trao và thu hồi vai trò (1)") && page.shows("Xem dữ liệu mức M4 (1)"));
        assert!(page.shows("Xuất và tải dữ liệu (1)") && page.shows("Đăng nhập không thành công (0)"));
        assert!(!page.shows("chưa được rà soát nhật ký đúng hạn"));
    }
}

#[tokio::test]
async fn a_signature_is_an_entry_and_stands_once() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;
        for _ in 0..2 {
            let sent = [("tuan", "2026-02-23"), ("ghi-chu", "Không có gì bất thường.")];
            let _ = auditor.post("/quan-tri/nhat-ky/ra-soat", &sent).await.expect(303);
        }

        let page = auditor.get("/quan-tri/nhat-ky/ra-soat").await.expect(200);

        assert!(page.shows("Không còn tuần nào chờ rà soát") && page.shows("Không có gì bất thường."));
        let signed = Filter { action: Some("administration.review_log".into()), ..Filter::default() };
        let entries = audit::list(&mut app.db(), &signed, 9, 0).await.unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].data.as_ref().unwrap()["sealed"], 1);
    }
}

#[tokio::test]
async fn a_week_that_is_not_over_is_not_signed() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;

        assert_eq!(auditor.post("/quan-tri/nhat-ky/ra-soat", &[("tuan", "2026-03-02")]).await.status(), 404);
        assert_eq!(auditor.post("/quan-tri/nhat-ky/ra-soat", &[("tuan", "x")]).await.status(), 400);
    }
}

#[tokio::test]
async fn a_late_review_raises_a_banner_until_it_is_signed() {
    for app in apps().await {
        app.set_clock_to("2026-03-09T03:00:00Z");
        write(&app, &Entry::change("plans.issue", "plan", "4")).await;
        let auditor = as_auditor(&app).await;
        let late = "chưa được rà soát nhật ký đúng hạn";

        assert!(auditor.get("/quan-tri").await.expect(200).shows(late));
        assert!(auditor.get("/quan-tri/nhat-ky/ra-soat").await.expect(200).shows(late));
        assert!(app.visit_as(Persona::Admin).await.get("/quan-tri").await.expect(200).shows(late));
        let _ = auditor.post("/quan-tri/nhat-ky/ra-soat", &[("tuan", "2026-02-23")]).await.expect(303);

        assert!(!auditor.get("/quan-tri").await.expect(200).shows(late));
    }
}
