//! The assignment table.

use testkit::Persona;

use crate::seed::{Duty, apps, plan};

const WOMEN: &str = "person-99001-women";

#[tokio::test]
async fn rows_that_were_changed_are_saved_and_the_others_left_alone() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let first = plan.duty(Duty { text: "Việc thứ nhất", ..Duty::default() }).await;
        let second = plan.duty(Duty { text: "Việc thứ hai", due: Some("2026-05-01"), ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let path = format!("/ke-hoach/{}/phan-cong", plan.id);
        let form = office.get(&path).await.expect(200);
        let (print1, print2) = (value(&form, "goc", &first), value(&form, "goc", &second));
        let names = [&first, &second].map(|id| ["dong", "v", "goc", "nguoi", "han"].map(|name| format!("{name}-{id}")));
        let fields = [
            ("dong", first.as_str()),
            (&names[0][1], "1"),
            (&names[0][2], &print1),
            (&names[0][3], WOMEN),
            (&names[0][4], "quý 2/2026"),
            ("dong", &second),
            (&names[1][1], "1"),
            (&names[1][2], &print2),
            (&names[1][4], "01/05/2026"),
            ("luu", "tat-ca"),
        ];

        let saved = office.post(&path, &fields).await;

        assert!(office.follow(saved).await.shows("Đã lưu phân công 1 nhiệm vụ."));
        let page = office.get(&format!("/nhiem-vu/{first}")).await.expect(200);
        assert!(page.shows("Lò Thị Mẫu Bốn") && page.shows("quý 2/2026"));
        let mine = app.visit_as(Persona::CommuneOfficer).await.get("/viec-cua-toi").await.expect(200);
        assert!(mine.shows("Việc thứ nhất") && !mine.shows("Việc thứ hai"));
    }
}

#[tokio::test]
async fn a_row_that_somebody_else_changed_is_told_and_keeps_what_was_typed() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc mẫu", due: Some("2026-05-01"), ..Duty::default() }).await;
        let office = app.visit_as(Persona::CommuneOffice).await;
        let leader = app.visit_as(Persona::CommuneLeader).await;
        let path = format!("/ke-hoach/{}/phan-cong", plan.id);
        let print = value(&office.get(&path).await.expect(200), "goc", &duty);
        let (v, goc, han) = (format!("v-{duty}"), format!("goc-{duty}"), format!("han-{duty}"));
        let row = |due: &'static str| {
            [("dong", duty.as_str()), (v.as_str(), "1"), (goc.as_str(), print.as_str()), (han.as_str(), due)]
        };
        let _ = leader.post(&path, &row("01/06/2026")).await.expect(303);

        let stale = office.post(&path, &row("01/07/2026")).await.expect(422);

        assert!(stale.shows("Có người đã sửa dòng này") && stale.shows("thời hạn 01/06/2026"));
        assert_eq!(value(&stale, "han", &duty), "01/07/2026");
        let page = office.get(&format!("/nhiem-vu/{duty}")).await.expect(200);
        assert!(page.shows("01/06/2026") && !page.shows("01/07/2026"));
    }
}

#[tokio::test]
async fn a_person_of_another_unit_cannot_be_assigned() {
    for app in apps().await {
        let plan = plan(&app, Persona::CommuneOffice, "Kế hoạch xã mẫu", None).await;
        let duty = plan.duty(Duty { text: "Việc mẫu", ..Duty::default() }).await;
        let actor = app.actor(Persona::CommuneOffice).await;
        let wanted = plans::Assignment {
            obligation: duty.parse().unwrap(),
            base: 1,
            people: Some(vec!["person-99002-women".to_owned()]),
            agencies: Vec::new(),
            timing: None,
        };

        let outcome = plans::assign(app.services(), &actor, plan.id.parse().unwrap(), &[wanted]).await.unwrap();

        assert_eq!(outcome, [plans::RowOutcome::Invalid]);
    }
}

fn value(page: &testkit::Reply, field: &str, duty: &str) -> String {
    page.value_of(&format!("{field}-{duty}")).expect("the field")
}
