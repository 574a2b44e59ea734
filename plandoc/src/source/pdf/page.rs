//! One page: its lines and tables from top to bottom.

use super::columns;
use super::geometry::{Marks, Rule};
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
    /// Footnotes at the foot, line by line.
    pub(super) notes: Vec<Line>,
    pub(super) height: f64,
}

impl Page {
    /// Orders the marks of a page.
    pub(super) fn of(mut marks: Marks) -> Self {
        let tables = grid::take_tables(&marks.rules, &mut marks.glyphs);
        let (rows, notes) = without_notes(rows_of(marks.glyphs), &marks.rules, marks.width);
        let mut rows = rows.into_iter().peekable();
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
        Self { items, notes, height: marks.height }
    }

    /// The lines outside tables.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        })
    }
}

/// The rule above footnotes is this part of the page wide: 2 inches in Word, a quarter of the text elsewhere.
const NOTE_RULE: std::ops::Range<f64> = 0.08..0.45;

/// Short rules that are tried; a page has one above its footnotes.
const NOTE_RULES: usize = 20;

/// Parts the rows above a footnote rule from the lines below it.
fn without_notes(mut rows: Vec<Vec<Line>>, rules: &[Rule], width: f64) -> (Vec<Vec<Line>>, Vec<Line>) {
    let left = rows.iter().flatten().map(|line| line.x0).fold(f64::INFINITY, f64::min);
    let is_note_rule = |rule: &&Rule| {
        rule.is_horizontal() && NOTE_RULE.contains(&((rule.x1 - rule.x0) / width)) && (rule.x0 - left).abs() < 8.0
    };
    let start = rules.iter().filter(is_note_rule).take(NOTE_RULES).find_map(|rule| {
        let below = rows.iter().position(|row| row.iter().all(|line| line.y < rule.y0))?;
        rows.get(below)?.first().filter(|line| note_mark(&line.text).is_some())?;
        Some(below)
    });
    let notes = start.map(|start| rows.split_off(start)).unwrap_or_default();
    (rows, notes.into_iter().flatten().collect())
}

/// Splits "¹ Text" or "1 Text" into the number and the text.
pub(super) fn note_mark(text: &str) -> Option<(String, &str)> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let value = |c: char| {
        c.to_digit(10).map(|d| d.to_string()).or_else(|| Some(RAISED.chars().position(|r| r == c)?.to_string()))
    };
    let number: String = text.chars().map_while(value).collect();
    let rest = text.trim_start_matches(|c| value(c).is_some());
    let starts_text = rest.trim_start().chars().next().is_some_and(|c| c.is_alphabetic() || "“\"(".contains(c));
    ((1..=3).contains(&number.len()) && starts_text).then_some((number, rest.trim_start()))
}
