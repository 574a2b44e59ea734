//! `word/document.xml`: paragraphs, rules and sections.

use std::io;

use super::styles::{SPACER, alignment, bold, italic};
use super::tables;
use super::xml::{Xml, element, empty, part, value, words};
use crate::composed::{Composed, Line, Piece, Section};
use crate::format::{HEADER_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PAGE_LONG, PAGE_SHORT};

/// Reference to the header with the page number.
pub(super) const NUMBERED_HEADER: &str = "rIdHeader";
/// Reference to the empty header of a first page.
pub(super) const FIRST_HEADER: &str = "rIdFirstHeader";

/// The main part.
pub(super) fn document(composed: &Composed) -> io::Result<Vec<u8>> {
    part("w:document", |xml| {
        element(xml, "w:body", &[], |xml| {
            let last = composed.sections.len().saturating_sub(1);
            for (index, section) in composed.sections.iter().enumerate() {
                pieces(xml, &section.pieces, section.text_width())?;
                if index < last {
                    spacer(xml, |xml| section_properties(xml, section))?;
                } else {
                    spacer(xml, |_| Ok(()))?;
                    section_properties(xml, section)?;
                }
            }
            Ok(())
        })
    })
}

/// Pieces one below the other in a column of this width.
pub(super) fn pieces(xml: &mut Xml, pieces: &[Piece], width: i32) -> io::Result<()> {
    let mut after_table = false;
    for piece in pieces {
        let is_table = matches!(piece, Piece::Sides(_) | Piece::Grid(_));
        if is_table && after_table {
            spacer(xml, |_| Ok(()))?;
        }
        after_table = is_table;
        match piece {
            Piece::Line(line) => paragraph(xml, line)?,
            Piece::Rule { length } => rule(xml, *length, width)?,
            Piece::Sides(sides) => tables::sides(xml, sides, width)?,
            Piece::Grid(grid) => tables::grid(xml, grid)?,
        }
    }
    Ok(())
}

/// A paragraph in its style; only what differs from the style is written beside it.
pub(super) fn paragraph(xml: &mut Xml, line: &Line) -> io::Result<()> {
    let style = line.style.format();
    element(xml, "w:p", &[], |xml| {
        element(xml, "w:pPr", &[], |xml| {
            value(xml, "w:pStyle", &line.style.id())?;
            if line.format.keep && !style.keep {
                empty(xml, "w:keepNext", &[])?;
            }
            if (line.format.left, line.format.right) != (style.left, style.right) {
                let (left, right) = (line.format.left.to_string(), line.format.right.to_string());
                empty(xml, "w:ind", &[("w:left", &*left), ("w:right", &*right)])?;
            }
            if line.format.align != style.align {
                value(xml, "w:jc", alignment(line.format.align))?;
            }
            Ok(())
        })?;
        for run in line.runs.iter().filter(|run| !run.text.is_empty()) {
            element(xml, "w:r", &[], |xml| {
                if run.bold || run.italic {
                    element(xml, "w:rPr", &[], |xml| {
                        if run.bold {
                            bold(xml)?;
                        }
                        if run.italic { italic(xml) } else { Ok(()) }
                    })?;
                }
                words(xml, "w:t", &run.text)
            })?;
        }
        Ok(())
    })
}

/// A rule is the top border of a low paragraph, indented until it has its length: every word
/// processor keeps it, unlike a drawn line.
fn rule(xml: &mut Xml, length: i32, width: i32) -> io::Result<()> {
    let indent = ((width - length) / 2).max(0).to_string();
    element(xml, "w:p", &[], |xml| {
        element(xml, "w:pPr", &[], |xml| {
            value(xml, "w:pStyle", SPACER)?;
            element(xml, "w:pBdr", &[], |xml| {
                empty(xml, "w:top", &[("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")])
            })?;
            empty(xml, "w:spacing", &[("w:before", "40")])?;
            empty(xml, "w:ind", &[("w:left", &*indent), ("w:right", &*indent)])
        })
    })
}

/// A low empty paragraph.
pub(super) fn spacer(xml: &mut Xml, more: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    element(xml, "w:p", &[], |xml| {
        element(xml, "w:pPr", &[], |xml| {
            value(xml, "w:pStyle", SPACER)?;
            more(xml)
        })
    })
}

/// Page size, margins and numbering (Phụ lục I, mục I.1, I.2, I.5), in the order of the schema.
/// Each section counts its own pages and hides the number on its first.
fn section_properties(xml: &mut Xml, section: &Section) -> io::Result<()> {
    let (short, long) = (PAGE_SHORT.to_string(), PAGE_LONG.to_string());
    let size: &[(&str, &str)] = if section.landscape {
        &[("w:w", &long), ("w:h", &short), ("w:orient", "landscape")]
    } else {
        &[("w:w", &short), ("w:h", &long)]
    };
    let margins = [
        ("w:top", MARGIN_TOP),
        ("w:right", MARGIN_RIGHT),
        ("w:bottom", MARGIN_BOTTOM),
        ("w:left", MARGIN_LEFT),
        ("w:header", HEADER_TOP),
        ("w:footer", HEADER_TOP),
        ("w:gutter", 0),
    ]
    .map(|(name, length)| (name, length.to_string()));
    let margins = margins.each_ref().map(|(name, length)| (*name, length.as_str()));
    element(xml, "w:sectPr", &[], |xml| {
        empty(xml, "w:headerReference", &[("w:type", "default"), ("r:id", NUMBERED_HEADER)])?;
        empty(xml, "w:headerReference", &[("w:type", "first"), ("r:id", FIRST_HEADER)])?;
        value(xml, "w:type", "nextPage")?;
        empty(xml, "w:pgSz", size)?;
        empty(xml, "w:pgMar", &margins)?;
        empty(xml, "w:pgNumType", &[("w:start", "1")])?;
        empty(xml, "w:titlePg", &[])
    })
}
