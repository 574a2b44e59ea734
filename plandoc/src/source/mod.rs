//! Turns the file that an office has – TXT, Markdown, DOCX or PDF – into one text for the grammar.
//!
//! The text keeps what the paper shows: printed labels of automatic lists, tables as
//! pipe rows, footnotes as `[^n]`. Nothing is corrected here. Reading is bounded by
//! [`Limits`] and pure, except that a scanned PDF is handed to the programs `pdftoppm`
//! and `tesseract` when the machine has them.

mod bullets;
mod detect;
mod docx;
mod error;
mod legacy;
mod limits;
mod ocr;
mod pdf;
mod plain;
mod sides;
mod table;

pub use detect::Format;
pub use error::SourceError;
pub use limits::Limits;

use unicode_normalization::UnicodeNormalization;

/// The text of a file, and how it was won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The whole text in NFC; lines end with `\n`.
    pub text: String,
    /// What kind of file it was.
    pub format: Format,
    /// Number of pages, where the format has pages.
    pub pages: Option<u32>,
    /// Whether the text was recognised from pictures and so needs a second look.
    pub ocr: bool,
}

/// Reads a file.
///
/// The content decides the format; the name only helps where the content is silent
/// (`.md` or `.txt`) and makes the error clearer where both disagree.
///
/// # Errors
/// [`SourceError`] says what is wrong in words for the person who sent the file. Any
/// bytes give an answer: there is no panic, and memory stays within [`Limits`].
pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<SourceText, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(SourceError::TooLarge { limit: limits.max_bytes });
    }
    let format = detect::format(file_name, bytes)?;
    let raw = match format {
        Format::Text | Format::Markdown => Raw::of_text(plain::decode(bytes)?),
        Format::Docx => Raw::of_text(docx::read(bytes, limits)?),
        Format::Pdf => pdf::read(bytes, limits)?,
    };
    finish(&raw, format, limits)
}

/// What a reader of one format hands back.
struct Raw {
    text: String,
    pages: Option<u32>,
    ocr: bool,
}

impl Raw {
    fn of_text(text: String) -> Self {
        Self { text, pages: None, ocr: false }
    }
}

fn finish(raw: &Raw, format: Format, limits: &Limits) -> Result<SourceText, SourceError> {
    if raw.text.chars().take(limits.max_text_chars + 1).count() > limits.max_text_chars {
        return Err(SourceError::TooMuchText { limit: limits.max_text_chars });
    }
    let text: String = raw.text.nfc().collect();
    // A PDF tells its columns by their places on the page.
    let text = if format == Format::Pdf { text } else { sides::unfold(&text) };
    let text = bullets::plain(&text);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(SourceError::Empty);
    }
    legacy::refuse_legacy_encoding(&text)?;
    Ok(SourceText { text, format, pages: raw.pages, ocr: raw.ocr })
}
