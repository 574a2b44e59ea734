//! Tables of tasks: rows `| … | … |` whose head names the columns.

use std::ops::Range;

use crate::normalise::Normalised;
use crate::outline::Detail;
use crate::words::folded;

/// What a row is.
pub(crate) enum Item {
    /// Head, separator, or a row of a table that is no table of tasks.
    Frame(Range<usize>),
    /// A row that only names a group of tasks.
    Group { row: Range<usize>, label: String, text: Range<usize> },
    /// A task with what its other cells say.
    Task { row: Range<usize>, label: String, text: Range<usize>, details: Vec<(Detail, Range<usize>)> },
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Content,
    Detail(Detail),
    Unknown,
}

/// Reads the rows of one table (byte ranges of the normalised text).
pub(crate) fn read_rows(normalised: &Normalised, rows: &[Range<usize>]) -> Vec<Item> {
    let mut columns: Option<Vec<Column>> = None;
    let mut items = Vec::with_capacity(rows.len());
    let mut under_head = false;
    for row in rows {
        let cells = cells(normalised, row);
        if let Some(head) = head(normalised, &cells) {
            columns = Some(head);
            under_head = true;
            items.push(Item::Frame(row.clone()));
            continue;
        }
        if is_separator(normalised, row) || is_column_numbers(normalised, &cells) {
            items.push(Item::Frame(row.clone()));
            continue;
        }
        if let Some(known) = columns.as_mut().filter(|_| under_head)
            && refine(normalised, known, &cells)
        {
            items.push(Item::Frame(row.clone()));
            continue;
        }
        under_head = false;
        items.push(match &columns {
            Some(columns) => read_row(normalised, row, &cells, columns),
            None => Item::Frame(row.clone()),
        });
    }
    items
}

/// The cells between the pipes, trimmed.
fn cells(normalised: &Normalised, row: &Range<usize>) -> Vec<Range<usize>> {
    let text = normalised.slice(row);
    let inner = text.trim_start_matches('|');
    let mut start = row.start + (text.len() - inner.len());
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut found = Vec::new();
    for cell in inner.split('|') {
        let lead = cell.len() - cell.trim_start().len();
        let trimmed = cell.trim();
        found.push(start + lead..start + lead + trimmed.len());
        start += cell.len() + 1;
    }
    found
}

fn is_separator(normalised: &Normalised, row: &Range<usize>) -> bool {
    normalised.slice(row).chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '='))
}

/// “(1) | (2) | (3)” under a head.
fn is_column_numbers(normalised: &Normalised, cells: &[Range<usize>]) -> bool {
    let filled = cells.iter().map(|cell| normalised.slice(cell)).filter(|cell| !cell.is_empty());
    let numbers: Vec<bool> = filled.map(|cell| cell.trim_matches(['(', ')']).parse::<u8>().is_ok()).collect();
    numbers.len() >= 2 && numbers.iter().all(|is_number| *is_number)
}

/// A second row of a head: “Chủ trì | Phối hợp” under “Cơ quan thực hiện”.
fn refine(normalised: &Normalised, columns: &mut [Column], cells: &[Range<usize>]) -> bool {
    let second: Vec<Column> = cells.iter().map(|cell| column(normalised.slice(cell))).collect();
    let short = cells.iter().all(|cell| normalised.slice(cell).chars().count() <= 40);
    let names =
        second.iter().any(|found| matches!(found, Column::Detail(Detail::Lead | Detail::Support | Detail::CarryOut)));
    let unknown = cells.iter().zip(&second).any(|(cell, found)| !cell.is_empty() && *found == Column::Unknown);
    if !short || !names || unknown {
        return false;
    }
    for (known, found) in columns.iter_mut().zip(second) {
        if matches!(found, Column::Detail(_)) {
            *known = found;
        }
    }
    true
}

/// The columns, if the row is a head of a table of tasks.
fn head(normalised: &Normalised, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    let longest = cells.iter().map(|cell| normalised.slice(cell).chars().count()).max()?;
    if longest > 90 {
        return None;
    }
    let columns: Vec<Column> = cells.iter().map(|cell| column(normalised.slice(cell))).collect();
    let has = |wanted: fn(&Column) -> bool| columns.iter().any(wanted);
    let assigns = has(|column| {
        matches!(
            column,
            Column::Detail(Detail::Assign | Detail::Lead | Detail::CarryOut | Detail::Support | Detail::Due)
        )
    });
    (has(|column| *column == Column::Content) && assigns).then_some(columns)
}

fn column(text: &str) -> Column {
    let keys = folded(text);
    let has = |words: &[&str]| words.iter().any(|word| keys.contains(word));
    if matches!(keys.as_str(), "tt" | "stt" | "số tt" | "số thứ tự") {
        Column::Number
    } else if has(&["thời gian", "thời hạn", "tiến độ", "hoàn thành", "thời điểm"]) {
        Column::Detail(Detail::Due)
    } else if has(&["phối hợp"]) && has(&["chủ trì"]) {
        Column::Detail(Detail::Assign)
    } else if has(&["phối hợp"]) {
        Column::Detail(Detail::Support)
    } else if has(&["chủ trì", "đầu mối", "phụ trách", "chịu trách nhiệm"]) {
        Column::Detail(Detail::Lead)
    } else if has(&["sản phẩm", "kết quả"]) {
        Column::Detail(Detail::Product)
    } else if has(&["kinh phí", "ghi chú", "địa điểm", "đối tượng", "số lượng"]) {
        Column::Detail(Detail::Other)
    } else if has(&["đơn vị thực hiện", "cơ quan thực hiện", "đơn vị", "cơ quan", "người thực hiện", "phân công"])
    {
        Column::Detail(Detail::CarryOut)
    } else if has(&["nội dung", "nhiệm vụ", "công việc", "hoạt động", "giải pháp"]) {
        Column::Content
    } else {
        Column::Unknown
    }
}

fn read_row(normalised: &Normalised, row: &Range<usize>, cells: &[Range<usize>], columns: &[Column]) -> Item {
    let cell = |wanted: Column| {
        columns.iter().position(|column| *column == wanted).and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty())
    };
    let label = cell(Column::Number).map_or("", |cell| normalised.slice(cell)).trim_end_matches('.').to_owned();
    let filled: Vec<&Range<usize>> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let distinct = distinct_texts(normalised, &filled);
    if let [only] = distinct.as_slice()
        && normalised.slice(only).chars().any(char::is_alphabetic)
    {
        return group(normalised, row, only);
    }
    let Some(text) = cell(Column::Content).cloned() else { return Item::Frame(row.clone()) };
    let same = |cell: &Range<usize>| normalised.slice(cell) == normalised.slice(&text);
    let details: Vec<(Detail, Range<usize>)> = columns
        .iter()
        .zip(cells)
        .filter_map(|(column, cell)| match column {
            Column::Detail(kind) if !cell.is_empty() && !same(cell) => Some((*kind, cell.clone())),
            _ => None,
        })
        .collect();
    let is_group_number = label.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && !label.is_empty()
        || (label.chars().count() == 1 && label.chars().all(char::is_uppercase));
    if details.is_empty() && (is_group_number || label.is_empty()) {
        return Item::Group { row: row.clone(), label, text };
    }
    Item::Task { row: row.clone(), label, text, details }
}

/// A merged cell is repeated by some converters: equal cells count once.
fn distinct_texts<'r>(normalised: &Normalised, filled: &[&'r Range<usize>]) -> Vec<&'r Range<usize>> {
    let mut distinct: Vec<&Range<usize>> = Vec::new();
    for cell in filled {
        if !distinct.iter().any(|seen| normalised.slice(seen) == normalised.slice(cell)) {
            distinct.push(cell);
        }
        if distinct.len() > 1 {
            break;
        }
    }
    distinct
}

fn group(normalised: &Normalised, row: &Range<usize>, cell: &Range<usize>) -> Item {
    let text = normalised.slice(cell);
    let found = crate::outline::label::label(text);
    let length = found.as_ref().map_or(0, |label| label.length);
    let label = found.map_or(String::new(), |label| label.short);
    Item::Group { row: row.clone(), label, text: cell.start + length..cell.end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::normalise;

    fn read(text: &str) -> Vec<String> {
        let normalised = normalise(text);
        let rows: Vec<Range<usize>> = normalised.paragraphs.iter().map(|p| p.bytes.clone()).collect();
        read_rows(&normalised, &rows)
            .iter()
            .map(|item| match item {
                Item::Frame(_) => "frame".to_owned(),
                Item::Group { label, text, .. } => format!("group {label} {}", normalised.slice(text)),
                Item::Task { label, text, details, .. } => {
                    let details: Vec<&str> = details.iter().map(|(_, cell)| normalised.slice(cell)).collect();
                    format!("task {label} {} {details:?}", normalised.slice(text))
                }
            })
            .collect()
    }

    #[test]
    fn a_table_of_tasks_gives_groups_and_tasks() {
        let items = read(
            "| STT | Nội dung công việc | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n| I | Công tác tuyên truyền | | |\n| 1 | Phát thanh lưu động | Công an xã | Tháng 7/2025 |\n",
        );

        assert_eq!(
            items,
            [
                "frame",
                "frame",
                "group I Công tác tuyên truyền",
                "task 1 Phát thanh lưu động [\"Công an xã\", \"Tháng 7/2025\"]"
            ]
        );
    }

    #[test]
    fn a_head_may_have_two_rows_and_numbers_under_it() {
        let items = read(
            "| TT | Nội dung | Cơ quan thực hiện | | Thời gian |\n| | | Chủ trì | Phối hợp | |\n| (1) | (2) | (3) | (4) | (5) |\n| 1 | Rà soát | Công an xã | Trạm Y tế xã | Quý I |\n",
        );

        assert_eq!(items, ["frame", "frame", "frame", "task 1 Rà soát [\"Công an xã\", \"Trạm Y tế xã\", \"Quý I\"]"]);
    }

    #[test]
    fn a_table_without_a_head_of_tasks_gives_none() {
        assert_eq!(read("| UBND TỈNH | CỘNG HÒA |\n| Số: 1 | Độc lập |\n"), ["frame", "frame"]);
    }
}
