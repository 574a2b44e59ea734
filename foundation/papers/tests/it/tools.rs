//! Programs that look at a finished file as an officer's computer would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder for one test, with the programs at hand.
pub(crate) struct Bench {
    folder: TempDir,
}

impl Bench {
    /// Nothing, with a notice, where a program is missing; but a failure where `LACHAN_REQUIRE_TOOLS` is set.
    pub(crate) fn with(programs: &[&str]) -> Option<Self> {
        for program in programs {
            if Command::new(program).arg("--help").output().is_err() {
                assert!(std::env::var_os("LACHAN_REQUIRE_TOOLS").is_none(), "{program} is missing");
                eprintln!("skipped: {program} is missing");
                return None;
            }
        }
        Some(Self { folder: tempfile::tempdir().unwrap() })
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Has `LibreOffice` turn files into PDF; the results lie beside them.
    pub(crate) fn office_to_pdf(&self, files: &[PathBuf]) -> Vec<PathBuf> {
        let profile = format!("-env:UserInstallation=file://{}", self.folder.path().join("profile").display());
        let status = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(self.folder.path())
            .args(files)
            .output()
            .unwrap();
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        files.iter().map(|file| file.with_extension("pdf")).collect()
    }

    /// The text of each page in the order in which it was set, not the one that a reader guesses.
    pub(crate) fn pages(pdf: &Path) -> Vec<String> {
        let out = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let text = String::from_utf8(out.stdout).unwrap();
        text.split_terminator('\u{c}').map(str::to_owned).collect()
    }

    /// Each page as a grey picture of so many dots per inch.
    pub(crate) fn pictures(&self, pdf: &Path, dpi: u32) -> Vec<Picture> {
        let prefix = pdf.with_extension("");
        let out =
            Command::new("pdftoppm").args(["-gray", "-r", &dpi.to_string()]).arg(pdf).arg(&prefix).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let stem = prefix.file_name().unwrap().to_str().unwrap().to_owned() + "-";
        let mut files: Vec<_> = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| {
            path.extension().is_some_and(|kind| kind == "pgm")
                && path.file_name().unwrap().to_str().unwrap().starts_with(&stem)
        });
        files.sort();
        files.iter().map(|file| Picture::read(&fs::read(file).unwrap())).collect()
    }
}

/// A grey picture, one byte a dot.
#[derive(PartialEq)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// The picture as a binary PGM, for keeping.
    pub(crate) fn to_pgm(&self) -> Vec<u8> {
        let mut bytes = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        bytes.extend_from_slice(&self.dots);
        bytes
    }

    /// Reads a binary PGM as poppler writes it.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut parts = bytes.splitn(4, u8::is_ascii_whitespace);
        assert_eq!(parts.next(), Some(&b"P5"[..]));
        let mut number = || std::str::from_utf8(parts.next().unwrap()).unwrap().parse::<usize>().unwrap();
        let (width, height) = (number(), number());
        let rest = parts.next().unwrap();
        let dots = rest.get(rest.len() - width * height..).unwrap().to_vec();
        Self { width, height, dots }
    }

    /// The share of dots that differ visibly, from 0 to 1; 1 if the sizes differ.
    pub(crate) fn difference(&self, other: &Self) -> f64 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let differing = self.dots.iter().zip(&other.dots).filter(|(a, b)| a.abs_diff(**b) > 64).count();
        f64::from(u32::try_from(differing).unwrap()) / f64::from(u32::try_from(self.dots.len()).unwrap())
    }

    /// The share of dark dots in a band of rows, given in parts of the height.
    pub(crate) fn ink(&self, from: f64, to: f64) -> f64 {
        let row = |part: f64| {
            (0..=self.height)
                .find(|row| {
                    f64::from(u32::try_from(*row).unwrap()) >= part * f64::from(u32::try_from(self.height).unwrap())
                })
                .unwrap()
        };
        let band = self.dots.get(row(from) * self.width..row(to) * self.width).unwrap();
        let dark = band.iter().filter(|dot| **dot < 128).count();
        f64::from(u32::try_from(dark).unwrap()) / f64::from(u32::try_from(band.len().max(1)).unwrap())
    }
}

/// Text without the marks of line and page layout.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
