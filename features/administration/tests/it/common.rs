//! A log with something in it.

use access::{Actor, Class};
use audit::{Entry, LogKey, Sequencer, record};
use serde_json::json;
use testkit::{Client, Persona, TestApp};

/// The feature with the territory.
pub(crate) fn features() -> Vec<web::Feature> {
    vec![organisation::feature(), administration::feature()]
}

/// The application on each engine, with three changes of the week before: the clock stands at Wednesday noon.
pub(crate) async fn apps() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines(features).await;
    for app in &apps {
        app.set_clock_to("2026-02-25T03:00:00Z");
        write(app, &Entry::change("sign_in.grant_role", "account", "1").class(Class::Restricted)).await;
        write(app, &Entry::look("victims.identity", "victim", "7").reason("đưa đi khám")).await;
        write(app, &Entry::change("plans.export_tracking", "plan", "3").payload(json!({ "rows": 42 }))).await;
        app.set_clock(testkit::noon());
    }
    apps
}

pub(crate) async fn write(app: &TestApp, entry: &Entry<'_>) {
    let actor = app.actor(Persona::CommuneOffice).await;
    let mut tx = app.db().begin().await.unwrap();
    record(&mut tx, app.context(), &actor, entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// Numbers everything and signs a checkpoint; gives the key.
pub(crate) async fn seal(app: &TestApp) -> LogKey {
    let key = LogKey::draw(app.context(), "lachan.example/log").unwrap();
    let sequencer = Sequencer::new(app.db().clone(), app.context().clone(), key.clone());
    sequencer.checkpoint().await.unwrap();
    key
}

/// Somebody of the province who reads the log and nothing else.
pub(crate) async fn auditor(app: &TestApp) -> Actor {
    let mut actor = app.actor(Persona::Nobody).await;
    actor.roles = vec!["auditor".to_owned()];
    actor
}

pub(crate) async fn as_auditor(app: &TestApp) -> Client<'_> {
    app.visit_as_actor(auditor(app).await)
}
