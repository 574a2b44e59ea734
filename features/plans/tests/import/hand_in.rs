//! Handing a document in.

use testkit::Persona;

use crate::seed::{PLAN, apps, draft, features, hand_in};

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    testkit::check_statements(features).await;
}

#[tokio::test]
async fn a_plan_in_a_file_is_shown_beside_what_was_read_from_it() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;

        let plan = draft(&office).await;

        let page = office.get(&format!("{plan}/doc")).await.expect(200);
        assert!(page.shows("Trạm Y tế xã chủ trì khám sức khỏe"), "{}", page.text());
        assert!(page.shows("Chủ trì: Công an xã"));
        assert!(page.shows("20/06/2026"));
        assert!(page.shows("100%"));
        assert!(page.shows("chưa cấp số"));
        assert!(page.shows("ngày … tháng 01 năm 2026"));
        assert!(page.body().contains("data-pair=\"p-"), "items lead to the text");
        assert!(page.body().contains("data-pair=\"d-"), "the text leads to items");
    }
}

#[tokio::test]
async fn pasted_text_is_read_like_a_file() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let key = office.get("/ke-hoach/nhap").await.expect(200).value_of("form_key").unwrap();

        let reply = office.post("/ke-hoach/nhap", &[("form_key", &key), ("van-ban", PLAN), ("huong", "out")]).await;

        assert!(reply.expect(303).location().unwrap().ends_with("/doc"));
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_gives_the_same_draft() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let key = office.get("/ke-hoach/nhap").await.expect(200).value_of("form_key").unwrap();
        let fields = [("form_key", key.as_str()), ("van-ban", PLAN), ("huong", "out")];

        let first = office.post("/ke-hoach/nhap", &fields).await.expect(303);
        let second = office.post("/ke-hoach/nhap", &fields).await.expect(303);

        assert_eq!(first.location(), second.location());
        let list = office.get("/ke-hoach").await.expect(200);
        assert!(list.shows("1 kết quả"), "{}", list.text());
    }
}

#[tokio::test]
async fn the_very_same_file_is_shown_and_not_kept_again() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;

        let again = hand_in(&office, "ban-khac.txt", PLAN.as_bytes()).await.expect(303);

        let page = office.follow(again).await.expect(200);
        assert!(page.shows("Tệp này đã có trong sổ văn bản"), "{}", page.text());
        assert!(page.links().contains(&plan));
    }
}

#[tokio::test]
async fn a_near_copy_shows_its_differences_and_waits_for_a_choice() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let copy = PLAN.replace("20/6/2026", "25/6/2026").replace("Số:     /KH-BCĐ", "Số: 07/KH-BCĐ");

        let reply = hand_in(&office, "ban-hai.txt", copy.as_bytes()).await.expect(303);
        let at = reply.location().unwrap().to_owned();
        let page = office.follow(reply).await.expect(200);
        assert!(page.body().contains("<del>20/6/2026") || page.body().contains("<del>20"), "{}", page.body());
        assert!(page.links().iter().any(|link| link.starts_with(&plan)), "the other plan is linked");

        let kept = office.post(&at, &[("chon", "giu")]).await.expect(303);
        assert!(kept.location().unwrap().starts_with("/van-ban/"));
        let list = office.get("/ke-hoach").await.expect(200);
        assert!(list.shows("1 kết quả"), "{}", list.text());

        let other = office.post(&at, &[("chon", "moi")]).await.expect(303);
        assert!(other.location().unwrap().ends_with("/doc"));
        assert_ne!(other.location().unwrap(), format!("{plan}/doc"));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_why_and_keeps_what_was_typed() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;

        let broken = hand_in(&office, "hong.docx", b"PK\x03\x04 nothing").await.expect(422);
        assert!(broken.shows("Tệp DOCX bị hỏng"), "{}", broken.text());

        let key = broken.value_of("form_key").unwrap();
        let soup = "Canh chua: me, cá, cà chua. Đun sôi nước rồi thả cá vào.";
        let reply =
            office.post("/ke-hoach/nhap", &[("form_key", &key), ("van-ban", soup), ("huong", "out")]).await.expect(422);
        assert!(reply.shows("không giống một kế hoạch"), "{}", reply.text());
        assert!(reply.shows("Canh chua"));

        let nothing = office.post("/ke-hoach/nhap", &[("form_key", &key)]).await.expect(422);
        assert!(nothing.shows("Chọn một tệp hoặc dán văn bản"));
    }
}

#[tokio::test]
async fn a_received_document_stands_in_the_register_without_a_draft() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let key = office.get("/ke-hoach/nhap").await.expect(200).value_of("form_key").unwrap();

        let fields = [("form_key", key.as_str()), ("huong", "in")];
        let reply = office.post_file("/ke-hoach/nhap", &fields, "tep", "den.txt", PLAN.as_bytes()).await.expect(303);

        let at = reply.location().unwrap().to_owned();
        assert!(at.starts_with("/van-ban/"));
        let found = office.get("/van-ban?tim=mua+ban+nguoi&huong=in").await.expect(200);
        assert!(found.links().contains(&at), "{}", found.text());
        assert!(!office.get("/van-ban?tim=khong+co").await.expect(200).links().contains(&at));
        let file = office.get(&format!("{at}/tep")).await.expect(200);
        assert_eq!(file.bytes(), PLAN.as_bytes());
        assert!(office.get("/ke-hoach").await.expect(200).shows("Chưa có kế hoạch nào"));
    }
}
