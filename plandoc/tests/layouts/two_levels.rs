//! Plans of provinces, communes and offices as they are since the districts ended.

use plandoc::plan::{Comparator, Frequency, Plan, Role};

use crate::{ids, reports, sample, task};

fn headings(plan: &Plan) -> Vec<&str> {
    plan.sections.iter().map(|section| section.id.as_str()).collect()
}

#[test]
fn a_province_orders_its_departments_and_asks_others() {
    let plan = sample("21_merged_province.txt");

    assert_eq!(plan.document.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Mây Trắng"));
    assert_eq!(task(&plan, "IV.1.b").implement, ["Phòng Cảnh sát hình sự"]);
    assert_eq!(
        task(&plan, "IV.6.p1").lead,
        ["Sở Văn hóa, Thể thao và Du lịch", "Báo và Phát thanh, Truyền hình Mây Trắng"]
    );
    assert!(task(&plan, "IV.9.p1").requested);
    assert_eq!(task(&plan, "IV.10.b").lead, ["Thủ trưởng các đơn vị", "Chủ tịch UBND các xã, phường, đặc khu"]);
    let periodic = &reports(&plan)[..2];
    assert_eq!(periodic, [(Frequency::SixMonthly, vec!["06-10"]), (Frequency::Annual, vec!["12-05"])]);
    let law = plan.legal_bases.iter().find(|basis| basis.number.is_none());
    assert_eq!(law.and_then(|law| law.subject.as_deref()), Some("Luật Phòng, chống mua bán người"));
}

#[test]
fn a_commune_says_below_each_item_who_and_when() {
    let plan = sample("22_commune_lines.txt");

    assert_eq!(ids(&plan), ["II.1", "II.2", "II.3", "II.4", "III.1", "III.2", "III.3", "III.4", "III.5"]);
    let survey = task(&plan, "II.3");
    assert_eq!(survey.coordinate, ["Công an xã", "Trạm Y tế xã", "các trường học trên địa bàn"]);
    assert_eq!(survey.window.as_ref().map(|w| (w.from.as_str(), w.to.as_str())), Some(("2026-04", "2026-06")));
    assert_eq!(survey.products, ["Danh sách rà soát"]);
    assert_eq!(task(&plan, "II.2").due.as_deref(), Some("2026-Q2"));
    assert_eq!(task(&plan, "II.4").lead, ["Trưởng Công an xã"]);
    assert_eq!(task(&plan, "II.4").due, None);
    assert_eq!(reports(&plan), [(Frequency::Quarterly, vec!["12"])]);
}

#[test]
fn a_part_that_only_points_to_its_appendix_is_no_task() {
    let plan = sample("23_appendix_columns.md");

    assert_eq!(ids(&plan), ["III.1", "III.2", "PL.I.r1", "PL.I.r2", "PL.II.r1", "PL.II.r2"]);
    assert_eq!(headings(&plan), ["I", "II", "III", "PL", "PL.I", "PL.II"]);
    assert_eq!(task(&plan, "PL.I.r1").coordinate, ["Công an tỉnh", "Sở Y tế"]);
    assert_eq!(task(&plan, "PL.I.r2").due.as_deref(), Some("2026-09"));
    assert_eq!(task(&plan, "PL.II.r1").products, ["Báo cáo"]);
    assert_eq!(task(&plan, "PL.II.r2").due, None);
}

#[test]
fn a_city_promulgates_its_plan_by_a_decision() {
    let plan = sample("24_decision_ministries.txt");

    assert_eq!(
        ids(&plan),
        ["II.1", "II.2", "III.1.a", "III.1.b", "III.2", "III.3", "III.4", "III.5"],
        "the articles of the decision are no tasks"
    );
    assert_eq!(task(&plan, "III.4").lead[1], "Thành đoàn");
    assert!(plan.notes.iter().all(|note| note.kind != "agency_abolished"), "{:?}", plan.notes);
    assert_eq!(reports(&plan), [(Frequency::Once, vec!["2026-08-20"]), (Frequency::Once, vec!["2026-08-10"])]);
}

#[test]
fn a_plan_that_lost_its_headings_keeps_its_work() {
    let plan = sample("25_plain_numbers.txt");

    assert_eq!(plan.document.kind.as_deref(), Some("KH"));
    let title = "PHÒNG, CHỐNG MUA BÁN NGƯỜI TRÊN ĐỊA BÀN ĐẶC KHU ĐẢO NGỌC NĂM 2026";
    assert_eq!(plan.document.title.as_deref(), Some(title));
    assert_eq!(task(&plan, "1#2").lead, ["Đồn Biên phòng Đảo Ngọc"]);
    assert_eq!(task(&plan, "2#2").due.as_deref(), Some("2026-Q3"));
    assert_eq!(task(&plan, "3").lead, ["Ban Quản lý cảng cá"]);
}

#[test]
fn the_lines_below_a_project_assign_what_stands_above_them() {
    let plan = sample("26_programme_2030.txt");

    assert_eq!(ids(&plan), ["B.I.2.a", "B.I.2.b", "B.II.2.a", "B.II.2.b", "C.1", "C.2"]);
    for id in ["B.I.2.a", "B.I.2.b"] {
        assert_eq!(task(&plan, id).lead, ["Phòng Văn hóa - Xã hội"], "{id}");
        let window = task(&plan, id).window.as_ref().map(|window| (window.from.as_str(), window.to.as_str()));
        assert_eq!(window, Some(("2026", "2030")), "{id}");
    }
    assert_eq!(task(&plan, "B.II.2.b").coordinate, ["Phòng Kinh tế, Hạ tầng và Đô thị"]);
    assert_eq!(task(&plan, "C.2").lead, ["Tổ trưởng các tổ dân phố"]);
    assert_eq!(reports(&plan), [(Frequency::Annual, vec!["12-01"])]);
}

#[test]
fn time_and_place_are_no_task() {
    let plan = sample("27_assign_sentences.txt");

    assert_eq!(ids(&plan), ["II.2.1.p1", "II.2.2.p1", "II.2.3.p1", "IV.1", "IV.2"]);
    let visit = task(&plan, "II.2.3.p1");
    assert_eq!((visit.lead.as_slice(), visit.requested), (&["Hội Liên hiệp Phụ nữ xã".to_owned()][..], true));
    assert_eq!(visit.coordinate, ["Trạm Y tế xã", "Hội Chữ thập đỏ xã"]);
    assert_eq!(plan.targets[0].comparator, Comparator::AtLeast);
}

#[test]
fn a_border_station_gives_orders_to_its_teams() {
    let plan = sample("28_border_guard_station.txt");

    assert_eq!(ids(&plan), ["II.1", "II.2", "II.3", "II.4", "IV.p1"]);
    assert_eq!(plan.legal_bases[0].subject.as_deref(), Some("cao điểm phòng, chống mua bán người"));
    assert_eq!(task(&plan, "II.3").lead, ["Trạm Kiểm soát Biên phòng"]);
    assert_eq!(task(&plan, "IV.p1").lead, ["Các đội, trạm"]);
    assert_eq!(
        plan.document.signer.as_ref().map(|signer| signer.posts.as_slice()),
        Some(&["ĐỒN TRƯỞNG".to_owned()][..])
    );
    assert_eq!(reports(&plan), [(Frequency::Weekly, vec![]), (Frequency::Once, vec!["2026-09-18"])]);
}

#[test]
fn a_department_orders_its_offices_and_schools() {
    let plan = sample("29_education_department.txt");

    assert_eq!(task(&plan, "II.1.1").lead, ["Phòng Giáo dục phổ thông"]);
    assert_eq!(task(&plan, "II.2.1").coordinate, ["Tỉnh đoàn"]);
    assert_eq!(task(&plan, "III.1").lead, ["Trưởng các phòng"]);
    assert_eq!(reports(&plan), [(Frequency::SixMonthly, vec!["06-05"]), (Frequency::Annual, vec!["12-01"])]);
}

#[test]
fn an_executor_in_a_table_leads_and_others_help() {
    let plan = sample("30_executor_table.md");

    assert_eq!(ids(&plan), ["II.r1", "II.r2", "II.r3", "II.r4", "III.1", "III.2"]);
    assert_eq!(task(&plan, "II.r1").due.as_deref(), Some("2026-Q1"));
    assert_eq!(task(&plan, "II.r2").coordinate, ["Trạm Y tế xã", "Công an xã"]);
    assert_eq!(task(&plan, "II.r3").due, None);
    let leads = task(&plan, "II.r4").assignments.iter().filter(|found| found.role == Role::Lead).count();
    assert_eq!(leads, 1);
    assert!(task(&plan, "III.2").requested);
}
