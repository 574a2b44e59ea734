//! The log from the command line: an installation, its export, somebody who tampers, somebody who remembers.

use std::{
    path::Path,
    process::{Command, Output},
};

use anyhow::{Context as _, Result};

fn lachan(folder: &Path, arguments: &[&str]) -> Result<Output> {
    Ok(Command::new(env!("CARGO_BIN_EXE_lachan")).args(arguments).current_dir(folder).output()?)
}

/// Runs a command and gives its exit code and what it says.
fn told(folder: &Path, arguments: &[&str]) -> Result<(i32, String)> {
    let output = lachan(folder, arguments)?;
    let said = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    Ok((output.status.code().context("a code")?, said))
}

#[test]
fn an_installations_log_is_exported_checked_proved_and_witnessed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    let config =
        "[database]\nurl = \"sqlite:lachan.db\"\n[keys]\nfolder = \"keys\"\n[work]\nlisten = \"127.0.0.1:1\"\n";
    std::fs::write(at.join("lachan.toml"), config)?;
    let people = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/people.toml");
    let with = ["--config", "lachan.toml"];
    let run = |arguments: &[&str]| told(at, &[arguments, &with].concat());

    assert_eq!(run(&["init", "--setup", people])?.0, 0);
    let (code, said) = run(&["audit", "export", "--out", "log"])?;
    assert_eq!(code, 0, "{said}");
    assert_eq!(run(&["audit", "verify"])?.0, 0);
    assert_eq!(run(&["audit", "prove", "--entry", "0", "--out", "0.tlog-proof"])?.0, 0);
    assert_eq!(run(&["audit", "prove", "--entry", "999", "--out", "x"])?.0, 1);

    let (code, said) = told(at, &["audit", "verify", "--log", "log", "--key", "log/key"])?;
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("NGUYÊN VẸN. Nhật ký có "), "{said}");
    assert_eq!(told(at, &["audit", "verify", "--proof", "0.tlog-proof", "--key", "log/key"])?.0, 0);
    let witness = ["audit", "witness", "--log", "log", "--key", "log/key", "--memory", "witness"];
    assert!(told(at, &witness)?.1.contains("Đã làm chứng lần đầu: "));

    let bundle = std::fs::read_dir(at.join("log/tile/entries/000.p"))?.next().context("a bundle")??.path();
    let mut bytes = std::fs::read(&bundle)?;
    *bytes.get_mut(9).context("an entry")? ^= 1;
    std::fs::write(&bundle, bytes)?;
    let (code, said) = told(at, &["audit", "verify", "--log", "log", "--key", "log/key"])?;
    assert_eq!((code, said.trim()), (1, "KHÔNG NGUYÊN VẸN: mục 0 đã bị sửa."));
    let (code, said) = told(at, &witness)?;
    assert_eq!(code, 1);
    assert!(said.contains("TỪ CHỐI LÀM CHỨNG"), "{said}");
    Ok(())
}
