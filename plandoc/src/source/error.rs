//! Why a file cannot be read, in words for the person who sent it.

use thiserror::Error;

/// Why a file gave no text.
///
/// The English `Display` is for logs; people get [`SourceError::message_vi`] or a
/// translation chosen by [`SourceError::key`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SourceError {
    /// No bytes, or no letter and no digit in them.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`super::Limits::max_bytes`].
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// None of TXT, Markdown, DOCX, PDF.
    #[error("the file is none of TXT, Markdown, DOCX, PDF")]
    UnknownFormat,
    /// A Word file of the kind before 2007 (`.doc`).
    #[error("the file is a legacy binary Word document")]
    LegacyWord,
    /// A Word file that carries macros (`.docm`, `.dotm`).
    #[error("the Word file carries macros")]
    MacroFile,
    /// A Word file that opens only with a password.
    #[error("the Word file is protected by a password")]
    EncryptedWord,
    /// A package that cannot be unpacked or whose document is not well-formed.
    #[error("the DOCX file is damaged")]
    DamagedDocx,
    /// Unpacks to more than [`super::Limits::max_unzipped`], or holds too many parts.
    #[error("the file unpacks to more than {limit} bytes or too many parts")]
    TooLargeInside {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A PDF that opens only with a password.
    #[error("the PDF file is protected by a password")]
    EncryptedPdf,
    /// A PDF that cannot be opened or has no readable page.
    #[error("the PDF file is damaged")]
    DamagedPdf,
    /// More pages than [`super::Limits::max_pages`].
    #[error("the PDF file has more than {limit} pages")]
    TooManyPages {
        /// The limit, in pages.
        limit: u32,
    },
    /// A scanned PDF, and no program to recognise its letters.
    #[error("the PDF file has no text layer and no OCR program is installed")]
    NoTextLayer,
    /// A scanned PDF with more pages than [`super::Limits::max_ocr_pages`].
    #[error("the scanned PDF file has more than {limit} pages")]
    TooManyScannedPages {
        /// The limit, in pages.
        limit: u32,
    },
    /// The OCR program failed, took too long or found no letters.
    #[error("recognising the scanned pages failed")]
    OcrFailed,
    /// Bytes that are no text in any encoding.
    #[error("the file is not text")]
    NotText,
    /// Text in an encoding from before Unicode (TCVN3, VNI, Windows-1258).
    #[error("the text is in an encoding from before Unicode")]
    LegacyEncoding,
    /// More characters than [`super::Limits::max_text_chars`].
    #[error("the text has more than {limit} characters")]
    TooMuchText {
        /// The limit, in characters.
        limit: usize,
    },
}

/// `key`, tab, sentence. `{limit}` stands for the limit in the unit of the sentence.
const SENTENCES: &str = include_str!("messages.vi.tsv");

impl SourceError {
    /// A stable name for catalogues, logs and interfaces.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::UnknownFormat => "unknown-format",
            Self::LegacyWord => "legacy-word",
            Self::MacroFile => "macro-file",
            Self::EncryptedWord => "encrypted-word",
            Self::DamagedDocx => "damaged-docx",
            Self::TooLargeInside { .. } => "too-large-inside",
            Self::EncryptedPdf => "encrypted-pdf",
            Self::DamagedPdf => "damaged-pdf",
            Self::TooManyPages { .. } => "too-many-pages",
            Self::NoTextLayer => "no-text-layer",
            Self::TooManyScannedPages { .. } => "too-many-scanned-pages",
            Self::OcrFailed => "ocr-failed",
            Self::NotText => "not-text",
            Self::LegacyEncoding => "legacy-encoding",
            Self::TooMuchText { .. } => "too-much-text",
        }
    }

    /// The limit that was passed, in the unit people use: megabytes, pages or characters.
    pub fn limit(&self) -> Option<usize> {
        const MEGABYTE: usize = 1024 * 1024;
        match self {
            Self::TooLarge { limit } | Self::TooLargeInside { limit } => Some(limit.div_ceil(MEGABYTE)),
            Self::TooManyPages { limit } | Self::TooManyScannedPages { limit } => usize::try_from(*limit).ok(),
            Self::TooMuchText { limit } => Some(*limit),
            _ => None,
        }
    }

    /// One Vietnamese sentence that says what is wrong and what to do next.
    pub fn message_vi(&self) -> String {
        let sentence = SENTENCES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .find_map(|(key, sentence)| (key == self.key()).then_some(sentence))
            .unwrap_or_default();
        match self.limit() {
            Some(limit) => sentence.replace("{limit}", &limit.to_string()),
            None => sentence.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<SourceError> {
        use SourceError::*;
        vec![
            Empty,
            TooLarge { limit: 10 << 20 },
            UnknownFormat,
            LegacyWord,
            MacroFile,
            EncryptedWord,
            DamagedDocx,
            TooLargeInside { limit: 50 << 20 },
            EncryptedPdf,
            DamagedPdf,
            TooManyPages { limit: 300 },
            NoTextLayer,
            TooManyScannedPages { limit: 60 },
            OcrFailed,
            NotText,
            LegacyEncoding,
            TooMuchText { limit: 2_000_000 },
        ]
    }

    #[test]
    fn every_error_has_one_sentence_of_its_own_and_no_sentence_is_left_over() {
        let mut keys: Vec<_> = all().iter().map(SourceError::key).collect();
        keys.sort_unstable();
        let mut rows: Vec<_> = SENTENCES.lines().filter_map(|l| l.split_once('\t')).map(|(k, _)| k).collect();
        rows.sort_unstable();

        assert_eq!(keys, rows);
    }

    #[test]
    fn a_sentence_names_the_limit_in_the_unit_of_people() {
        for error in all() {
            let sentence = error.message_vi();

            assert!(sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
        }
        assert!(SourceError::TooLarge { limit: 10 << 20 }.message_vi().contains("10 MB"));
    }
}
