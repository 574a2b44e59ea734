//! What one may not see or do is not there.

use testkit::Persona;

use crate::seed::{Duty, apps, plan, report};

#[tokio::test]
async fn the_neighbours_work_is_not_there() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc mẫu", lead: Some("agency-99001-women"), ..Duty::default() }).await;

        for persona in [Persona::NeighbourOfficer, Persona::NeighbourOffice, Persona::Nobody] {
            let client = app.visit_as(persona).await;
            for path in [
                format!("/nhiem-vu/{duty}"),
                format!("/nhiem-vu/{duty}/cap-nhat"),
                format!("/nhiem-vu/{duty}/sua"),
                format!("/nhiem-vu/{duty}/don-doc"),
                format!("/ke-hoach/{}/phan-cong", plan.id),
                format!("/ke-hoach/{}/tien-do", plan.id),
                format!("/ke-hoach/{}/xuong-cap", plan.id),
                format!("/ke-hoach/{}/bao-cao.docx", plan.id),
                format!("/ke-hoach/{}/theo-doi.xlsx", plan.id),
            ] {
                assert_eq!(client.get(&path).await.status(), 404, "{persona:?} {path}");
            }
            let sent = client.post(&format!("/nhiem-vu/{duty}/cap-nhat"), &[("ket-qua", "x")]).await;
            assert_eq!(sent.status(), 404, "{persona:?}");
        }
    }
}

#[tokio::test]
async fn an_officer_reports_but_neither_assigns_nor_edits_nor_judges() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let led = plan.duty(Duty { text: "Việc mẫu", lead: Some("agency-99001-women"), ..Duty::default() }).await;
        let other = plan.duty(Duty { text: "Việc khác", lead: Some("agency-99001-police"), ..Duty::default() }).await;
        let officer = app.visit_as(Persona::CommuneOfficer).await;

        assert_eq!(officer.get(&format!("/nhiem-vu/{led}/cap-nhat")).await.status(), 200);
        assert_eq!(officer.get(&format!("/nhiem-vu/{other}")).await.status(), 200);
        for path in [
            format!("/nhiem-vu/{other}/cap-nhat"),
            format!("/nhiem-vu/{led}/sua"),
            format!("/nhiem-vu/{led}/don-doc"),
            format!("/ke-hoach/{}/phan-cong", plan.id),
        ] {
            assert_eq!(officer.get(&path).await.status(), 404, "{path}");
        }
        let _ = report(&officer, &led, &[("ket-qua", "Đã làm"), ("muc", "25")]).await.expect(303);
        let id = crate::seed::open_report(
            &app.visit_as(Persona::CommuneOffice).await.get(&format!("/nhiem-vu/{led}")).await,
        );
        assert_eq!(officer.post(&format!("/tien-do/{id}/chap-nhan"), &[]).await.status(), 404);
    }
}

#[tokio::test]
async fn a_commune_sees_what_binds_it_but_not_how_others_do() {
    for app in apps().await {
        let plan = plan(&app, Persona::ProvinceOffice, "Kế hoạch tỉnh mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc cấp tỉnh", ..Duty::default() }).await;
        let province = app.visit_as(Persona::ProvinceOffice).await;
        let _ = report(&province, &duty, &[("ket-qua", "Nội tình của tỉnh"), ("muc", "25")]).await.expect(303);

        let seen = app.visit_as(Persona::CommuneOfficer).await.get(&format!("/nhiem-vu/{duty}")).await.expect(200);

        assert!(seen.shows("Việc cấp tỉnh") && seen.shows("không hiển thị ở đây"));
        assert!(!seen.shows("Nội tình của tỉnh"));
    }
}
