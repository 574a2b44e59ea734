//! Reading the worst files keeps within bounded memory. Alone in its process, so that the peak is its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits};
use source_support::{paper, pdf};

/// A figure of this process's memory, in megabytes.
fn memory(key: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
}

/// Forgets the peak so far (proc(5), `clear_refs`).
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
}

/// One long footnote, referred to a hundred thousand times.
fn repeated_note() -> Vec<u8> {
    let reference = r#"<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#.repeat(100_000);
    let document = format!("<w:document><w:body>{reference}</w:body></w:document>");
    let notes = format!(
        r#"<w:footnotes><w:footnote w:id="1"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
        "note ".repeat(100_000)
    );
    paper::package(&[("word/document.xml", document.as_bytes()), ("word/footnotes.xml", notes.as_bytes())])
}

/// A row of cells that all claim to be as wide as a table can be.
fn wide_row() -> String {
    let cell = r#"<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p/></w:tc>"#;
    format!("<w:tr>{}</w:tr>", cell.repeat(60))
}

/// A long cell that is merged over fifty thousand rows.
fn merged_cells() -> Vec<u8> {
    let cell = |merge: &str, text: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let head = format!("<w:tr>{}{}</w:tr>", cell("", "Chủ trì"), cell("", "Nội dung"));
    let first =
        format!("<w:tr>{}{}</w:tr>", cell(r#"<w:vMerge w:val="restart"/>"#, &"Công an ".repeat(20_000)), cell("", "b"));
    let more = format!("<w:tr>{}{}</w:tr>", cell("<w:vMerge/>", ""), cell("", "b")).repeat(50_000);
    paper::minimal(&format!("<w:tbl>{head}{first}{more}</w:tbl>"))
}

type Maker = Box<dyn Fn() -> Vec<u8>>;

#[test]
fn no_file_within_the_limits_needs_more_than_three_hundred_megabytes() {
    let limits = Limits { allow_ocr: false, ..Limits::default() };
    let room = limits.max_unzipped - (1 << 20);
    let makers: [(&str, Maker); 8] = [
        ("runs.docx", Box::new(move || paper::minimal(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(room / 34)))),
        (
            "rows.docx",
            Box::new(move || paper::minimal(&format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc/></w:tr>".repeat(room / 20)))),
        ),
        (
            "text.docx",
            Box::new(move || {
                paper::minimal(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "mua ban nguoi ".repeat(room / 15)))
            }),
        ),
        ("notes.docx", Box::new(repeated_note)),
        (
            "spans.docx",
            Box::new(move || paper::minimal(&format!("<w:tbl>{}</w:tbl>", wide_row().repeat(room / 4_000)))),
        ),
        ("merged.docx", Box::new(merged_cells)),
        (
            "string.pdf",
            Box::new(move || {
                pdf::bytes(pdf::page(format!("BT /F1 9 Tf ({}) Tj ET", "a".repeat(room)).into_bytes(), None))
            }),
        ),
        (
            "marks.pdf",
            Box::new(move || pdf::bytes(pdf::page(b"BT /F1 9 Tf (aaaaaaaaaa) Tj ET ".repeat(room / 31), None))),
        ),
    ];
    for (name, make) in makers {
        let bytes = make();
        forget_peak();
        let before = memory("VmRSS:");

        let outcome = source::read(name, &bytes, &limits).map(|text| text.text.len()).map_err(|error| error.key());

        let needed = memory("VmHWM:").saturating_sub(before);
        println!("{name}: {outcome:?}, {needed} MB");
        assert!(needed <= 300, "{name} needed {needed} MB");
    }
}
