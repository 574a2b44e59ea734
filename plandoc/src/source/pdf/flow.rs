//! Pages → text: hard-wrapped lines are joined where the layout itself proves the joint.
//!
//! The grammar joins wrapped lines by what they say. The paper knows more: a line that
//! leaves no room for the next word was wrapped. That is used only if it explains (nearly)
//! all lines that go on in mid-sentence; otherwise the lines stay as they are.

use super::super::table::{self, Cell, Rows};
use super::furniture;
use super::lines::Line;
use super::page::{Item, Page, note_mark};

/// Joints in mid-sentence of which nearly all must look wrapped; of fewer, all must.
const EVIDENCE: usize = 8;
const LEAST_EVIDENCE: usize = 2;
const EXPLAINED_PERCENT: usize = 95;
/// What a line of a printed plain text may leave over, in characters.
const CUT_OFF: usize = 12;

/// The whole text of the pages.
pub(super) fn text_of(mut pages: Vec<Page>) -> String {
    furniture::remove(&mut pages);
    let layout = Layout::of(&pages);
    let mut out = Out::default();
    let mut page_before: Option<Line> = None;
    for page in pages {
        let mut before: Option<Line> = None;
        let mut overleaf = page_before.take();
        for item in page.items {
            match item {
                Item::Table(grid) => {
                    out.table(grid.rows, &grid.edges);
                    before = None;
                    overleaf = None;
                }
                Item::Line(line) => {
                    let turned = overleaf.take().is_some_and(|b| layout.joins_overleaf(&b, &line));
                    let joins = turned
                        || before
                            .as_ref()
                            .is_some_and(|b| layout.joins(b, &line) || is_one_title(b, &line, layout.margins()));
                    out.line(&line.text, joins);
                    before = Some(line);
                }
            }
        }
        page_before = before;
        out.notes(&page.notes);
    }
    out.finish()
}

/// Text as it is written out.
#[derive(Default)]
struct Out {
    lines: Vec<String>,
    table: Option<(Rows, Vec<f64>)>,
    /// Footnotes of the pages so far that wait for the end of a paragraph.
    notes: Vec<String>,
}

impl Out {
    fn line(&mut self, text: &str, joins: bool) {
        self.flush();
        if !joins && starts_item(text) {
            self.lines.append(&mut self.notes);
        }
        let rest = self.after_hyphen(text).unwrap_or(text);
        match self.lines.last_mut() {
            _ if rest.is_empty() => {}
            Some(last) if joins => {
                last.push(' ');
                last.push_str(rest);
            }
            _ => self.lines.push(rest.to_owned()),
        }
    }

    /// A line broken after the hyphen of "1234/QĐ-UBND" or "2021-2025": mends the word and gives the rest.
    fn after_hyphen<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let last = self.lines.last_mut()?;
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let is_inside_word = last.strip_suffix('-').is_some_and(|l| l.ends_with(char::is_alphanumeric));
        (is_inside_word && word.starts_with(char::is_alphanumeric)).then(|| last.push_str(word))?;
        Some(rest)
    }

    /// Footnotes stand between two lines of a sentence; they are put behind its paragraph.
    fn notes(&mut self, lines: &[Line]) {
        for line in lines {
            match (note_mark(&line.text), self.notes.last_mut()) {
                (Some((number, text)), _) => self.notes.push(format!("[^{number}]: {text}")),
                (None, Some(note)) => {
                    note.push(' ');
                    note.push_str(&line.text);
                }
                (None, None) => self.notes.push(line.text.clone()),
            }
        }
    }

    /// A table with the same columns right after another goes on from the page before.
    fn table(&mut self, rows: Rows, edges: &[f64]) {
        let goes_on = self.table.as_ref().is_some_and(|(_, open)| {
            open.len() == edges.len() && open.iter().zip(edges).all(|(a, b)| (a - b).abs() <= 5.0)
        });
        match &mut self.table {
            Some((open, _)) if goes_on => continue_table(open, rows),
            _ => {
                self.flush();
                self.table = Some((rows, edges.to_vec()));
            }
        }
    }

    fn flush(&mut self) {
        if let Some((rows, _)) = self.table.take() {
            self.lines.extend(table::lines_of(&rows));
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.lines.append(&mut self.notes);
        self.lines.join("\n")
    }
}

/// Leaves out a repeated head row, and mends a row that the page break cut.
fn continue_table(open: &mut Rows, rows: Rows) {
    let mut rows = rows.into_iter().peekable();
    if let Some(head) = open.first().cloned() {
        rows.next_if(|row| texts(row) == texts(&head));
    }
    let is_cut = |row: &Vec<Cell>| {
        let first_is_empty = row.first().is_some_and(|cell| cell.lines.is_empty());
        let starts_small =
            row.iter().filter_map(|c| c.lines.first()).any(|l| l.chars().next().is_some_and(char::is_lowercase));
        first_is_empty && starts_small
    };
    if let (Some(rest), Some(last)) = (rows.next_if(is_cut), open.last_mut()) {
        for (cell, more) in last.iter_mut().zip(rest) {
            let joined = cell.lines.iter().chain(&more.lines).cloned().collect::<Vec<_>>().join(" ");
            cell.lines = if joined.is_empty() { Vec::new() } else { vec![joined] };
        }
    }
    open.extend(rows);
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| table::fold(&cell.lines.join(" "))).collect()
}

/// What the pages show about margins and spacing.
struct Layout {
    left: f64,
    right: f64,
    spacing: f64,
    hanging: bool,
    proven: bool,
    typewriter: bool,
}

impl Layout {
    fn of(pages: &[Page]) -> Self {
        let right = percentile(pages.iter().flat_map(Page::lines).map(|line| line.x1).collect(), 95);
        let left = percentile(pages.iter().flat_map(Page::lines).map(|line| line.x0).collect(), 5);
        let mut layout =
            Self { left, right, spacing: 0.0, hanging: false, proven: false, typewriter: is_typewriter(pages) };
        let inner: Vec<(&Line, &Line)> = pages
            .iter()
            .flat_map(|page| page.lines().zip(page.lines().skip(1)))
            .filter(|(_, next)| goes_on(next))
            .collect();
        layout.spacing = percentile(inner.iter().map(|(a, b)| a.y - b.y).filter(|gap| *gap > 0.0).collect(), 50);
        let full = inner.iter().filter(|(before, next)| layout.is_full(before, next)).count();
        let labelled = || inner.iter().filter(|(before, _)| starts_item(&before.text));
        let hanging = labelled().filter(|(before, next)| is_indented(before, next)).count();
        layout.hanging = hanging * 2 > labelled().count();
        let needed = if inner.len() < EVIDENCE { 100 } else { EXPLAINED_PERCENT };
        layout.proven = inner.len() >= LEAST_EVIDENCE && full * 100 >= inner.len() * needed;
        layout
    }

    fn margins(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    /// Whether the first word of the next line had no room at the end of this one.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        line.x1 + next.first_word + 0.15 * line.size > self.right
    }

    fn joins(&self, before: &Line, next: &Line) -> bool {
        self.is_cut(before, next) || self.is_wrapped(before, next)
    }

    /// A plain text file that was printed as it is: a line too long for the paper leaves a few letters on the next.
    fn is_cut(&self, before: &Line, next: &Line) -> bool {
        self.typewriter
            && !self.proven
            && goes_on(next)
            && self.is_full(before, next)
            && next.text.chars().count() <= CUT_OFF
    }

    fn is_wrapped(&self, before: &Line, next: &Line) -> bool {
        let step = before.y - next.y;
        let is_next_line = step > 0.6 * self.spacing && step <= 1.2 * self.spacing + 0.5;
        is_next_line && self.joins_overleaf(before, next)
    }

    /// As [`Self::joins`], where the step between the lines says nothing: from one page to the next.
    fn joins_overleaf(&self, before: &Line, next: &Line) -> bool {
        self.proven
            && !starts_item(&next.text)
            && !before.in_column
            && !next.in_column
            && (before.size - next.size).abs() < 0.1 * before.size
            && self.is_full(before, next)
            && (self.hanging || goes_on(next) || !is_indented(before, next))
    }
}

fn is_indented(before: &Line, next: &Line) -> bool {
    next.x0 > before.x0 + 0.5 * before.size
}

/// A line that begins in mid-sentence.
fn goes_on(line: &Line) -> bool {
    line.text.chars().next().is_some_and(char::is_lowercase) && !starts_item(&line.text)
}

/// A line that begins with a label: "II.", "2.1.", "a)", "- X", "+ X", a note, a basis.
fn starts_item(text: &str) -> bool {
    let (label, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest_is_capital = rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || "“\"(".contains(c));
    match label {
        "-" | "–" | "+" | "•" | "*" => rest_is_capital,
        _ => {
            let numeral = label.strip_suffix(['.', ')', '/', ':']);
            let is_numeral = |n: &str| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c));
            numeral.is_some_and(|n| is_numeral(n) || (n.chars().count() == 1 && label.ends_with(')')))
                || label.starts_with("[^")
                || label.starts_with(|c| "¹²³⁴⁵⁶⁷⁸⁹".contains(c))
                || text.starts_with("Căn cứ ")
        }
    }
}

/// Two centred lines of the same letters are one title; the second one must stand clear of both margins.
fn is_one_title(before: &Line, next: &Line, margins: (f64, f64)) -> bool {
    let middle = f64::midpoint(margins.0, margins.1);
    let is_centred = |line: &Line| (f64::midpoint(line.x0, line.x1) - middle).abs() < 1.5 * line.size;
    let is_inset = |line: &Line| line.x0 > margins.0 + line.size && line.x1 < margins.1 - line.size;
    let has_small = |line: &Line| line.text.chars().any(char::is_lowercase);
    let is_near = before.y > next.y && before.y - next.y < 1.8 * before.size;
    !before.in_column
        && !next.in_column
        && is_centred(before)
        && is_centred(next)
        && is_inset(next)
        && (is_inset(before) || before.bold)
        && is_near
        && before.bold == next.bold
        && has_small(before)
        && has_small(next)
        && !starts_item(&next.text)
        && (before.size - next.size).abs() < 0.5
        && !before.text.ends_with(['.', ';', ':'])
}

/// Every letter of every line is equally wide.
fn is_typewriter(pages: &[Page]) -> bool {
    let mut widths = pages.iter().flat_map(Page::lines).filter_map(|line| {
        let letters = u32::try_from(line.text.chars().count()).ok().filter(|n| *n > 20)?;
        Some((line.x1 - line.x0) / f64::from(letters) / line.size)
    });
    let Some(first) = widths.next() else {
        return false;
    };
    widths.all(|width| (width - first).abs() < 0.02 * first)
}

fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = values.len().saturating_sub(1) * percent / 100;
    values.get(index).copied().unwrap_or(0.0)
}
