//! Promises that hold for every text: no panic, spans inside the text, the same answer twice, and
//! work that grows with the length of the text.

use plandoc::plan::{Plan, Span};
use proptest::prelude::*;

fn spans(plan: &Plan) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    spans.extend(plan.legal_bases.iter().map(|found| found.span));
    spans.extend(plan.aliases.iter().map(|found| found.span));
    spans.extend(plan.sections.iter().flat_map(|found| [found.span, found.own_span]));
    spans.extend(plan.targets.iter().map(|found| found.span));
    spans.extend(plan.tasks.iter().map(|found| found.span));
    spans.extend(plan.tasks.iter().flat_map(|found| &found.assignments).map(|found| found.span));
    spans.extend(plan.tasks.iter().flat_map(|found| &found.sub_items).map(|found| found.span));
    spans.extend(plan.reports.iter().map(|found| found.span));
    spans.extend(plan.campaigns.iter().map(|found| found.span));
    spans.extend(plan.notes.iter().filter_map(|found| found.span));
    spans.extend(plan.agencies.iter().flat_map(|found| found.spans.clone()));
    spans.extend(plan.document.recipients.iter().map(|found| found.span));
    spans
}

/// Reads a text and checks what holds for all.
fn check(text: &str) -> Plan {
    let normalised = plandoc::normalise(text);
    let length = normalised.text.chars().count();
    let plan = plandoc::read_text("any", text);
    for span in spans(&plan) {
        assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
    }
    let ids: Vec<&String> = plan.tasks.iter().map(|task| &task.id).collect();
    let mut distinct = ids.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
    plan
}

/// Pieces that plans are made of, in any order.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 56] = [
        "KẾ HOẠCH",
        "QUYẾT ĐỊNH",
        "Số: /KH-BCĐ",
        "Số: 12/KH-UBND",
        "Sơn Hà, ngày tháng 3 năm 2025",
        "I. MỤC ĐÍCH",
        "II. NHIỆM VỤ",
        "1. Công an tỉnh",
        "2.1. Truyền thông",
        "a) ",
        "đ) ",
        "- ",
        "+ ",
        "| STT | Nội dung | Cơ quan chủ trì | Thời hạn |",
        "| 1 | ",
        " | ",
        "Phân công nhiệm vụ: ",
        "Đơn vị chủ trì: ",
        "Thời gian: quý II/2025",
        "các sở, ban, ngành",
        "Công an xã",
        "UBND các xã, phường",
        "chủ trì, phối hợp với",
        "Giao ",
        "Đề nghị ",
        "báo cáo ",
        "trước ngày 15/6",
        "hằng quý",
        "6 tháng, 01 năm",
        "100%",
        "trên 90%",
        "không để xảy ra",
        "mọi người dân đều được",
        "đến từng hộ",
        "Căn cứ Luật Phòng, chống mua bán người",
        "Quyết định số 12/QĐ-TTg ngày 09/02/2021 của Thủ tướng Chính phủ về",
        "(sau đây gọi tắt là Ban Chỉ đạo)",
        "Ban Chỉ đạo 138",
        "Nơi nhận:",
        "TM. BAN CHỈ ĐẠO",
        "TRƯỞNG BAN",
        "Lưu: VT.",
        ".",
        ";",
        ":",
        ", ",
        " ",
        "\n",
        "\n\n",
        "“",
        "”",
        "[^1]",
        "¹",
        "Các Sở: Nội vụ, Y tế",
        "đợt cao điểm từ ngày 01/7 đến 30/9/2025",
        "giai đoạn 2021-2025",
    ];
    prop_oneof![8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[\\p{L}\\p{N}\\p{P} \\n]{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,400}") {
        check(&text);
    }

    #[test]
    fn any_mixture_of_the_parts_of_plans_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();

        let plan = check(&text);

        prop_assert_eq!(plan, plandoc::read_text("any", &text));
    }

    #[test]
    fn the_json_form_is_read_back_as_it_was_written(pieces in prop::collection::vec(piece(), 0..40)) {
        let plan = plandoc::read_text("any", &pieces.concat());

        let back: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();

        prop_assert_eq!(Plan { is_blank: plan.is_blank, ..back }, plan);
    }

    #[test]
    fn normalising_twice_changes_no_word(pieces in prop::collection::vec(piece(), 0..40)) {
        let once = plandoc::normalise(&pieces.concat()).text;

        let twice = plandoc::normalise(&once).text;

        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A line of capitals that follows a colon may be joined only the second time: words, not lines.
        prop_assert!(words(&twice).len() <= words(&once).len());
    }
}

#[test]
fn a_plan_ten_times_as_long_has_ten_times_the_tasks() {
    let part = "II. NHIỆM VỤ\n1. Công an tỉnh\n- Chủ trì, phối hợp với Sở Y tế hỗ trợ nạn nhân trước ngày 15/6/2025.\n- Báo cáo hằng quý về UBND tỉnh.\n";
    let read = |times: usize| check(&format!("KẾ HOẠCH\nPhòng ngừa năm 2025\n{}", part.repeat(times)));

    let (short, long) = (read(20), read(200));

    assert_eq!(long.tasks.len(), 10 * short.tasks.len());
    assert_eq!(long.reports.len(), 10 * short.reports.len());
}

#[test]
fn one_enormous_paragraph_is_read_to_its_end() {
    let text = format!(
        "KẾ HOẠCH\nPhòng ngừa\nI. NHIỆM VỤ\n- {}",
        "Công an xã phối hợp với Trạm Y tế xã đạt 90%, ".repeat(1_000)
    );

    let plan = check(&text);

    assert_eq!(plan.tasks.len(), 1);
    assert_eq!(plan.targets.len(), 1_000);
}
