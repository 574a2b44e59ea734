//! From the start of the process to the first page: the demonstration on a fresh database, and again on a filled one.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const RUNS: usize = 5;

fn main() {
    let mut fresh = Vec::new();
    let mut again = Vec::new();
    for _ in 0..RUNS {
        let folder = tempfile::tempdir().expect("a folder");
        fresh.push(ready(folder.path()));
        again.push(ready(folder.path()));
    }
    println!("start to the first page, medians of {RUNS} runs");
    println!("  demo, fresh database: territory, plans, a year of work   {:8.0} ms", median(fresh));
    println!("  demo, database filled before                             {:8.0} ms", median(again));
}

fn ready(data: &Path) -> Duration {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
    let begun = Instant::now();
    let mut process = Command::new(env!("CARGO_BIN_EXE_lachan"))
        .args(["demo", "--port", &port.to_string(), "--data"])
        .arg(data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !answers(port) {
        assert!(begun.elapsed() < Duration::from_mins(2), "no answer within two minutes");
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = begun.elapsed();
    process.kill().and_then(|()| process.wait()).expect("the program stops");
    took
}

fn answers(port: u16) -> bool {
    let Ok(mut socket) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let asked = socket.write_all(b"GET /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok() && socket.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(RUNS / 2).copied().unwrap_or_default().as_secs_f64() * 1000.0
}
