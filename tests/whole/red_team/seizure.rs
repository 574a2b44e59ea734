//! Journey 6, TM3: somebody takes a telephone or a computer that is unlocked.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station,
    station::{Told, queue},
};
use reqwest::Method;

const TEXT: &str = "lời chỉ cán bộ tiếp nhận được đọc";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_about_a_tip_may_be_kept_and_after_a_quarter_of_an_hour_none_opens() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told { text: TEXT.to_owned(), place: "Xã Suối Mẫu".to_owned(), ..Told::default() };
        let reporter = station.tell(&told).await?;
        let officer = station.officer("ca.xa").await?;
        let tip = queue(&officer).await?.first().cloned().context("no tip")?;
        let pages = ["/tin-bao".to_owned(), tip.clone(), format!("{tip}/chuyen"), "/tin-bao/so-tiep-nhan".to_owned()];
        for (visitor, path) in
            pages.iter().map(|path| (&officer, path.as_str())).chain([(&reporter.visitor, "/ma/hop-thu")])
        {
            let answer = visitor.request(Method::GET, path).send().await?;
            let kept = answer.headers().get("cache-control").and_then(|value| value.to_str().ok()).unwrap_or_default();
            ensure!(answer.status() == 200 && kept.contains("no-store"), "{path}: {} {kept}", answer.status());
        }

        station.pass(16 * 60);

        for path in &pages {
            let answer = officer.page(path).await?;
            ensure!(
                answer.status == 303 && answer.location.starts_with("/dang-nhap"),
                "{path} opens: {}",
                answer.status
            );
            ensure!(!answer.text.contains(TEXT), "{path} still shows it");
        }
    }
    Ok(())
}

/// The owner ends the session of the stolen machine from another one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_its_owner_ends_elsewhere_opens_nothing_more() -> Result<()> {
    let station = Station::open(db::testing::sqlite().await?).await?;
    let (stolen, at_home) = (station.officer("ca.xa").await?, station.officer("ca.xa").await?);
    ensure!(stolen.status("/tin-bao").await? == 200, "the stolen machine is not signed in");
    let page = at_home.page("/tai-khoan").await?;
    let form = testkit::forms(&page.text).into_iter().find(|form| form.action == "/tai-khoan/phien");
    let form = form.context("no form ends a session")?;

    let sent = at_home.submit(&form, |field| field.value.clone(), ("", b"")).await?;

    ensure!(sent.status == 303, "{}", sent.status);
    ensure!(stolen.status("/tin-bao").await? == 303, "the stolen machine still reads");
    ensure!(at_home.status("/tin-bao").await? == 200, "the owner is signed out too");
    Ok(())
}
