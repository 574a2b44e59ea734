//! Invented papers of every kind.

use jiff::civil::date;
use papers::{
    Align, Appendix, Block, Cell, Column, Heading, Letterhead, Level, Mark, Orientation, Paper, PaperDate, Signature,
    SigningLine, SigningMode, Table, Text,
};

/// A report upwards, with everything that a paper can have.
pub(crate) fn report() -> Paper {
    Paper {
        letterhead: Letterhead {
            superior: Some("Ủy ban nhân dân tỉnh Mẫu Sơn".into()),
            issuer: "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc tỉnh".into(),
            number: None,
            symbol: "BC-BCĐ".into(),
            place: "Mẫu Sơn".into(),
            date: PaperDate::without_day(2026, 3).unwrap(),
        },
        heading: Heading::Named {
            kind: "Báo cáo".into(),
            subject: "Kết quả thực hiện công tác phòng, chống mua bán người\nquý I năm 2026 trên địa bàn tỉnh Mẫu Sơn".into(),
        },
        addressed_to: vec!["Cơ quan Thường trực Chương trình phòng, chống mua bán người;".into(), "Ủy ban nhân dân tỉnh".into()],
        legal_bases: vec![
            "Căn cứ Luật Phòng, chống mua bán người số 53/2024/QH15".into(),
            "Căn cứ Nghị định số 162/2025/NĐ-CP của Chính phủ;".into(),
        ],
        body: report_body(),
        signature: Signature {
            lines: vec![
                SigningLine { mode: SigningMode::OnBehalf, text: "Ban Chỉ đạo".into() },
                SigningLine { mode: SigningMode::ForHead, text: "Trưởng ban".into() },
                SigningLine { mode: SigningMode::Own, text: "Phó Trưởng ban".into() },
            ],
            other_post: Some("Phó Giám đốc Công an tỉnh".into()),
            name: Some("Lường Thị Hạnh Mẫu".into()),
        },
        copies_to: vec![
            "Như trên".into(),
            "Các thành viên Ban Chỉ đạo tỉnh".into(),
            "Ủy ban nhân dân các xã, phường".into(),
            "Lưu: VT, CAT".into(),
        ],
        appendices: vec![appendix()],
    }
}

fn report_body() -> Vec<Block> {
    vec![
        heading(Level::Part, "I.", "TÌNH HÌNH VÀ KẾT QUẢ"),
        heading(Level::Section, "1.", "Công tác chỉ đạo"),
        Block::Paragraph(
            Text::plain("Trong quý, Ban Chỉ đạo tỉnh đã theo dõi ").and(Text::bold("24 nhiệm vụ")).and(
                " của kế hoạch năm; các đơn vị báo cáo tiến độ đúng hạn đạt 92,5%, những nhiệm vụ chậm đều có lý do và thời gian khắc phục.",
            ),
        ),
        Block::Item(Mark::Dash, "Công an tỉnh tham mưu ban hành quy chế phối hợp giữa các lực lượng.".into()),
        Block::Item(Mark::Plus, "Tổ công tác liên ngành họp hai kỳ.".into()),
        heading(Level::Subsection, "1.1.", "Truyền thông"),
        heading(Level::Point, "a)", "Ở cơ sở"),
        Block::Table(narrow_table()),
        Block::Paragraph("Chi tiết tại Phụ lục kèm theo. Báo cáo có dòng #set text(red), *đậm*, _nghiêng_, <b>thẻ</b> & \"nháy\" để thử.".into()),
        heading(Level::Part, "II.", "KIẾN NGHỊ"),
        Block::Paragraph("Đề nghị cơ quan cấp trên hướng dẫn mức hỗ trợ ban đầu cho nạn nhân.\nBan Chỉ đạo tỉnh báo cáo để theo dõi, chỉ đạo.".into()),
    ]
}

fn heading(level: Level, label: &str, text: &str) -> Block {
    Block::Heading { level, label: label.into(), text: text.into() }
}

fn narrow_table() -> Table {
    Table {
        caption: Some("Bảng 1. Tiến độ nhiệm vụ theo cơ quan".into()),
        columns: vec![
            Column::new(8, Align::Center),
            Column::new(50, Align::Left),
            Column::new(20, Align::Right),
            Column::new(22, Align::Right),
        ],
        header: vec![
            vec![Cell::new("TT").down(2), Cell::new("Cơ quan chủ trì").down(2), Cell::new("Nhiệm vụ").across(2)],
            vec![Cell::new("Đã giao"), Cell::new("Hoàn thành")],
        ],
        rows: vec![
            vec![Cell::new("1"), Cell::new("Công an tỉnh"), Cell::new("9"), Cell::new("7")],
            vec![
                Cell::new("2"),
                Cell::new("Hội Liên hiệp Phụ nữ tỉnh\n(thường trực tổ tư vấn)"),
                Cell::new("6"),
                Cell::new("6"),
            ],
            vec![Cell::new(Text::bold("Cộng")).across(2), Cell::new(Text::bold("15")), Cell::new(Text::bold("13"))],
        ],
    }
}

fn appendix() -> Appendix {
    let row = |number: usize| {
        vec![
            Cell::new(number.to_string()),
            Cell::new(format!(
                "Nhiệm vụ số {number}: rà soát, lập danh sách cơ sở kinh doanh có điều kiện, ký cam kết và kiểm tra định kỳ theo địa bàn phụ trách"
            )),
            Cell::new("Công an tỉnh"),
            Cell::new("Các sở, ban, ngành; Ủy ban nhân dân các xã, phường"),
            Cell::new("30/9/2026"),
            Cell::new("Đang thực hiện"),
        ]
    };
    Appendix {
        label: "Phụ lục I".into(),
        title: "Tiến độ từng nhiệm vụ".into(),
        belongs_to: Some("Kèm theo Báo cáo số       /BC-BCĐ ngày      tháng 3 năm 2026".into()),
        orientation: Orientation::Landscape,
        body: vec![Block::Table(Table {
            caption: None,
            columns: [5, 40, 14, 20, 10, 11].map(|share| Column::new(share, Align::Left)).to_vec(),
            header: vec![["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Trạng thái"].map(Cell::new).to_vec()],
            rows: (1..=24).map(row).collect(),
        })],
    }
}

/// A plan, which is addressed to nobody.
pub(crate) fn plan() -> Paper {
    let mut paper = report();
    paper.letterhead.number = Some(5);
    paper.letterhead.symbol = "KH-BCĐ".into();
    paper.letterhead.date = date(2026, 2, 9).into();
    paper.heading =
        Heading::Named { kind: "Kế hoạch".into(), subject: "Phòng, chống mua bán người năm 2026".into() };
    paper.addressed_to.clear();
    paper.appendices.clear();
    paper
}

/// A letter, with its subject below the number.
pub(crate) fn letter() -> Paper {
    let mut paper = report();
    paper.letterhead.superior = None;
    paper.letterhead.issuer = "Công an tỉnh Mẫu Sơn".into();
    paper.letterhead.number = Some(138);
    paper.letterhead.symbol = "CAT-PC02".into();
    paper.letterhead.date = date(2026, 10, 5).into();
    paper.heading = Heading::Letter {
        about: "đôn đốc báo cáo kết quả thực hiện kế hoạch quý III năm 2026".into()
    };
    paper.addressed_to = vec!["Ủy ban nhân dân xã Suối Mơ".into()];
    paper.legal_bases.clear();
    paper.body = vec![Block::Paragraph("Đề nghị đơn vị gửi báo cáo trước ngày 15 tháng 10 năm 2026.".into())];
    paper.signature = Signature {
        lines: vec![
            SigningLine { mode: SigningMode::ForHead, text: "Giám đốc".into() },
            SigningLine { mode: SigningMode::Own, text: "Phó Giám đốc".into() },
        ],
        other_post: None,
        name: Some("Đèo Văn Suối".into()),
    };
    paper.appendices.clear();
    paper
}

/// A report of this many lines of text.
pub(crate) fn report_of_length(paragraphs: usize) -> Paper {
    let mut paper = report();
    paper.appendices.clear();
    let line = "Các đơn vị tiếp tục rà soát, cập nhật kết quả và gửi về cơ quan thường trực để tổng hợp theo quy định.";
    paper.body = (1..=paragraphs).map(|number| Block::Paragraph(format!("Đoạn {number}. {line}").into())).collect();
    paper
}

/// Every kind with a name for messages.
pub(crate) fn all() -> [(&'static str, Paper); 4] {
    [("report", report()), ("plan", plan()), ("letter", letter()), ("long", report_of_length(30))]
}
