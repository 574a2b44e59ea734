//! A test in a process of its own, with a temporary folder of its own, all of which can be searched at the end.
//!
//! What such a test leaves behind lies in that folder: database, write-ahead log, temporary files, what was said, backups.

use std::{
    fs,
    future::Future,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use house::planted::{Found, Search};
use tracing_subscriber::EnvFilter;

/// Where the process started anew is to work.
const FOLDER: &str = "LACHAN_PLANTED";
/// The note that the process leaves when it has searched everything.
const DONE: &str = "done";

/// Walks and searches, where this is the process started anew; else starts it and looks at what it said.
pub(crate) fn apart<F>(test: &str, walk: impl FnOnce(PathBuf) -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    if let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) {
        listen(&folder)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(walk(folder.clone()))?;
        return Ok(fs::write(folder.join(DONE), "all was searched")?);
    }
    let folder = tempfile::tempdir()?;
    // PostgreSQL runs as somebody else where we are root, and has to reach its folder.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
    for name in ["tmp", "data", "backup"] {
        fs::create_dir(folder.path().join(name))?;
    }
    fs::set_permissions(folder.path().join("tmp"), fs::Permissions::from_mode(0o1777))?;
    let said = folder.path().join("said");
    let status = Command::new(std::env::current_exe()?)
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .env("TMPDIR", folder.path().join("tmp"))
        .stdin(Stdio::null())
        .stdout(fs::File::create(&said)?)
        .stderr(fs::File::create(folder.path().join("said-2"))?)
        .status();
    stop_servers(&folder.path().join("tmp"))?;
    let told = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let tail = |text: String| text.chars().rev().take(3_000).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    ensure!(status?.success(), "{}\n{}", tail(told("said-2")), tail(told("said")));
    ensure!(folder.path().join(DONE).exists(), "nothing was searched:\n{}", tail(told("said")));
    Ok(())
}

/// Everything that the program could ever say, down to the last detail. What the visitor's own libraries say in this
/// process is not the house's.
fn listen(folder: &Path) -> Result<()> {
    let log = fs::File::create(folder.join("log"))?;
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("trace,reqwest=off,hyper_util=off,thirtyfour=off"))
        .with_writer(std::sync::Mutex::new(log))
        .init();
    Ok(())
}

/// Stops the PostgreSQL that the process started in its own folder.
fn stop_servers(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let note = entry?.path().join("data/postmaster.pid");
        let Ok(text) = fs::read_to_string(&note) else { continue };
        let process = text.lines().next().context("no process")?.to_owned();
        Command::new("kill").args(["-INT", &process]).status()?;
        for _ in 0..200 {
            if !note.exists() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
    Ok(())
}

/// Everything in the folder: what was found, and which files were searched.
pub(crate) fn search_all(search: &Search, folder: &Path) -> Result<(Vec<Found>, Vec<PathBuf>)> {
    let lines = fs::read(folder.join("log"))?.split(|byte| *byte == b'\n').count();
    ensure!(lines > 100, "the house said {lines} lines only");
    search.folder(folder)
}

/// What was found, a line for each.
pub(crate) fn told(found: &[Found]) -> String {
    let lines = found.iter().take(40).map(|one| format!("{} ({}) in {}", one.text, one.form, one.file.display()));
    lines.collect::<Vec<_>>().join("\n")
}

/// A name that no test has runs nothing, which must not look like success.
#[test]
fn a_process_apart_that_searched_nothing_is_noticed() -> Result<()> {
    let told = apart("apart::there_is_no_such_test", |_| std::future::ready(Ok(())));

    ensure!(told.is_err_and(|error| error.to_string().contains("nothing was searched")), "nobody noticed");
    Ok(())
}
