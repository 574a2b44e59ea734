//! Editing after issue: two people's changes are laid side by side.

use testkit::Persona;

use crate::seed::{Duty, apps, plan};

#[tokio::test]
async fn two_edits_at_once_are_decided_field_by_field() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc gốc", due: Some("2026-05-01"), ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let leader = app.visit_as(Persona::CommuneLeader).await;
        let path = format!("/nhiem-vu/{duty}/sua");
        let base = [("version", "1"), ("goc-nhiem-vu", "Việc gốc"), ("goc-thoi-han", "01/05/2026")];
        let with = |more: &[(&'static str, &'static str)]| [&base[..], more].concat();

        let _ = leader
            .post(&path, &with(&[("nhiem-vu", "Việc của trưởng ban"), ("thoi-han", "01/06/2026")]))
            .await
            .expect(303);
        let mine = with(&[("nhiem-vu", "Việc của thường trực"), ("thoi-han", "01/05/2026")]);
        let conflict = office.post(&path, &mine).await.expect(422);

        assert!(conflict.shows("Có người đã sửa phần này sau khi bạn mở. Chọn giá trị đúng cho từng dòng."));
        assert!(conflict.shows("Việc của trưởng ban") && conflict.shows("Việc của thường trực"));
        assert_eq!(conflict.value_of("version").as_deref(), Some("2"));

        let second = [
            ("version", "2"),
            ("xung-dot", "1"),
            ("nhiem-vu", "Việc của thường trực"),
            ("thoi-han", "01/05/2026"),
            ("goc-nhiem-vu", "Việc gốc"),
            ("goc-thoi-han", "01/05/2026"),
            ("giu-thoi-han", "hien-tai"),
        ];
        let missing = office.post(&path, &second).await.expect(422);
        assert!(missing.shows("Chọn giá trị đúng cho: Nội dung nhiệm vụ"));
        let chosen = [&second[..], &[("giu-nhiem-vu", "cua-toi")]].concat();
        let _ = office.post(&path, &chosen).await.expect(303);

        let page = office.get(&format!("/nhiem-vu/{duty}")).await.expect(200);
        assert!(page.shows("Việc của thường trực") && page.shows("Thời hạn 01/06/2026"));
        assert!(page.shows("Việc của trưởng ban → Việc của thường trực"), "the history keeps both");
    }
}

#[tokio::test]
async fn a_due_date_that_nobody_understands_is_refused_and_kept() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc gốc", ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let fields = [("version", "1"), ("nhiem-vu", "Việc gốc"), ("thoi-han", "ngày kia")];

        let refused = office.post(&format!("/nhiem-vu/{duty}/sua"), &fields).await.expect(422);

        assert!(refused.shows("Chưa hiểu thời hạn này"));
        assert_eq!(refused.value_of("thoi-han").as_deref(), Some("ngày kia"));
    }
}
