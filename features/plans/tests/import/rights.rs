//! Who sees and does what; what one may not see answers 404.

use testkit::Persona;

use crate::seed::{apps, draft, issued, item};

#[tokio::test]
async fn a_draft_is_seen_by_its_standing_office_and_leader_and_changed_by_the_office_alone() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let plan = draft(&office).await;
        let clinic = item(&office, &plan, "Trạm Y tế xã").await;
        let reading = format!("{plan}/doc");

        for persona in Persona::ALL {
            let client = app.visit_as(persona).await;
            let sees = matches!(persona, Persona::CommuneOffice | Persona::CommuneLeader);
            let changes = persona == Persona::CommuneOffice;
            let status = |allowed: bool| if allowed { 200 } else { 404 };
            assert_eq!(client.get(&reading).await.status(), status(sees), "{persona:?} reads the draft");
            assert_eq!(client.get(&clinic).await.status(), status(changes), "{persona:?} opens an obligation");
            assert_eq!(client.get(&format!("{plan}/thong-tin")).await.status(), status(changes), "{persona:?}");
            assert_eq!(client.get(&format!("{plan}/ban-hanh")).await.status(), status(changes), "{persona:?}");
            if !changes {
                for path in ["/bo", "/gop", "/tach", ""] {
                    let reply = client.post(&format!("{clinic}{path}"), &[("ban", "1"), ("cac-phan", "a\n\nb")]).await;
                    assert_eq!(reply.status(), 404, "{persona:?} posts {path}");
                }
                let reply = client.post(&format!("{plan}/ban-hanh"), &[("ban", "1"), ("hieu-luc", "15/01/2026")]).await;
                assert_eq!(reply.status(), 404, "{persona:?} issues");
            }
        }
    }
}

#[tokio::test]
async fn an_issued_plan_is_seen_by_its_unit_and_those_above_and_not_by_the_neighbour() {
    for app in apps().await {
        let plan = issued(&app).await;

        for persona in Persona::ALL {
            let client = app.visit_as(persona).await;
            let sees = matches!(
                persona,
                Persona::CommuneOffice
                    | Persona::CommuneLeader
                    | Persona::CommuneOfficer
                    | Persona::ProvinceOffice
                    | Persona::ProvinceLeader
            );
            let status = if sees { 200 } else { 404 };
            assert_eq!(client.get(&plan).await.status(), status, "{persona:?}");
            assert_eq!(client.get(&format!("{plan}/doc")).await.status(), status, "{persona:?}");
            if persona != Persona::CommuneOffice {
                let fields = [("so", "1"), ("ky-hieu", "KH")];
                assert_eq!(client.post(&format!("{plan}/so"), &fields).await.status(), 404, "{persona:?}");
            }
            let list = client.get("/ke-hoach").await;
            assert_eq!(list.links().contains(&plan), sees, "{persona:?}");
        }
    }
}

#[tokio::test]
async fn only_a_standing_office_hands_in_and_the_register_is_the_own_units() {
    for app in apps().await {
        let office = app.visit_as(Persona::CommuneOffice).await;
        let _ = draft(&office).await;
        let register = office.get("/van-ban").await.expect(200);
        let document = register.links().into_iter().find(|link| link.starts_with("/van-ban/")).unwrap();

        for persona in Persona::ALL {
            let client = app.visit_as(persona).await;
            let hands_in =
                matches!(persona, Persona::CommuneOffice | Persona::NeighbourOffice | Persona::ProvinceOffice);
            assert_eq!(client.get("/ke-hoach/nhap").await.status(), if hands_in { 200 } else { 404 }, "{persona:?}");
            let reads = matches!(persona, Persona::CommuneOffice | Persona::CommuneLeader);
            let status = if reads { 200 } else { 404 };
            assert_eq!(client.get(&document).await.status(), status, "{persona:?}");
            assert_eq!(client.get(&format!("{document}/tep")).await.status(), status, "{persona:?}");
        }
    }
}
