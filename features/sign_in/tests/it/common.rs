//! The application with two accounts in it.

use std::sync::LazyLock;

use organisation::sample;
use testkit::{Client, Reply, TestApp};

pub(crate) const PASSWORD: &str = "bảy con ngựa trên đồi";

/// The agency of the accounts.
pub(crate) const AGENCY: &str = "agency-99001-women";

pub(crate) fn features() -> Vec<web::Feature> {
    let queue = web::Feature { name: "jobs", migrations: jobs::MIGRATIONS.to_vec(), ..web::Feature::default() };
    vec![queue, organisation::feature(), sign_in::feature(), probe()]
}

/// A page and a form behind the sign-in, to see what they see.
pub(crate) fn probe() -> web::Feature {
    use axum::response::IntoResponse as _;

    async fn show(visit: web::Visit) -> web::Answer {
        let actor = visit.actor()?;
        Ok(format!("{} {} {:?} {:?}", actor.name, actor.unit_name, actor.ground, actor.roles).into_response())
    }
    async fn send(visit: web::Visit, posted: web::Posted) -> web::Answer {
        visit.actor()?;
        Ok(format!("nhận: {}", posted.text("noi_dung")).into_response())
    }
    web::Feature {
        name: "probe",
        routes: web::Routes::new().get("/thu", "signed-in", show).post("/thu", "signed-in", send),
        ..web::Feature::default()
    }
}

/// Hashing takes its time, so all tests of this file share one hash.
pub(crate) async fn hashed() -> &'static sign_in::HashedPassword {
    static HASH: LazyLock<tokio::sync::OnceCell<sign_in::HashedPassword>> = LazyLock::new(Default::default);
    HASH.get_or_init(|| async { sign_in::hash_password(&base::Context::system(), &PASSWORD.into()).await.unwrap() })
        .await
}

pub(crate) async fn apps() -> Vec<TestApp> {
    apps_with(features).await
}

pub(crate) async fn apps_with(features: fn() -> Vec<web::Feature>) -> Vec<TestApp> {
    apps_in(features, sign_in::sessions).await
}

pub(crate) async fn apps_in(features: fn() -> Vec<web::Feature>, sessions: testkit::SessionLayer) -> Vec<TestApp> {
    let apps = TestApp::on_both_engines_with(features, sessions).await;
    for app in &apps {
        sample::province(app.db(), app.context()).await.unwrap();
        let password = hashed().await;
        let mut tx = app.db().begin().await.unwrap();
        for (login, person_id, person_name) in
            [("lo.mau", "person-99001-women", "Lò Thị Mẫu Bốn"), ("giang.mau", "person-99001-office", "Giàng Mẫu Ba")]
        {
            let seed = sign_in::seed::SeedAccount {
                login,
                password,
                person_id,
                person_name,
                unit: sample::COMMUNE,
                agency: Some(AGENCY),
                roles: &["officer"],
            };
            sign_in::seed::account(&mut tx, app.context(), seed).await.unwrap();
        }
        sign_in::seed::second_factor_optional(&mut tx, app.context().today()).await.unwrap();
        tx.commit().await.unwrap();
    }
    apps
}

pub(crate) async fn give(browser: &Client<'_>, login: &str, password: &str) -> Reply {
    browser.get("/dang-nhap").await.expect(200);
    browser.post("/dang-nhap", &[("ten", login), ("mat_khau", password)]).await
}

/// Signs in and stands on a page, so that the browser knows the session's token.
pub(crate) async fn signed_in<'a>(app: &'a TestApp, login: &str) -> Client<'a> {
    let browser = app.visit();
    give(&browser, login, PASSWORD).await.expect(303);
    browser.get("/tai-khoan").await.expect(200);
    browser
}

/// A leader, a receiver and another leader of the agency, each with an account of their own.
pub(crate) async fn keepers(app: &TestApp) {
    let password = hashed().await;
    let mut tx = app.db().begin().await.unwrap();
    let leader: &[&str] = &["tip_leader"];
    let receiver: &[&str] = &["tip_receiver"];
    for (login, person_id, roles) in [
        ("truong.mau", "person-99001-leader", leader),
        ("truc.mau", "person-99001-office", receiver),
        ("pho.mau", "person-99001-women", leader),
    ] {
        let seed = sign_in::seed::SeedAccount {
            login,
            password,
            person_id,
            person_name: login,
            unit: sample::COMMUNE,
            agency: Some(AGENCY),
            roles,
        };
        sign_in::seed::account(&mut tx, app.context(), seed).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Signed in, and having proven anew who one is.
pub(crate) async fn proven<'a>(app: &'a TestApp, login: &str) -> Client<'a> {
    let browser = signed_in(app, login).await;
    browser.get("/xac-nhan-lai").await.expect(200);
    browser.post("/xac-nhan-lai", &[("mat_khau", PASSWORD)]).await.expect(303);
    browser
}

/// Some text of the page: what follows `before`, up to `until`.
pub(crate) fn between(reply: &Reply, before: &str, until: &str) -> String {
    let rest = reply.body().split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {}", reply.body()));
    rest.split(until).next().unwrap().to_owned()
}

/// A statement of a test's own.
pub(crate) async fn texts(app: &TestApp, sql: &'static str, column: &str) -> Vec<String> {
    let statement = db::Statement { name: "TEXTS", sql };
    let rows = app.db().rows(&statement, vec![]).await.unwrap();
    rows.iter().map(|row| row.opt_text(column).unwrap().unwrap_or_default()).collect()
}
