//! One page: its lines and tables from top to bottom.

use super::columns;
use super::geometry::Marks;
use super::grid::{self, Grid};
use super::lines::{Line, rows_of};

/// A line or a table.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Table(Grid),
}

/// One page, in reading order.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) items: Vec<Item>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Page {
    /// Orders the marks of a page.
    pub(super) fn of(mut marks: Marks) -> Self {
        let tables = grid::take_tables(&marks.rules, &mut marks.glyphs);
        let mut rows = rows_of(marks.glyphs).into_iter().peekable();
        let mut items = Vec::new();
        for table in tables {
            let mut above = Vec::new();
            while let Some(row) = rows.next_if(|row| row.first().is_some_and(|line| line.y > table.top)) {
                above.push(row);
            }
            items.extend(columns::in_reading_order(above).into_iter().map(Item::Line));
            items.push(Item::Table(table));
        }
        items.extend(columns::in_reading_order(rows.collect()).into_iter().map(Item::Line));
        Self { items, width: marks.width, height: marks.height }
    }

    /// The lines outside tables.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        })
    }
}
