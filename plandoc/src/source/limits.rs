//! How much a file may cost before it is refused.

use std::time::Duration;

/// Bounds on what one file may need; everything beyond is refused, never cut off silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes (default 10 MB).
    pub max_bytes: usize,
    /// Largest size of everything unpacked from one file, in bytes (default 50 MB).
    pub max_unzipped: usize,
    /// Most entries in a DOCX package (default 2,000).
    pub max_entries: usize,
    /// Longest text, in characters (default 2,000,000: about 700 pages).
    pub max_text_chars: usize,
    /// Most pages of a PDF (default 300).
    pub max_pages: u32,
    /// Deepest nesting of XML elements or of PDF forms (default 200; forms stop at 12).
    pub max_depth: usize,
    /// Most XML elements kept of one DOCX part (default 1,000,000).
    pub max_nodes: usize,
    /// Most drawn glyphs and lines of one PDF page (default 200,000).
    pub max_marks_per_page: usize,
    /// Most pages that are recognised from pictures (default 60).
    pub max_ocr_pages: u32,
    /// Longest time for one run of an outside program on one page (default 60 seconds).
    pub ocr_page_timeout: Duration,
    /// Whether scanned pages may be handed to the outside programs at all (default yes).
    pub allow_ocr: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 10 * 1024 * 1024,
            max_unzipped: 50 * 1024 * 1024,
            max_entries: 2_000,
            max_text_chars: 2_000_000,
            max_pages: 300,
            max_depth: 200,
            max_nodes: 1_000_000,
            max_marks_per_page: 200_000,
            max_ocr_pages: 60,
            ocr_page_timeout: Duration::from_mins(1),
            allow_ocr: true,
        }
    }
}
