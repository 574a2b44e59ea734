//! The office is told when an account looks at many sealed records; sessions that are over keep no key.

use access::Actor;
use audit::Entry;
use testkit::{Persona, TestApp};

use crate::common::{PASSWORD, apps, give, texts};

async fn look(app: &TestApp, actor: &Actor, thing: &str) {
    let mut tx = app.db().begin().await.unwrap();
    let entry = Entry::look("tips.reveal-reporter", "tip", thing).reason("gọi lại theo giờ hẹn");
    audit::record(&mut tx, app.context(), actor, &entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// The officer lo.mau, who acts.
async fn officer(app: &TestApp) -> Actor {
    let id = texts(app, "SELECT id FROM account WHERE login = 'lo.mau'", "id").await.remove(0);
    Actor { account: id, ..app.actor(Persona::CommuneOfficer).await }
}

/// What comes by the clock, now.
async fn work(app: &TestApp) {
    let (db, context) = (app.db().clone(), app.context().clone());
    let worker = jobs::Worker::new(db, context, sign_in::handlers(app.services()), jobs::Settings::default());
    worker.run_due().await.unwrap();
}

async fn kinds(app: &TestApp) -> Vec<String> {
    texts(app, "SELECT kind FROM sign_in_alert ORDER BY at", "kind").await
}

#[tokio::test]
async fn more_than_ten_sealed_records_in_an_hour_tell_the_office_once() {
    for app in apps().await {
        let officer = officer(&app).await;
        for number in 0..10 {
            look(&app, &officer, &format!("tip-{number}")).await;
        }
        // The same thing again is no browsing.
        look(&app, &officer, "tip-0").await;
        work(&app).await;
        assert!(kinds(&app).await.is_empty(), "ten are what a day's work may ask for");

        look(&app, &officer, "tip-10").await;
        app.pass(jiff::Span::new().minutes(1));
        work(&app).await;
        app.pass(jiff::Span::new().minutes(1));
        work(&app).await;
        assert_eq!(kinds(&app).await, ["many-looks"]);

        let above = app.visit_as(Persona::ProvinceOffice).await;
        let list = above.get("/quan-tri/canh-bao").await.expect(200);
        assert!(list.shows("Xem nhiều hồ sơ mật trong một giờ") && list.shows("Lò Thị Mẫu Bốn"));
        let neighbour = app.visit_as(Persona::NeighbourOffice).await;
        assert!(!neighbour.get("/quan-tri/canh-bao").await.expect(200).shows("Lò Thị Mẫu Bốn"));
    }
}

#[tokio::test]
async fn eleven_looks_over_a_day_tell_nobody() {
    for app in apps().await {
        let officer = officer(&app).await;
        for number in 0..11 {
            look(&app, &officer, &format!("tip-{number}")).await;
            app.pass(jiff::Span::new().minutes(30));
            work(&app).await;
        }
        assert!(kinds(&app).await.is_empty());
    }
}

#[tokio::test]
async fn a_session_that_is_over_keeps_no_key_and_is_forgotten_after_two_weeks() {
    for app in apps().await {
        give(&app.visit(), "lo.mau", PASSWORD).await.expect(303);
        let held = "SELECT id FROM session WHERE person_secret IS NOT NULL";
        assert_eq!(texts(&app, held, "id").await.len(), 1);
        work(&app).await;
        assert_eq!(texts(&app, held, "id").await.len(), 1, "it still holds");

        app.pass(jiff::Span::new().hours(1));
        work(&app).await;
        assert!(texts(&app, held, "id").await.is_empty(), "idle for an hour");
        assert_eq!(texts(&app, "SELECT id FROM session", "id").await.len(), 1);

        app.pass(jiff::Span::new().hours(24 * 15));
        work(&app).await;
        assert!(texts(&app, "SELECT id FROM session", "id").await.is_empty());
    }
}
