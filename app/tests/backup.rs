//! TM6: whoever has a backup has nothing without its key, and whoever has the key has everything again.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use db::{Db, DbUrl, Options, params};
use tempfile::TempDir;

db::statements! {
    /// The officers of the restored database.
    COUNT_ACCOUNTS = "SELECT COUNT(*) FROM account";
}

/// An installation with one account, and a place beside it for what does not belong on its machine.
struct House {
    folder: TempDir,
}

impl House {
    fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().unwrap() };
        let config = format!(
            "[database]\nurl = \"sqlite:{}\"\n[keys]\nfolder = \"{}\"\n[work]\nlisten = \"127.0.0.1:1\"\n",
            house.path("lachan.db").display(),
            house.path("keys").display(),
        );
        std::fs::write(house.path("lachan.toml"), config).unwrap();
        std::fs::write(house.path("setup.toml"), include_str!("setup.toml")).unwrap();
        let setup = house.path("setup.toml");
        must(&house.with_config(&["init", "--setup", setup.to_str().unwrap()]), 0);
        house
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn with_config(&self, arguments: &[&str]) -> Output {
        let config = self.path("lachan.toml");
        lachan(&[arguments, &["--config", config.to_str().unwrap()]].concat())
    }

    /// Makes a key; gives its file and its public part.
    fn key(&self, name: &str) -> (PathBuf, String) {
        let file = self.path(name);
        let made = must(&lachan(&["backup-key", "--to", file.to_str().unwrap()]), 0);
        (file, made.trim().to_owned())
    }

    fn backup(&self, to: &Path, keys: &[&str]) -> Output {
        let mut arguments = vec!["backup", "--to", to.to_str().unwrap()];
        arguments.extend(keys.iter().flat_map(|key| ["--for", key]));
        self.with_config(&arguments)
    }

    fn restore(from: &Path, key: &Path, to: &Path) -> Output {
        let [from, key, to] = [from, key, to].map(|path| path.to_str().unwrap());
        lachan(&["restore", "--from", from, "--key", key, "--to", to])
    }
}

fn lachan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lachan")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// What a command said, which must end with this code.
#[track_caller]
fn must(output: &Output, code: i32) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat();
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}

/// A refusal says in Vietnamese why.
#[track_caller]
fn refused(output: &Output, why: &str) {
    let text = must(output, 1);
    assert!(text.contains(why), "{why}: {text}");
}

async fn accounts(file: &Path) -> i64 {
    let db = Db::open(&DbUrl::SqliteFile(file.to_owned()), Options::default()).await.unwrap();
    let count = db.count(&COUNT_ACCOUNTS, params![]).await.unwrap();
    db.close().await;
    count
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = std::fs::read(file).unwrap();
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

#[tokio::test]
async fn a_backup_opens_with_its_key_alone_and_nothing_of_it_is_readable_without() {
    let house = House::new();
    let (key, public) = house.key("khoa-1.txt");
    let (other, other_public) = house.key("khoa-2.txt");
    let (stranger, _) = house.key("khoa-3.txt");
    let backup = house.path("sao-luu.age");

    must(&house.backup(&backup, &[&public, &other_public]), 0);

    assert!(holds(&house.path("lachan.db"), "truc.mau") || holds(&house.path("lachan.db-wal"), "truc.mau"));
    for secret in ["truc.mau", "Xã Mẫu Lập", "CREATE TABLE", "SQLite format"] {
        assert!(!holds(&backup, secret), "the backup shows {secret}");
    }
    let restored = house.path("lai.db");
    assert!(must(&House::restore(&backup, &stranger, &restored), 1).contains("không mở được"));
    assert!(!restored.exists(), "nothing stands where a restore failed");
    for (key, name) in [(&key, "lai.db"), (&other, "lai-2.db")] {
        must(&House::restore(&backup, key, &house.path(name)), 0);
        assert_eq!(accounts(&house.path(name)).await, accounts(&house.path("lachan.db")).await);
    }
    let left: Vec<_> =
        std::fs::read_dir(house.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".lachan-")), "{left:?}");
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_nothing_is_overwritten() {
    let house = House::new();
    let (key, public) = house.key("khoa-1.txt");
    let backup = house.path("sao-luu.age");
    must(&house.backup(&backup, &[&public]), 0);

    refused(&house.backup(&backup, &[&public]), "đã có tệp");
    refused(&House::restore(&backup, &key, &house.path("lachan.db")), "đã có tệp");
    refused(&lachan(&["backup-key", "--to", key.to_str().unwrap()]), "đã có tệp");
    refused(&house.backup(&house.path("khac.age"), &["age1khongphaikhoa"]), "không phải khoá công khai");
    refused(&house.backup(&house.path("khong/co.age"), &[&public]), "Không ghi được");
    must(&house.backup(&house.path("khac.age"), &[]), 2);

    let restore = |from: &Path, key: &Path| House::restore(from, key, &house.path("lai.db"));
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = house.path("hong.age");
    std::fs::write(&damaged, &bytes).unwrap();
    refused(&restore(&damaged, &key), "đã hỏng hoặc bị cắt ngắn");
    std::fs::write(&damaged, &bytes[..middle]).unwrap();
    refused(&restore(&damaged, &key), "đã hỏng hoặc bị cắt ngắn");
    std::fs::write(&damaged, "không phải bản sao").unwrap();
    refused(&restore(&damaged, &key), "không phải bản sao lưu");
    refused(&restore(&backup, &damaged), "không phải tệp khoá bí mật");
    refused(&restore(&backup, &house.path("khong-co.txt")), "Không đọc được");
    refused(&restore(&house.path("khong-co.age"), &key), "Không đọc được");
    assert!(!house.path("lai.db").exists());
}
