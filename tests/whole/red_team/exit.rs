//! Journeys 1, 2 and 8: somebody looks over the reporter's shoulder, or takes the telephone afterwards.

use anyhow::{Context as _, Result, ensure};
use house::{
    Station,
    station::{Told, between},
};
use reqwest::Method;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_exit_the_draft_is_gone_and_the_browser_is_told_to_forget() -> Result<()> {
    for station in Station::on_both_engines().await? {
        let told = Told { text: "lời chưa gửi".to_owned(), ..Told::default() };
        let visitor = station.draft(&told).await?;
        ensure!(visitor.page("/p/kiem-tra").await?.text.contains("lời chưa gửi"), "there is no draft");

        let left = visitor.request(Method::GET, "/thoat").send().await?;

        let header = |name: &str| left.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        ensure!(left.status() == 303 && header("location").starts_with("https://"), "{:?}", left.headers());
        ensure!(header("clear-site-data").contains("cookies") && header("cache-control").contains("no-store"));
        // The way out waits for nothing: the draft is thrown away beside it.
        while visitor.page("/p").await?.status == 200 {
            tokio::task::yield_now().await;
        }
        for path in ["/p", "/p/kiem-tra", "/p/da-gui", "/ma/hop-thu"] {
            let page = visitor.page(path).await?;
            ensure!(page.status == 303 && !page.text.contains("lời chưa gửi"), "{path} still shows the draft");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_and_no_title_of_a_journey_says_what_it_is() -> Result<()> {
    const ADDRESSES: [&str; 7] = ["/", "/p/bat-dau", "/p", "/p/kiem-tra", "/p/da-gui", "/ma", "/ma/hop-thu"];
    let station = Station::open(db::testing::sqlite().await?).await?;
    let reporter = station.tell(&Told { text: "một chuyện".to_owned(), ..Told::default() }).await?;
    let mut seen = 0;
    for address in ADDRESSES {
        for visitor in [&reporter.visitor, &station.draft(&Told { text: "hai".to_owned(), ..Told::default() }).await?] {
            let page = visitor.page(address).await?;
            if page.status == 303 {
                ensure!(ADDRESSES.contains(&page.location.as_str()), "{address} leads to {}", page.location);
                continue;
            }
            let title = between(&page.text, "<title>", "</title>").context("no title")?.to_lowercase();
            let told = ["tố giác", "mua bán", "nạn nhân", "báo tin"].into_iter().find(|word| title.contains(word));
            ensure!(address == "/" || told.is_none(), "the title of {address} is {title}");
            seen += 1;
        }
    }
    ensure!(seen >= 9, "only {seen} pages were seen");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_calls_111_from_a_shared_telephone_is_told_before_that_calls_are_recorded() -> Result<()> {
    let station = Station::open(db::testing::sqlite().await?).await?;
    let visitor = station.stranger()?;
    for path in ["/", "/can-giup-ngay", "/an-toan", "/nhan-biet", "/p/bat-dau", "/ma"] {
        let page = visitor.page(path).await?;
        ensure!(page.text.contains("tel:111") && page.text.contains("tel:113"), "{path} does not say whom to call");
    }
    let help = visitor.page("/can-giup-ngay").await?;
    ensure!(help.text.contains("Tổng đài tự động ghi âm mọi cuộc gọi"), "nobody is told that calls are recorded");
    Ok(())
}
