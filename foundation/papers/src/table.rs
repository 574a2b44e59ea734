//! Tables and the grid that their cells fill.

use serde::Serialize;

use crate::{PaperError, Text};

/// A table with ruled lines. Header rows are repeated on every page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Stands above the table.
    pub caption: Option<Text>,
    /// From left to right.
    pub columns: Vec<Column>,
    /// Header rows: bold and centred.
    pub header: Vec<Vec<Cell>>,
    /// The other rows. A row never breaks across pages.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Width as a share of the sum of all columns' shares.
    pub share: u16,
    /// How body cells are aligned.
    pub align: Align,
}

impl Column {
    /// A column of this width and alignment.
    pub fn new(share: u16, align: Align) -> Self {
        Self { share, align }
    }
}

/// Alignment of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
    /// At both edges.
    Justify,
}

/// A cell. A row lists only the cells that begin in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// Number of columns it covers, at least 1.
    pub columns: u16,
    /// Number of rows it covers, at least 1.
    pub rows: u16,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), columns: 1, rows: 1 }
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn across(self, columns: u16) -> Self {
        Self { columns: columns.max(1), ..self }
    }

    /// The same cell over several rows.
    #[must_use]
    pub fn down(self, rows: u16) -> Self {
        Self { rows: rows.max(1), ..self }
    }
}

/// A place in a row of the grid, wide as its cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slot<'a> {
    /// First column, counted from 0.
    pub(crate) column: usize,
    /// Number of columns.
    pub(crate) width: usize,
    /// The cell that begins here; `None` where one from above goes on.
    pub(crate) begins: Option<&'a Cell>,
}

/// Lays cells with their spans into rows of slots, each row filling all columns.
///
/// `first_row` is the number of the first row, counted from 1, for errors.
pub(crate) fn slots(rows: &[Vec<Cell>], columns: usize, first_row: usize) -> Result<Vec<Vec<Slot<'_>>>, PaperError> {
    let mut open: Vec<Span> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for (index, cells) in rows.iter().enumerate() {
        grid.push(row_slots(cells, columns, first_row + index, &mut open)?);
    }
    if open.is_empty() { Ok(grid) } else { Err(PaperError::RowsDown { row: first_row + rows.len().saturating_sub(1) }) }
}

/// A cell that reaches into the rows below.
struct Span {
    column: usize,
    width: usize,
    rows_left: u16,
}

fn row_slots<'a>(
    cells: &'a [Cell],
    columns: usize,
    row: usize,
    open: &mut Vec<Span>,
) -> Result<Vec<Slot<'a>>, PaperError> {
    let mut slots = Vec::new();
    let mut begun = Vec::new();
    let mut cells = cells.iter();
    let mut column = 0;
    while column < columns {
        let slot = if let Some(span) = open.iter().find(|span| span.column == column) {
            Slot { column, width: span.width, begins: None }
        } else if let Some(cell) = cells.next() {
            begun.extend((cell.rows > 1).then(|| Span {
                column,
                width: usize::from(cell.columns),
                rows_left: cell.rows,
            }));
            Slot { column, width: usize::from(cell.columns), begins: Some(cell) }
        } else {
            return Err(PaperError::RowWidth { row, expected: columns, found: column });
        };
        column += slot.width;
        slots.push(slot);
    }
    let over: usize = cells.map(|cell| usize::from(cell.columns)).sum();
    if column + over != columns {
        return Err(PaperError::RowWidth { row, expected: columns, found: column + over });
    }
    open.append(&mut begun);
    for span in open.iter_mut() {
        span.rows_left -= 1;
    }
    open.retain(|span| span.rows_left > 0);
    Ok(slots)
}

/// Parts a width among columns by their shares; the widths add up exactly.
pub(crate) fn column_widths(columns: &[Column], whole: i32) -> Result<Vec<i32>, PaperError> {
    let shares: i32 = columns.iter().map(|column| i32::from(column.share)).sum();
    if shares == 0 {
        return Err(PaperError::NoColumns);
    }
    let mut left_shares = shares;
    let mut left = whole;
    let mut widths = Vec::with_capacity(columns.len());
    for column in columns {
        let share = i32::from(column.share);
        let width = if left_shares == 0 { 0 } else { left * share / left_shares };
        widths.push(width);
        left -= width;
        left_shares -= share;
    }
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First column, width and whether a cell begins there, for each slot.
    type Shape = Vec<(usize, usize, bool)>;

    fn covered(rows: &[Vec<Cell>], columns: usize) -> Result<Vec<Shape>, PaperError> {
        let shape = |row: &Vec<Slot>| row.iter().map(|s| (s.column, s.width, s.begins.is_some())).collect();
        Ok(slots(rows, columns, 1)?.iter().map(shape).collect())
    }

    #[test]
    fn a_cell_that_reaches_down_holds_its_place_in_the_next_row() {
        let rows = vec![
            vec![Cell::new("TT").down(2), Cell::new("Kết quả").across(2)],
            vec![Cell::new("Số lượng"), Cell::new("Tỷ lệ")],
        ];

        assert_eq!(
            covered(&rows, 3).unwrap(),
            [vec![(0, 1, true), (1, 2, true)], vec![(0, 1, false), (1, 1, true), (2, 1, true)]],
        );
    }

    #[test]
    fn a_row_that_does_not_fill_the_columns_is_refused() {
        for cells in [1_usize, 3] {
            let rows = vec![vec![Cell::new("x"), Cell::new("y")], vec![Cell::new("x"); cells]];

            assert!(matches!(
                covered(&rows, 2),
                Err(PaperError::RowWidth { row: 2, expected: 2, found }) if found == cells
            ));
        }
    }

    #[test]
    fn a_cell_may_not_reach_below_the_last_row() {
        let rows = vec![vec![Cell::new("x").down(2)]];

        assert!(matches!(covered(&rows, 1), Err(PaperError::RowsDown { row: 1 })));
    }

    #[test]
    fn column_widths_add_up_to_the_whole() {
        let columns = [1, 3, 3, 7].map(|share| Column::new(share, Align::Left));

        assert_eq!(column_widths(&columns, 9071).unwrap().iter().sum::<i32>(), 9071);
        assert!(matches!(column_widths(&[], 9071), Err(PaperError::NoColumns)));
    }
}
