//! Programmes, notices and plans of offices, and what is no plan.

use plandoc::plan::{Comparator, Frequency, Level, SectionRole, TargetKind};

use crate::{ids, recipients, reports, sample, task};

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
