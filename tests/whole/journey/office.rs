//! An officer who takes tips in, page by page.

use anyhow::{Context as _, Result, ensure};
use house::{Browser, Screen, Station, Visitor, station::PASSWORD};
use thirtyfour::By;

use super::photo;

/// Number and day of a paper, as far as a step asks for them.
const PAPER: [(&str, &str); 2] = [("so", "12/CSĐT"), ("ngay_van_ban", "04/03/2026")];

/// An officer with a browser of their own.
pub(super) struct Officer<'a> {
    pub(super) browser: Browser,
    station: &'a Station,
    login: &'static str,
}

impl<'a> Officer<'a> {
    pub(super) async fn start(
        station: &'a Station,
        (screen, javascript): (Screen, bool),
        login: &'static str,
    ) -> Result<Option<Self>> {
        Ok(Browser::start(screen, javascript).await?.map(|browser| Self { browser, station, login }))
    }

    /// Signs in, after whatever time.
    pub(super) async fn sign_in(&self) -> Result<()> {
        self.browser.sign_in(&self.station.house.address, self.login, PASSWORD).await
    }

    /// Looks at the queue and opens the only tip in it; tells its address.
    pub(super) async fn open_tip(&self, picture: &str) -> Result<String> {
        self.browser.open(&self.station.house.at("/tin-bao")).await?;
        self.browser.look(&format!("{picture}-hang-doi")).await?;
        let link = "main table a[href^=\"/tin-bao/\"], main ul a[href^=\"/tin-bao/\"]";
        self.browser.turn(self.browser.press(link)).await?;
        let tip = self.browser.arrive(|path| path.starts_with("/tin-bao/")).await?;
        self.browser.look(&format!("{picture}-tin")).await?;
        Ok(tip)
    }

    /// Unfolds what was told.
    pub(super) async fn read(&self, story: &str, picture: &str) -> Result<()> {
        ensure!(!self.browser.text().await?.contains(story), "the story is shown before anybody asks for it");
        self.browser.press_text("Xem lời kể").await?;
        self.browser.must_say(story).await?;
        self.browser.look(picture).await
    }

    /// Opens the photograph: it is one, and knows its place no more.
    pub(super) async fn see_photo(&self, tip: &str) -> Result<()> {
        let link = self.browser.driver.find(By::Css("main a[href*=\"/tep/\"]")).await?;
        let address = link.attr("href").await?.context("a link without an address")?;
        link.scroll_into_view().await?;
        link.click().await?;
        let seen = self.browser.driver.find(By::Css("img")).await.context("no picture is shown")?;
        let width = seen.prop("naturalWidth").await?;
        ensure!(width == Some(photo::SIDES.0.to_string()), "the picture is {width:?} wide");
        self.browser.driver.back().await?;
        self.browser.arrive(|path| path == tip).await?;
        let bytes = Visitor::sign_in(&self.station.house.address, self.login, PASSWORD).await?.get(&address).await?;
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|other| other == part);
        ensure!(!holds(&photo::place()) && !holds(b"Exif"), "the picture tells where it was taken");
        Ok(())
    }

    /// Writes to the reporter.
    pub(super) async fn write(&self, text: &str, picture: &str) -> Result<()> {
        self.browser.fill("tra_loi", text).await?;
        self.browser.turn(self.browser.press("main form[action$=\"/tra-loi\"] button")).await?;
        self.browser.must_report("Đã gửi cho người báo").await?;
        self.browser.must_say(text).await?;
        self.browser.look(picture).await
    }

    /// Notes a step of the legal path from the link on the page of the tip: what is chosen, and the paper.
    pub(super) async fn note(&self, tip: &str, step: &str, chosen: &[(&str, &str)]) -> Result<()> {
        let browser = &self.browser;
        browser.turn(browser.press(&format!("main a[href$=\"/buoc/{step}\"]"))).await?;
        browser.arrive(|path| path.ends_with(step)).await?;
        browser.look(&format!("can-bo-buoc-{step}")).await?;
        for (name, value) in chosen {
            browser.choose(name, value).await?;
        }
        for (name, value) in PAPER {
            if browser.count(&format!("main input[name=\"{name}\"]")).await? > 0 {
                browser.fill(name, value).await?;
            }
        }
        browser.turn(browser.press_text("Ghi bước này")).await?;
        browser.arrive(|path| path == tip).await?;
        self.browser.must_report("Đã ghi bước này").await
    }

    /// Hands the tip over to the province.
    pub(super) async fn hand_over(&self, tip: &str) -> Result<()> {
        let browser = &self.browser;
        browser.turn(browser.press("main a[href$=\"/chuyen\"]")).await?;
        browser.arrive(|path| path.ends_with("/chuyen")).await?;
        browser.choose("den", "agency-99-police").await?;
        browser.fill("so", "03/PC").await?;
        browser.look("can-bo-chuyen").await?;
        browser.turn(browser.press("main form button")).await?;
        browser.arrive(|path| path == tip).await?;
        browser.must_report("chờ cơ quan kia ký nhận").await?;
        browser.look("can-bo-da-chuyen").await
    }

    /// Signs for a tip that was handed over.
    pub(super) async fn sign_for(&self) -> Result<()> {
        self.browser.turn(self.browser.press_text("Ký nhận")).await?;
        self.browser.must_report("Đã ký nhận").await?;
        self.browser.look("can-bo-tinh-da-ky-nhan").await
    }
}
