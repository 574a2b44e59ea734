//! Glyphs → lines of words.

use super::super::docx::superscript;
use super::geometry::Glyph;

/// A gap wider than this part of the font size parts two words.
const WORD_GAP: f64 = 0.17;
/// A gap wider than this many font sizes parts two columns.
const COLUMN_GAP: f64 = 1.8;
/// After a bullet or a number the text may stand further off.
const LABEL_GAP: f64 = 5.0;
/// Base lines nearer than this part of the font size belong to one line (raised note marks).
const SAME_LINE: f64 = 0.45;
/// A smaller character that stands higher by this part of the font size is raised.
const RAISED: f64 = 0.15;
const SMALLER: f64 = 0.9;

/// A stretch of a line without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Base line; y grows upwards.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Width of the first word.
    pub(super) first_word: f64,
    /// Whether it stands in one of two columns.
    pub(super) in_column: bool,
}

/// Groups glyphs into rows, top down; each row is its stretches from left to right.
pub(super) fn rows_of(mut glyphs: Vec<Glyph>) -> Vec<Vec<Line>> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut anchor = (f64::INFINITY, 0.0_f64);
    for glyph in glyphs {
        let reach = SAME_LINE * anchor.1.max(glyph.size);
        if (anchor.0 - glyph.y).abs() <= reach {
            if glyph.size > anchor.1 {
                anchor = (glyph.y, glyph.size);
            }
            if let Some(row) = rows.last_mut() {
                row.push(glyph);
            }
        } else {
            anchor = (glyph.y, glyph.size);
            rows.push(vec![glyph]);
        }
    }
    rows.into_iter().map(stretches).filter(|row| !row.is_empty()).collect()
}

/// Cuts one row at wide gaps.
fn stretches(mut row: Vec<Glyph>) -> Vec<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut base = (0.0, 0.0);
    for glyph in row.iter().filter(|glyph| !is_blank(glyph)) {
        if glyph.size > base.1 {
            base = (glyph.y, glyph.size);
        }
    }
    let mut lines = Vec::new();
    let mut open: Option<Open> = None;
    for glyph in row {
        if is_blank(&glyph) {
            if let Some(open) = &mut open {
                open.blank = true;
            }
            continue;
        }
        let gap = open.as_ref().map_or(0.0, |open| glyph.x0 - open.line.x1);
        let wide = if open.as_ref().is_some_and(Open::is_label) { LABEL_GAP } else { COLUMN_GAP };
        if gap > wide * base.1 {
            lines.extend(open.take().map(Open::close));
        }
        match &mut open {
            Some(open) => open.push(&glyph, gap, base),
            None => open = Some(Open::start(&glyph, base)),
        }
    }
    lines.extend(open.map(Open::close));
    lines
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

/// A line that is being written.
struct Open {
    line: Line,
    last: Glyph,
    blank: bool,
    in_first_word: bool,
    letters: usize,
    bold_letters: usize,
}

impl Open {
    fn start(glyph: &Glyph, base: (f64, f64)) -> Self {
        let line = Line {
            text: raised(glyph, base),
            x0: glyph.x0,
            x1: glyph.x1,
            y: base.0,
            size: base.1,
            bold: false,
            first_word: glyph.x1 - glyph.x0,
            in_column: false,
        };
        Self {
            line,
            last: glyph.clone(),
            blank: false,
            in_first_word: true,
            letters: 1,
            bold_letters: usize::from(glyph.bold),
        }
    }

    fn push(&mut self, glyph: &Glyph, gap: f64, base: (f64, f64)) {
        if self.is_struck_again(glyph) {
            return;
        }
        if self.blank || gap > WORD_GAP * base.1 {
            self.line.text.push(' ');
            self.in_first_word = false;
        }
        self.line.text.push_str(&raised(glyph, base));
        self.line.x1 = self.line.x1.max(glyph.x1);
        if self.in_first_word {
            self.line.first_word = self.line.x1 - self.line.x0;
        }
        self.letters += 1;
        self.bold_letters += usize::from(glyph.bold);
        self.last = glyph.clone();
        self.blank = false;
    }

    /// Some programs print bold by drawing a character twice, a hair apart.
    fn is_struck_again(&self, glyph: &Glyph) -> bool {
        glyph.text == self.last.text
            && (glyph.x0 - self.last.x0).abs() < 0.1 * glyph.size
            && (glyph.y - self.last.y).abs() < 0.1 * glyph.size
    }

    /// Only a bullet or a number so far: "•", "2.1.", "a)".
    fn is_label(&self) -> bool {
        let text = &self.line.text;
        let numeral = text.strip_suffix(['.', ')']);
        let short =
            |n: &str| n.chars().count() <= 6 && n.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == 'đ');
        numeral.is_some_and(short) || (text.chars().count() == 1 && !text.chars().all(char::is_alphanumeric))
    }

    fn close(mut self) -> Line {
        self.line.bold = self.bold_letters * 2 > self.letters;
        self.line
    }
}

/// The text of a glyph; digits that stand small and high are note marks.
fn raised(glyph: &Glyph, base: (f64, f64)) -> String {
    let is_raised = glyph.size < SMALLER * base.1 && glyph.y > base.0 + RAISED * base.1;
    if is_raised && glyph.text.chars().all(|c| c.is_ascii_digit()) {
        glyph.text.chars().filter_map(superscript).collect()
    } else {
        glyph.text.clone()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Sets a text in a font in which every character is half as wide as high.
    pub(in super::super) fn set(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let mut at = x;
        text.chars()
            .map(|c| {
                let x0 = at;
                at += size / 2.0;
                Glyph { text: c.to_string(), x0, x1: at, y, size, bold: false }
            })
            .collect()
    }

    fn texts(rows: &[Vec<Line>]) -> Vec<Vec<&str>> {
        rows.iter().map(|row| row.iter().map(|line| line.text.as_str()).collect()).collect()
    }

    #[test]
    fn glyphs_in_any_order_become_lines_from_the_top() {
        let mut glyphs = set("dưới", 70.0, 100.0, 14.0);
        glyphs.extend(set("bên trên", 70.0, 120.0, 14.0));

        assert_eq!(texts(&rows_of(glyphs)), [["bên trên"], ["dưới"]]);
    }

    #[test]
    fn a_wide_gap_parts_columns_and_a_raised_digit_is_a_note_mark() {
        let mut glyphs = set("UBND XÃ", 70.0, 100.0, 14.0);
        glyphs.extend(set("bán người", 300.0, 100.0, 14.0));
        glyphs.extend(set("2", 363.0, 105.0, 8.0));

        assert_eq!(texts(&rows_of(glyphs)), [["UBND XÃ", "bán người²"]]);
    }

    #[test]
    fn a_character_struck_twice_is_read_once() {
        let mut glyphs = set("AB", 70.0, 100.0, 14.0);
        glyphs.extend(set("AB", 70.3, 100.0, 14.0));

        assert_eq!(texts(&rows_of(glyphs)), [["AB"]]);
    }
}
