//! Workbooks read back.

use calamine::{Data, DataType, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::date;
use papers::{Notes, PaperError, Sheet, SheetColumn, Value, Workbook, xlsx};

use crate::tools::Bench;

fn workbook() -> Workbook {
    let column = |heading: &str, width| SheetColumn { heading: heading.into(), width };
    Workbook {
        title: "Tiến độ nhiệm vụ".into(),
        made_at: date(2026, 4, 1).at(8, 30, 0, 0),
        sheets: vec![Sheet {
            name: "Nhiệm vụ".into(),
            titles: vec!["TIẾN ĐỘ NHIỆM VỤ QUÝ I NĂM 2026".into(), "Ban Chỉ đạo 138 tỉnh Mẫu Sơn".into()],
            columns: vec![
                column("TT", 6),
                column("Nội dung", 60),
                column("Kinh phí (đồng)", 18),
                column("Tỷ lệ", 10),
                column("Thời hạn", 14),
            ],
            rows: vec![
                vec![
                    Value::Whole(1),
                    Value::Text("=HYPERLINK(\"http://x.invalid\",\"xem\")".into()),
                    Value::Whole(-2_500_000_000),
                    Value::Share(0.925),
                    Value::Date(date(2026, 9, 30)),
                ],
                vec![Value::Whole(2), Value::Text("+84 gọi lại".into()), Value::Decimal(-1.5), Value::Empty],
                vec![Value::Whole(3), Value::Text("Lắp biển\ntại bến xe\u{1}".into())],
            ],
        }],
        notes: Some(Notes { name: "Ghi chú".into(), lines: vec!["Số liệu tính đến 08:30 01/4/2026.".into()] }),
    }
}

#[test]
fn values_come_back_with_their_kinds() {
    let bytes = xlsx(&workbook()).unwrap();
    let mut file: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let range = file.worksheet_range("Nhiệm vụ").unwrap();
    let at = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);

    assert_eq!(at(0, 0).as_string().unwrap(), "TIẾN ĐỘ NHIỆM VỤ QUÝ I NĂM 2026");
    assert_eq!(at(2, 1).as_string().unwrap(), "Nội dung");
    assert_eq!(at(3, 1), Data::String("=HYPERLINK(\"http://x.invalid\",\"xem\")".into()));
    assert_eq!(at(3, 2).as_f64(), Some(-2_500_000_000.0));
    assert_eq!(at(3, 3).as_f64(), Some(0.925));
    assert!(matches!(at(3, 4), Data::DateTime(day) if (day.as_f64() - 46_295.0).abs() < 1e-9), "{:?}", at(3, 4));
    assert_eq!(at(4, 1), Data::String("+84 gọi lại".into()));
    assert_eq!(at(4, 2), Data::Float(-1.5));
    assert_eq!(at(5, 1), Data::String("Lắp biển\ntại bến xe".into()));
    let notes = file.worksheet_range("Ghi chú").unwrap();
    assert_eq!(notes.get_value((0, 0)).unwrap(), &Data::String("Số liệu tính đến 08:30 01/4/2026.".into()));
    assert!(file.worksheet_formula("Nhiệm vụ").unwrap().is_empty(), "no formula anywhere");
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    assert!(xlsx(&workbook()).unwrap() == xlsx(&workbook()).unwrap());
}

#[test]
fn a_row_longer_than_the_columns_is_refused() {
    let mut book = workbook();
    book.sheets.first_mut().unwrap().rows.push(vec![Value::Empty; 6]);

    assert!(matches!(xlsx(&book), Err(PaperError::RowWidth { row: 4, expected: 5, found: 6 })));
}

#[test]
fn libreoffice_prints_a_sheet_on_lying_a4_with_its_header_on_every_page() {
    let Some(bench) = Bench::with(&["soffice", "pdftotext", "pdftoppm"]) else { return };
    let mut book = workbook();
    let sheet = book.sheets.first_mut().unwrap();
    sheet.rows = (1..=80).map(|n| vec![Value::Whole(n), Value::Text(format!("Nhiệm vụ {n}"))]).collect();
    let file = bench.write("sheet.xlsx", &xlsx(&book).unwrap());

    let pdf = bench.office_to_pdf(&[file]).remove(0);

    let pages = Bench::pages(&pdf);
    let table: Vec<_> = pages.iter().filter(|page| page.contains("Nhiệm vụ ")).collect();
    assert!(table.len() > 1 && table.iter().all(|page| page.contains("Nội dung") && page.contains("Thời hạn")));
    assert!(bench.pictures(&pdf, 30).first().is_some_and(|page| page.width > page.height));
}
