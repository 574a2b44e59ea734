//! PDF (ISO 32000) → text in reading order.

mod columns;
mod content;
mod flow;
mod fonts;
mod furniture;
mod geometry;
mod grid;
mod lines;
mod page;
mod scan;
mod state;

use lopdf::{Document, LoadOptions};

use self::content::Budget;
use self::page::Page;
use super::{Limits, Raw, SourceError, ocr};

/// A text layer with fewer readable letters per page than this is none: a stamp or a page number on a scan.
const LETTERS_PER_PAGE: usize = 40;
/// A text layer in which more than one in this many characters cannot be decoded is of no use.
const ONE_UNREADABLE_IN: usize = 5;

/// Reads a PDF; scanned pages are recognised if the machine can.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Raw, SourceError> {
    let document = open(bytes, limits)?;
    let page_ids: Vec<_> = document.page_iter().take(page_count(limits.max_pages) + 1).collect();
    if page_ids.len() > page_count(limits.max_pages) {
        return Err(SourceError::TooManyPages { limit: limits.max_pages });
    }
    let pages = u32::try_from(page_ids.len()).unwrap_or(u32::MAX);
    if pages == 0 {
        return Err(SourceError::DamagedPdf);
    }
    let mut budget = Budget::new(limits);
    let mut fonts = fonts::Fonts::new(&document);
    let mut read = Vec::with_capacity(page_ids.len());
    for id in page_ids {
        let marks = content::marks(&document, id, &mut fonts, &mut budget)?;
        read.push(Page::of(marks));
    }
    let text = flow::text_of(read);
    if has_text_layer(&text, pages) {
        return Ok(Raw { text, pages: Some(pages), ocr: false });
    }
    let text = scan::text_of(&ocr::recognise(bytes, pages, limits)?)?;
    Ok(Raw { text, pages: Some(pages), ocr: true })
}

fn page_count(pages: u32) -> usize {
    usize::try_from(pages).unwrap_or(usize::MAX)
}

fn open(bytes: &[u8], limits: &Limits) -> Result<Document, SourceError> {
    let options = LoadOptions::with_max_decompressed_size(limits.max_unzipped);
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => {
            SourceError::EncryptedPdf
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            SourceError::TooLargeInside { limit: limits.max_unzipped }
        }
        _ => SourceError::DamagedPdf,
    })?;
    // A file that only restricts printing opens with the empty password; then nothing stays encrypted.
    if document.is_encrypted() {
        return Err(SourceError::EncryptedPdf);
    }
    Ok(document)
}

fn has_text_layer(text: &str, pages: u32) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let unreadable = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    // One short page may be a whole document; many nearly empty ones are a scan.
    letters >= LETTERS_PER_PAGE.saturating_mul(page_count(pages.min(3))) && unreadable * ONE_UNREADABLE_IN <= letters
}
