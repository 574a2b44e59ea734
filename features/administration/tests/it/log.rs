use audit::{Filter, Proof};
use calamine::{Reader as _, Xlsx};
use testkit::Persona;

use crate::common::{apps, as_auditor, seal};

#[tokio::test]
async fn every_statement_prepares() {
    testkit::check_statements(crate::common::features).await;
}

#[tokio::test]
async fn the_auditor_reads_the_log_and_the_look_is_logged_first() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;

        let page = auditor.get("/quan-tri/nhat-ky").await.expect(200);

        assert!(page.shows("victims.identity") && page.shows("Giàng Mẫu Ba") && page.shows("đưa đi khám"));
        let looks = Filter { action: Some("administration.view_log".into()), ..Filter::default() };
        assert_eq!(audit::count(&mut app.db(), &looks).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn the_filters_narrow_and_the_count_is_that_of_the_rows() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;

        let sealed = auditor.get("/quan-tri/nhat-ky?tu=&loai=sealed").await.expect(200);
        let granted = auditor.get("/quan-tri/nhat-ky?tu=23/02/2026&den=25/02/2026&ra-soat=grants").await.expect(200);
        let none = auditor.get("/quan-tri/nhat-ky?tu=26/02/2026&den=26/02/2026").await.expect(200);
        let alone = auditor.get("/quan-tri/nhat-ky?tu=&tai-khoan=account-99001-office").await.expect(200);

        assert!(sealed.shows("victims.identity") && !sealed.shows("plan 3"));
        assert!(granted.shows("account 1") && !granted.shows("plan 3"));
        assert!(none.shows("Không có mục nào"));
        assert!(alone.shows("account 1") && alone.shows("plan 3"));
    }
}

#[tokio::test]
async fn the_workbook_holds_the_rows_and_taking_it_is_logged() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;

        let file = auditor.get("/quan-tri/nhat-ky/nhat-ky.xlsx?tu=&ra-soat=sealed").await.expect(200);

        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file.bytes().to_vec())).unwrap();
        let sheet = book.worksheet_range("Nhật ký").unwrap();
        assert_eq!(sheet.rows().filter(|row| row.iter().any(|cell| *cell == "victims.identity")).count(), 1);
        let taken = Filter { action: Some("administration.export_log".into()), ..Filter::default() };
        assert_eq!(audit::count(&mut app.db(), &taken).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn an_entry_shows_its_payload_and_gives_a_proof_that_holds() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;
        let filter = Filter { action: Some("plans.export_tracking".into()), ..Filter::default() };
        let id = audit::list(&mut app.db(), &filter, 1, 0).await.unwrap()[0].id;
        let path = format!("/quan-tri/nhat-ky/muc/{id}");
        assert!(auditor.get(&path).await.expect(200).shows("Chưa có tệp chứng minh"));
        assert_eq!(auditor.get(&format!("{path}/chung-minh")).await.status(), 404);

        let key = seal(&app).await;

        let page = auditor.get(&path).await.expect(200);
        assert!(page.shows("42") && page.shows("Tải tệp chứng minh"));
        let proof = auditor.get(&format!("{path}/chung-minh")).await.expect(200);
        let proof = String::from_utf8(proof.bytes().to_vec()).unwrap();
        let (leaf, _) = Proof::parse(&proof).unwrap().check(&key.verifier()).unwrap();
        assert_eq!((leaf.action.as_str(), leaf.object_id.as_str()), ("plans.export_tracking", "3"));
        assert_eq!(auditor.get("/quan-tri/nhat-ky/muc/x").await.status(), 404);
    }
}

#[tokio::test]
async fn checkpoints_are_listed_and_printed_with_their_root() {
    for app in apps().await {
        let auditor = as_auditor(&app).await;
        assert!(auditor.get("/quan-tri/nhat-ky/diem-kiem-tra").await.expect(200).shows("Chưa có điểm kiểm tra nào"));
        let key = seal(&app).await;
        let state = audit::state(&mut app.db()).await.unwrap();
        let stored = state.newest.unwrap();

        let minutes = auditor.get(&format!("/quan-tri/nhat-ky/diem-kiem-tra/{}", stored.size)).await.expect(200);
        let file = auditor.get(&format!("/quan-tri/nhat-ky/diem-kiem-tra/{}/tep", stored.size)).await.expect(200);

        let checkpoint = audit::SignedNote::parse(&stored.note).unwrap().checkpoint(&key.verifier()).unwrap();
        assert!(minutes.shows(&checkpoint.root.to_string()) && minutes.body().contains("<svg"));
        assert_eq!(file.bytes(), stored.note.as_bytes());
        assert_eq!(auditor.get("/quan-tri/nhat-ky/diem-kiem-tra/999999").await.status(), 404);
    }
}

#[tokio::test]
async fn nobody_but_the_auditor_finds_the_log() {
    for app in apps().await {
        for persona in Persona::ALL {
            let visitor = app.visit_as(persona).await;
            for path in [
                "/quan-tri/nhat-ky",
                "/quan-tri/nhat-ky/nhat-ky.xlsx",
                "/quan-tri/nhat-ky/diem-kiem-tra",
                "/quan-tri/nhat-ky/diem-kiem-tra/1",
                "/quan-tri/nhat-ky/ra-soat",
            ] {
                assert_eq!(visitor.get(path).await.status(), 404, "{persona:?} {path}");
            }
            let sent = visitor.post("/quan-tri/nhat-ky/ra-soat", &[("tuan", "2026-02-23")]).await;
            assert_eq!(sent.status(), 404, "{persona:?}");
        }
        assert_eq!(app.visit().get("/quan-tri/nhat-ky").await.status(), 303);
    }
}
