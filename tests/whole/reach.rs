//! Who reaches what: strangers only the sign-in page, neighbours nothing of each other.

use anyhow::{Context as _, Result};
use base::Context;
use db::{Db, DbUrl, Options};
use house::{House, Visitor};
use lachan::DEMO_PASSWORD;

const SOME_ID: &str = "0190b5d4-0000-7000-8000-000000000000";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_is_sent_to_sign_in_from_every_page() -> Result<()> {
    let db = Db::open(&DbUrl::SqliteTemporary, Options::default()).await?;
    let app = lachan::assemble(db, Context::system(), house::installation()).await?;
    let routes = app.routes.clone();
    let house = House::serve(app).await?;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let mut visited = 0;
    for route in routes.iter().filter(|route| route.method == "GET" && route.right != "public") {
        let path = route.path.replace("{tree}", "2025-07-01").replace("{code}", "01");
        let path: Vec<_> = path.split('/').map(|part| if part.starts_with('{') { SOME_ID } else { part }).collect();
        let path = path.join("/");

        let answer = client.get(house.at(&path)).send().await?;

        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
        assert!(
            answer.status() == 303 && to.starts_with("/dang-nhap"),
            "{} answers a stranger with {}",
            route.path,
            answer.status()
        );
        visited += 1;
    }
    assert!(visited > 20, "only {visited} pages were visited");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_neighbour_finds_nothing_of_another_commune() -> Result<()> {
    let house = House::demo().await?;
    let owner = Visitor::sign_in(&house.address, "ca.suoimo", DEMO_PASSWORD).await?;
    let neighbour = Visitor::sign_in(&house.address, "ca.bentrang", DEMO_PASSWORD).await?;
    let list = String::from_utf8(owner.get("/viec-cua-toi?loc=tat-ca").await?)?;
    let duty = list.split("href=\"/nhiem-vu/").nth(1).and_then(|rest| rest.split('"').next()).context("no duty")?;

    for path in [format!("/nhiem-vu/{duty}"), format!("/nhiem-vu/{duty}/cap-nhat"), format!("/nhiem-vu/{duty}/sua")] {
        assert_eq!(neighbour.status(&path).await?, 404, "{path}");
    }
    assert_eq!(owner.status(&format!("/nhiem-vu/{duty}")).await?, 200);
    Ok(())
}
