//! kill -9 while people report progress: whatever was acknowledged is there after the next start.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use db::{Db, DbUrl, Options, params};
use reqwest::{Client, StatusCode, multipart::Form};

db::statements! {
    /// Whether a report was kept.
    KEPT = "SELECT COUNT(*) FROM progress WHERE form_key = $1";
}

/// The demonstration in a process of its own, which a test may kill.
struct Demo {
    process: Child,
    address: String,
}

impl Demo {
    async fn start(data: &Path) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = Command::new(env!("CARGO_BIN_EXE_lachan"))
            .args(["demo", "--port", &port.to_string(), "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let demo = Self { process, address: format!("http://127.0.0.1:{port}") };
        for _ in 0..1_200 {
            // The port is open before the data is there; a page answers only afterwards.
            let asked = Client::new().get(format!("{}/dang-nhap", demo.address)).timeout(Duration::from_secs(2));
            if asked.send().await.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return Ok(demo);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the demonstration does not answer")
    }

    fn kill(mut self) -> Result<()> {
        // SIGKILL: nothing is flushed, nobody says goodbye.
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // A test that fails half-way leaves nothing running; already gone is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> Result<String> {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).with_context(|| name.to_owned())?;
    Ok(from.split('"').next().unwrap_or_default().to_owned())
}

async fn page(client: &Client, address: &str) -> Result<String> {
    Ok(client.get(address).send().await?.error_for_status()?.text().await?)
}

async fn signed_in(demo: &Demo) -> Result<Client> {
    let client = Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build()?;
    let form = page(&client, &format!("{}/dang-nhap", demo.address)).await?;
    let fields = [
        ("_token", hidden(&form, "_token")?),
        ("ten", "pn.suoimo".to_owned()),
        ("mat_khau", lachan::DEMO_PASSWORD.to_owned()),
    ];
    let answer = client.post(format!("{}/dang-nhap", demo.address)).form(&fields).send().await?;
    anyhow::ensure!(answer.status() == StatusCode::SEE_OTHER, "sign-in answered {}", answer.status());
    Ok(client)
}

/// The form of an obligation on which the officer may report.
async fn open_duty(client: &Client, demo: &Demo) -> Result<String> {
    let list = page(client, &format!("{}/viec-cua-toi?loc=tat-ca", demo.address)).await?;
    for id in list.split("href=\"/nhiem-vu/").skip(1).filter_map(|rest| rest.split('"').next()) {
        let target = format!("{}/nhiem-vu/{id}/cap-nhat", demo.address);
        if client.get(&target).send().await?.status() == StatusCode::OK {
            return Ok(target);
        }
    }
    bail!("nothing to report on")
}

/// Reports once; gives the key of the form when the report was acknowledged.
async fn report(client: &Client, target: &str) -> Result<Option<String>> {
    let form = page(client, target).await?;
    let key = hidden(&form, "form_key")?;
    let sent = Form::new()
        .text("_token", hidden(&form, "_token")?)
        .text("form_key", key.clone())
        .text("version", hidden(&form, "version")?)
        .text("ket-qua", "Đã tổ chức một buổi nói chuyện tại thôn.")
        .text("muc", "25");
    let answer = client.post(target).multipart(sent).send().await?;
    Ok((answer.status() == StatusCode::SEE_OTHER).then_some(key))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_progress_survives_kill_nine() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut acknowledged = Vec::new();
    for round in 0_u64..3 {
        let demo = Demo::start(data.path()).await?;
        let client = signed_in(&demo).await?;
        let target = open_duty(&client, &demo).await?;
        acknowledged.push(report(&client, &target).await?.context("the first report is acknowledged")?);
        let reporter = tokio::spawn(async move {
            let mut kept = Vec::new();
            while let Ok(Some(key)) = report(&client, &target).await {
                kept.push(key);
            }
            kept
        });
        tokio::time::sleep(Duration::from_millis(300 + 170 * round)).await;

        demo.kill()?;

        acknowledged.extend(reporter.await?);
    }

    let demo = Demo::start(data.path()).await?;
    demo.kill()?;
    let db = Db::open(&DbUrl::SqliteFile(data.path().join("lachan-demo.db")), Options::default()).await?;
    assert!(acknowledged.len() > 3, "only {} reports were acknowledged", acknowledged.len());
    for key in &acknowledged {
        assert_eq!(db.count(&KEPT, params![key]).await?, 1, "a report is lost or doubled");
    }
    Ok(())
}
