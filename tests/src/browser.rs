//! A headless Chromium, on a phone or a desk, with or without JavaScript, and without a network.

mod process;

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use process::{Guard, capabilities, connect, own_processes};

/// What the visitor holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A narrow phone: 320 × 640 CSS pixels.
    Phone,
    /// A desk: 1,280 × 900.
    Desk,
}

impl Screen {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (320, 640),
            Self::Desk => (1280, 900),
        }
    }
}

/// One browser with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    /// The page in front.
    pub driver: WebDriver,
    chromedriver: Child,
    screen: Screen,
    profile: TempDir,
}

impl Browser {
    /// Starts one, or tells `None` with a notice where Chromium is not installed and need not be.
    pub async fn start(screen: Screen, javascript: bool) -> Result<Option<Self>> {
        if !Path::new("/usr/bin/chromedriver").exists() || !Path::new("/usr/bin/chromium").exists() {
            if crate::tools_are_required() {
                bail!("chromium and chromium-driver are not installed");
            }
            eprintln!("passed over: chromium is not installed");
            return Ok(None);
        }
        let profile = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let chromedriver = Command::new("/usr/bin/chromedriver")
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver")?;
        let mut guard = Guard(Some(chromedriver));
        let capabilities = capabilities(profile.path(), screen, javascript)?;
        let driver = connect(port, &capabilities).await?;
        let chromedriver = guard.0.take().context("chromedriver")?;
        let browser = Self { driver, chromedriver, screen, profile };
        browser.fit_screen().await?;
        Ok(Some(browser))
    }

    /// Headless windows are never narrower than 500 pixels; the emulated screen is.
    async fn fit_screen(&self) -> Result<()> {
        let (width, height) = self.screen.size();
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Goes to an address.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.driver.goto(address).await?;
        Ok(())
    }

    /// Signs in to a running house.
    pub async fn sign_in(&self, address: &str, login: &str, password: &str) -> Result<()> {
        self.open(&format!("{address}/dang-nhap")).await?;
        self.fill("ten", login).await?;
        self.fill("mat_khau", password).await?;
        self.press("main form button").await?;
        self.arrive(|path| !path.starts_with("/dang-nhap")).await.map(drop)
    }

    /// What the page shows when it is printed.
    pub async fn on_paper(&self) -> Result<String> {
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let text = self.driver.find(By::Css("body")).await?.text().await?;
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        Ok(text)
    }

    /// Puts text into the field of that name, in place of what was there.
    pub async fn fill(&self, name: &str, text: &str) -> Result<()> {
        let field = self.driver.find(By::Css(format!("main [name=\"{name}\"]"))).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Chooses a file in a file field.
    pub async fn choose_file(&self, name: &str, path: &Path) -> Result<()> {
        let field = self.driver.find(By::Css(format!("main input[type=file][name=\"{name}\"]"))).await?;
        field.send_keys(path.display().to_string()).await?;
        Ok(())
    }

    /// Chooses the option of that value in a list.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        self.press(&format!("main select[name=\"{name}\"] option[value=\"{value}\"]")).await
    }

    /// Ticks the box or the round button of that value.
    pub async fn tick(&self, name: &str, value: &str) -> Result<()> {
        self.press(&format!("main input[name=\"{name}\"][value=\"{value}\"]")).await
    }

    /// Presses what a CSS selector finds first, and waits for the next page where there is one.
    pub async fn press(&self, css: &str) -> Result<()> {
        let element = self.driver.find(By::Css(css)).await.with_context(|| css.to_owned())?;
        element.scroll_into_view().await?;
        element.click().await?;
        Ok(())
    }

    /// Presses the link or button whose text contains `text`.
    pub async fn press_text(&self, text: &str) -> Result<()> {
        let path =
            format!("//main//*[self::a or self::button or self::summary][contains(normalize-space(.), \"{text}\")]");
        let element = self.driver.find(By::XPath(path)).await.with_context(|| text.to_owned())?;
        element.scroll_into_view().await?;
        element.click().await?;
        Ok(())
    }

    /// Does what leads to another page, and waits until the present one is gone: the address may stay the same.
    pub async fn turn(&self, press: impl Future<Output = Result<()>>) -> Result<()> {
        let old = self.driver.find(By::Css("html")).await?;
        press.await?;
        for _ in 0..200 {
            if old.tag_name().await.is_err() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("still on the same page of {}", self.path().await?)
    }

    /// Fails when the house does not say at the top of the page that something was done.
    pub async fn must_report(&self, words: &str) -> Result<()> {
        let banner = self.driver.find(By::Css(".banner")).await.with_context(|| format!("no word of “{words}”"))?;
        let said = banner.text().await?;
        ensure!(said.contains(words), "{said}");
        Ok(())
    }

    /// The text of the main part of the page.
    pub async fn text(&self) -> Result<String> {
        Ok(self.driver.find(By::Css("main")).await?.text().await?)
    }

    /// The path of the page.
    pub async fn path(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// Waits until the path is as wanted: a form that was sent is answered by a redirect.
    pub async fn arrive(&self, wanted: impl Fn(&str) -> bool) -> Result<String> {
        for _ in 0..200 {
            let path = self.path().await?;
            let ready = self.driver.find(By::Css("footer")).await.is_ok();
            if ready && wanted(&path) {
                return Ok(path);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let said = self.text().await.unwrap_or_default();
        bail!("still at {}: {}", self.path().await?, said.chars().take(400).collect::<String>())
    }

    /// Waits until the main part of the page says something.
    pub async fn must_say(&self, what: &str) -> Result<()> {
        for _ in 0..100 {
            if self.text().await.is_ok_and(|text| text.contains(what)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{} does not say “{what}”", self.path().await?)
    }

    /// How many elements a CSS selector finds.
    pub async fn count(&self, css: &str) -> Result<usize> {
        Ok(self.driver.find_all(By::Css(css)).await?.len())
    }

    /// Fails when the page is wider than the screen, outside of the regions that may scroll.
    pub async fn must_fit(&self) -> Result<()> {
        let metrics = self.driver.cdp().send_raw("Page.getLayoutMetrics", json!({})).await?;
        let width = metrics.pointer("/cssContentSize/width").and_then(serde_json::Value::as_f64).unwrap_or_default();
        let (screen, _) = self.screen.size();
        let path = self.path().await?;
        ensure!(width <= f64::from(screen), "{path} is {width} px wide on a screen of {screen} px");
        Ok(())
    }

    /// A picture of the whole page, kept where `LACHAN_PICTURES` says, if it says so.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("LACHAN_PICTURES").map(PathBuf::from) else { return Ok(()) };
        std::fs::create_dir_all(&folder)?;
        let metrics = self.driver.cdp().send_raw("Page.getLayoutMetrics", json!({})).await?;
        let height = metrics.pointer("/cssContentSize/height").and_then(serde_json::Value::as_f64).unwrap_or(900.0);
        let (width, _) = self.screen.size();
        let whole =
            json!({ "width": width, "height": height.min(6000.0).ceil(), "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", whole).await?;
        let label = if self.screen == Screen::Phone { "320" } else { "1280" };
        self.driver.screenshot(&folder.join(format!("{name}-{label}.png"))).await?;
        self.fit_screen().await
    }

    /// Looks at a page: it fits its screen, and a picture of it is kept.
    pub async fn look(&self, name: &str) -> Result<()> {
        self.must_fit().await?;
        self.picture(name).await
    }

    /// Ends Chromium at once, as a crash or a power cut does: it sends nothing, saves nothing and asks nobody.
    pub fn crash(self) {
        drop(self);
    }

    /// Closes the browser.
    pub async fn close(mut self) -> Result<()> {
        let driver = self.driver.clone();
        driver.quit().await?;
        self.stop();
        Ok(())
    }

    fn stop(&mut self) {
        // Without its driver a Chromium would live on for ever.
        for process in own_processes(self.profile.path()) {
            let _ = Command::new("kill").args(["-KILL", &process]).stderr(Stdio::null()).status();
        }
        // Already gone is as good as stopped.
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.stop();
    }
}
