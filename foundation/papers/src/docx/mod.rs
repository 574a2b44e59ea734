//! Writes a paper as DOCX: transitional OOXML, no content controls, no macros (D-23).
//!
//! The writer is our own because the order of properties must follow the schema, header rows must
//! repeat and rows must hold together, which the DOCX crates at hand do not write.

mod body;
mod styles;
mod tables;
mod xml;

use std::io::{self, Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::body::{FIRST_HEADER, NUMBERED_HEADER};
use self::styles::PAGE_NUMBER;
use self::xml::{Xml, element, empty, part, value, words};
use crate::compose::compose;
use crate::{Paper, PaperError};

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const PACKAGE_RELATIONS: &str = include_str!("package_relations.xml");
const SETTINGS: &str = include_str!("settings.xml");

/// Writes a paper as a DOCX file. The same paper gives the same bytes.
///
/// # Errors
/// A table whose rows do not fill its columns; a failure to write.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let composed = compose(paper)?;
    let document_relations = document_relations();
    let parts: [(&str, Vec<u8>); 9] = [
        ("[Content_Types].xml", CONTENT_TYPES.into()),
        ("_rels/.rels", PACKAGE_RELATIONS.into()),
        ("docProps/core.xml", core_properties(&composed.title).into_bytes()),
        ("word/document.xml", body::document(&composed)?),
        ("word/_rels/document.xml.rels", document_relations.into_bytes()),
        ("word/styles.xml", styles::styles()?),
        ("word/settings.xml", SETTINGS.into()),
        ("word/header1.xml", numbered_header()?),
        ("word/header2.xml", first_header()?),
    ];
    package(&parts)
}

fn package(parts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, PaperError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn core_properties(title: &str) -> String {
    let title = escape(title);
    format!(include_str!("core.xml"), title = title)
}

fn document_relations() -> String {
    format!(include_str!("document_relations.xml"), numbered = NUMBERED_HEADER, first = FIRST_HEADER)
}

/// The page number stands in the middle of the top margin (Phụ lục I, mục I.5).
fn numbered_header() -> io::Result<Vec<u8>> {
    part("w:hdr", |xml| header_line(xml, page_field))
}

/// The first page has no number (Phụ lục I, mục I.5).
fn first_header() -> io::Result<Vec<u8>> {
    part("w:hdr", |xml| header_line(xml, |_| Ok(())))
}

fn header_line(xml: &mut Xml, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    element(xml, "w:p", &[], |xml| {
        element(xml, "w:pPr", &[], |xml| value(xml, "w:pStyle", PAGE_NUMBER))?;
        content(xml)
    })
}

fn page_field(xml: &mut Xml) -> io::Result<()> {
    let mark =
        |xml: &mut Xml, kind| element(xml, "w:r", &[], |xml| empty(xml, "w:fldChar", &[("w:fldCharType", kind)]));
    mark(xml, "begin")?;
    element(xml, "w:r", &[], |xml| words(xml, "w:instrText", " PAGE "))?;
    mark(xml, "separate")?;
    element(xml, "w:r", &[], |xml| words(xml, "w:t", "2"))?;
    mark(xml, "end")
}
