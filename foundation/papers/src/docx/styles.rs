//! `word/styles.xml`: one named style per place, so that a clerk can go on editing in Word.

use std::io;

use super::xml::{Xml, element, empty, part, value};
use crate::Align;
use crate::format::{Format, PAGE_NUMBER_SIZE, Style, TYPE_FACE};

/// The style of the page number.
pub(super) const PAGE_NUMBER: &str = "PageNumber";
/// The style of lines that only part or carry something.
pub(super) const SPACER: &str = "Spacer";
/// A single line in 240ths of a line.
const SINGLE_LINE: i32 = 240;

/// The style sheet.
pub(super) fn styles() -> io::Result<Vec<u8>> {
    part("w:styles", |xml| {
        element(xml, "w:docDefaults", &[], |xml| {
            element(xml, "w:rPrDefault", &[], |xml| {
                element(xml, "w:rPr", &[], |xml| {
                    let face = [
                        ("w:ascii", TYPE_FACE),
                        ("w:hAnsi", TYPE_FACE),
                        ("w:eastAsia", TYPE_FACE),
                        ("w:cs", TYPE_FACE),
                    ];
                    empty(xml, "w:rFonts", &face)?;
                    value(xml, "w:color", "000000")?;
                    size(xml, 28)?;
                    empty(xml, "w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")])
                })
            })?;
            element(xml, "w:pPrDefault", &[], |xml| {
                element(xml, "w:pPr", &[], |xml| {
                    empty(
                        xml,
                        "w:spacing",
                        &[("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")],
                    )
                })
            })
        })?;
        element(xml, "w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            value(xml, "w:name", "Normal")?;
            empty(xml, "w:qFormat", &[])
        })?;
        for style in Style::ALL {
            named(xml, &style.id(), &style.format(), style.outline())?;
        }
        let page_number = Format { size: PAGE_NUMBER_SIZE, ..Style::Kind.format() };
        named(xml, PAGE_NUMBER, &Format { bold: false, before: 0, keep: false, ..page_number }, None)?;
        spacer(xml)
    })
}

fn named(xml: &mut Xml, id: &str, format: &Format, outline: Option<u8>) -> io::Result<()> {
    element(xml, "w:style", &[("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", id)], |xml| {
        value(xml, "w:name", id)?;
        value(xml, "w:basedOn", "Normal")?;
        empty(xml, "w:qFormat", &[])?;
        element(xml, "w:pPr", &[], |xml| paragraph(xml, format, outline))?;
        element(xml, "w:rPr", &[], |xml| face(xml, format))
    })
}

/// A line two points high: Word joins tables that touch, and needs a paragraph to end pages with.
fn spacer(xml: &mut Xml) -> io::Result<()> {
    element(xml, "w:style", &[("w:type", "paragraph"), ("w:customStyle", "1"), ("w:styleId", SPACER)], |xml| {
        value(xml, "w:name", SPACER)?;
        value(xml, "w:basedOn", "Normal")?;
        element(xml, "w:pPr", &[], |xml| {
            empty(xml, "w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", "40"), ("w:lineRule", "exact")])
        })?;
        element(xml, "w:rPr", &[], |xml| size(xml, 2))
    })
}

/// Paragraph properties in the order of the schema (ECMA-376, `CT_PPrBase`).
fn paragraph(xml: &mut Xml, format: &Format, outline: Option<u8>) -> io::Result<()> {
    if format.keep {
        empty(xml, "w:keepNext", &[])?;
    }
    let line = (format.line * SINGLE_LINE / 100).to_string();
    let (before, after) = (format.before.to_string(), format.after.to_string());
    let spacing = [("w:before", &*before), ("w:after", &*after), ("w:line", &*line), ("w:lineRule", "auto")];
    empty(xml, "w:spacing", &spacing)?;
    let (left, right) = (format.left.to_string(), format.right.to_string());
    let first = format.first.to_string();
    let indent = [("w:left", &*left), ("w:right", &*right), ("w:firstLine", &*first)];
    empty(xml, "w:ind", &indent)?;
    value(xml, "w:jc", alignment(format.align))?;
    outline.map_or(Ok(()), |rank| value(xml, "w:outlineLvl", &rank.to_string()))
}

/// Run properties in the order of the schema (ECMA-376, `EG_RPrBase`).
fn face(xml: &mut Xml, format: &Format) -> io::Result<()> {
    if format.bold {
        bold(xml)?;
    }
    if format.italic {
        italic(xml)?;
    }
    size(xml, format.size)
}

pub(super) fn bold(xml: &mut Xml) -> io::Result<()> {
    empty(xml, "w:b", &[])?;
    empty(xml, "w:bCs", &[])
}

pub(super) fn italic(xml: &mut Xml) -> io::Result<()> {
    empty(xml, "w:i", &[])?;
    empty(xml, "w:iCs", &[])
}

fn size(xml: &mut Xml, half_points: i32) -> io::Result<()> {
    let size = half_points.to_string();
    value(xml, "w:sz", &size)?;
    value(xml, "w:szCs", &size)
}

/// The schema's word for an alignment.
pub(super) fn alignment(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}
