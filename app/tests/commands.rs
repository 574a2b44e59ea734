//! The commands of an installation as an operator meets them: `init`, `check`, `migrate`, `plan import`, `serve`.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;

const SETUP: &str = include_str!("setup.toml");

const PLAN: &str = include_str!("../demo/plans/xa-suoi-mo-2026.md");

/// An installation in a folder of its own.
struct Installation {
    folder: TempDir,
    port: u16,
}

impl Installation {
    fn new() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let installation = Self { folder: tempfile::tempdir().unwrap(), port };
        let path = |name: &str| installation.path(name).display().to_string();
        let config = format!(
            "[database]\nurl = \"sqlite:{}\"\n[keys]\nfolder = \"{}\"\n[work]\nlisten = \"127.0.0.1:{port}\"\nsecure_cookies = false\n",
            path("lachan.db"),
            path("keys"),
        );
        installation.write("lachan.toml", &config);
        installation.write("setup.toml", SETUP);
        installation
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lachan"));
        command.args(arguments).arg("--config").arg(self.path("lachan.toml")).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Told {
        Told::of(&self.command(arguments).output().unwrap())
    }

    fn init(&self) -> Told {
        self.run(&["init", "--setup", &self.path("setup.toml").display().to_string()])
    }
}

/// What a command said.
struct Told {
    code: Option<i32>,
    out: String,
    errors: String,
}

impl Told {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code(), out: text(&output.stdout), errors: text(&output.stderr) }
    }

    #[track_caller]
    fn must(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.errors);
        self
    }
}

#[test]
fn init_makes_the_committee_and_shows_each_code_once() {
    let installation = Installation::new();

    let made = installation.init().must(0);

    let line = made.out.lines().find(|line| line.contains("truc.mau")).unwrap();
    let code = line.split('\t').nth(1).unwrap();
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 4], "{line}");
    assert!(made.errors.is_empty(), "{}", made.errors);
    assert!(installation.path("keys/root.key").exists());
    let _ = installation.run(&["migrate"]).must(0);
}

#[test]
fn init_says_what_is_wrong_with_a_setup_and_makes_no_account() {
    let installation = Installation::new();
    installation.write("setup.toml", &SETUP.replace("agency = \"ca\"", "agency = \"khong-co\""));

    let told = installation.init().must(1);

    assert!(told.errors.contains("khong-co"), "{}", told.errors);
    assert!(!told.out.contains("truc.mau"), "{}", told.out);
    installation.write("setup.toml", "people = 3");
    assert!(installation.init().must(1).errors.contains("setup.toml"));
}

#[test]
fn check_answers_in_vietnamese_and_with_its_exit_code() {
    let installation = Installation::new();
    assert!(!installation.run(&["check"]).must(1).errors.is_empty(), "without a key there is nothing to check");
    let _ = installation.init().must(0);

    let fresh = installation.run(&["check"]).must(0);

    assert!(!fresh.out.contains('✗'), "{}", fresh.out);
    assert!(fresh.out.lines().filter(|line| line.starts_with('✓')).count() >= 5, "{}", fresh.out);
    installation.write("lachan.toml", "[database]\nurl = \"sqlite:x\"\nurrl = 1\n");
    assert!(installation.run(&["check"]).must(1).errors.contains("urrl"));
}

#[test]
fn a_plan_is_imported_as_a_draft_and_again_gives_the_same_draft() {
    let installation = Installation::new();
    let _ = installation.init().must(0);
    let plan = installation.write("ke-hoach.md", PLAN);

    let first = installation.run(&["plan", "import", &plan, "--committee", "M9001"]).must(0);
    let second = installation.run(&["plan", "import", &plan, "--committee", "M9001"]).must(0);

    assert_eq!(first.out, second.out);
    let nobody = installation.run(&["plan", "import", &plan, "--committee", "00000"]).must(1);
    assert!(nobody.errors.contains("00000") && nobody.out.is_empty(), "{}", nobody.errors);
    let soup = installation.write("canh.txt", "Canh chua: me, cá, cà chua.\n");
    let told = installation.run(&["plan", "import", &soup, "--committee", "M9001"]).must(1);
    assert!(told.errors.starts_with("canh.txt: ") && told.errors.lines().count() == 1, "{}", told.errors);
    assert!(
        installation.run(&["plan", "import", "/no/such/file", "--committee", "M9001"]).must(1).errors.contains("file")
    );
}

const UNITS: &str = include_str!("../../features/organisation/data/units-2025-07-01.tsv");

#[test]
fn a_later_list_of_units_is_compared_and_put_in_force_only_when_asked() {
    let installation = Installation::new();
    let _ = installation.init().must(0);
    let own = "M9\tprovince\t\ttỉnh\tTỉnh Mẫu Lập\t\t\t\nM9001\tcommune\tM9\tphường\tPhường Mẫu Lập\t\t\t\n";
    let list = installation.write("danh-muc.tsv", &format!("{}\n{own}", UNITS.trim_end()));
    let lost = installation.write("thieu.tsv", UNITS);

    let shown = installation.run(&["units", "import", &list, "--as-of", "01/01/2026"]).must(0);
    assert!(shown.out.contains("~ M9001 Xã Mẫu Lập → Phường Mẫu Lập"), "{}", shown.out);
    assert!(shown.errors.contains("Chưa thay đổi gì"), "{}", shown.errors);
    let told = installation.run(&["units", "import", &lost]).must(1);
    assert!(told.errors.contains("M9001"), "{}", told.errors);
    let _ = installation.run(&["units", "import", "/no/such/file"]).must(2);
    let _ = installation.run(&["units", "import", &list, "--as-of", "hôm qua"]).must(2);
    let _ = installation.run(&["units", "import", &list, "--dry-run", "--apply"]).must(2);

    let _ = installation.run(&["units", "import", &list, "--as-of", "01/01/2026", "--apply"]).must(0);
    let again = installation.run(&["units", "import", &list, "--apply"]).must(0);
    assert!(again.errors.contains("không khác danh mục hiện hành"), "{}", again.errors);
}

#[test]
fn a_plan_of_steps_is_previewed_and_applied() {
    let installation = Installation::new();
    let _ = installation.init().must(0);
    let plan = "title = \"Đổi tên mẫu\"\ncitation = \"Nghị quyết mẫu\"\neffective_on = \"01/01/2026\"\n[[step]]\n\
                do = \"rename\"\ncode = \"M9001\"\nkind = \"phường\"\nname = \"Phường Mẫu Lập\"\n";
    let file = installation.write("phuong-an.toml", plan);
    let bad = installation.write("sai.toml", &plan.replace("M9001", "M9999"));
    let unread = installation.write("hong.toml", &plan.replace("rename", "xoá"));

    assert!(installation.run(&["units", "reorganise", &file]).must(0).out.contains("Phường Mẫu Lập"));
    let told = installation.run(&["units", "reorganise", &bad]).must(1);
    assert!(told.errors.contains("M9999"), "{}", told.errors);
    let _ = installation.run(&["units", "reorganise", &unread]).must(1);
    let _ = installation.run(&["units", "reorganise", "/no/such/file"]).must(2);
    let _ = installation.run(&["units", "reorganise", &file, "--apply"]).must(0);
    let twice = installation.run(&["units", "reorganise", &file, "--apply"]).must(1);
    assert!(twice.errors.contains("01/01/2026"), "{}", twice.errors);
}

#[test]
fn accounts_are_listed_added_invited_and_closed_at_the_terminal() {
    let installation = Installation::new();
    let _ = installation.init().must(0);
    assert!(installation.run(&["user", "list"]).must(0).out.contains("truc.mau"));

    let add = ["user", "add", "moi.mau", "--name", "Sùng Thị Mẫu", "--unit", "M9001", "--agency", "Công an xã"];
    let add = [add.as_slice(), &["--post", "Công chức", "--role", "officer"]].concat();
    let added = installation.run(&add).must(0);

    assert!(added.out.contains("moi.mau") && added.out.lines().last().unwrap().trim().len() == 19, "{}", added.out);
    assert!(installation.run(&add).must(1).errors.contains("taken"));
    assert!(installation.run(&["user", "invite", "moi.mau"]).must(0).out.contains("moi.mau"));
    assert!(installation.run(&["user", "invite", "ai.do"]).must(1).errors.contains("no account"));
    let _ = installation.run(&["user", "disable", "moi.mau"]).must(0);
    assert!(installation.run(&["user", "list"]).must(0).out.contains("đã đóng"));
}

/// A server that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is as good as stopped.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(port: u16, path: &str) -> Option<String> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(socket, "GET {path} HTTP/1.1\r\nHost: mau.test\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).ok()?;
    Some(answer)
}

fn wait_for(port: u16) -> String {
    for _ in 0..600 {
        if let Some(answer) = ask(port, "/dang-nhap").filter(|answer| !answer.is_empty()) {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no answer on port {port}");
}

#[test]
fn serve_answers_on_its_port_and_ends_when_it_is_asked_to() {
    let installation = Installation::new();
    let _ = installation.init().must(0);
    let mut server = Server(installation.command(&["serve"]).stderr(Stdio::null()).spawn().unwrap());

    let page = wait_for(installation.port);

    assert!(page.starts_with("HTTP/1.1 200") && page.contains("content-security-policy"), "{page}");
    assert!(ask(installation.port, "/viec-cua-toi").unwrap().starts_with("HTTP/1.1 303"));
    let second = installation.run(&["serve"]).must(1);
    assert!(second.errors.contains(&installation.port.to_string()), "{}", second.errors);
    let pid = server.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(server.0.wait().unwrap().success(), "asked to stop, it stops by itself");
}

#[test]
fn serve_without_a_configuration_says_which_file_is_missing() {
    let none = Path::new("/no/such/lachan.toml");

    let output = Command::new(env!("CARGO_BIN_EXE_lachan")).args(["serve", "--config"]).arg(none).output().unwrap();

    let told = Told::of(&output).must(1);
    assert!(told.errors.contains("/no/such/lachan.toml"), "{}", told.errors);
}
