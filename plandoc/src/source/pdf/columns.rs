//! Letterheads and signatures: two columns side by side, read one after the other.

use super::lines::Line;

/// The narrowest gutter, in points.
const GUTTER: f64 = 10.0;
/// Rows further apart than this many font sizes do not belong to one block.
const FAR: f64 = 4.5;

/// Puts rows into reading order: inside a two-column block first the left column, then the right.
pub(super) fn in_reading_order(rows: Vec<Vec<Line>>) -> Vec<Line> {
    let mut ordered = Vec::new();
    let mut rest = rows.into_iter().peekable();
    while let Some(row) = rest.next() {
        let Some(mut block) = Block::start(&row) else {
            ordered.extend(row);
            continue;
        };
        block.add(row);
        while let Some(next) = rest.next_if(|next| block.takes(next)) {
            block.add(next);
        }
        ordered.extend(block.left);
        ordered.extend(block.right);
    }
    ordered
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
        (gutter.1 - gutter.0 >= GUTTER)
            .then(|| Self { left: Vec::new(), right: Vec::new(), gutter, lowest: left.y })
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
        for line in row {
            self.lowest = self.lowest.min(line.y);
            if line.x0 < self.gutter.0 {
                self.left.push(line);
            } else {
                self.right.push(line);
            }
        }
    }
}

/// A numbered heading at the left edge ends a letterhead.
fn starts_body(line: &Line) -> bool {
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
