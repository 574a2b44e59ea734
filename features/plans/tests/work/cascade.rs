//! Lower plans answer upper ones; gaps are urged.

use testkit::Persona;

use crate::seed::{Duty, apps, plan};

#[tokio::test]
async fn an_answer_fills_its_cell_and_a_gap_can_be_urged() {
    for app in apps().await {
        let upper = plan(&app, Persona::ProvinceOffice, "Kế hoạch tỉnh mẫu", None).await;
        let clause = upper.duty(Duty { text: "Tổ chức truyền thông tại các xã, phường", ..Duty::default() }).await;
        let lower = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", Some(&upper.id)).await;
        let own = lower
            .duty(Duty {
                text: "Tổ chức truyền thông tại các thôn, bản", due: Some("2026-02-01"), ..Duty::default()
            })
            .await;
        lower.duty(Duty { text: "Mua sắm bàn ghế", ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let province = app.visit_as(Persona::ProvinceOffice).await;

        let form = office.get(&format!("/nhiem-vu/{clause}/tra-loi")).await.expect(200);
        assert!(form.shows("Đã chọn và gần giống 1 Tổ chức truyền thông tại các thôn, bản"));
        let _ = office.post(&format!("/nhiem-vu/{clause}/tra-loi"), &[("tra-loi", &own)]).await.expect(303);
        assert!(office.get(&format!("/nhiem-vu/{own}")).await.expect(200).shows("Trả lời nhiệm vụ cấp trên"));

        let matrix = province.get(&format!("/ke-hoach/{}/xuong-cap", upper.id)).await.expect(200);
        let rows = matrix.text();
        assert!(rows.contains("Phường Đồi Mẫu chưa có kế hoạch 0 (0%) 0 –"), "{rows}");
        assert!(rows.contains("Xã Suối Mẫu 1 (100%) 1 T"), "{rows}");
        assert!(rows.contains("Đôn đốc 1 đơn vị"), "{rows}");
        assert!(matrix.links().contains(&format!("/nhiem-vu/{own}")));

        let urge = format!("/nhiem-vu/{clause}/don-doc");
        let letter = province.get(&format!("{urge}?toi=don-vi")).await.expect(200);
        let key = letter.value_of("form_key").unwrap();
        let fields = [("toi", "don-vi"), ("thu", "Đề nghị sớm có kế hoạch"), ("form_key", key.as_str())];
        for _ in 0..2 {
            let _ = province.post(&urge, &fields).await.expect(303);
        }
        let neighbour = app.visit_as(Persona::NeighbourOffice).await;
        let work = neighbour.get("/viec-cua-toi").await.expect(200);
        assert_eq!(work.text().matches("Đề nghị sớm có kế hoạch").count(), 1);
        assert!(!office.get("/viec-cua-toi").await.expect(200).shows("Đề nghị sớm có kế hoạch"));
        let seen = work.body().find("/nhac-viec/").map(|at| work.body()[at..at + 56].to_owned()).unwrap();
        let _ = office.post(seen.split('"').next().unwrap(), &[]).await.expect(404);
        let _ = neighbour.post(seen.split('"').next().unwrap(), &[]).await.expect(303);
        assert!(!neighbour.get("/viec-cua-toi").await.expect(200).shows("Đề nghị sớm có kế hoạch"));
    }
}

#[tokio::test]
async fn a_clause_of_another_unit_cannot_be_made_to_answer() {
    for app in apps().await {
        let upper = plan(&app, Persona::ProvinceOffice, "Kế hoạch tỉnh mẫu", None).await;
        let clause = upper.duty(Duty { text: "Việc cấp tỉnh", ..Duty::default() }).await;
        let lower = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let own = lower.duty(Duty { text: "Việc cấp xã", ..Duty::default() }).await;
        let neighbour = app.visit_as(Persona::NeighbourOffice).await;

        let sent = neighbour.post(&format!("/nhiem-vu/{clause}/tra-loi"), &[("tra-loi", &own)]).await;

        assert_eq!(sent.status(), 404);
    }
}

#[tokio::test]
async fn the_matrix_of_a_plan_counts_what_its_links_show() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let lead = Some("agency-99001-women");
        for due in ["2026-02-01", "2026-02-02", "2026-09-01"] {
            plan.duty(Duty { text: "Việc của Hội", due: Some(due), lead, ..Duty::default() }).await;
        }
        plan.duty(Duty { text: "Việc không ai chủ trì", due: Some("2026-02-01"), ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;

        let page = office.get(&format!("/ke-hoach/{}/tien-do", plan.id)).await.expect(200);
        let late: Vec<String> =
            page.links().into_iter().filter(|link| link.contains("trang_thai=late&co_quan=")).collect();

        let mut rows = Vec::new();
        for link in late {
            rows.push(office.get(&link).await.expect(200).body().matches("class=\"whole\"").count());
        }
        rows.sort_unstable();
        assert_eq!(rows, [1, 2]);
    }
}
