//! What a PDF shows is read in the order in which a person reads it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use std::process::{Command, Stdio};

use plandoc::source::{self, Limits};
use source_support::office::Office;
use source_support::paper::{Paper, Setting};
use source_support::pdf;

fn lines(bytes: &[u8]) -> Vec<String> {
    source::read("a.pdf", bytes, &Limits::default()).unwrap().text.lines().map(str::to_owned).collect()
}

const BODY: &str = "- Tổ chức tuyên truyền bằng nhiều hình thức tại các thôn, bản, khu dân cư về phương thức, thủ đoạn của tội phạm mua bán người; hướng dẫn người dân cách nhận biết, tự bảo vệ mình và báo tin cho cơ quan chức năng khi có dấu hiệu nghi vấn.";

fn printed(paper: &Paper) -> Option<Vec<u8>> {
    let office = Office::open()?;
    let file = office.put("a.docx", &paper.docx());
    office.convert(&[file], "pdf").pop()
}

#[test]
fn wrapped_lines_letterhead_and_signature_are_put_together() {
    let mut paper = Paper::default();
    paper.table(
        &[vec!["TỈNH MẪU SƠN\nBAN CHỈ ĐẠO 138", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]],
        false,
    );
    paper.paragraph("KẾ HOẠCH", Setting::BoldCentred);
    paper.paragraph("Phòng, chống mua bán người trên địa bàn tỉnh năm 2026", Setting::BoldCentred);
    for _ in 0..30 {
        paper.item(3, BODY.trim_start_matches("- "), Setting::Body);
    }
    paper.table(&[vec!["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TRƯỞNG BAN\n \n \nTrần Văn Mẫu"]], false);
    let Some(bytes) = printed(&paper) else { return };

    let read = lines(&bytes);

    assert_eq!(
        read[..4],
        ["TỈNH MẪU SƠN", "BAN CHỈ ĐẠO 138", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    );
    assert_eq!(read[4..6], ["KẾ HOẠCH", "Phòng, chống mua bán người trên địa bàn tỉnh năm 2026"]);
    let normalised = plandoc::normalise(&read.join("\n")).text;
    assert_eq!(normalised.lines().filter(|line| *line == BODY).count(), 30, "page numbers or breaks are left inside");
    assert_eq!(read[read.len() - 5..], ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TRƯỞNG BAN", "Trần Văn Mẫu"]);
}

#[test]
fn a_ruled_table_over_several_pages_is_read_as_pipe_rows_with_one_head() {
    let mut paper = Paper::default();
    paper.paragraph("PHỤ LỤC", Setting::BoldCentred);
    let mut rows = vec![vec!["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn hoàn thành"]];
    let numbers: Vec<String> = (1..=40).map(|n| n.to_string()).collect();
    for number in &numbers {
        rows.push(vec![
            number,
            "Rà soát, thống kê các cơ sở kinh doanh có điều kiện",
            "Công an xã An Bình",
            "Trước ngày 15/11/2026",
        ]);
    }
    paper.table(&rows, true);
    let Some(bytes) = printed(&paper) else { return };

    let read = lines(&bytes);

    assert_eq!(read[1], "| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn hoàn thành |");
    let expected = numbers.iter().map(|n| {
        format!(
            "| {n} | Rà soát, thống kê các cơ sở kinh doanh có điều kiện | Công an xã An Bình | Trước ngày 15/11/2026 |"
        )
    });
    assert_eq!(read[2..], expected.collect::<Vec<_>>());
}

#[test]
fn a_scanned_page_is_recognised() {
    let has =
        |program: &str| Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !has("tesseract") || !has("pdftoppm") {
        println!("skipped: tesseract or pdftoppm is not installed");
        return;
    }
    let mut paper = Paper::default();
    paper.paragraph("KẾ HOẠCH", Setting::BoldCentred);
    paper.paragraph("Phòng, chống mua bán người trên địa bàn tỉnh năm 2026", Setting::BoldCentred);
    paper.paragraph(BODY, Setting::Body);
    let Some(bytes) = printed(&paper) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, bytes).unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-gray", "-r", "200", "-singlefile"])
        .arg(&file)
        .arg(folder.path().join("a"))
        .status();
    assert!(drawn.unwrap().success());
    let scan = pdf::scan(&std::fs::read(folder.path().join("a.pgm")).unwrap());

    let read = source::read("quet.pdf", &scan, &Limits::default()).unwrap();

    assert!(read.ocr);
    for word in ["KẾ HOẠCH", "mua bán người", "năm 2026"] {
        assert!(read.text.contains(word), "{word} in {}", read.text);
    }
    let off = Limits { allow_ocr: false, ..Limits::default() };
    assert_eq!(source::read("quet.pdf", &scan, &off).unwrap_err().key(), "no-text-layer");
}

#[test]
fn a_landscape_page_that_is_stored_turned_is_read_upright() {
    let content = b"BT /F1 13 Tf 0 1 -1 0 70 60 Tm (PHU LUC DANH MUC NHIEM VU NAM 2026) Tj 0 1 -1 0 90 60 Tm (1. Tuyen truyen tai cac thon, ban) Tj ET";
    let mut document = pdf::page(content.to_vec(), None);
    let page = document.page_iter().next().unwrap();
    document.get_dictionary_mut(page).unwrap().set("Rotate", 90);

    let read = lines(&pdf::bytes(document));

    assert_eq!(read, ["PHU LUC DANH MUC NHIEM VU NAM 2026", "1. Tuyen truyen tai cac thon, ban"]);
}

#[test]
fn a_running_header_and_page_numbers_are_left_out() {
    let mut document = pdf::page(Vec::new(), None);
    let first = document.page_iter().next().unwrap();
    let (parent, mut page) = {
        let page = document.get_dictionary(first).unwrap().clone();
        (page.get(b"Parent").unwrap().as_reference().unwrap(), page)
    };
    let kids: Vec<lopdf::Object> = (1..=4)
        .map(|number| {
            let text = format!(
                "BT /F1 11 Tf 70 815 Td (Ke hoach phong chong mua ban nguoi) Tj 0 -80 Td ({number}. Nhiem vu thu {number} cua Ban Chi dao) Tj 200 -705 Td (Trang {number}/4) Tj ET"
            );
            let content = document.add_object(lopdf::Stream::new(lopdf::Dictionary::new(), text.into_bytes()));
            page.set("Contents", content);
            document.add_object(page.clone()).into()
        })
        .collect();
    let pages = document.get_dictionary_mut(parent).unwrap();
    pages.set("Kids", kids);
    pages.set("Count", 4);

    let read = lines(&pdf::bytes(document));

    let expected: Vec<String> = (1..=4).map(|n| format!("{n}. Nhiem vu thu {n} cua Ban Chi dao")).collect();
    assert_eq!(read, expected);
}
