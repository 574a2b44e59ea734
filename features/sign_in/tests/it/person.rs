//! The person's key pair: opened with the password, carried by the cookie, never in the tables (design.md §4).

use axum::{Extension, response::IntoResponse as _};
use testkit::{Client, Persona, TestApp};

use crate::{
    activation::code_of,
    common::{PASSWORD, apps_with, between, features, give, signed_in, texts},
};

/// A page that tells which key pair the request may open.
fn with_keys() -> Vec<web::Feature> {
    async fn show(visit: web::Visit, opener: Option<Extension<vault::Opener>>) -> web::Answer {
        visit.actor()?;
        let told = opener.map(|opener| format!("{} {}", opener.person().version(), opener.person().public().id()));
        Ok(told.unwrap_or_else(|| "none".to_owned()).into_response())
    }
    let routes = web::Routes::new().get("/thu-khoa", "signed-in", show);
    let mut features = features();
    features.push(web::Feature { name: "keys", routes, ..web::Feature::default() });
    features
}

async fn pair(browser: &Client<'_>) -> String {
    browser.get("/thu-khoa").await.expect(200).body().to_owned()
}

async fn wrapped(app: &TestApp) -> Vec<Vec<u8>> {
    let statement = db::Statement { name: "WRAPPED", sql: "SELECT person_secret FROM session" };
    let rows = app.db().rows(&statement, vec![]).await.unwrap();
    rows.iter().filter_map(|row| row.opt_blob("person_secret").unwrap()).collect()
}

#[tokio::test]
async fn each_session_opens_the_same_pair_and_each_row_holds_other_bytes() {
    for app in apps_with(with_keys).await {
        let (here, there) = (signed_in(&app, "lo.mau").await, signed_in(&app, "lo.mau").await);
        let colleague = signed_in(&app, "giang.mau").await;

        assert!(pair(&here).await.starts_with("1 "));
        assert_eq!(pair(&here).await, pair(&there).await);
        assert_ne!(pair(&here).await, pair(&colleague).await);
        let rows = wrapped(&app).await;
        assert_eq!(rows.len(), 3);
        assert!(rows[0] != rows[1] && rows[1] != rows[2]);
    }
}

#[tokio::test]
async fn a_row_opens_with_its_own_cookie_only() {
    for app in apps_with(with_keys).await {
        let (here, colleague) = (signed_in(&app, "lo.mau").await, signed_in(&app, "giang.mau").await);
        let swap = "UPDATE session SET person_secret = (SELECT s.person_secret FROM session s JOIN account a
                    ON a.id = s.account_id WHERE a.login = 'lo.mau')";
        let mut tx = app.db().begin().await.unwrap();
        tx.run(&db::Statement { name: "SWAP", sql: swap }, vec![]).await.unwrap();
        tx.commit().await.unwrap();

        assert!(pair(&here).await.starts_with("1 "));
        assert_eq!(pair(&colleague).await, "none");
    }
}

#[tokio::test]
async fn a_changed_password_keeps_the_pair_and_lost_proofs_make_another() {
    const NEW: &str = "chín con trâu dưới suối";
    for app in apps_with(with_keys).await {
        let browser = signed_in(&app, "lo.mau").await;
        let first = pair(&browser).await;
        browser.get("/tai-khoan/mat-khau").await.expect(200);
        let form = [("hien_tai", PASSWORD), ("moi", NEW), ("moi_lan_hai", NEW)];
        browser.post("/tai-khoan/mat-khau", &form).await.expect(303);
        assert_eq!(pair(&browser).await, first);
        let again = app.visit();
        give(&again, "lo.mau", NEW).await.expect(303);
        assert_eq!(pair(&again).await, first);

        let id = texts(&app, "SELECT id FROM account WHERE login = 'lo.mau'", "id").await.remove(0);
        let page = format!("/quan-tri/tai-khoan/{id}");
        app.visit_as(Persona::Admin).await.post(&format!("{page}/cap-lai"), &[]).await.expect(303);
        let leader = app.visit_as(Persona::ProvinceLeader).await;
        let invitation = between(&leader.get(&page).await, &format!("action=\"{page}/cap-lai/"), "\"");
        let code = code_of(&leader.post(&format!("{page}/cap-lai/{invitation}"), &[]).await.expect(200));
        let anew = app.visit();
        anew.get("/kich-hoat").await.expect(200);
        let form = [("ma", code.as_str()), ("moi", PASSWORD), ("moi_lan_hai", PASSWORD), ("cam_ket", "1")];
        anew.post("/kich-hoat", &form).await.expect(303);

        assert!(pair(&anew).await.starts_with("2 "), "what was sealed to the first pair is not theirs");
    }
}

#[tokio::test]
async fn a_session_under_duress_opens_nothing() {
    const FORCED: &str = "mưa rơi trên mái ngói cũ";
    for app in apps_with(with_keys).await {
        let browser = signed_in(&app, "lo.mau").await;
        browser.get("/tai-khoan/ma-cuong-ep").await.expect(200);
        let form = [("hien_tai", PASSWORD), ("ma", FORCED), ("ma_lan_hai", FORCED)];
        browser.post("/tai-khoan/ma-cuong-ep", &form).await.expect(303);

        let forced = app.visit();
        give(&forced, "lo.mau", FORCED).await.expect(303);

        assert_eq!(pair(&forced).await, "none");
        assert!(pair(&browser).await.starts_with("1 "));
    }
}
