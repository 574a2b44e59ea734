//! Layouts that differ from the reference plans: invented plans under `tests/samples/` with what a
//! careful clerk would read out of them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::PathBuf};

use plandoc::plan::{Comparator, Frequency, Level, Plan, SectionRole, TargetKind, Task};

fn sample(name: &str) -> Plan {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples")).join(name);
    let plan = plandoc::read_text(name, &fs::read_to_string(path).unwrap());
    assert_eq!(plan.looks_like_plan(), Ok(()), "{name}");
    plan
}

fn task<'a>(plan: &'a Plan, id: &str) -> &'a Task {
    let ids: Vec<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
    plan.tasks.iter().find(|task| task.id == id).unwrap_or_else(|| panic!("no task {id} among {ids:?}"))
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.tasks.iter().map(|task| task.id.as_str()).collect()
}

fn reports(plan: &Plan) -> Vec<(Frequency, Vec<&str>)> {
    plan.reports.iter().map(|report| (report.frequency, report.due.iter().map(String::as_str).collect())).collect()
}

fn recipients(plan: &Plan) -> Vec<(&str, Option<&str>)> {
    plan.document.recipients.iter().map(|recipient| (recipient.text.as_str(), recipient.purpose.as_deref())).collect()
}

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

#[test]
fn a_programme_in_parts_inherits_the_heading_that_assigns() {
    let plan = sample("09_programme_parts.md");

    assert_eq!(plan.document.kind.as_deref(), Some("CTr"));
    assert_eq!(plan.sections[0].role, SectionRole::Purpose);
    let investigation = task(&plan, "P-hai.II.1.a");
    assert_eq!(investigation.lead, ["Công an tỉnh"]);
    assert_eq!(investigation.coordinate.len(), 3);
    assert_eq!(task(&plan, "P-hai.II.2").lead, ["Sở Nội vụ", "Sở Y tế", "Sở Dân tộc và Tôn giáo"]);
    assert_eq!(reports(&plan)[0], (Frequency::Annual, vec!["12-05"]));
}

#[test]
fn a_notice_of_the_commune_police_is_read() {
    let plan = sample("10_notice.txt");

    assert_eq!((plan.document.kind.as_deref(), plan.document.level), (Some("TB"), Some(Level::Commune)));
    assert_eq!(task(&plan, "2").lead, ["Tổ Cảnh sát khu vực", "tổ bảo vệ an ninh, trật tự các thôn"]);
    assert_eq!(task(&plan, "2").due.as_deref(), Some("2025-10-31"));
    assert_eq!(reports(&plan), [(Frequency::Monthly, vec!["05"]), (Frequency::Once, vec!["2025-12-20"])]);
}

#[test]
fn a_column_of_executors_leads_where_it_names_one() {
    let plan = sample("11_table_joint_column.txt");

    assert_eq!(task(&plan, "II.r1").lead, ["Hội LHPN các huyện, thành phố"]);
    assert_eq!(task(&plan, "II.r2").implement, ["Ban Tuyên giáo", "Nhà Văn hóa Lao động"]);
    assert_eq!(task(&plan, "II.r3").lead, ["Ban Gia đình - Xã hội"]);
    assert_eq!(task(&plan, "II.r3").due.as_deref(), Some("2025-Q3"));
}

#[test]
fn a_line_behind_lettered_headings_governs_them_all() {
    let plan = sample("12_district_nested.txt");

    for id in ["II.1.1.a.a", "II.1.1.a.b", "II.1.1.b.a"] {
        assert_eq!(task(&plan, id).lead, ["Phòng Văn hóa và Thông tin"], "{id}");
    }
    assert_eq!(task(&plan, "II.2.b").lead, ["Công an huyện"]);
    assert!(!ids(&plan).contains(&"III.2"), "money is no task");
    let comparators: Vec<_> = plan.targets.iter().map(|target| (target.kind, target.comparator)).collect();
    assert_eq!(
        comparators,
        [
            (TargetKind::Numeric, Comparator::MoreThan),
            (TargetKind::Numeric, Comparator::AtMost),
            (TargetKind::Numeric, Comparator::LessThan)
        ]
    );
    assert!(plan.document.number_blank);
    assert_eq!(plan.document.date.unwrap().day, None);
}

#[test]
fn headings_without_labels_and_details_inside_a_paragraph_are_read() {
    let plan = sample("13_unnumbered_headings.txt");

    assert_eq!(plan.sections[1].heading, "NHIỆM VỤ TRỌNG TÂM VÀ PHÂN CÔNG THỰC HIỆN");
    let market = task(&plan, "II.1");
    assert_eq!(market.lead, ["Sở Văn hóa, Thể thao và Du lịch"]);
    assert_eq!(market.coordinate, ["Công an tỉnh", "UBND các huyện"]);
    assert_eq!(market.due.as_deref(), Some("2024-Q3"));
    assert_eq!(task(&plan, "II.2").coordinate, ["Sở Lao động - Thương binh và Xã hội"]);
    assert_eq!(task(&plan, "II.3").coordinate, ["các bệnh viện"]);
    assert_eq!(task(&plan, "g1.g1.a").lead, ["Công an tỉnh"]);
    assert_eq!(task(&plan, "g1.g1.a").due.as_deref(), Some("2024-12"));
}

#[test]
fn letterhead_and_signature_may_stand_in_tables() {
    let plan = sample("14_layout_tables.md");

    assert_eq!((plan.document.number.as_deref(), plan.document.place.as_deref()), (Some("2150"), Some("Hải Sơn")));
    let signer = plan.document.signer.clone().unwrap();
    assert_eq!((signer.mode.as_deref(), signer.name.as_deref()), (Some("KT."), Some("Ngô Thị Mẫu")));
    assert_eq!(recipients(&plan)[0].0, "Văn phòng Chính phủ");
    assert_eq!(task(&plan, "II.1.r1").due.as_deref(), Some("2026-Q2"));
    assert_eq!(task(&plan, "III.2.b").lead, ["Công an cấp xã"]);
    assert_eq!(
        reports(&plan),
        [
            (Frequency::Quarterly, vec!["20"]),
            (Frequency::SixMonthly, vec!["06-10"]),
            (Frequency::Annual, vec!["12-10"])
        ]
    );
}

#[test]
fn projects_with_numbered_details_have_their_leads() {
    let plan = sample("15_provincial_projects.txt");

    assert_eq!(task(&plan, "III.2").lead, ["Sở Thông tin và Truyền thông"]);
    assert_eq!(task(&plan, "III.2").coordinate.len(), 4);
    assert_eq!(task(&plan, "III.3.2").lead, ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"]);
    let training = task(&plan, "III.4.g1.b");
    assert_eq!(training.lead, ["Sở Lao động - Thương binh và Xã hội"]);
    assert_eq!(training.due.as_deref(), Some("2024-10-31"));
    assert_eq!(task(&plan, "V.4").lead, ["Báo Đông Mẫu", "Đài Phát thanh và Truyền hình tỉnh"]);
    assert!(task(&plan, "V.6").requested);
    assert_eq!(plan.reports[0].via.as_deref(), Some("Bộ Công an"));
    let values: Vec<_> = plan.targets.iter().filter_map(|target| target.value).collect();
    assert_eq!(values, [100.0, 90.0, 85.0, 95.0, 100.0]);
}

#[test]
fn labels_may_end_with_a_hyphen() {
    let plan = sample("16_hyphen_labels.txt");

    assert_eq!(
        ids(&plan),
        ["II.3.1", "II.3.2", "II.3.3", "III.1.a", "III.1.b", "III.2.a", "III.3.a", "III.4", "III.5", "III.6"]
    );
    assert_eq!(task(&plan, "III.2.a").implement, ["Trung tâm Dịch vụ tổng hợp xã"]);
    assert_eq!(task(&plan, "III.6").lead, ["Các ông Trưởng thôn"]);
    assert!(plan.document.number_blank);
    assert_eq!(plan.campaigns[0].from.as_deref(), Some("2025-07-30"));
}

#[test]
fn lower_case_labels_with_a_dot_are_headings_too() {
    let plan = sample("17_city_committee.txt");

    assert_eq!(task(&plan, "II.2.a.a").coordinate, ["Đồn Biên phòng Bến Mẫu", "Viện KSND", "TAND thành phố"]);
    assert_eq!(task(&plan, "III.1").lead, ["Các ngành thành viên Ban Chỉ đạo thành phố", "Ban Chỉ đạo xã, phường"]);
    assert_eq!(
        reports(&plan)[..3],
        [
            (Frequency::Quarterly, vec!["10"]),
            (Frequency::SixMonthly, vec!["06-10"]),
            (Frequency::Annual, vec!["11-10"])
        ]
    );
}

#[test]
fn offices_named_once_and_counted_wards_are_read() {
    let plan = sample("18_urban_district.txt");

    assert_eq!(
        task(&plan, "II.4.p1").lead,
        ["Phòng Văn hóa và Thông tin", "Phòng Giáo dục và Đào tạo", "Phòng Kinh tế quận"]
    );
    assert_eq!(task(&plan, "II.6.p1").lead, ["Ủy ban nhân dân 12 phường"]);
    assert_eq!(task(&plan, "II.6.p1").due.as_deref(), Some("2022-05-25"));
    assert_eq!(plan.reports[1].due, ["06-05"]);
    assert_eq!(plan.reports[2].due, ["12-05"]);
}

#[test]
fn a_departments_own_offices_lead_and_schools_answer() {
    let plan = sample("19_department.txt");

    assert_eq!(task(&plan, "II.1.1.1").lead, ["Phòng Chính trị, tư tưởng và Học sinh, sinh viên"]);
    assert_eq!(task(&plan, "II.1.1.2").lead, ["Phòng Giáo dục phổ thông"]);
    assert_eq!(task(&plan, "II.1.1.2").due.as_deref(), Some("2026-07-30"));
    assert_eq!(task(&plan, "II.2.3.a").lead, ["Các trường trung học phổ thông", "trung tâm GDNN-GDTX"]);
    assert!(task(&plan, "II.2.2.b").requested);
    assert_eq!(
        reports(&plan),
        [(Frequency::Once, vec!["2026-01-05"]), (Frequency::Once, vec!["2026-05-25"]), (Frequency::Periodic, vec![])]
    );
    assert_eq!(plan.document.level, Some(Level::Province));
}

#[test]
fn a_campaign_of_the_police_takes_its_dates_from_their_own_section() {
    let plan = sample("20_police_campaign.txt");

    let campaign = &plan.campaigns[0];
    assert_eq!((campaign.from.as_deref(), campaign.to.as_deref()), (Some("2025-06-15"), Some("2025-09-15")));
    assert_eq!(task(&plan, "IV.3").coordinate, ["PC02"]);
    assert_eq!(task(&plan, "IV.2").lead, ["Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao"]);
    assert_eq!(
        reports(&plan),
        [(Frequency::Weekly, vec![]), (Frequency::Monthly, vec!["14"]), (Frequency::Once, vec!["2025-09-20"])]
    );
    let values: Vec<_> = plan.targets.iter().map(|target| (target.comparator, target.value)).collect();
    assert_eq!(
        values,
        [
            (Comparator::Equal, Some(0.0)),
            (Comparator::MoreThan, Some(92.0)),
            (Comparator::AtLeast, Some(2.0)),
            (Comparator::AtLeast, Some(50.0)),
        ]
    );
}

#[test]
fn what_is_no_plan_is_said_to_be_none() {
    for text in [
        "",
        "1 + 1 = 2",
        "PHỞ BÒ\n1. Ninh xương.\n2. Thái thịt.\nI. MẸO NHỎ\n- Nướng gừng trước khi thả vào nồi.",
        "%PDF-1.4 \u{fffd}\u{fffd}\u{1}\u{2} | | | |- - -\n\n((((",
    ] {
        assert!(plandoc::read_text("x", text).looks_like_plan().is_err(), "{text:?}");
    }
}
