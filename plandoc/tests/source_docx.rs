//! What a DOCX prints is what is read, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod source_support;

use plandoc::source::{self, Limits};
use source_support::paper::{Paper, Setting, minimal, package};

fn lines(bytes: &[u8]) -> Vec<String> {
    source::read("a.docx", bytes, &Limits::default()).unwrap().text.lines().map(str::to_owned).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn deleted_moved_and_hidden_text_is_left_out_and_inserted_text_is_read() {
    let body = format!(
        r#"<w:p>{}<w:del><w:r><w:delText>cũ </w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, rõ</w:t></w:r></w:p>"#,
        run("Văn bản "),
        run("mới"),
        run("đi nơi khác")
    );

    assert_eq!(lines(&minimal(&body)), ["Văn bản mới, rõ"]);
}

#[test]
fn a_paragraph_whose_mark_was_deleted_runs_on() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        run("- Tuyên truyền "),
        run("tại thôn")
    );

    assert_eq!(lines(&minimal(&body)), ["- Tuyên truyền tại thôn"]);
}

#[test]
fn field_codes_are_left_out_and_their_results_are_read() {
    let body = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \@ "yyyy" </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        run("2026")
    );

    assert_eq!(lines(&minimal(&body)), ["2026"]);
}

#[test]
fn capitals_breaks_tabs_and_symbols_are_read_as_printed() {
    let body = r#"<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t><w:br/><w:t>năm</w:t></w:r>
        <w:r><w:tab/><w:t>2026 đạt </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 90%</w:t><w:noBreakHyphen/><w:t>95%</w:t></w:r></w:p>"#;

    assert_eq!(lines(&minimal(body)), ["KẾ HOẠCH", "NĂM\t2026 đạt ≥ 90%-95%"]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let inside = |text: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(text));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("Đoạn văn"),
        inside("Trong khung"),
        inside("Trong khung")
    );

    assert_eq!(lines(&minimal(&body)), ["Đoạn văn", "Trong khung"]);
}

#[test]
fn a_footnote_becomes_a_mark_and_a_line_behind_its_paragraph() {
    let mut paper = Paper::default();
    paper.footnote("Quyết định của Thủ tướng Chính phủ.");
    paper.paragraph("Thực hiện chương trình[^1] của tỉnh.", Setting::Body);
    paper.paragraph("Đoạn sau.", Setting::Body);

    assert_eq!(
        lines(&paper.docx()),
        ["Thực hiện chương trình[^1] của tỉnh.", "[^1]: Quyết định của Thủ tướng Chính phủ.", "Đoạn sau."]
    );
}

#[test]
fn a_raised_digit_is_a_note_mark_but_not_after_a_unit() {
    let raised =
        |text: &str| format!(r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{text}</w:t></w:r>"#);
    let body = format!("<w:p>{}{}{}{}</w:p>", run("bán người"), raised("1"), run(" trên 300 m"), raised("2"));

    assert_eq!(lines(&minimal(&body)), ["bán người¹ trên 300 m2"]);
}

#[test]
fn automatic_labels_are_read_as_printed() {
    let mut paper = Paper::default();
    for (level, text) in [
        (0, "MỤC ĐÍCH"),
        (1, "Nâng cao"),
        (1, "Bảo đảm"),
        (0, "NHIỆM VỤ"),
        (1, "Phòng ngừa"),
        (2, "Tuyên truyền"),
        (3, "Treo pa nô"),
        (4, "Tại chợ"),
    ] {
        paper.item(level, text, Setting::Body);
    }

    assert_eq!(
        lines(&paper.docx()),
        [
            "I. MỤC ĐÍCH",
            "1. Nâng cao",
            "2. Bảo đảm",
            "II. NHIỆM VỤ",
            "1. Phòng ngừa",
            "1.1. Tuyên truyền",
            "- Treo pa nô",
            "+ Tại chợ"
        ]
    );
}

#[test]
fn a_table_of_tasks_is_read_as_pipe_rows_and_a_signature_as_lines() {
    let mut paper = Paper::default();
    paper.table(
        &[
            vec!["TT", "Nội dung công việc", "Đơn vị\nchủ trì", "Thời gian"],
            vec!["I", "TUYÊN TRUYỀN", "", ""],
            vec!["1", "Phát tờ rơi\nTreo pa nô", "Hội Phụ nữ xã", "Quý II"],
        ],
        true,
    );
    paper.table(&[vec!["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nTrần Văn Mẫu"]], false);

    assert_eq!(
        lines(&paper.docx()),
        [
            "| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian |",
            "| I | TUYÊN TRUYỀN |  |  |",
            "| 1 | Phát tờ rơi; Treo pa nô | Hội Phụ nữ xã | Quý II |",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT.",
            "TM. BAN CHỈ ĐẠO",
            "TRƯỞNG BAN",
            "Trần Văn Mẫu"
        ]
    );
}

#[test]
fn text_in_a_font_from_before_unicode_is_refused() {
    let body = format!("<w:p>{}</w:p>", run("KÕ ho¹ch phßng, chèng téi ph¹m mua b¸n ng\u{ad}êi n¨m 2008"));

    let error = source::read("a.docx", &minimal(&body), &Limits::default()).unwrap_err();

    assert_eq!(error.key(), "legacy-encoding");
}

#[test]
fn the_main_part_may_have_another_name_and_a_prompt_is_no_text() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt><w:p>{}</w:p>",
        run("Click or tap here to enter text."),
        run("I. NHIỆM VỤ")
    );
    let document = format!(r#"<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>"#);
    let relations = r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let bytes = package(&[("_rels/.rels", relations.as_bytes()), ("word/document2.xml", document.as_bytes())]);

    assert_eq!(lines(&bytes), ["I. NHIỆM VỤ"]);
}
