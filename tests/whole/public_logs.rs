//! The log of the public door knows nobody (ux.md TM10).

use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Result, ensure};
use house::House;

/// A log kept in memory.
#[derive(Debug, Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// In a process of its own: what other tests do to the listening would otherwise decide what is heard.
#[test]
fn nothing_planted_in_a_visit_is_found_in_the_log() -> Result<()> {
    let output = std::process::Command::new(std::env::current_exe()?)
        .args(["--exact", "public_logs::in_a_process_apart", "--ignored", "--nocapture"])
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// On one thread, so that everything the server says is heard.
#[tokio::test]
#[ignore = "the test above runs it in a process of its own"]
async fn in_a_process_apart() -> Result<()> {
    let paper = Paper::default();
    let pen = paper.clone();
    let log = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || pen.clone())
        .finish();
    let _heard = tracing_subscriber::util::SubscriberInitExt::set_default(log);
    let house = House::demo().await?;
    tracing::info!("listening");
    ensure!(!paper.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty(), "nothing is heard");
    paper.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    for path in ["/", "/can-giup-ngay", "/nhan-biet", "/an-toan", "/planted-path", "/thoat"] {
        let visit = client
            .get(house.public_at(path))
            .header("user-agent", "planted-agent Zalo/1")
            .header("referer", "https://planted-referrer.example/")
            .header("x-forwarded-for", "198.51.100.77");
        visit.send().await?;
    }
    let form = [("ten", "planted-commune"), ("c1", "planted-answer")];
    for path in ["/can-giup-ngay/noi-gan-nhat", "/kiem-tra-viec-lam"] {
        client.post(house.public_at(path)).header("user-agent", "planted-agent").form(&form).send().await?;
    }
    // A form from elsewhere is refused, which must not tell its content either.
    let elsewhere = client.post(house.public_at("/kiem-tra-viec-lam")).header("origin", "https://planted.example");
    ensure!(elsewhere.form(&form).send().await?.status() == 403, "a form from elsewhere is taken");

    let log = String::from_utf8_lossy(&paper.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    // The visitor's own library logs in this process too, and what the program never lets speak is no log of the server.
    let silent = ["reqwest", "hyper_util"].into_iter().chain(lachan::PEER_TELLERS);
    let silent: Vec<_> = silent.collect();
    let server: Vec<_> = log.lines().filter(|line| !silent.iter().any(|target| line.contains(target))).collect();
    ensure!(!server.is_empty(), "the server says nothing at all");
    for line in server {
        for planted in ["planted", "198.51.100", "127.0.0.1:"] {
            ensure!(!line.contains(planted), "the log knows {planted}: {line}");
        }
    }
    Ok(())
}
