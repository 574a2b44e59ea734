//! A draft is put into force.

use testkit::Persona;

use crate::seed::{apps, draft, issue, issued, item, press};

#[tokio::test]
async fn an_issued_plan_binds_and_its_reports_stand_in_the_calendar() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;
        let _ = press(&office, &clinic, "bo").await.expect(303);

        let check = office.get(&format!("{plan}/ban-hanh")).await.expect(200);
        assert!(check.shows("4 ngày báo cáo vào lịch"), "{}", check.text());
        assert!(check.shows("Đoàn Thanh niên xã"), "an agency that the directory does not know is named");
        let _ = issue(&office, &plan, "15/03/2026").await.expect(303);

        let page = office.get(&plan).await.expect(200);
        assert!(!page.shows("khám sức khỏe ban đầu"), "what was dropped does not bind");
        assert!(page.shows("trước 10/03/2026") && page.shows("Đã qua trước khi ban hành"), "{}", page.text());
        assert!(page.shows("trước 10/12/2026"));
        assert!(page.shows("chưa có số liệu"));
        assert!(page.shows("chưa cấp số"));
        let duty = page.links().into_iter().find(|link| link.starts_with("/nhiem-vu/")).expect("an obligation");
        let _ = office.get(&duty).await.expect(200);
        let _ = office.get(&clinic).await.expect(404);
    }
}

#[tokio::test]
async fn a_draft_that_changed_since_the_check_is_not_issued() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let address = format!("{plan}/ban-hanh");
        let base = office.get(&address).await.expect(200).value_of("ban").unwrap();
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;
        let _ = press(&office, &clinic, "bo").await.expect(303);

        let stale = office.post(&address, &[("ban", &base), ("hieu-luc", "15/01/2026")]).await.expect(409);
        assert!(stale.shows("Dự thảo đã thay đổi"));
        let wrong = office.post(&address, &[("ban", &base), ("hieu-luc", "hôm nay")]).await.expect(422);
        assert!(wrong.shows("Nhập ngày/tháng/năm"));

        let _ = office.get(&format!("{plan}/doc")).await.expect(200);
        let now = stale.value_of("ban").unwrap();
        let _ = office.post(&address, &[("ban", &now), ("hieu-luc", "15/01/2026")]).await.expect(303);
        // A second press finds it issued and leads to the same page.
        let again = office.post(&address, &[("ban", &now), ("hieu-luc", "16/01/2026")]).await.expect(303);
        assert_eq!(again.location(), Some(plan.as_str()));
        assert!(office.get(&plan).await.expect(200).shows("Có hiệu lực từ 15/01/2026"));
    }
}

#[tokio::test]
async fn a_number_is_assigned_after_issuing() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = issued(&app).await;

        let wrong = office.post(&format!("{plan}/so"), &[("so", "")]).await.expect(303);
        assert!(office.follow(wrong).await.shows("Chưa cấp số: thiếu số"));
        let fields = [("so", "07"), ("ky-hieu", "KH-BCĐ"), ("ngay", "14"), ("thang", "1"), ("nam", "2026")];
        let _ = office.post(&format!("{plan}/so"), &fields).await.expect(303);

        let page = office.get(&plan).await.expect(200);
        assert!(page.shows("07/KH-BCĐ") && page.shows("ngày 14 tháng 01 năm 2026"), "{}", page.text());
        assert!(!page.shows("chưa cấp số"));
        assert!(office.get("/ke-hoach?tim=07/kh-bcd").await.expect(200).links().contains(&plan));
    }
}

#[tokio::test]
async fn a_plan_above_is_linked_by_its_number_and_acknowledged_once() {
    for app in apps().await {
        let province = app.visit_as(Persona::ProvinceOffice).await;
        let upper = crate::seed::PLAN
            .replace("UBND XÃ SUỐI MẪU", "UBND TỈNH MẪU")
            .replace("Số:     /KH-BCĐ", "Số: 15/KH-BCĐ")
            .replace("ngày     tháng 01", "ngày 05 tháng 01")
            .replace("Hội Liên hiệp Phụ nữ xã", "Hội Liên hiệp Phụ nữ tỉnh");
        let reply = crate::seed::hand_in(&province, "tinh.txt", upper.as_bytes()).await.expect(303);
        let above = reply.location().unwrap().strip_suffix("/doc").unwrap().to_owned();
        let _ = issue(&province, &above, "06/01/2026").await.expect(303);

        let office = app.visit_as(Persona::CommuneOffice).await;
        let reply = crate::seed::hand_in(&office, "xa.txt", crate::seed::PLAN.as_bytes()).await.expect(303);
        // It is much like the plan above, which the person has to see first.
        let at = reply.location().unwrap().to_owned();
        let own = office.post(&at, &[("chon", "moi")]).await.expect(303);
        let own = own.location().unwrap().strip_suffix("/doc").unwrap().to_owned();
        let _ = issue(&office, &own, "15/01/2026").await.expect(303);

        let page = office.get(&own).await.expect(200);
        assert!(page.links().iter().filter(|link| **link == above).count() >= 2, "basis and plan above are linked");
        let page = office.get(&above).await.expect(200);
        assert!(page.shows("Đã đọc, đã nhận"));
        let _ = office.post(&format!("{above}/da-nhan"), &[]).await.expect(303);
        let _ = office.post(&format!("{above}/da-nhan"), &[]).await.expect(303);
        assert!(office.get(&above).await.expect(200).shows("Đơn vị đã xác nhận đã đọc"));
        let page = province.get(&above).await.expect(200);
        assert!(page.shows("Đơn vị đã đọc (1)") && page.shows("Xã Suối Mẫu"), "{}", page.text());
        let _ = province.post(&format!("{above}/da-nhan"), &[]).await.expect(404);
    }
}

#[tokio::test]
async fn a_report_without_a_day_waits_for_one_and_then_stands_in_the_calendar_once() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let text = crate::seed::PLAN.replace(" trước ngày 10/3, 10/6, 10/9 và 10/12", "");
        let reply = crate::seed::hand_in(&office, "khong-ngay.txt", text.as_bytes()).await.expect(303);
        let plan = reply.location().unwrap().strip_suffix("/doc").unwrap().to_owned();
        assert!(office.get(&format!("{plan}/ban-hanh")).await.expect(200).shows("0 ngày báo cáo vào lịch"));
        let _ = issue(&office, &plan, "15/01/2026").await.expect(303);
        let page = office.get(&plan).await.expect(200);
        assert!(page.shows("chưa có ngày"), "{}", page.text());
        let at = page.body().find("/ngay\"").expect("a form for the day");
        let from = page.body()[..at].rfind("action=\"").unwrap() + "action=\"".len();
        let address = page.body()[from..at + "/ngay".len()].to_owned();

        let wrong = office.post(&address, &[("ngay", "cuối quý")]).await.expect(303);
        assert!(office.follow(wrong).await.shows("Chưa thêm: ngày không đúng"));
        let _ = office.post(&address, &[("ngay", "25/3/2026")]).await.expect(303);
        let _ = office.post(&address, &[("ngay", "25/3/2026")]).await.expect(303);

        let page = office.get(&plan).await.expect(200);
        assert_eq!(page.text().matches("25/03/2026").count(), 2, "in the calendar and in the history: {}", page.text());
        assert!(!page.shows("chưa có ngày"));
    }
}

#[tokio::test]
async fn the_command_and_the_pages_go_through_the_same_actions() {
    for app in apps().await {
        let actor = app.actor(Persona::CommuneOffice).await;
        let bytes = crate::seed::PLAN.as_bytes();

        let first = plans::import_plan(app.services(), &actor, "ke-hoach.txt", bytes).await.unwrap();
        let again = plans::import_plan(app.services(), &actor, "ke-hoach.txt", bytes).await.unwrap();
        assert_eq!(first, again);
        plans::issue_plan(app.services(), &actor, first, app.context().today()).await.unwrap();

        let stranger = app.actor(Persona::CommuneOfficer).await;
        let refused = plans::import_plan(app.services(), &stranger, "ke-hoach.txt", bytes).await;
        assert!(matches!(refused, Err(plans::ImportError::NotFound)));
        let office = app.visit_as(Persona::CommuneOffice).await;
        let _ = office.get(&format!("/ke-hoach/{first}")).await.expect(200);
    }
}
