//! What kind of file it is, by content first.

use super::SourceError;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Office Open XML text document (ECMA-376).
    Docx,
    /// Portable Document Format (ISO 32000).
    Pdf,
}

impl Format {
    /// The name of the format in interfaces: `txt`, `md`, `docx` or `pdf`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// A compound file (MS-CFB): `.doc`, or a DOCX wrapped in encryption.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Local file header, or the end record of an empty archive.
const ZIP_STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// Readers of PDF accept the mark anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3).
const PDF_MARK_WITHIN: usize = 1024;
/// Starts of formats that are often sent by mistake and would pass for text or noise.
const FOREIGN_STARTS: [&[u8]; 11] = [
    b"{\\rtf",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"7z\xBC\xAF",
    b"Rar!",
    b"\x1F\x8B",
    b"<!DOCTYPE",
    b"<html",
];

/// Names the format of a file.
pub(super) fn format(file_name: &str, bytes: &[u8]) -> Result<Format, SourceError> {
    let extension = extension(file_name);
    if ZIP_STARTS.iter().any(|start| bytes.starts_with(start)) {
        return Ok(Format::Docx);
    }
    if has_pdf_mark(bytes) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    if FOREIGN_STARTS.iter().any(|start| starts_with_ignoring_case(bytes, start)) {
        return Err(SourceError::UnknownFormat);
    }
    match extension.as_str() {
        "docx" => Err(SourceError::DamagedDocx),
        "docm" | "dotm" => Err(SourceError::MacroFile),
        "pdf" => Err(SourceError::DamagedPdf),
        "doc" | "dot" => Err(SourceError::LegacyWord),
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" | "text" | "" => Ok(Format::Text),
        _ => Err(SourceError::UnknownFormat),
    }
}

fn extension(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.trim().to_lowercase(),
        _ => String::new(),
    }
}

fn has_pdf_mark(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_MARK_WITHIN).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Word wraps an encrypted DOCX in a compound file with a stream of this UTF-16 name (MS-OFFCRYPTO 2.3.4.4).
fn compound_file(bytes: &[u8]) -> SourceError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        SourceError::EncryptedWord
    } else {
        SourceError::LegacyWord
    }
}

fn starts_with_ignoring_case(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_believed_before_the_name() {
        assert_eq!(format("a.txt", b"%PDF-1.7 ..."), Ok(Format::Pdf));
        assert_eq!(format("a.pdf", b"PK\x03\x04"), Ok(Format::Docx));
        assert_eq!(format("dir.d/PLAN.MD", b"# I"), Ok(Format::Markdown));
        assert_eq!(format("plan", b"I. A"), Ok(Format::Text));
    }

    #[test]
    fn a_name_that_promises_another_format_gives_that_formats_error() {
        assert_eq!(format("a.docx", b"hello"), Err(SourceError::DamagedDocx));
        assert_eq!(format("a.pdf", b"hello"), Err(SourceError::DamagedPdf));
        assert_eq!(format("a.xlsx", b"hello"), Err(SourceError::UnknownFormat));
        assert_eq!(format("a.txt", b"{\\rtf1 x}"), Err(SourceError::UnknownFormat));
    }

    #[test]
    fn a_compound_file_is_old_word_or_a_locked_document() {
        let mut locked = COMPOUND_FILE.to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));

        assert_eq!(format("a.doc", COMPOUND_FILE), Err(SourceError::LegacyWord));
        assert_eq!(format("a.docx", &locked), Err(SourceError::EncryptedWord));
    }
}
