//! TM5: the database is stolen, the key file is not.

use anyhow::{Context as _, Result, ensure};
use base::Secrets;
use house::{
    House, Station, Visitor, installation,
    station::{PASSWORD, Told, queue},
};
use reqwest::Method;

const TEXT: &str = "lời mà kẻ trộm muốn đọc";

/// A second house over the same database, as somebody has it who copied everything but the key file.
async fn thief(station: &Station, secrets: Secrets) -> Result<House> {
    let context = station.house.services.context.clone();
    let installation = lachan::Installation { secrets, ..installation() };
    let app = lachan::assemble(station.db().clone(), context, installation).await?;
    House::serve(app).await
}

/// Whether that house lets the officer in with the right password and shows the text.
async fn reads(house: &House, tip: &str) -> Result<bool> {
    let Ok(officer) = Visitor::sign_in(&house.address, "ca.xa", PASSWORD).await else { return Ok(false) };
    Ok(officer.page(tip).await?.text.contains(TEXT))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_key_file_neither_a_password_nor_a_receipt_opens_a_stolen_database() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told { text: TEXT.to_owned(), place: "Xã Suối Mẫu".to_owned(), ..Told::default() };
        let reporter = station.tell(&told).await?;
        reporter.mailbox().await?;
        let officer = station.officer("ca.xa").await?;
        let tip = queue(&officer).await?.first().cloned().context("no tip")?;
        // A cookie is a key while its session lasts (design.md §4), and none when it is over.
        let cookie = officer_cookie(&station, "ca.xa").await?;
        ensure!(with_cookie(&station.house, &tip, &cookie).await?, "the cookie opens nothing even in its session");
        let leaving = officer.page("/tai-khoan").await?;
        let form = testkit::forms(&leaving.text).into_iter().find(|form| form.action == "/tai-khoan/phien");
        let form = form.context("no form ends the other sessions")?;
        officer.submit(&form, |field| field.value.clone(), ("", b"")).await?;

        let stolen = thief(&station, Secrets::new([7; base::SECRET_BYTES])).await?;
        ensure!(!reads(&stolen, &tip).await?, "the password alone opens it");
        ensure!(!with_cookie(&stolen, &tip, &cookie).await?, "the cookie of a session that is over opens it");
        let door = Station::over(&station, stolen);
        let mailbox = door.open_mailbox(&reporter.receipt).await?;
        ensure!(mailbox.status == 422, "the receipt opens it: {}", mailbox.status);

        // With the right key file all of it opens: the walk itself is sound.
        let own = thief(&station, Secrets::new([138; base::SECRET_BYTES])).await?;
        ensure!(reads(&own, &tip).await?, "the officer cannot read it anywhere");
        ensure!(!with_cookie(&own, &tip, &cookie).await?, "a session that is over goes on with the key file");
        let own = Station::over(&station, own);
        ensure!(own.open_mailbox(&reporter.receipt).await?.text.contains("Đã nhận"), "the receipt opens nowhere");
    }
    Ok(())
}

/// Whether a browser with this cookie is shown the text.
async fn with_cookie(house: &House, tip: &str, cookie: &str) -> Result<bool> {
    let browser = Visitor::stranger(&house.address)?;
    let request = browser.request(Method::GET, tip).header("cookie", cookie);
    Ok(browser.send(request).await?.text.contains(TEXT))
}

/// The session cookie of somebody who has signed in, as a thief finds it on a computer.
async fn officer_cookie(station: &Station, login: &str) -> Result<String> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let cookies = |answer: &reqwest::Response| {
        let all = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        all.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect::<Vec<_>>().join("; ")
    };
    let page = client.get(station.house.at("/dang-nhap")).send().await?;
    let early = cookies(&page);
    let text = page.text().await?;
    let fields = testkit::forms(&text).into_iter().flat_map(|form| form.fields);
    let token = fields.into_iter().find(|field| field.name == "_token").context("no token")?.value;
    let form = [("_token", token.as_str()), ("ten", login), ("mat_khau", PASSWORD)];
    let answer = client.post(station.house.at("/dang-nhap")).header("cookie", early).form(&form).send().await?;
    ensure!(answer.status() == 303, "{}", answer.status());
    Ok(cookies(&answer))
}
