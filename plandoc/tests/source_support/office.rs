//! LibreOffice as the outside maker of DOCX and PDF files.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// One private LibreOffice profile with a folder for its files.
pub(crate) struct Office {
    folder: TempDir,
}

impl Office {
    /// `None`, with a notice, on a machine without LibreOffice.
    pub(crate) fn open() -> Option<Self> {
        let found = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if found.is_err() {
            println!("skipped: LibreOffice is not installed");
            return None;
        }
        Some(Self { folder: tempfile::tempdir().unwrap() })
    }

    /// Writes a file into the folder.
    pub(crate) fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Converts files of one kind at once, and gives the new files in the same order.
    pub(crate) fn convert(&self, sources: &[PathBuf], to: &str) -> Vec<Vec<u8>> {
        let extension = to.split(':').next().unwrap();
        let out = self.folder.path().join(format!("out-{extension}"));
        let profile = format!("-env:UserInstallation=file://{}/profile", self.folder.path().display());
        let is_text = sources.iter().any(|s| s.extension().is_some_and(|e| e == "txt"));
        let filter: &[&str] = if is_text { &["--infilter=Text (encoded):UTF8"] } else { &[] };
        let status = Command::new("soffice")
            .args([profile.as_str(), "--headless"])
            .args(filter)
            .args(["--convert-to", to, "--outdir"])
            .arg(&out)
            .args(sources)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "LibreOffice failed");
        sources.iter().map(|source| std::fs::read(made(&out, source, extension)).unwrap()).collect()
    }
}

fn made(out: &Path, source: &Path, extension: &str) -> PathBuf {
    out.join(source.with_extension(extension).file_name().unwrap())
}
