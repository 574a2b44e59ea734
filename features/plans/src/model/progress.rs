//! A report of progress and the files that show it.

use jiff::{Timestamp, civil::Date};

use super::{EvidenceId, ObligationId, ProgressId};

/// The most that one file of evidence may hold, in bytes (10 MiB).
pub const EVIDENCE_LIMIT: usize = 10 * 1024 * 1024;

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// Nobody has looked at it.
    Submitted,
    /// Taken as it is.
    Accepted,
    /// Given back to be mended.
    Returned,
}

impl Review {
    /// The name in the database, in style classes and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
        }
    }

    /// The state of a key; anything unknown waits.
    pub fn from_key(key: &str) -> Self {
        match key {
            "accepted" => Self::Accepted,
            "returned" => Self::Returned,
            _ => Self::Submitted,
        }
    }
}

/// One report of progress.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Its identifier.
    pub id: ProgressId,
    /// The obligation.
    pub obligation: ObligationId,
    /// What was done.
    pub text: String,
    /// Per cent done.
    pub percent: i64,
    /// What stands in the way.
    pub difficulty: Option<String>,
    /// What is proposed.
    pub proposal: Option<String>,
    /// The day it was done, for 100 per cent.
    pub done_on: Option<Date>,
    /// What became of it.
    pub state: Review,
    /// The person who sent it.
    pub submitted_by: String,
    /// That person's name.
    pub submitted_name: String,
    /// When it was sent.
    pub submitted_at: Timestamp,
    /// Name of who judged it.
    pub reviewed_name: Option<String>,
    /// When it was judged.
    pub reviewed_at: Option<Timestamp>,
    /// Why it was given back.
    pub review_note: Option<String>,
    /// Its files.
    pub evidence: Vec<Evidence>,
}

/// A file with a report, without its content.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Its identifier.
    pub id: EvidenceId,
    /// The report.
    pub progress: ProgressId,
    /// The name it was sent under.
    pub file_name: String,
    /// Its size in bytes.
    pub size: i64,
}

/// The media type of a file by its content and its ending, for the five kinds taken as evidence: JPEG, PNG,
/// PDF, DOCX, XLSX. `None` for anything else and where content and ending disagree.
pub fn evidence_type(file_name: &str, bytes: &[u8]) -> Option<&'static str> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())?;
    match ending.as_str() {
        "jpg" | "jpeg" => bytes.starts_with(b"\xFF\xD8\xFF").then_some("image/jpeg"),
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1A\n").then_some("image/png"),
        "pdf" => bytes.starts_with(b"%PDF-").then_some("application/pdf"),
        "docx" => holds(bytes, "word/document.xml")
            .then_some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xlsx" => holds(bytes, "xl/workbook.xml")
            .then_some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        _ => None,
    }
}

/// Whether the bytes are a ZIP package with this part.
fn holds(bytes: &[u8], part: &str) -> bool {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok_and(|package| package.index_for_name(part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn package(part: &str) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(b"<x/>").unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_file_is_taken_when_its_content_is_what_its_name_says() {
        assert_eq!(evidence_type("ảnh.JPG", b"\xFF\xD8\xFF\xE0 rest"), Some("image/jpeg"));
        assert_eq!(evidence_type("a.pdf", b"%PDF-1.7"), Some("application/pdf"));
        assert!(evidence_type("a.docx", &package("word/document.xml")).is_some());
        assert!(evidence_type("a.xlsx", &package("xl/workbook.xml")).is_some());
    }

    #[test]
    fn a_file_that_only_pretends_is_refused() {
        assert_eq!(evidence_type("a.png", b"\xFF\xD8\xFF"), None);
        assert_eq!(evidence_type("a.pdf", b"<html>"), None);
        assert_eq!(evidence_type("a.docx", &package("xl/workbook.xml")), None);
        assert_eq!(evidence_type("a.html", b"<html>"), None);
        assert_eq!(evidence_type("khong-duoi", b"%PDF-"), None);
    }
}
