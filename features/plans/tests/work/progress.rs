//! Reports of progress and their review.

use testkit::Persona;

use crate::seed::{Duty, apps, open_report, plan, report};

const LED_BY_WOMEN: Option<&str> = Some("agency-99001-women");

#[tokio::test]
async fn a_report_goes_to_review_and_back_until_it_is_accepted() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan
            .duty(Duty {
                text: "Mở lớp tập huấn mẫu", due: Some("2026-03-31"), lead: LED_BY_WOMEN, ..Duty::default()
            })
            .await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let page = format!("/nhiem-vu/{duty}");

        assert!(officer.get("/viec-cua-toi").await.expect(200).shows("Mở lớp tập huấn mẫu"));
        let sent = report(&officer, &duty, &[("ket-qua", "Đã mở một lớp"), ("muc", "50")]).await;
        assert_eq!(sent.location(), Some(page.as_str()));
        let seen = office.get(&page).await.expect(200);
        assert!(seen.shows("Đã mở một lớp") && seen.shows("chờ duyệt") && seen.shows("Đang làm"));
        assert!(office.get("/viec-cua-toi").await.expect(200).shows("Báo cáo tiến độ chờ duyệt (1)"));

        let first = open_report(&seen);
        let back = format!("/tien-do/{first}/tra-lai");
        assert!(office.post(&back, &[("ly-do", " ")]).await.expect(422).shows("Nhập lý do trả lại."));
        let _ = office.post(&back, &[("ly-do", "Nêu số người dự")]).await.expect(303);
        let mine = officer.get("/viec-cua-toi").await.expect(200);
        assert!(mine.shows("Bị trả lại để sửa (1)"));
        assert!(officer.get(&page).await.expect(200).shows("Nêu số người dự"));

        let done = [("ket-qua", "Hai lớp, 60 người"), ("muc", "100"), ("ngay-xong", "3/3/2026")];
        let _ = report(&officer, &duty, &done).await.expect(303);
        let second = open_report(&office.get(&page).await.expect(200));
        let _ = office.post(&format!("/tien-do/{second}/chap-nhan"), &[]).await.expect(303);
        let end = officer.get(&page).await.expect(200);
        assert!(end.shows("Đã xong") && end.shows("Hoàn thành 03/03/2026") && end.shows("100%"));
        assert!(!officer.get("/viec-cua-toi").await.expect(200).shows("Bị trả lại để sửa"));
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_report() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc mẫu", lead: LED_BY_WOMEN, ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let fields = [("ket-qua", "Một lần"), ("muc", "25"), ("form_key", "key-1"), ("version", "1")];
        let path = format!("/nhiem-vu/{duty}/cap-nhat");

        let _ = officer.post_files(&path, &fields, &[]).await.expect(303);
        let _ = officer.post_files(&path, &fields, &[]).await.expect(303);

        let page = officer.get(&format!("/nhiem-vu/{duty}")).await.expect(200);
        assert_eq!(page.body().matches("id=\"td-").count(), 1);
    }
}

#[tokio::test]
async fn nobody_accepts_a_report_of_their_own() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc của thường trực", ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let leader = app.visit_as(Persona::CommuneLeader).await;
        let page = format!("/nhiem-vu/{duty}");

        let _ = report(&office, &duty, &[("ket-qua", "Tự làm"), ("muc", "25")]).await.expect(303);
        assert!(!office.get(&page).await.expect(200).body().contains("/chap-nhan"));
        let id = open_report(&leader.get(&page).await.expect(200));
        let refused = office.post(&format!("/tien-do/{id}/chap-nhan"), &[]).await;
        assert!(office.follow(refused).await.shows("Không tự duyệt báo cáo của chính mình"));
        assert!(leader.get(&page).await.expect(200).shows("chờ duyệt"));
    }
}

#[tokio::test]
async fn a_report_on_an_obligation_that_changed_keeps_what_was_typed() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty =
            plan.duty(Duty { text: "Việc mẫu", due: Some("2026-03-31"), lead: LED_BY_WOMEN, ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let path = format!("/nhiem-vu/{duty}/cap-nhat");
        let form = officer.get(&path).await.expect(200);
        let key = form.value_of("form_key").unwrap();
        let row = [
            ("version", "1"),
            ("nhiem-vu", "Việc mẫu đã đổi"),
            ("thoi-han", "15/04/2026"),
            ("chu-tri", "Hội Phụ nữ mẫu"),
        ];
        let _ = office.post(&format!("/nhiem-vu/{duty}/sua"), &row).await.expect(303);

        let fields = [("ket-qua", "Chữ đã gõ"), ("muc", "25"), ("form_key", key.as_str()), ("version", "1")];
        let stale = officer.post_files(&path, &fields, &[]).await.expect(422);

        assert!(stale.shows("đã được sửa sau khi") && stale.shows("Chữ đã gõ"));
        assert!(stale.shows("31/03/2026") && stale.shows("15/04/2026"));
        assert_eq!(stale.value_of("version").as_deref(), Some("2"));
        let again = [("ket-qua", "Chữ đã gõ"), ("muc", "25"), ("form_key", key.as_str()), ("version", "2")];
        let _ = officer.post_files(&path, &again, &[]).await.expect(303);
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_at_one_moment_is_one_report() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc mẫu", lead: LED_BY_WOMEN, ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;
        let fields = [("ket-qua", "Một lần"), ("muc", "25"), ("form_key", "key-2"), ("version", "1")];
        let path = format!("/nhiem-vu/{duty}/cap-nhat");

        let (one, two) = tokio::join!(officer.post_files(&path, &fields, &[]), officer.post_files(&path, &fields, &[]));

        assert_eq!((one.status(), two.status()), (303, 303));
        let page = officer.get(&format!("/nhiem-vu/{duty}")).await.expect(200);
        assert_eq!(page.body().matches("id=\"td-").count(), 1);
    }
}

#[tokio::test]
async fn work_done_after_its_last_day_is_done_late_whenever_it_is_accepted() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let due = Some("2026-03-31");
        let duty = plan.duty(Duty { text: "Việc mẫu", due, lead: LED_BY_WOMEN, ..Duty::default() }).await;
        let (officer, office) = (app.actor(Persona::CommuneOfficer).await, app.actor(Persona::CommuneOffice).await);
        let id = duty.parse().unwrap();
        for (now, done_on, status) in [
            ("2026-04-10T02:00:00Z", jiff::civil::date(2026, 4, 1), "Xong muộn"),
            ("2026-04-11T02:00:00Z", jiff::civil::date(2026, 3, 31), "Đã xong"),
        ] {
            app.set_clock_to(now);
            let report = plans::NewProgress {
                text: "Xong".to_owned(),
                percent: 100,
                done_on: Some(done_on),
                form_key: now.to_owned(),
                ..plans::NewProgress::default()
            };
            let report = plans::report_progress(app.services(), &officer, id, &report).await.unwrap();
            plans::review_progress(app.services(), &office, report, &plans::Verdict::Accept).await.unwrap();

            let page = app.visit_as(Persona::CommuneOfficer).await.get(&format!("/nhiem-vu/{duty}")).await;
            assert!(page.shows(&format!("{status} 100%")), "{}", page.text());
        }
    }
}
