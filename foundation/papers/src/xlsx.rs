//! Writes tables as XLSX for people who go on working in a spreadsheet.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as File, Worksheet, XlsxError,
};

use crate::PaperError;
use crate::format::TYPE_FACE;
use crate::text::Text;

/// A workbook: sheets of rows, and a sheet of notes about where the figures come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// For the file's properties.
    pub title: String,
    /// When the figures were taken; the same workbook gives the same bytes.
    pub made_at: DateTime,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// The last sheet.
    pub notes: Option<Notes>,
}

/// A sheet with one table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// On the tab: at most 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// Lines above the table.
    pub titles: Vec<String>,
    /// From left to right.
    pub columns: Vec<SheetColumn>,
    /// Rows of values; a row may be shorter than the columns, never longer.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetColumn {
    /// Its header.
    pub heading: String,
    /// Its width in characters.
    pub width: u16,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words. They stay words even where they look like a formula.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A share of one, shown in percent.
    Share(f64),
    /// A day, shown as `dd/mm/yyyy`.
    Date(Date),
}

/// A sheet of paragraphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Notes {
    /// On the tab.
    pub name: String,
    /// One paragraph each.
    pub lines: Vec<String>,
}

/// Paper size number of A4 in a workbook (ECMA-376, `ST_PaperSize`).
const A4: u8 = 9;
/// Characters of a cell (at most 32,767, ECMA-376), less room for the ellipsis.
const LONGEST_CELL: usize = 32_000;
/// Whole numbers beyond this cannot be told apart in a cell (2^53).
const EXACT: u64 = 9_007_199_254_740_992;

/// Writes a workbook as an XLSX file.
///
/// # Errors
/// A row longer than its sheet has columns; a sheet name or text that a workbook cannot hold.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, PaperError> {
    let mut file = File::new();
    file.set_properties(
        &DocProperties::new().set_title(&workbook.title).set_creation_datetime(&excel_time(workbook.made_at)?),
    );
    let formats = Formats::new();
    for sheet in &workbook.sheets {
        write_sheet(file.add_worksheet(), sheet, &formats)?;
    }
    if let Some(notes) = &workbook.notes {
        write_notes(file.add_worksheet(), notes, &formats)?;
    }
    Ok(file.save_to_buffer()?)
}

/// The looks of cells.
struct Formats {
    title: Format,
    header: Format,
    text: Format,
    /// Keeps words that look like a formula from ever becoming one (D-06).
    quoted: Format,
    whole: Format,
    decimal: Format,
    share: Format,
    date: Format,
    note: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new().set_font_name(TYPE_FACE).set_font_size(12).set_align(FormatAlign::VerticalCenter);
        let cell = base.clone().set_border(FormatBorder::Thin);
        let text = cell.clone().set_text_wrap();
        let number = cell.clone().set_align(FormatAlign::Right);
        Self {
            title: base.clone().set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            header: text
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00E8_EEF4)),
            quoted: text.clone().set_quote_prefix(),
            text,
            whole: number.clone().set_num_format("#,##0"),
            decimal: number.clone().set_num_format("#,##0.##"),
            share: number.set_num_format("0.0%"),
            date: cell.set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
            note: base.set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), PaperError> {
    page.set_name(&sheet.name)?;
    let columns = u16::try_from(sheet.columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_column = columns.checked_sub(1).ok_or(PaperError::NoColumns)?;
    let mut row = 0;
    for title in &sheet.titles {
        write_title(page, row, sheet, title, &formats.title)?;
        row += 1;
    }
    let header = row;
    for (column, spec) in (0..).zip(&sheet.columns) {
        page.set_column_width(column, spec.width)?;
        page.write_string_with_format(header, column, clean(&spec.heading), &formats.header)?;
    }
    for (index, values) in sheet.rows.iter().enumerate() {
        row += 1;
        if values.len() > sheet.columns.len() {
            return Err(PaperError::RowWidth { row: index + 1, expected: sheet.columns.len(), found: values.len() });
        }
        let blanks = std::iter::repeat(&Value::Empty);
        for (column, value) in (0..columns).zip(values.iter().chain(blanks)) {
            write_value(page, row, column, value, formats)?;
        }
    }
    page.autofilter(header, 0, row, last_column)?;
    page.set_freeze_panes(header + 1, 0)?;
    page.set_repeat_rows(header, header)?;
    page.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_footer("&C&P/&N");
    Ok(())
}

/// A title runs over all columns; its row is high enough for the lines it needs there.
fn write_title(page: &mut Worksheet, row: u32, sheet: &Sheet, title: &str, format: &Format) -> Result<(), PaperError> {
    let title = clean(title);
    let room: usize = sheet.columns.iter().map(|column| usize::from(column.width)).sum();
    let lines = title.chars().count() / room.max(1) + 1;
    page.set_row_height(row, u32::try_from(lines).map_or(16, |lines| lines.saturating_mul(16).min(400)))?;
    match u16::try_from(sheet.columns.len()).ok().and_then(|columns| columns.checked_sub(1)) {
        Some(last) if last > 0 => page.merge_range(row, 0, row, last, &title, format)?,
        _ => page.write_string_with_format(row, 0, title, format)?,
    };
    Ok(())
}

fn write_value(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    formats: &Formats,
) -> Result<(), PaperError> {
    match value {
        Value::Empty => page.write_blank(row, column, &formats.text)?,
        Value::Text(text) => {
            let format = if looks_like_formula(text) { &formats.quoted } else { &formats.text };
            page.write_string_with_format(row, column, clean(text), format)?
        }
        Value::Whole(number) => match exact(*number) {
            Some(exact) => page.write_number_with_format(row, column, exact, &formats.whole)?,
            None => page.write_string_with_format(row, column, number.to_string(), &formats.text)?,
        },
        Value::Decimal(number) => page.write_number_with_format(row, column, *number, &formats.decimal)?,
        Value::Share(share) => page.write_number_with_format(row, column, *share, &formats.share)?,
        Value::Date(date) => match excel_date(*date) {
            Ok(day) => page.write_datetime_with_format(row, column, &day, &formats.date)?,
            // A workbook counts days from 1900; an earlier one stays in words.
            Err(_) => {
                page.write_string_with_format(row, column, date.strftime("%d/%m/%Y").to_string(), &formats.date)?
            }
        },
    };
    Ok(())
}

fn write_notes(page: &mut Worksheet, notes: &Notes, formats: &Formats) -> Result<(), PaperError> {
    page.set_name(&notes.name)?;
    page.set_column_width(0, 110)?;
    for (row, line) in (0..).zip(&notes.lines) {
        page.write_string_with_format(row, 0, clean(line), &formats.note)?;
    }
    page.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Words that a spreadsheet could take for a formula or command (OWASP ASVS 1.2.10).
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])
}

/// The words as a cell can hold them, cut with an ellipsis where they are too many.
fn clean(text: &str) -> String {
    let words = Text::plain(text).words();
    match words.char_indices().nth(LONGEST_CELL) {
        None => words,
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
    }
}

/// The number as a cell holds it, unless it is too large to be exact.
fn exact(number: i64) -> Option<f64> {
    const HALF: i64 = 1 << 32;
    if number.unsigned_abs() > EXACT {
        return None;
    }
    let high = i32::try_from(number.div_euclid(HALF)).ok()?;
    let low = u32::try_from(number.rem_euclid(HALF)).ok()?;
    Some(f64::from(high) * 4_294_967_296.0 + f64::from(low))
}

fn excel_date(date: Date) -> Result<ExcelDateTime, PaperError> {
    let (year, month, day) = parts(date)?;
    Ok(ExcelDateTime::from_ymd(year, month, day)?)
}

fn excel_time(time: DateTime) -> Result<ExcelDateTime, PaperError> {
    let (hour, minute) = (u16::from(time.hour().unsigned_abs()), time.minute().unsigned_abs());
    Ok(excel_date(time.date())?.and_hms(hour, minute, f64::from(time.second()))?)
}

fn parts(date: Date) -> Result<(u16, u8, u8), PaperError> {
    let part = |_| PaperError::Date(date.to_string());
    Ok((
        u16::try_from(date.year()).map_err(part)?,
        u8::try_from(date.month()).map_err(part)?,
        u8::try_from(date.day()).map_err(part)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_before_1900_and_a_text_too_long_for_a_cell_are_written_all_the_same() {
        let long = "á".repeat(70_000);
        let workbook = Workbook {
            title: long.clone(),
            made_at: jiff::civil::date(2026, 3, 4).at(12, 0, 0, 0),
            sheets: vec![Sheet {
                name: "Bảng".to_owned(),
                titles: vec![long.clone()],
                columns: vec![SheetColumn { heading: "Ngày".to_owned(), width: 12 }],
                rows: vec![vec![Value::Date(jiff::civil::date(1, 1, 1))], vec![Value::Text(long)]],
            }],
            notes: None,
        };

        assert!(xlsx(&workbook).is_ok());
        assert_eq!(clean(&"a".repeat(LONGEST_CELL)).chars().count(), LONGEST_CELL);
    }

    #[test]
    fn whole_numbers_are_exact_or_words() {
        assert_eq!(exact(-9_007_199_254_740_992), Some(-9_007_199_254_740_992.0));
        assert_eq!(exact(2_147_483_650_001), Some(2_147_483_650_001.0));
        assert_eq!(exact(9_007_199_254_740_993), None);
    }
}
