//! Ruled tables: the drawn lines tell rows and columns.

use super::super::table::{Cell, Rows};
use super::geometry::{Glyph, Rule};
use super::lines::rows_of;

/// Lines nearer than this, in points, are one line.
const NEAR: f64 = 3.0;
/// A row is at least this high.
const ROW_HEIGHT: f64 = 6.0;
/// A page with more lines than this is a drawing or a map, no table.
const MOST_LINES: usize = 600;
/// A table has at least this many upright lines: two columns.
const UPRIGHTS: usize = 3;

/// A table on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub(super) rows: Rows,
    pub(super) top: f64,
    /// Positions of the upright lines, from the left.
    pub(super) edges: Vec<f64>,
}

/// A horizontal strip between two rules.
struct Band {
    top: f64,
    bottom: f64,
    edges: Vec<f64>,
}

/// Takes the ruled tables, and their glyphs, out of a page.
pub(super) fn take_tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Grid> {
    let flat = joined(rules.iter().filter(|r| r.is_horizontal()).map(|r| (middle(r.y0, r.y1), r.x0, r.x1)).collect());
    let upright =
        joined(rules.iter().filter(|r| !r.is_horizontal()).map(|r| (middle(r.x0, r.x1), r.y0, r.y1)).collect());
    if flat.len() + upright.len() > MOST_LINES {
        return Vec::new();
    }
    let bands = bands(&flat, &upright);
    let mut grids = Vec::new();
    for table in tables(bands) {
        grids.push(fill(&table, &flat, glyphs));
    }
    grids
}

fn middle(a: f64, b: f64) -> f64 {
    f64::midpoint(a, b)
}

/// Joins pieces (place, from, to) that lie on one line and touch.
fn joined(mut pieces: Vec<(f64, f64, f64)>) -> Vec<(f64, f64, f64)> {
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    // Pieces of one line may differ by a hair: give them one place first.
    let mut place = f64::NEG_INFINITY;
    for piece in &mut pieces {
        if piece.0 - place > NEAR {
            place = piece.0;
        }
        piece.0 = place;
    }
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut lines: Vec<(f64, f64, f64)> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.0 >= piece.0 && piece.1 <= line.2 + NEAR => line.2 = line.2.max(piece.2),
            _ => lines.push(piece),
        }
    }
    lines
}

fn bands(flat: &[(f64, f64, f64)], upright: &[(f64, f64, f64)]) -> Vec<Band> {
    let mut levels: Vec<f64> = flat.iter().map(|line| line.0).collect();
    levels.sort_by(|a, b| b.total_cmp(a));
    levels.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
    let pairs = levels.iter().zip(levels.iter().skip(1));
    pairs
        .filter(|(top, bottom)| *top - *bottom >= ROW_HEIGHT)
        .map(|(top, bottom)| Band { top: *top, bottom: *bottom, edges: edges_between(upright, *bottom, *top) })
        .filter(|band| band.edges.len() >= 2)
        .collect()
}

fn edges_between(upright: &[(f64, f64, f64)], bottom: f64, top: f64) -> Vec<f64> {
    let crossing = upright.iter().filter(|line| line.1 <= bottom + NEAR && line.2 >= top - NEAR);
    crossing.map(|line| line.0).collect()
}

/// Bands that touch and have the same outer edges are one table; tables of one column are boxes.
fn tables(bands: Vec<Band>) -> Vec<Vec<Band>> {
    let mut tables: Vec<Vec<Band>> = Vec::new();
    for band in bands {
        let fits = tables.last().and_then(|table| table.last()).is_some_and(|above| {
            (above.bottom - band.top).abs() <= NEAR
                && same(above.edges.first(), band.edges.first())
                && same(above.edges.last(), band.edges.last())
        });
        match tables.last_mut() {
            Some(table) if fits => table.push(band),
            _ => tables.push(vec![band]),
        }
    }
    tables.retain(|table| table.iter().any(|band| band.edges.len() >= UPRIGHTS));
    tables
}

fn same(a: Option<&f64>, b: Option<&f64>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if (a - b).abs() <= NEAR)
}

fn fill(table: &[Band], flat: &[(f64, f64, f64)], glyphs: &mut Vec<Glyph>) -> Grid {
    let edges = all_edges(table);
    let mut cells: Vec<Vec<Vec<Glyph>>> =
        table.iter().map(|_| vec![Vec::new(); edges.len().saturating_sub(1)]).collect();
    let mut outside = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.drain(..) {
        match place(&glyph, table, &edges).and_then(|(row, column)| cells.get_mut(row)?.get_mut(column)) {
            Some(cell) => cell.push(glyph),
            None => outside.push(glyph),
        }
    }
    *glyphs = outside;
    let mut rows: Rows = Vec::new();
    for (index, (band, row)) in table.iter().zip(cells).enumerate() {
        let open_above = |column: usize| index > 0 && !has_rule(flat, band.top, &edges, column);
        let row = row.into_iter().enumerate().map(|(column, glyphs)| cell(glyphs, open_above(column))).collect();
        rows.push(row);
    }
    lift_merged(&mut rows);
    Grid { rows, top: table.first().map_or(0.0, |band| band.top), edges }
}

fn all_edges(table: &[Band]) -> Vec<f64> {
    let mut edges: Vec<f64> = table.iter().flat_map(|band| band.edges.iter().copied()).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
    edges
}

/// The row of a glyph and the first column of the cell it stands in.
fn place(glyph: &Glyph, table: &[Band], edges: &[f64]) -> Option<(usize, usize)> {
    let x = middle(glyph.x0, glyph.x1);
    // The middle of a letter lies a third of its size above the base line.
    let y = glyph.y + glyph.size / 3.0;
    let row = table.iter().position(|band| y <= band.top && y > band.bottom)?;
    let own = &table.get(row)?.edges;
    let inside = own.first().is_some_and(|first| x >= *first) && own.last().is_some_and(|last| x <= *last);
    let start = own.iter().copied().filter(|edge| *edge <= x && inside).fold(None, |_, edge| Some(edge))?;
    let column = edges.iter().position(|edge| (edge - start).abs() <= NEAR)?;
    Some((row, column))
}

fn has_rule(flat: &[(f64, f64, f64)], y: f64, edges: &[f64], column: usize) -> bool {
    let (Some(left), Some(right)) = (edges.get(column), edges.get(column + 1)) else {
        return true;
    };
    let x = middle(*left, *right);
    flat.iter().any(|line| (line.0 - y).abs() <= NEAR && line.1 <= x && x <= line.2)
}

fn cell(glyphs: Vec<Glyph>, continues: bool) -> Cell {
    let rows = rows_of(glyphs);
    let text: Vec<String> = rows.into_iter().flatten().map(|line| line.text).collect();
    let lines = if text.is_empty() { Vec::new() } else { vec![joined_lines(&text)] };
    Cell { lines, continues }
}

/// Joins the lines of a cell; a date or heading that a narrow column broke inside a word is mended.
fn joined_lines(lines: &[String]) -> String {
    let is_stacked =
        lines.concat().chars().count() <= 4 && lines.iter().all(|line| line.chars().all(char::is_uppercase));
    let mut text = String::new();
    for line in lines {
        let date = text.rsplit(' ').next().unwrap_or_default();
        let is_cut_date = date.contains('/')
            && date.ends_with(|c: char| c.is_ascii_digit() || c == '/')
            && date.split('/').next_back().is_some_and(|part| part.len() < 4)
            && line.starts_with(|c: char| c.is_ascii_digit() || c == '/');
        if !text.is_empty() && !is_stacked && !is_cut_date {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// The text of a cell that runs over several strips belongs to its first strip.
fn lift_merged(rows: &mut Rows) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..columns {
        let mut gathered: Vec<String> = Vec::new();
        for row in rows.iter_mut().rev() {
            let Some(cell) = row.get_mut(column) else {
                continue;
            };
            if cell.continues {
                gathered.splice(0..0, cell.lines.drain(..));
            } else {
                cell.lines.append(&mut gathered);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::*;

    fn flat(y: f64, x0: f64, x1: f64) -> Rule {
        Rule { x0, y0: y, x1, y1: y }
    }

    fn upright(x: f64) -> Rule {
        Rule { x0: x, y0: 640.0, x1: x, y1: 700.0 }
    }

    #[test]
    fn words_that_a_narrow_column_broke_are_mended() {
        let joined = |lines: &[&str]| joined_lines(&lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>());

        assert_eq!(joined(&["ST", "T"]), "STT");
        assert_eq!(joined(&["Trước", "31/10/20", "26"]), "Trước 31/10/2026");
        assert_eq!(joined(&["Năm 2025,", "2026"]), "Năm 2025, 2026");
        assert_eq!(joined(&["20/3/2026", "30/6/2026"]), "20/3/2026 30/6/2026");
    }

    #[test]
    fn ruled_cells_are_read_whole_and_leave_the_page() {
        let rules = [
            flat(700.0, 50.0, 400.0),
            flat(680.0, 50.0, 400.0),
            flat(660.0, 50.0, 250.0),
            flat(640.0, 50.0, 400.0),
            upright(50.0),
            upright(250.0),
            upright(400.0),
        ];
        let mut glyphs = set("Nội dung", 60.0, 686.0, 10.0);
        glyphs.extend(set("Chủ trì", 260.0, 686.0, 10.0));
        glyphs.extend(set("Việc một", 60.0, 666.0, 10.0));
        glyphs.extend(set("Việc hai", 60.0, 646.0, 10.0));
        glyphs.extend(set("Công an xã", 260.0, 656.0, 10.0));
        glyphs.extend(set("Dưới bảng", 60.0, 600.0, 10.0));

        let grids = take_tables(&rules, &mut glyphs);

        assert_eq!(grids.len(), 1);
        assert_eq!(
            super::super::super::table::lines_of(&grids[0].rows),
            ["| Nội dung | Chủ trì |", "| Việc một | Công an xã |", "| Việc hai | Công an xã |"]
        );
        assert_eq!(glyphs.len(), "Dưới bảng".chars().count());
    }
}
