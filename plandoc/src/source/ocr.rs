//! Scanned pages: letters recognised by the outside programs `pdftoppm` and `tesseract`.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Limits, SourceError};

/// Pixels of the long side of a page: 300 dpi on A4, and a bound whatever size the page claims.
const LONG_SIDE: &str = "3508";
/// How often a running program is looked at.
const POLL: Duration = Duration::from_millis(20);
/// Longest list of words of one page, in bytes.
const PAGE_BYTES: u64 = 1_000_000;

/// Recognises all pages: for each the words with their places, as `tesseract` writes them (TSV).
pub(super) fn recognise(bytes: &[u8], pages: u32, limits: &Limits) -> Result<Vec<String>, SourceError> {
    if !limits.allow_ocr || !is_available() {
        return Err(SourceError::NoTextLayer);
    }
    if pages > limits.max_ocr_pages {
        return Err(SourceError::TooManyScannedPages { limit: limits.max_ocr_pages });
    }
    let desk = Desk::new(bytes).ok_or(SourceError::OcrFailed)?;
    (1..=pages).map(|page| desk.page(page, limits.ocr_page_timeout).ok_or(SourceError::OcrFailed)).collect()
}

/// Whether this machine has both programs and the Vietnamese language data.
pub(super) fn is_available() -> bool {
    let rasteriser = Command::new("pdftoppm").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let languages = Command::new("tesseract").arg("--list-langs").stderr(Stdio::null()).output();
    rasteriser.is_ok()
        && languages.is_ok_and(|out| String::from_utf8_lossy(&out.stdout).lines().any(|l| l.trim() == "vie"))
}

/// A private folder that is removed at the end, whatever happens.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(bytes: &[u8]) -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("plandoc-").tempdir().ok()?;
        make_private(folder.path())?;
        std::fs::write(folder.path().join("source.pdf"), bytes).ok()?;
        Some(Self { folder })
    }

    /// Draws one page and reads it.
    fn page(&self, page: u32, timeout: Duration) -> Option<String> {
        let (number, source) = (page.to_string(), self.folder.path().join("source.pdf"));
        let picture = self.folder.path().join("page");
        let mut draw = Command::new("pdftoppm");
        draw.args(["-f", &number, "-l", &number, "-gray", "-png", "-singlefile", "-scale-to", LONG_SIDE]);
        draw.arg(&source).arg(&picture);
        run(draw, timeout, Stdio::null())?;
        let text = self.folder.path().join("page.out");
        let mut read = Command::new("tesseract");
        read.env("OMP_THREAD_LIMIT", "1").arg(picture.with_extension("png")).args(["-", "-l", "vie", "tsv"]);
        run(read, timeout, File::create(&text).ok()?.into())?;
        text_of(&text)
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> Option<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).ok()
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> Option<()> {
    // The user's temporary folder is private on other systems.
    Some(())
}

fn text_of(path: &Path) -> Option<String> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(PAGE_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Runs a program to its end; one that takes too long is stopped.
fn run(mut command: Command, timeout: Duration, output: Stdio) -> Option<()> {
    let mut child = command.stdin(Stdio::null()).stdout(output).stderr(Stdio::null()).spawn().ok()?;
    wait(&mut child, timeout)
}

fn wait(child: &mut Child, timeout: Duration) -> Option<()> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success().then_some(()),
            Ok(None) if start.elapsed() < timeout => std::thread::sleep(POLL),
            _ => {
                // It may have ended in this very moment; either way nothing of it stays.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_program_that_takes_too_long_is_stopped() {
        let mut sleep = Command::new("sleep");
        sleep.arg("30");
        let start = Instant::now();

        let result = run(sleep, Duration::from_millis(60), Stdio::null());

        assert!(result.is_none() && start.elapsed() < Duration::from_secs(10));
    }
}
