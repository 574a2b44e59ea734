//! Tables, whatever file they come from: pipe rows, or plain lines for mere layout.

use std::fmt::Write as _;

/// Words, folded, that stand in the head row of a table of tasks.
const HEAD_WORDS: &str = include_str!("table-heads.txt");
/// A head cell is short; a longer cell is content.
const HEAD_CELL_CHARS: usize = 80;
/// Letterheads and signatures have at most this many columns.
const LAYOUT_COLUMNS: usize = 3;

/// One cell as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The paragraphs of the cell.
    pub(super) lines: Vec<String>,
    /// Whether the cell continues the one above it.
    pub(super) continues: bool,
}

/// A table as rows of cells.
pub(super) type Rows = Vec<Vec<Cell>>;

/// Writes a table as lines of source text.
pub(super) fn lines_of(rows: &Rows) -> Vec<String> {
    if is_layout(rows) {
        rows.iter().flatten().flat_map(|cell| cell.lines.iter().cloned()).collect()
    } else {
        pipe_rows(rows)
    }
}

/// A letterhead or signature: few columns, and no head row of a table of tasks.
fn is_layout(rows: &Rows) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    columns <= LAYOUT_COLUMNS && !rows.iter().take(3).any(|row| is_head(&texts(row)))
}

/// Whether a row is the head of a table of tasks: two short cells or more with a head word.
pub(super) fn is_head(cells: &[String]) -> bool {
    cells.iter().filter(|cell| is_head_cell(cell)).count() >= 2
}

fn is_head_cell(cell: &str) -> bool {
    let folded = fold(cell);
    cell.chars().count() <= HEAD_CELL_CHARS
        && HEAD_WORDS.lines().filter(|word| !word.is_empty()).any(|word| has_words(&folded, word))
}

/// Whether `words` stands in `text` between word borders.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|s| s.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|s| s.chars().next());
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

/// Lower case without marks: enough to recognise a head word in any spelling of tones.
pub(super) fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// Word has at most 63 columns; rows are not padded beyond.
const MOST_COLUMNS: usize = 63;
/// A merged cell longer than this is no agency and no date, and is not repeated.
const SHARED_CHARS: usize = 300;

fn pipe_rows(rows: &Rows) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0).min(MOST_COLUMNS);
    let head = rows.iter().take(3).map(|row| texts(row)).find(|row| is_head(row)).unwrap_or_default();
    let mut above: Vec<String> = vec![String::new(); columns];
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = texts(row);
        cells.resize(columns.max(cells.len()), String::new());
        for (column, cell) in row.iter().enumerate() {
            if cell.continues
                && is_shared_column(head.get(column))
                && let (Some(text), Some(earlier)) = (cells.get_mut(column), above.get(column))
                && earlier.len() <= SHARED_CHARS
            {
                text.clone_from(earlier);
            }
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(pipe_row(&cells));
        }
        above = cells;
    }
    lines
}

/// A merged cell under "lead agency" or "time" holds for every row beside it; a merged
/// task or number does not become several tasks.
fn is_shared_column(head: Option<&String>) -> bool {
    let Some(folded) = head.map(|text| fold(text)) else {
        return false;
    };
    ["chu tri", "phoi hop", "thuc hien", "phu trach", "thoi", "tien do", "han", "don vi", "co quan"]
        .iter()
        .any(|word| has_words(&folded, word))
        && !["noi dung", "nhiem vu"].iter().any(|word| has_words(&folded, word))
}

/// One row as `| a | b |`; a bar inside a cell is escaped.
pub(super) fn pipe_row(cells: &[String]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        // Writing to a String cannot fail.
        let _ = write!(line, " {} |", cell.replace('|', "\\|"));
    }
    line
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| join_lines(&cell.lines)).collect()
}

/// Joins the paragraphs of a cell: a blank after punctuation or inside a sentence, else "; ".
pub(super) fn join_lines(lines: &[String]) -> String {
    let mut joined = String::new();
    for line in lines.iter().flat_map(|line| line.lines()) {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            continue;
        }
        if !joined.is_empty() {
            joined.push_str(separator(&joined, &line));
        }
        joined.push_str(&line);
    }
    joined
}

fn separator(before: &str, after: &str) -> &'static str {
    let ended = before.ends_with(['.', ';', ':', ',', '!', '?', '-', '–', '/', '(']);
    let goes_on = after.chars().next().is_some_and(|c| c.is_lowercase() || c == '(' || c == ')');
    if ended || goes_on || is_short_head(before) { " " } else { "; " }
}

/// "CƠ QUAN / CHỦ TRÌ" on two lines of a head cell is one name.
fn is_short_head(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<Cell> {
        cells.iter().map(|text| Cell { lines: text.lines().map(str::to_owned).collect(), continues: false }).collect()
    }

    #[test]
    fn a_table_of_tasks_becomes_pipe_rows() {
        let rows = vec![
            row(&["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"]),
            row(&["1", "Tập huấn\nIn tài liệu | tờ rơi", "Công an xã", "Quý II"]),
        ];

        assert_eq!(
            lines_of(&rows),
            [
                "| TT | Nội dung | Cơ quan chủ trì | Thời hạn |",
                "| 1 | Tập huấn; In tài liệu \\| tờ rơi | Công an xã | Quý II |"
            ]
        );
    }

    #[test]
    fn a_letterhead_becomes_lines() {
        let rows = vec![
            row(&["UBND XÃ AN BÌNH\nBAN CHỈ ĐẠO 138", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
            row(&["Số: 5/KH-BCĐ", ""]),
        ];

        assert_eq!(
            lines_of(&rows),
            ["UBND XÃ AN BÌNH", "BAN CHỈ ĐẠO 138", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH-BCĐ"]
        );
    }

    #[test]
    fn a_merged_agency_holds_for_the_rows_beside_it_and_a_merged_task_does_not() {
        let mut second = row(&["", "Phát tờ rơi", ""]);
        second[0].continues = true;
        second[2].continues = true;
        let rows = vec![
            row(&["Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì"]),
            row(&["Tuyên truyền", "Tin bài", "Hội Phụ nữ"]),
            second,
        ];

        assert_eq!(lines_of(&rows)[2], "|  | Phát tờ rơi | Hội Phụ nữ |");
    }
}
