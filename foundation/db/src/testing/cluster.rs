//! A throw-away PostgreSQL server that all tests of a machine share.
//!
//! The first test starts it under a lock in the temporary folder; a small watcher stops it and
//! removes its folder when no test has asked for it for some minutes.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{DbError, Result};

/// The server's only role.
pub(super) const USER: &str = "lachan";

/// Nothing here is worth keeping, so the server may forget to sync.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
                        -c max_connections=300 -c listen_addresses= -c shared_buffers=64MB";

/// Stops the server after five quiet minutes. `$1` is its folder, `$2` the folder of its programs.
/// It takes the lock so that no test starts meanwhile, and looks again when it has it.
const WATCHER: &str = r#"
quiet() { [ -n "$(find "$1/heartbeat" -mmin +5 2>/dev/null)" ]; }
while sleep 20; do
    [ -e "$1/heartbeat" ] || exit 0
    quiet "$1" || continue
    exec 9<"$1.lock"
    flock 9
    if quiet "$1"; then
        "$2/pg_ctl" -D "$1/data" -m immediate stop
        rm -rf "$1"
        exit 0
    fi
    exec 9<&-
done
"#;

/// A running server.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// Holds `data`, `socket`, `log` and `heartbeat`.
    folder: PathBuf,
    /// Holds `initdb`, `pg_ctl` and the others.
    programs: PathBuf,
}

/// The server, started if need be; `None` when PostgreSQL is not installed and need not be.
pub(super) async fn ready() -> Result<Option<Cluster>> {
    blocking(|| {
        let Some(programs) = programs() else {
            if std::env::var("LACHAN_REQUIRE_TOOLS").is_ok_and(|value| value == "1") {
                return Err(io::Error::other("PostgreSQL is not installed"));
            }
            eprintln!("notice: PostgreSQL is not installed; its half of this test is skipped");
            return Ok(None);
        };
        let me = fs::metadata("/proc/self")?.uid();
        let folder = std::env::temp_dir().join(format!("lachan-postgres-{me}"));
        let cluster = Cluster { folder, programs };
        let lock = cluster.hold_lock()?;
        if !cluster.is_up() {
            cluster.start(me)?;
        }
        fs::write(cluster.folder.join("heartbeat"), b"alive")?;
        drop(lock);
        Ok(Some(cluster))
    })
    .await
}

impl Cluster {
    /// Address of one database on this server.
    pub(super) fn url(&self, database: &str) -> String {
        let socket = self.socket().display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{socket}/{database}")
    }

    /// Folder of the server's socket.
    pub(super) fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    /// Path of one of PostgreSQL's programs.
    pub(super) fn tool(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// Holds the machine-wide lock until the file is dropped.
    pub(super) async fn lock(&self) -> Result<File> {
        let cluster = self.clone();
        blocking(move || cluster.hold_lock()).await
    }

    fn hold_lock(&self) -> io::Result<File> {
        let file = File::options().create(true).append(true).open(self.folder.with_extension("lock"))?;
        file.lock()?;
        Ok(file)
    }

    fn is_up(&self) -> bool {
        let mut asked = Command::new(self.tool("pg_isready"));
        asked.arg("--quiet").arg("--host").arg(self.socket()).args(["--timeout", "5"]);
        quietly(&mut asked).is_ok()
    }

    fn start(&self, me: u32) -> io::Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        let owner = if me == 0 { Some(unprivileged()?) } else { None };
        for folder in [self.folder.clone(), self.socket()] {
            fs::create_dir_all(&folder)?;
            if let Some((user, group)) = owner {
                chown(&folder, Some(user), Some(group))?;
            }
        }
        let data = self.folder.join("data");
        quietly(
            self.command(owner, "initdb")
                .args(["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust"])
                .args(["--no-sync", "--username", USER, "--pgdata"])
                .arg(&data),
        )?;
        quietly(
            self.command(owner, "pg_ctl")
                .args(["start", "--wait", "--timeout", "60", "--pgdata"])
                .arg(&data)
                .arg("--log")
                .arg(self.folder.join("log"))
                .arg("--options")
                .arg(format!("{SETTINGS} -c unix_socket_directories={}", self.socket().display())),
        )?;
        self.watch(owner)
    }

    /// Leaves the watcher behind, outside this process's group.
    fn watch(&self, owner: Option<(u32, u32)>) -> io::Result<()> {
        fs::write(self.folder.join("heartbeat"), b"alive")?;
        let mut watcher = Command::new("sh");
        watcher.args(["-c", WATCHER, "lachan-postgres-watcher"]);
        watcher.arg(&self.folder).arg(&self.programs).process_group(0);
        become_owner(&mut watcher, owner);
        silence(&mut watcher).spawn().map(|_| ())
    }

    fn command(&self, owner: Option<(u32, u32)>, name: &str) -> Command {
        let mut command = Command::new(self.tool(name));
        become_owner(&mut command, owner);
        command
    }
}

/// PostgreSQL refuses to run as root, so root's children become somebody else.
fn become_owner(command: &mut Command, owner: Option<(u32, u32)>) {
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command.current_dir("/");
}

/// User and group of Debian's `postgres`, or of `nobody`.
fn unprivileged() -> io::Result<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2);
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody")).ok_or_else(|| io::Error::other("no user to run PostgreSQL as"))
}

/// Folder of the newest installed PostgreSQL's programs: Debian's place, or where `PATH` has them.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| is_complete(folder))
        .max();
    if let Some((_, folder)) = newest {
        return Some(folder);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| is_complete(folder))
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "pg_isready", "dropdb"].iter().all(|name| folder.join(name).is_file())
}

fn quietly(command: &mut Command) -> io::Result<()> {
    let status = silence(command).status()?;
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other(format!("{} failed: {status}", command.get_program().display())))
}

/// A server must not inherit a test's pipes, or whoever reads them waits for ever.
fn silence(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(io::Error::other)
        .and_then(|outcome| outcome)
        .map_err(|error| DbError::own("start the PostgreSQL test server", error))
}
