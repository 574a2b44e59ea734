//! The quarterly review, accounts that nobody uses, and ending sessions one by one.

use testkit::{Persona, TestApp};

use crate::common::{PASSWORD, apps, between, give, signed_in, texts};

const PATH: &str = "/quan-tri/tai-khoan/ra-soat";

async fn ids(app: &TestApp) -> Vec<String> {
    texts(app, "SELECT id FROM account ORDER BY login", "id").await
}

#[tokio::test]
async fn each_account_gets_a_verdict_and_then_somebody_signs() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        assert!(admin.get(PATH).await.expect(200).shows("Còn 2 tài khoản chưa kết luận"));
        assert!(admin.post(PATH, &[]).await.expect(422).shows("còn tài khoản chưa kết luận"));
        let officer = signed_in(&app, "lo.mau").await;
        let ids = ids(&app).await;

        admin.post(&format!("{PATH}/{}", ids[0]), &[("ket_luan", "giu")]).await.expect(303);
        admin.post(&format!("{PATH}/{}", ids[1]), &[("ket_luan", "thu_hoi")]).await.expect(303);
        officer.get("/thu").await.expect(303);
        admin.post(PATH, &[]).await.expect(303);

        let page = admin.get(PATH).await.expect(200);
        assert!(page.shows("Ký xác nhận: Hoàng Mẫu Sáu, 12:00 04/03/2026") && page.shows("Rà soát tài khoản 2026-Q1"));
        admin.post(&format!("{PATH}/{}", ids[0]), &[("ket_luan", "thu_hoi")]).await.expect(422);
        admin.post(PATH, &[]).await.expect(422);
        give(&app.visit(), "giang.mau", PASSWORD).await.expect(303);
        give(&app.visit(), "lo.mau", PASSWORD).await.expect(422);
        app.set_clock_to("2026-04-01T05:00:00Z");
        let next = admin.get(PATH).await.expect(200);
        assert!(next.shows("Rà soát tài khoản 2026-Q2") && next.shows("2026-Q1: Ký xác nhận"));
    }
}

#[tokio::test]
async fn a_review_is_of_ones_own_territory_and_not_of_oneself() {
    for app in apps().await {
        let ids = ids(&app).await;
        let mut own = app.actor(Persona::CommuneOffice).await;
        own.roles.push("admin".to_owned());
        own.account.clone_from(&ids[0]);
        let own = app.visit_as_actor(own);
        own.post(&format!("{PATH}/{}", ids[0]), &[("ket_luan", "giu")]).await.expect(422);
        own.post(&format!("{PATH}/{}", ids[1]), &[("ket_luan", "giu")]).await.expect(303);
        own.post(PATH, &[]).await.expect(303);

        app.visit_as(Persona::CommuneOfficer).await.get(PATH).await.expect(404);
        let mut neighbour = app.actor(Persona::NeighbourOffice).await;
        neighbour.roles.push("admin".to_owned());
        let neighbour = app.visit_as_actor(neighbour);
        neighbour.post(&format!("{PATH}/{}", ids[1]), &[("ket_luan", "thu_hoi")]).await.expect(404);
        assert!(!neighbour.get(PATH).await.expect(200).shows("lo.mau"));
    }
}

#[tokio::test]
async fn the_workbook_has_a_row_for_each_account() {
    for app in apps().await {
        let admin = app.visit_as(Persona::Admin).await;
        let file = admin.get(&format!("{PATH}/xlsx")).await.expect(200);

        assert!(file.header("content-disposition").unwrap().contains("ra-soat-tai-khoan-2026-Q1.xlsx"));
        assert!(file.bytes().starts_with(b"PK"));
        let mut neighbour = app.actor(Persona::NeighbourOfficer).await;
        neighbour.roles.clear();
        app.visit_as_actor(neighbour).get(&format!("{PATH}/xlsx")).await.expect(404);
    }
}

#[tokio::test]
async fn an_account_that_nobody_used_for_45_days_is_closed_by_the_nightly_job() {
    for app in apps().await {
        let (db, context) = (app.db().clone(), app.context().clone());
        let worker = jobs::Worker::new(db, context, sign_in::handlers(app.services()), jobs::Settings::default());
        app.set_clock_to("2026-04-17T19:00:00Z");
        give(&app.visit(), "giang.mau", PASSWORD).await.expect(303);
        worker.run_due().await.unwrap();
        let open = "SELECT login FROM account WHERE active = 1 ORDER BY login";
        assert_eq!(texts(&app, open, "login").await, ["giang.mau", "lo.mau"]);

        app.set_clock_to("2026-04-18T19:45:00Z");
        worker.run_due().await.unwrap();

        assert_eq!(texts(&app, open, "login").await, ["giang.mau"]);
        assert_eq!(texts(&app, "SELECT disabled_why FROM account WHERE active = 0", "disabled_why").await, ["unused"]);
    }
}

#[tokio::test]
async fn one_session_is_ended_and_nobody_elses() {
    for app in apps().await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let colleague = signed_in(&app, "giang.mau").await;
        let page = here.get("/tai-khoan").await.expect(200);
        let other = between(&page, "action=\"/tai-khoan/phien/", "\"");

        colleague.post(&format!("/tai-khoan/phien/{other}"), &[]).await.expect(404);
        there.get("/thu").await.expect(200);
        here.post(&format!("/tai-khoan/phien/{other}"), &[]).await.expect(303);

        there.get("/thu").await.expect(303);
        here.get("/thu").await.expect(200);
    }
}

#[tokio::test]
async fn a_review_is_due_once_an_installation_is_older_than_a_quarter() {
    async fn holds(app: &TestApp) -> bool {
        let services = app.services();
        for measuring in services.measures.iter() {
            let measured = measuring(services).await.unwrap();
            if let Some(one) = measured.iter().find(|one| one.parameter == "account-review") {
                return one.holds;
            }
        }
        panic!("the review is not measured");
    }
    for app in apps().await {
        assert!(holds(&app).await, "in the first quarter");
        app.set_clock_to("2026-06-05T05:00:00Z");
        assert!(!holds(&app).await);

        let admin = app.visit_as(Persona::Admin).await;
        for id in ids(&app).await {
            admin.post(&format!("{PATH}/{id}"), &[("ket_luan", "giu")]).await.expect(303);
        }
        admin.post(PATH, &[]).await.expect(303);

        assert!(holds(&app).await);
    }
}
