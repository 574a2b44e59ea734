//! Journey 4, TM2: a trafficker tells something about the own network and watches what becomes of it.

use anyhow::{Context as _, Result, ensure};
use house::{
    Answer, Station,
    station::{Reporter, Told, between, queue, taken, work},
};

/// What the mailbox says of the state, and the thread.
async fn seen(reporter: &Reporter) -> Result<String> {
    state(&reporter.mailbox().await?)
}

fn state(page: &Answer) -> Result<String> {
    let from = between(&page.text, "<p class=\"note\">", "</p>").context("no state")?;
    let thread =
        page.text.split("</details>").nth(1).and_then(|rest| rest.split("<form").next()).context("no thread")?;
    Ok(format!("{from}{thread}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_done_about_a_tip_shows_at_five_o_clock_and_not_before() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = |text: &str| Told { text: text.to_owned(), place: "Xã Suối Mẫu".to_owned(), ..Told::default() };
        let decoy = station.tell(&told("tin tự báo về đường dây của mình")).await?;
        let before = seen(&decoy).await?;
        let officer = station.officer("ca.xa").await?;
        let tip = queue(&officer).await?.first().cloned().context("no tip")?;
        let untouched = station.tell(&told("chuyện khác không ai đụng đến")).await?;

        officer.page(&tip).await?;
        let form = format!("{tip}/chuyen");
        let page = officer.page(&form).await?;
        let fields = testkit::forms(&page.text).into_iter().flat_map(|form| form.fields);
        let version = fields.into_iter().find(|field| field.name == "phien_ban").context("no version")?.value;
        let fields = [("den", "agency-99-police"), ("so", "03/PC"), ("phien_ban", version.as_str())];
        taken(&work(&officer, &form, &form, &fields).await?, "the hand-over")?;

        ensure!(seen(&decoy).await? == before, "the watcher sees that somebody read or handed over");
        ensure!(seen(&untouched).await? == before, "a tip that was read looks other than one that was not");
        // Opening takes some seconds; it ends before five o'clock, and after it.
        station.set_clock("2026-03-04T09:59:45Z")?;
        let shown = station.open_mailbox(&decoy.receipt).await?;
        ensure!(state(&shown)? == before, "a few seconds before five o'clock");
        station.set_clock("2026-03-04T10:00:01Z")?;
        let shown = state(&station.open_mailbox(&decoy.receipt).await?)?;
        ensure!(shown.contains("Đã chuyển cơ quan có thẩm quyền"), "the reporter is never told");
        ensure!(!shown.contains("Công an tỉnh"), "the reporter learns which agency it is");
    }
    Ok(())
}

/// The accused never sees what is told about them: the level above does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tip_about_the_local_office_never_reaches_it() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told {
            text: "cán bộ xã có liên quan".to_owned(),
            place: "Xã Suối Mẫu".to_owned(),
            about_local_office: true,
            ..Told::default()
        };
        station.tell(&told).await?;

        let (accused, above) = (station.officer("ca.xa").await?, station.officer("ca.tinh").await?);
        ensure!(queue(&accused).await?.is_empty(), "the accused office sees that there is something");
        let tip = queue(&above).await?.first().cloned().context("the level above sees nothing")?;
        ensure!(above.page(&tip).await?.text.contains("cán bộ xã có liên quan"), "the level above cannot read it");
        ensure!(accused.status(&tip).await? == 404, "the accused office opens it");
        let book = accused.page("/tin-bao/so-tiep-nhan").await?;
        ensure!(!book.text.contains("0001/2026"), "the book of the accused office counts it");
    }
    Ok(())
}
