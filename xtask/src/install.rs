//! What the whole test run needs from Debian, and putting it there.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};

use crate::run;

/// A program and the package that brings it.
const NEEDED: [(&str, &str); 8] = [
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/chromedriver", "chromium-driver"),
    ("/usr/lib/postgresql", "postgresql"),
    ("/usr/bin/soffice", "libreoffice-writer-nogui"),
    ("/usr/lib/libreoffice/program/libsclo.so", "libreoffice-calc-nogui"),
    ("/usr/bin/tesseract", "tesseract-ocr"),
    ("/usr/bin/pdftoppm", "poppler-utils"),
    ("/usr/share/fonts/truetype/liberation", "fonts-liberation2"),
];

/// Needed beside tesseract itself: the Vietnamese model, whose folder carries a version number.
const VIETNAMESE: &str = "tesseract-ocr-vie";

fn missing() -> Vec<&'static str> {
    let mut packages: Vec<&str> =
        NEEDED.iter().filter(|(file, _)| !Path::new(file).exists()).map(|(_, package)| *package).collect();
    let languages = Command::new("tesseract").arg("--list-langs").output();
    let reads_vietnamese =
        languages.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).lines().any(|line| line == "vie"));
    if !reads_vietnamese {
        packages.push(VIETNAMESE);
    }
    packages
}

/// Installs what is missing, as root or with sudo; otherwise says the one line to run.
pub(crate) fn run() -> Result<()> {
    let packages = missing();
    if packages.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    let is_root = run::output(Command::new("id").arg("-u"))?.trim() == "0";
    let has_sudo = Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|output| output.status.success());
    if !is_root && !has_sudo {
        bail!("some tools are missing; please run:\n  sudo apt-get update && sudo {line}");
    }
    let apt = |arguments: &[&str]| {
        let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            command.arg("apt-get");
        }
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::must(&mut apt(&["update", "--quiet"]))?;
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(packages);
    run::must(&mut apt(&install))
}
