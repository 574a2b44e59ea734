//! Tables: the two-column rows of letterhead and signature, and ruled tables.

use std::io;

use super::body::{paragraph, pieces, spacer};
use super::xml::{Xml, element, empty, value};
use crate::composed::{Grid, GridCell, Piece, Sides};
use crate::format::CELL_SIDE;

/// Two columns without lines. A row never breaks across pages, so that the signature stays with
/// the list of those who get a copy (D-22).
pub(super) fn sides(xml: &mut Xml, sides: &Sides, width: i32) -> io::Result<()> {
    let widths = [sides.left_width, width - sides.left_width];
    table(xml, &widths, false, |xml| {
        for row in &sides.rows {
            table_row(xml, false, |xml| {
                for (side, width) in row.iter().zip(widths) {
                    cell(xml, width, None, |xml| {
                        pieces(xml, side, width)?;
                        if matches!(side.last(), Some(Piece::Line(_))) { Ok(()) } else { spacer(xml, |_| Ok(())) }
                    })?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })
}

/// A table with lines, whose header rows are repeated on each page.
pub(super) fn grid(xml: &mut Xml, grid: &Grid) -> io::Result<()> {
    table(xml, &grid.widths, true, |xml| {
        for row in &grid.header {
            table_row(xml, true, |xml| grid_row(xml, row, &grid.widths))?;
        }
        for row in &grid.rows {
            table_row(xml, false, |xml| grid_row(xml, row, &grid.widths))?;
        }
        Ok(())
    })
}

fn grid_row(xml: &mut Xml, row: &[GridCell], widths: &[i32]) -> io::Result<()> {
    for slot in row {
        let width: i32 = widths.iter().skip(slot.column).take(slot.width).sum();
        cell(xml, width, Some(slot), |xml| slot.lines.iter().try_for_each(|line| paragraph(xml, line)))?;
    }
    Ok(())
}

fn table(xml: &mut Xml, widths: &[i32], ruled: bool, rows: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    let whole = widths.iter().sum::<i32>().to_string();
    let side = if ruled { CELL_SIDE } else { 0 }.to_string();
    element(xml, "w:tbl", &[], |xml| {
        element(xml, "w:tblPr", &[], |xml| {
            empty(xml, "w:tblW", &[("w:w", &*whole), ("w:type", "dxa")])?;
            empty(xml, "w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
            if ruled {
                borders(xml)?;
            }
            empty(xml, "w:tblLayout", &[("w:type", "fixed")])?;
            element(xml, "w:tblCellMar", &[], |xml| {
                empty(xml, "w:left", &[("w:w", &*side), ("w:type", "dxa")])?;
                empty(xml, "w:right", &[("w:w", &*side), ("w:type", "dxa")])
            })
        })?;
        element(xml, "w:tblGrid", &[], |xml| {
            widths.iter().try_for_each(|width| empty(xml, "w:gridCol", &[("w:w", &*width.to_string())]))
        })?;
        rows(xml)
    })
}

fn borders(xml: &mut Xml) -> io::Result<()> {
    element(xml, "w:tblBorders", &[], |xml| {
        ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].iter().try_for_each(|edge| {
            empty(xml, edge, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")])
        })
    })
}

fn table_row(xml: &mut Xml, repeated: bool, cells: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    element(xml, "w:tr", &[], |xml| {
        element(xml, "w:trPr", &[], |xml| {
            empty(xml, "w:cantSplit", &[])?;
            if repeated { empty(xml, "w:tblHeader", &[]) } else { Ok(()) }
        })?;
        cells(xml)
    })
}

/// A cell; one of a ruled table also says how it spans and that its text stands in the middle.
fn cell(
    xml: &mut Xml,
    width: i32,
    slot: Option<&GridCell>,
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    element(xml, "w:tc", &[], |xml| {
        element(xml, "w:tcPr", &[], |xml| {
            empty(xml, "w:tcW", &[("w:w", &*width.to_string()), ("w:type", "dxa")])?;
            let Some(slot) = slot else { return Ok(()) };
            if slot.width > 1 {
                value(xml, "w:gridSpan", &slot.width.to_string())?;
            }
            match slot.height {
                0 => value(xml, "w:vMerge", "continue")?,
                1 => {}
                _ => value(xml, "w:vMerge", "restart")?,
            }
            value(xml, "w:vAlign", "center")
        })?;
        content(xml)
    })
}
