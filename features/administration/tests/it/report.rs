use administration::Standing;
use testkit::Persona;

use crate::common::{apps, seal};

async fn standing(app: &testkit::TestApp, parameter: &str) -> Standing {
    let findings = administration::report(app.services()).await.unwrap();
    findings.iter().find(|finding| finding.parameter == parameter).unwrap().standing
}

#[tokio::test]
async fn the_report_follows_the_state_of_the_log() {
    for app in apps().await {
        assert_eq!(standing(&app, "log-store").await, Standing::Fails);
        seal(&app).await;
        assert_eq!(standing(&app, "log-store").await, Standing::Holds);
        app.set_clock_to("2026-03-20T03:00:00Z");

        assert_eq!(standing(&app, "log-store").await, Standing::Fails);
        assert_eq!(standing(&app, "log-review").await, Standing::Fails);
        assert_eq!(standing(&app, "pentest").await, Standing::ByPeople);
    }
}

#[tokio::test]
async fn the_administrator_sees_the_parameters_with_their_source() {
    for app in apps().await {
        let page = app.visit_as(Persona::Admin).await.get("/quan-tri/he-thong").await.expect(200);

        assert!(page.shows("Rà soát nhật ký") && page.shows("3.9.2.1.11") && page.shows("Việc của tổ chức"));
        for persona in [Persona::ProvinceLeader, Persona::CommuneOffice, Persona::Nobody] {
            let visitor = app.visit_as(persona).await;
            assert_eq!(visitor.get("/quan-tri/he-thong").await.status(), 404, "{persona:?}");
            assert_eq!(visitor.get("/quan-tri").await.status(), 404, "{persona:?}");
        }
    }
}
