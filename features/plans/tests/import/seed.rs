//! An invented commune hands in an invented plan.

use testkit::{Client, Persona, Reply, TestApp};

/// The plan, plainly invented.
pub(crate) const PLAN: &str = include_str!("plan.txt");

/// The features that the room needs.
pub(crate) fn features() -> Vec<web::Feature> {
    let queue = web::Feature { name: "jobs", migrations: jobs::MIGRATIONS.to_vec(), ..web::Feature::default() };
    vec![queue, organisation::feature(), plans::feature()]
}

/// The invented province on each engine at hand.
pub(crate) async fn apps() -> Vec<TestApp> {
    let apps = TestApp::on_both_engines(features).await;
    for app in &apps {
        organisation::sample::province(app.db(), app.context()).await.unwrap();
    }
    apps
}

/// Hands in a file for the own unit.
pub(crate) async fn hand_in(client: &Client<'_>, file_name: &str, bytes: &[u8]) -> Reply {
    let form = client.get("/ke-hoach/nhap").await.expect(200);
    let key = form.value_of("form_key").unwrap();
    client.post_file("/ke-hoach/nhap", &[("form_key", &key), ("huong", "out")], "tep", file_name, bytes).await
}

/// The plan as a draft of the commune: its address without what follows.
pub(crate) async fn draft(client: &Client<'_>) -> String {
    let reply = hand_in(client, "ke-hoach.txt", PLAN.as_bytes()).await.expect(303);
    let to = reply.location().unwrap();
    to.strip_suffix("/doc").expect("a draft to be checked").to_owned()
}

/// The address of the obligation whose text begins so, on the reading page of a draft.
pub(crate) async fn item(client: &Client<'_>, plan: &str, begins: &str) -> String {
    let page = client.get(&format!("{plan}/doc")).await.expect(200);
    let edits = page.links().into_iter().filter(|link| link.contains("/muc/") && !link.ends_with("/tach"));
    for address in edits.filter(|link| !link.ends_with("/them")) {
        if client.get(&address).await.expect(200).body().contains(&format!(">\n{begins}")) {
            return address;
        }
    }
    panic!("no obligation begins with {begins}:\n{}", page.text());
}

/// Sends the form of an obligation as it stands, with these fields instead.
pub(crate) async fn edit(client: &Client<'_>, address: &str, fields: &[(&str, &str)]) -> Reply {
    let form = client.get(address).await.expect(200);
    let base = form.value_of("ban").unwrap();
    let mut all = vec![("ban", base.as_str())];
    all.extend_from_slice(fields);
    client.post(address, &all).await
}

/// Presses a button that carries only the version of an obligation.
pub(crate) async fn press(client: &Client<'_>, address: &str, button: &str) -> Reply {
    let base = client.get(address).await.expect(200).value_of("ban").unwrap();
    client.post(&format!("{address}/{button}"), &[("ban", &base)]).await
}

/// Issues a draft from a day.
pub(crate) async fn issue(client: &Client<'_>, plan: &str, day: &str) -> Reply {
    let address = format!("{plan}/ban-hanh");
    let form = client.get(&address).await.expect(200);
    let base = form.value_of("ban").unwrap();
    client.post(&address, &[("ban", &base), ("hieu-luc", day)]).await
}

/// The draft of the commune, issued on 15/01/2026.
pub(crate) async fn issued(app: &TestApp) -> String {
    let office = app.visit_as(Persona::CommuneOffice).await;
    let plan = draft(&office).await;
    let _ = issue(&office, &plan, "15/01/2026").await.expect(303);
    plan
}
