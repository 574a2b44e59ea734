//! The released program as a demonstration in a process of its own.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use house::Visitor;
use tempfile::TempDir;

/// A running demonstration on a database file of its own; it ends with this.
pub(crate) struct Program {
    process: Child,
    /// The work door.
    pub(crate) work: String,
    /// The public door.
    pub(crate) public: String,
    data: TempDir,
}

impl Program {
    /// Starts it with so many receipts kept ready, and waits for its first page.
    pub(crate) async fn start(receipts: usize) -> Result<Self> {
        let program = std::env::var_os("LACHAN_PROGRAM").context("LACHAN_PROGRAM names the released program")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let data = tempfile::tempdir()?;
        let process = Command::new(program)
            .args(["demo", "--port", &port.to_string(), "--receipts", &receipts.to_string(), "--data"])
            .arg(data.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let address = |port: u16| format!("http://127.0.0.1:{port}");
        let mut program = Self { process, work: address(port), public: address(port.saturating_add(1)), data };
        let begun = Instant::now();
        while Visitor::stranger(&program.work)?.status("/dang-nhap").await.is_err() {
            if let Some(ended) = program.process.try_wait()? {
                bail!("the demonstration ended before its first page: {ended}");
            }
            ensure!(begun.elapsed() < Duration::from_mins(2), "no answer within two minutes");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(program)
    }

    /// An officer of the demonstration who has just signed in.
    pub(crate) async fn officer(&self, login: &str) -> Result<Visitor> {
        Visitor::sign_in(&self.work, login, lachan::DEMO_PASSWORD).await
    }

    /// Time of the processors so far, in all threads (`/proc/PID/stat`, hundredths of a second on Linux).
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let after_name = stat.rsplit_once(") ").context("/proc/PID/stat")?.1;
        let ticks: u64 = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Memory in use, in MB.
    pub(crate) fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1_024)
    }

    /// Size of the database file, in MB.
    pub(crate) fn size(&self) -> Result<u64> {
        Ok(std::fs::metadata(self.data.path().join("lachan-demo.db"))?.len() >> 20)
    }

    /// Waits until the program has nothing to do: its receipts are ready, or those given early are settled.
    pub(crate) async fn rest(&self, longest: Duration) -> Result<Duration> {
        let begun = Instant::now();
        loop {
            let before = self.processor_time()?;
            tokio::time::sleep(Duration::from_secs(3)).await;
            let spent = self.processor_time()?.saturating_sub(before);
            if spent < Duration::from_millis(100) || begun.elapsed() > longest {
                return Ok(begun.elapsed());
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already gone is as good as stopped.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
