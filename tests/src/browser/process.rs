//! The processes of a browser: how they start, and that none is left.

use std::{path::Path, process::Child, time::Duration};

use anyhow::{Result, bail};
use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities as _, prelude::*};

use super::Screen;

/// The processes of the Chromium that was started with a profile.
pub(super) fn own_processes(profile: &Path) -> Vec<String> {
    let argument = format!("--user-data-dir={}", profile.display());
    let of_profile = |entry: &std::fs::DirEntry| {
        let words = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        words.split(|byte| *byte == 0).any(|word| word == argument.as_bytes())
    };
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter(of_profile).filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Stops chromedriver when the start fails half-way.
pub(super) struct Guard(pub(super) Option<Child>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What Chromium is to be: its profile, its screen, with or without scripts.
pub(super) fn capabilities(profile: &Path, screen: Screen, javascript: bool) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary("/usr/bin/chromium")?;
    let (width, height) = screen.size();
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        // No network: every name but this machine's own fails to resolve.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--window-size={width},{height}"))?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    let scripts = if javascript { 1 } else { 2 };
    capabilities
        .add_experimental_option("prefs", json!({ "profile.managed_default_content_settings.javascript": scripts }))?;
    Ok(capabilities)
}

/// Chromedriver needs a moment before it listens.
pub(super) async fn connect(port: u16, capabilities: &ChromeCapabilities) -> Result<WebDriver> {
    let address = format!("http://127.0.0.1:{port}");
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(WebDriver::new(&address, capabilities.clone()).await?);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("chromedriver does not listen")
}
