//! Letterheads and signatures: two columns side by side, read one after the other.

use super::lines::Line;

/// The narrowest gutter, in points.
const GUTTER: f64 = 10.0;
/// Rows further apart than this many font sizes do not belong to one block.
const FAR: f64 = 4.5;

/// Rows of the right column that stand above the first row of the left one.
const HIGHER_ROWS: usize = 4;

/// Puts rows into reading order: inside a two-column block first the left column, then the right.
pub(super) fn in_reading_order(rows: Vec<Vec<Line>>) -> Vec<Line> {
    let mut ordered: Vec<Line> = Vec::new();
    let mut rest = side_by_side(rows).into_iter().peekable();
    while let Some(row) = rest.next() {
        let Some(mut block) = Block::start(&row) else {
            ordered.extend(row);
            continue;
        };
        let first = ordered.iter().rev().take(HIGHER_ROWS).take_while(|line| block.has_above(line)).count();
        block.right.extend(ordered.drain(ordered.len() - first..).map(in_column));
        block.add(row);
        while let Some(next) = rest.next_if(|next| block.takes(next)) {
            block.add(next);
        }
        ordered.extend(unwrapped(block.left));
        ordered.extend(unwrapped(block.right));
    }
    ordered
}

/// Joins capitals that a narrow column wrapped.
fn unwrapped(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(before) if is_left_over(&before.text, &line.text) => {
                before.text.push(' ');
                before.text.push_str(&line.text);
                before.y = line.y;
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// One syllable alone ("… UBND THÀNH | PHỐ"): no name and no post has only one; or the rest of the state's name.
fn is_left_over(before: &str, line: &str) -> bool {
    let is_capital = |text: &str| text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    let is_state = before.starts_with("CỘNG ") && format!("{before} {line}") == state;
    let is_syllable = line.chars().all(char::is_alphabetic) && before.split_whitespace().count() > 1;
    is_state || (is_syllable && is_capital(before) && is_capital(line))
}

fn in_column(line: Line) -> Line {
    Line { in_column: true, ..line }
}

/// Columns whose lines stand at half heights of each other: puts such neighbours into one row.
fn side_by_side(rows: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let mut paired: Vec<Vec<Line>> = Vec::with_capacity(rows.len());
    for row in rows {
        match (paired.last_mut().map(Vec::as_mut_slice), row.as_slice()) {
            (Some([above]), [line]) if stand_beside(above, line) => {
                let Some(last) = paired.last_mut() else { continue };
                last.extend(row);
                last.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            }
            _ => paired.push(row),
        }
    }
    paired
}

fn stand_beside(a: &Line, b: &Line) -> bool {
    (a.y - b.y).abs() < 0.85 * a.size.min(b.size) && (b.x0 - a.x1 >= GUTTER || a.x0 - b.x1 >= GUTTER)
}

struct Block {
    left: Vec<Line>,
    right: Vec<Line>,
    /// The free strip between the columns.
    gutter: (f64, f64),
    lowest: f64,
}

impl Block {
    /// A row of exactly two stretches may begin a block.
    fn start(row: &[Line]) -> Option<Self> {
        let [left, right] = row else {
            return None;
        };
        let gutter = (left.x1, right.x0);
        (gutter.1 - gutter.0 >= GUTTER).then(|| Self { left: Vec::new(), right: Vec::new(), gutter, lowest: left.y })
    }

    /// Whether a line above belongs to the right column.
    fn has_above(&self, line: &Line) -> bool {
        line.x0 >= self.gutter.0 + GUTTER && !starts_body(line) && line.y - self.lowest < FAR * line.size * 2.0
    }

    /// Whether a row keeps clear of the gutter and is near enough.
    fn takes(&self, row: &[Line]) -> bool {
        let near = row.iter().all(|line| self.lowest - line.y < FAR * line.size.max(8.0));
        let gutter = self.narrowed(row);
        let clear = gutter.1 - gutter.0 >= GUTTER && row.len() <= 2;
        near && clear && !row.iter().any(starts_body)
    }

    fn narrowed(&self, row: &[Line]) -> (f64, f64) {
        row.iter().fold(self.gutter, |(from, to), line| {
            if line.x1 <= to - GUTTER && line.x0 < from {
                (from.max(line.x1), to)
            } else if line.x0 >= from + GUTTER {
                (from, to.min(line.x0))
            } else {
                (to, from)
            }
        })
    }

    fn add(&mut self, row: Vec<Line>) {
        self.gutter = self.narrowed(&row);
        for line in row.into_iter().map(in_column) {
            self.lowest = self.lowest.min(line.y);
            if line.x0 < self.gutter.0 {
                self.left.push(line);
            } else {
                self.right.push(line);
            }
        }
    }
}

/// Kinds of document, as printed alone on their line (Decree 30/2020/NĐ-CP, annex III).
const KINDS: [&str; 14] = [
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH",
    "CHƯƠNG TRÌNH",
    "BÁO CÁO",
    "THÔNG BÁO",
    "CHỈ THỊ",
    "HƯỚNG DẪN",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "TỜ TRÌNH",
    "PHỤ LỤC",
    "QUY CHẾ",
    "NGHỊ QUYẾT",
    "CÔNG VĂN",
];
/// Openings of the text below a letterhead.
const OPENINGS: [&str; 4] = ["Căn cứ ", "Kính gửi", "Thực hiện ", "Triển khai "];

/// The kind of document, an opening or a numbered heading ends a letterhead.
fn starts_body(line: &Line) -> bool {
    if KINDS.contains(&line.text.as_str()) || OPENINGS.iter().any(|opening| line.text.starts_with(opening)) {
        return true;
    }
    let label: String = line.text.chars().take_while(|c| !c.is_whitespace()).collect();
    let Some(numeral) = label.strip_suffix(['.', ')']) else {
        return false;
    };
    !numeral.is_empty() && numeral.chars().all(|c| c.is_ascii_digit() || "IVX.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::lines::{rows_of, tests::set};
    use super::*;

    fn read(lines: &[(&str, f64, f64)]) -> Vec<String> {
        let glyphs = lines.iter().flat_map(|(text, x, y)| set(text, *x, *y, 10.0)).collect();
        in_reading_order(rows_of(glyphs)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_letterhead_is_read_column_by_column_and_the_text_below_row_by_row() {
        let text = read(&[
            ("UBND XÃ AN BÌNH", 60.0, 800.0),
            ("CỘNG HÒA XÃ HỘI", 300.0, 800.0),
            ("BAN CHỈ ĐẠO", 70.0, 786.0),
            ("Độc lập", 330.0, 785.0),
            ("KẾ HOẠCH PHÒNG, CHỐNG MUA BÁN NGƯỜI CỦA XÃ", 120.0, 740.0),
            ("Căn cứ kế hoạch của tỉnh", 60.0, 720.0),
        ]);

        assert_eq!(
            text,
            [
                "UBND XÃ AN BÌNH",
                "BAN CHỈ ĐẠO",
                "CỘNG HÒA XÃ HỘI",
                "Độc lập",
                "KẾ HOẠCH PHÒNG, CHỐNG MUA BÁN NGƯỜI CỦA XÃ",
                "Căn cứ kế hoạch của tỉnh"
            ]
        );
    }

    #[test]
    fn recipients_stay_together_beside_a_signature() {
        let text = read(&[
            ("Nơi nhận:", 60.0, 300.0),
            ("TRƯỞNG BAN", 330.0, 300.0),
            ("- Như trên;", 60.0, 288.0),
            ("- Lưu: VT.", 60.0, 276.0),
            ("Nguyễn Văn Thử", 325.0, 240.0),
        ]);

        assert_eq!(text, ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TRƯỞNG BAN", "Nguyễn Văn Thử"]);
    }
}
