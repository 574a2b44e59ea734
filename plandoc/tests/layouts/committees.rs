//! Plans of committees: communes after the reform, tables, decisions, letters.

use plandoc::plan::{Comparator, Frequency, Level};

use crate::{ids, recipients, reports, sample, task};

#[test]
fn a_commune_plan_after_the_reform_has_its_lines_under_its_items() {
    let plan = sample("01_commune_2025.txt");

    assert_eq!(ids(&plan), ["II.1.a", "II.1.b", "II.2.a", "III.1", "III.2", "III.3", "III.4.p1", "III.5"]);
    let talk = task(&plan, "II.1.a");
    assert_eq!(talk.lead, ["Công an xã"]);
    assert_eq!(talk.coordinate, ["Ủy ban MTTQ Việt Nam xã", "Hội Liên hiệp Phụ nữ xã", "trưởng các bản"]);
    assert_eq!(talk.due.as_deref(), Some("2025-09"));
    assert_eq!(talk.products, ["Biên bản và danh sách người dự"]);
    let list = task(&plan, "II.2.a");
    assert_eq!(list.lead, ["Phòng Văn hóa - Xã hội xã"]);
    assert_eq!(list.due.as_deref(), Some("2025-11-30"));
    assert!(task(&plan, "III.4.p1").requested);
    assert_eq!(task(&plan, "II.1.b").due, None);
}

#[test]
fn a_commune_letterhead_in_the_two_level_country_is_read() {
    let document = sample("01_commune_2025.txt").document;

    assert_eq!((document.number.as_deref(), document.symbol.as_deref()), (Some("07"), Some("KH-BCĐ")));
    assert_eq!(document.level, Some(Level::Commune));
    assert_eq!(document.area.as_deref(), Some("xã Suối Bạc"));
    let period = document.period.unwrap();
    assert_eq!((period.from.as_str(), period.to.as_str()), ("2025-07-01", "2025-12-31"));
    let signer = document.signer.unwrap();
    assert_eq!((signer.mode.as_deref(), signer.name.as_deref()), (Some("TM."), Some("Lò Văn Thử")));
}

#[test]
fn several_targets_of_one_paragraph_are_told_apart() {
    let plan = sample("01_commune_2025.txt");

    let targets: Vec<_> = plan.targets.iter().map(|t| (t.comparator, t.value, t.unit.as_deref())).collect();
    assert_eq!(
        targets,
        [
            (Comparator::Equal, None, None),
            (Comparator::Equal, Some(100.0), Some("%")),
            (Comparator::AtLeast, Some(95.0), Some("%")),
            (Comparator::AtLeast, Some(1.0), Some("buổi")),
        ]
    );
}

#[test]
fn a_table_in_an_appendix_gives_a_task_per_row() {
    let plan = sample("02_appendix_table.txt");

    let rows: Vec<_> = plan.tasks.iter().filter(|task| task.id.starts_with("PL")).collect();
    assert_eq!(
        rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
        ["PL.I.r1", "PL.I.r2", "PL.II.r1", "PL.II.r2", "PL.II.r3"]
    );
    assert_eq!(rows[0].lead, ["Sở Dân tộc và Tôn giáo"]);
    assert_eq!(rows[0].coordinate, ["Công an tỉnh", "Sở Tư pháp"]);
    assert_eq!(rows[0].due.as_deref(), Some("2025-Q2"));
    assert_eq!(rows[0].products, ["Sổ tay"]);
    assert_eq!(rows[1].due.as_deref(), Some("2025-10"));
    assert_eq!(rows[2].due.as_deref(), Some("2025-09-30"));
    let window = rows[3].window.as_ref().unwrap();
    assert_eq!((window.from.as_str(), window.to.as_str()), ("2025-05", "2025-08"));
    assert_eq!((rows[4].due.as_deref(), rows[4].coordinate.len()), (None, 0));
}

#[test]
fn one_line_letterheads_and_dated_reports_are_read() {
    let plan = sample("02_appendix_table.txt");

    assert_eq!(plan.document.place.as_deref(), Some("Hà Mây"));
    assert_eq!(plan.document.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh"));
    assert_eq!(plan.document.signer.as_ref().unwrap().mode.as_deref(), Some("KT."));
    assert_eq!(recipients(&plan)[0], ("Bộ Công an", Some("để b/c")));
    assert_eq!(
        reports(&plan),
        [
            (Frequency::Once, vec!["2025-12-15"]),
            (Frequency::SixMonthly, vec!["06-15"]),
            (Frequency::Annual, vec!["11-15"])
        ]
    );
}

#[test]
fn the_plan_behind_a_decision_is_read_with_the_decisions_number() {
    let plan = sample("03_decision_and_plan.txt");

    assert_eq!(plan.document.kind.as_deref(), Some("KH"));
    assert_eq!(
        plan.document.title.as_deref(),
        Some("Phòng, chống mua bán người năm 2024 trên địa bàn huyện Nậm Thông")
    );
    let decision = plan.document.promulgated_by.unwrap();
    assert_eq!((decision.number.as_deref(), decision.symbol.as_deref()), (Some("1450"), Some("QĐ-UBND")));
    assert_eq!(decision.date.as_deref(), Some("2024-03-20"));
    assert_eq!(plan.objectives.len(), 4);
    let found: Vec<_> = plan.tasks.iter().map(|task| (task.id.as_str(), task.due.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("II.1.a", None),
            ("II.1.b", None),
            ("II.2.a", Some("2024-Q2")),
            ("II.2.b", None),
            ("II.3.p1", None),
            ("II.4.p1", None),
            ("III.1", Some("2024-04-30")),
            ("III.2", None)
        ]
    );
}

#[test]
fn who_cooperates_first_does_not_lead_and_a_request_stays_a_request() {
    let plan = sample("03_decision_and_plan.txt");

    let advice = task(&plan, "II.2.b");
    assert!(advice.lead.is_empty());
    assert_eq!(advice.implement, ["Phòng Lao động - Thương binh và Xã hội huyện"]);
    assert_eq!(advice.coordinate, ["Phòng Tư pháp", "Hội LHPN huyện"]);
    assert_eq!(task(&plan, "II.1.a").coordinate, ["Đồn Biên phòng Nậm Thông"]);
    assert!(task(&plan, "II.4.p1").requested);
    let window = task(&plan, "II.1.b").window.clone().unwrap();
    assert_eq!((window.from.as_str(), window.to.as_str()), ("2024-07-01", "2024-09-30"));
}

#[test]
fn a_letter_is_read_like_a_plan() {
    let plan = sample("04_30_7_letter.txt");

    assert_eq!((plan.document.kind.as_deref(), plan.document.symbol.as_deref()), (Some("CV"), Some("BCĐ-CAT")));
    assert_eq!(plan.document.issuer.as_deref(), Some("Ban Chỉ đạo 138 tỉnh"));
    assert_eq!(task(&plan, "4").lead, ["Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"]);
    assert_eq!(task(&plan, "5").due.as_deref(), Some("2025-07-25"));
    assert_eq!(task(&plan, "3").coordinate, ["UBND các xã"]);
    assert_eq!(reports(&plan)[0], (Frequency::Once, vec!["2025-08-10"]));
    assert!(plan.campaigns.iter().any(|day| day.from.as_deref() == Some("--07-30")));
}

#[test]
fn dashed_details_belong_to_the_item_above_them() {
    let plan = sample("05_dash_details.txt");

    assert_eq!(ids(&plan), ["II.1", "II.2", "II.3", "III.1", "III.2", "III.3"]);
    assert_eq!(task(&plan, "II.1").lead, ["Tòa án nhân dân huyện"]);
    assert_eq!(task(&plan, "II.1").due.as_deref(), Some("2023-Q3"));
    assert_eq!(task(&plan, "II.2").due.as_deref(), Some("2023-11-20"));
    assert_eq!(task(&plan, "II.3").lead, ["Phòng Văn hóa và Thông tin huyện"]);
    assert_eq!(task(&plan, "II.3").sub_items.len(), 2);
    assert_eq!(plan.document.area.as_deref(), Some("huyện Mường Thử"));
    assert_eq!(
        reports(&plan),
        [(Frequency::Quarterly, vec![]), (Frequency::Quarterly, vec!["10"]), (Frequency::Annual, vec!["11-30"])]
    );
}

#[test]
fn assignments_in_brackets_and_slashed_labels_are_read() {
    let plan = sample("06_brackets_and_slashes.txt");

    assert_eq!(task(&plan, "II.1").lead, ["Công an phường"]);
    assert_eq!(task(&plan, "II.1").coordinate, ["Phòng Văn hóa - Xã hội phường"]);
    assert_eq!(task(&plan, "II.2").coordinate, ["Phòng Kinh tế, Hạ tầng và Đô thị phường"]);
    assert_eq!(task(&plan, "II.3").due.as_deref(), Some("2026-06"));
    assert_eq!(task(&plan, "III.2.b").coordinate, ["Trạm Y tế phường"]);
    assert_eq!(reports(&plan), [(Frequency::Monthly, vec!["20"])]);
    let signer = plan.document.signer.clone().unwrap();
    assert_eq!(
        (signer.mode.as_deref(), signer.title.as_deref(), signer.name.as_deref()),
        (Some("KT."), Some("PHÓ CHỦ TỊCH"), Some("Vũ Minh Mẫu"))
    );
    assert_eq!(recipients(&plan), [("UBND thành phố", None), ("Công an thành phố", None), ("Lưu: VT", Some("Lưu"))]);
}

#[test]
fn a_party_plan_is_read() {
    let plan = sample("07_party_programme.txt");

    assert_eq!((plan.document.number.as_deref(), plan.document.symbol.as_deref()), (Some("15"), Some("KH/ĐU")));
    assert_eq!(plan.legal_bases[0].symbol.as_deref(), Some("CT/TU"));
    assert_eq!(task(&plan, "B.2.1").lead, ["Ban Xây dựng Đảng"]);
    assert_eq!(task(&plan, "B.2.1").due.as_deref(), Some("2025-11"));
    assert_eq!(task(&plan, "C.1").lead, ["Đảng ủy UBND xã"]);
    assert_eq!(plan.document.signer.unwrap().mode.as_deref(), Some("TM."));
}

#[test]
fn hard_wrapped_pages_with_numbers_are_joined() {
    let plan = sample("08_hard_wrapped.txt");

    assert_eq!(ids(&plan), ["II.1.a", "II.1.b", "II.2.p1", "II.3.a", "III.1", "III.2"]);
    assert_eq!(task(&plan, "II.1.a").coordinate, ["Đồn Biên phòng Cửa Suối", "Ban Chỉ huy Quân sự xã"]);
    assert_eq!(
        plan.document.title.as_deref(),
        Some("Công tác phòng, chống mua bán người năm 2026 trên địa bàn xã Phú Lương")
    );
    assert_eq!(
        reports(&plan)[..4],
        [
            (Frequency::Quarterly, vec!["03-15"]),
            (Frequency::Quarterly, vec!["06-15"]),
            (Frequency::Quarterly, vec!["09-15"]),
            (Frequency::Quarterly, vec!["12-15"]),
        ]
    );
    assert_eq!(plan.reports[0].via.as_deref(), Some("Công an xã"));
}
