//! A draft that is not to become a plan.

use testkit::{Client, Persona};

use crate::seed::{PLAN, apps, draft, hand_in, issue};

async fn discard(office: &Client<'_>, plan: &str, reason: &str) -> testkit::Reply {
    let address = format!("{plan}/huy");
    let base = office.get(&address).await.expect(200).value_of("ban").unwrap();
    office.post(&address, &[("ban", &base), ("ly-do", reason)]).await
}

#[tokio::test]
async fn a_draft_is_discarded_with_a_reason_and_kept_as_such() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;

        let asked = discard(&office, &plan, "").await.expect(422);
        assert!(asked.shows("Nhập lý do hủy"), "{}", asked.text());
        let _ = discard(&office, &plan, "Nhập nhầm bản cũ").await.expect(303);

        assert!(office.get("/ke-hoach").await.expect(200).shows("Chưa có kế hoạch nào"));
        let discarded = office.get("/ke-hoach?trang-thai=discarded").await.expect(200);
        assert!(discarded.shows("1 kết quả") && discarded.shows("Đã hủy"), "{}", discarded.text());
        let page = office.follow(office.get(&format!("{plan}/doc")).await).await.expect(200);
        assert!(page.shows("Nhập nhầm bản cũ") && page.shows("Có thể hoàn tác đến 12:10"), "{}", page.text());
        let _ = office.get(&format!("{plan}/muc/them")).await.expect(404);
        let _ = office.post(&format!("{plan}/ban-hanh"), &[("hieu-luc", "15/01/2026")]).await.expect(404);
    }
}

#[tokio::test]
async fn discarding_is_undone_within_ten_minutes_and_not_later() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let undo = format!("{plan}/huy/hoan-tac");

        let _ = discard(&office, &plan, "Thử").await.expect(303);
        let _ = office.post(&undo, &[]).await.expect(303);
        assert!(office.get("/ke-hoach").await.expect(200).shows("1 kết quả"));
        let _ = office.get(&format!("{plan}/muc/them")).await.expect(200);

        let _ = discard(&office, &plan, "Thử lần nữa").await.expect(303);
        app.pass(jiff::Span::new().minutes(11));
        let late = office.post(&undo, &[]).await.expect(303);
        let page = office.follow(late).await.expect(200);
        assert!(page.shows("Đã quá 10 phút"), "{}", page.text());
        assert!(office.get("/ke-hoach").await.expect(200).shows("Chưa có kế hoạch nào"));
    }
}

#[tokio::test]
async fn the_document_of_a_discarded_draft_can_become_a_draft_again_and_then_the_first_stays_discarded() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let _ = discard(&office, &plan, "Làm lại từ đầu").await.expect(303);

        let again = hand_in(&office, "ke-hoach.txt", PLAN.as_bytes()).await.expect(303);
        let document = again.location().unwrap().to_owned();
        let id = document.rsplit('/').next().unwrap();
        assert!(office.get(&document).await.expect(200).shows("Lập dự thảo kế hoạch"));
        let made = office.post(&format!("/ke-hoach/nhap/{id}"), &[("chon", "moi")]).await.expect(303);

        assert_ne!(made.location().unwrap(), format!("{plan}/doc"));
        let _ = office.post(&format!("{plan}/huy/hoan-tac"), &[]).await.expect(303);
        assert!(office.get("/ke-hoach").await.expect(200).shows("1 kết quả"), "never two drafts of one document");
    }
}

#[tokio::test]
async fn a_draft_that_changed_is_not_discarded_unseen_and_an_issued_plan_never() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let address = format!("{plan}/huy");

        let stale = office.post(&address, &[("ban", "-3"), ("ly-do", "Bản cũ")]).await.expect(409);
        assert!(stale.shows("Có người đã sửa") && stale.body().contains("Bản cũ"));
        let _ = issue(&office, &plan, "15/01/2026").await.expect(303);

        let _ = office.get(&address).await.expect(404);
        let _ = office.post(&address, &[("ban", "1"), ("ly-do", "x")]).await.expect(404);
        let _ = app.visit_as(Persona::NeighbourOffice).await.get(&address).await.expect(404);
    }
}
