//! The running demonstration, and just enough HTTP to sign in and fetch pages.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};

/// A demonstration in a process of its own; it ends with this.
pub(crate) struct Demo {
    process: Child,
    port: u16,
    /// From the start of the process to the first page.
    pub(crate) ready_after: Duration,
}

impl Demo {
    /// Starts it and waits for its first page.
    pub(crate) fn start(program: &Path, data: &Path, more: &[&str]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let process = Command::new(program)
            .args(["demo", "--port", &port.to_string(), "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut demo = Self { process, port, ready_after: Duration::ZERO };
        while demo.get("/dang-nhap", "").is_err() {
            // Somebody else may have taken the port, or the one above it.
            if let Some(ended) = demo.process.try_wait()? {
                bail!("the demonstration ended before its first page: {ended}");
            }
            ensure!(begun.elapsed() < Duration::from_mins(20), "no answer within twenty minutes");
            std::thread::sleep(Duration::from_millis(5));
        }
        demo.ready_after = begun.elapsed();
        Ok(demo)
    }

    /// Signs in and gives the cookies.
    pub(crate) fn sign_in(&self, login: &str) -> Result<String> {
        let (early, answer) = self.try_to_sign_in(login, "demo-138")?;
        let status = answer.lines().next().unwrap_or_default();
        ensure!(status.starts_with("HTTP/1.1 303"), "sign-in was refused: {status}");
        Ok(format!("{early}; {}", cookies(&answer)))
    }

    /// Fetches the form and sends it; must be refused.
    pub(crate) fn be_refused(&self, login: &str, password: &str) -> Result<()> {
        let (_, answer) = self.try_to_sign_in(login, password)?;
        ensure!(answer.starts_with("HTTP/1.1 422"), "{:?} instead of a refusal", answer.lines().next());
        Ok(())
    }

    fn try_to_sign_in(&self, login: &str, password: &str) -> Result<(String, String)> {
        let form = self.ask("GET", "/dang-nhap", "", "")?;
        let early = cookies(&form);
        let token = form.split("name=\"_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let body = format!("_token={}&ten={login}&mat_khau={password}", token.context("no token")?);
        let answer = self.ask("POST", "/dang-nhap", &early, &body)?;
        Ok((early, answer))
    }

    /// A page, which must be there.
    pub(crate) fn get(&self, path: &str, cookies: &str) -> Result<String> {
        let answer = self.ask("GET", path, cookies, "")?;
        if !answer.starts_with("HTTP/1.1 200") {
            bail!("{path}: {}", answer.lines().next().unwrap_or_default());
        }
        Ok(answer)
    }

    /// Time that the program has had of the processors so far, in all its threads (fields 14 and 15 of `/proc/PID/stat`,
    /// hundredths of a second on Linux).
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let after_name = stat.rsplit_once(") ").context("/proc/PID/stat")?.1;
        let ticks: u64 = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 10))
    }

    fn ask(&self, method: &str, path: &str, cookies: &str, body: &str) -> Result<String> {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port))?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookies}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        );
        socket.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Already gone is as good as stopped.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn cookies(answer: &str) -> String {
    let set = answer.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    set.filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ")
}
