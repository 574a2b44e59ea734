//! Evidence, papers, the calendar's file.

use testkit::Persona;

use crate::seed::{Duty, apps, open_report, plan, report};

#[tokio::test]
async fn evidence_is_checked_by_its_content_and_kept_as_an_attachment() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let lead = Some("agency-99001-women");
        let duty = plan.duty(Duty { text: "Việc mẫu", lead, ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let path = format!("/nhiem-vu/{duty}/cap-nhat");
        let fields = [("ket-qua", "Có ảnh"), ("muc", "25"), ("form_key", "key-1"), ("version", "1")];

        let refused = officer.post_file(&path, &fields, "tep", "ảnh.png", b"<html>").await.expect(422);
        assert!(refused.shows("Chỉ nhận tệp") && refused.shows("Có ảnh"));
        let _ = officer.post_file(&path, &fields, "tep", "ảnh lớp.pdf", b"%PDF-1.7 x").await.expect(303);

        let page = officer.get(&format!("/nhiem-vu/{duty}")).await.expect(200);
        let link = page.links().into_iter().find(|link| link.starts_with("/minh-chung/")).unwrap();
        let file = officer.get(&link).await.expect(200);
        assert_eq!(file.bytes(), b"%PDF-1.7 x");
        assert_eq!(file.header("content-type"), Some("application/pdf"));
        assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
        let neighbour = app.visit_as(Persona::NeighbourOfficer).await;
        let _ = neighbour.get(&link).await.expect(404);
    }
}

#[tokio::test]
async fn the_papers_write_themselves_from_the_work() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let lead = Some("agency-99001-women");
        let duty = plan.duty(Duty { text: "Mở lớp mẫu", due: Some("2026-03-31"), lead, ..Duty::default() }).await;
        plan.duty(Duty { text: "Việc đã trễ", due: Some("2026-02-28"), ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let fields = [("ket-qua", "Kết quả mẫu"), ("muc", "50"), ("kho-khan", "Thiếu phòng"), ("de-xuat", "Cấp phòng")];
        let _ = report(&officer, &duty, &fields).await.expect(303);
        let id = open_report(&office.get(&format!("/nhiem-vu/{duty}")).await.expect(200));
        let _ = office.post(&format!("/tien-do/{id}/chap-nhan"), &[]).await.expect(303);

        let base = format!("/ke-hoach/{}", plan.id);
        let docx = office.get(&format!("{base}/bao-cao.docx?tu=01/01/2026&den=04/03/2026")).await.expect(200);
        assert!(papers::check_layout(docx.bytes()).unwrap().is_empty());
        let words = docx_words(docx.bytes());
        for said in ["Kế hoạch có 2 nhiệm vụ", "Quá hạn: 1 nhiệm vụ (50%)", "Kết quả mẫu", "Thiếu phòng", "Cấp phòng"]
        {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert!(!words.contains('⟦'));
        let before = office.get(&format!("{base}/bao-cao.docx?den=03/03/2026")).await.expect(200);
        assert!(!docx_words(before.bytes()).contains("Kết quả mẫu"));
        let table = office.get(&format!("{base}/phan-cong.docx")).await.expect(200);
        assert!(papers::check_layout(table.bytes()).unwrap().is_empty());
        assert!(docx_words(table.bytes()).contains("Hội Phụ nữ mẫu"));
        let pdf = office.get(&format!("{base}/bao-cao.pdf")).await.expect(200);
        assert!(pdf.bytes().starts_with(b"%PDF-"));
        let book = office.get(&format!("{base}/theo-doi.xlsx")).await.expect(200);
        assert!(book.bytes().starts_with(b"PK"));
    }
}

fn docx_words(bytes: &[u8]) -> String {
    use std::io::Read as _;
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut words = String::new();
    let mut inside = false;
    for ch in xml.chars() {
        match ch {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => words.push(ch),
            _ => {}
        }
    }
    words
}

#[tokio::test]
async fn the_calendar_shows_a_month_and_gives_a_file() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        plan.duty(Duty { text: "Việc tháng Ba", due: Some("2026-03-31"), ..Duty::default() }).await;
        plan.report_date().await;
        let office = app.visit_as(Persona::CommuneOffice).await;

        let month = office.get("/lich").await.expect(200);
        assert!(month.shows("Tháng 3/2026") && month.shows("Việc tháng Ba") && month.shows("Báo cáo quý mẫu"));
        assert!(office.get("/lich?thang=2026-04").await.expect(200).shows("không có việc đến hạn"));
        let file = office.get("/lich.ics").await.expect(200);
        assert!(file.body().contains("DTSTART;VALUE=DATE:20260331") && file.body().contains("SUMMARY:Việc tháng Ba"));
    }
}

#[tokio::test]
async fn a_report_that_is_due_is_marked_as_sent_once() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let date = plan.report_date().await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let neighbour = app.visit_as(Persona::NeighbourOffice).await;
        let path = format!("/ky-bao-cao/{date}/da-nop");

        assert!(office.get("/viec-cua-toi").await.expect(200).shows("Báo cáo quý mẫu"));
        let _ = neighbour.post(&path, &[]).await.expect(404);
        let _ = office.post(&path, &[]).await.expect(303);
        assert!(!office.get("/viec-cua-toi").await.expect(200).shows("Báo cáo quý mẫu"));
    }
}

#[tokio::test]
async fn a_commune_sees_the_dates_of_the_province_but_does_not_mark_them() {
    for app in apps().await {
        let plan = plan(&app, Persona::ProvinceOffice, "Kế hoạch tỉnh mẫu", None).await;
        let date = plan.report_date().await;
        let office = app.visit_as(Persona::CommuneOffice).await;

        let work = office.get("/viec-cua-toi").await.expect(200);
        assert!(work.shows("Báo cáo quý mẫu") && !work.body().contains(&date));
        assert!(office.get("/lich").await.expect(200).shows("Báo cáo quý mẫu"));
        assert_eq!(office.post(&format!("/ky-bao-cao/{date}/da-nop"), &[]).await.status(), 404);
    }
}
