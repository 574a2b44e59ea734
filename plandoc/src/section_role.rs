//! What a part or section is for, from the words of its heading.

use crate::plan::SectionRole;
use crate::words::folded;

/// Headings that hold work even if they begin with “Mục tiêu”.
const WORK: [&str; 11] = [
    "nhiệm vụ",
    "giải pháp",
    "nội dung",
    "tổ chức thực hiện",
    "phân công",
    "biện pháp",
    "triển khai",
    "trách nhiệm",
    "báo cáo",
    "hoạt động",
    "công việc",
];
const PURPOSE: [&str; 8] =
    ["mục đích", "yêu cầu", "mục tiêu", "chỉ tiêu", "các chỉ tiêu", "quan điểm", "nguyên tắc", "một số chỉ tiêu"];
const FUNDING: [&str; 8] = [
    "kinh phí",
    "nguồn kinh phí",
    "về kinh phí",
    "dự toán",
    "cơ chế tài chính",
    "nguồn lực tài chính",
    "dự kiến kinh phí",
    "bảo đảm kinh phí",
];
const CIRCUMSTANCE: [&str; 14] = [
    "tình hình",
    "đặc điểm",
    "đánh giá tình hình",
    "thời gian",
    "địa điểm",
    "đối tượng",
    "phạm vi",
    "thành phần",
    "căn cứ",
    "cơ sở pháp lý",
    "kết quả",
    "sự cần thiết",
    "thời hạn",
    "dự báo",
];
/// A heading below a part is a purpose or circumstance only if it is as short as this, in words.
const SHORT: usize = 9;

/// The role of a section. Below a purpose everything is purpose, below money everything money.
pub(crate) fn role(heading: &str, depth: u8, above: Option<SectionRole>) -> SectionRole {
    if let Some(role) = above.filter(|role| *role != SectionRole::Work) {
        return role;
    }
    let keys = folded(heading);
    let begins = |words: &[&str]| words.iter().any(|word| begins_with(&keys, word));
    let short = keys.split(' ').count() <= SHORT;
    let works = WORK.iter().any(|word| keys.contains(word));
    if works || (depth > 1 && !short) {
        return SectionRole::Work;
    }
    if begins(&PURPOSE) {
        SectionRole::Purpose
    } else if begins(&FUNDING) {
        SectionRole::Funding
    } else if begins(&CIRCUMSTANCE) {
        SectionRole::Circumstance
    } else {
        SectionRole::Work
    }
}

/// Whether a short heading speaks of time, place or persons only (“Thời gian, địa điểm”).
pub(crate) fn is_circumstance(heading: &str) -> bool {
    let keys = folded(heading);
    let about = ["thời gian", "địa điểm", "thành phần", "đối tượng", "phạm vi", "hình thức", "quy mô"];
    let mut rest = keys.as_str();
    while let Some(after) = about.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start();
        rest = rest.strip_prefix("và ").unwrap_or(rest);
    }
    ["", "tổ chức", "thực hiện", "tham gia", "tham dự"].contains(&rest)
}

/// Whether the words before a colon are a topic (“Kinh phí”, “Công tác tuyên truyền”), not a clause.
pub(crate) fn is_topic(before: &str) -> bool {
    let keys = folded(before);
    let nouns = ["công tác", "về", "chế độ", "hoạt động", "nhiệm vụ", "giải pháp", "việc", "lĩnh vực"];
    [&PURPOSE[..], &FUNDING[..], &CIRCUMSTANCE[..], &nouns[..]]
        .iter()
        .any(|list| list.iter().any(|word| begins_with(&keys, word)))
}

/// Whether a paragraph outside a funding section speaks of money only.
pub(crate) fn is_funding_clause(text: &str) -> bool {
    let keys = folded(text);
    let begins = [
        "kinh phí thực hiện",
        "kinh phí triển khai",
        "nguồn kinh phí",
        "kinh phí bảo đảm",
        "kinh phí đảm bảo",
        "kinh phí phục vụ",
    ];
    begins.iter().any(|word| begins_with(&keys, word))
}

fn begins_with(keys: &str, word: &str) -> bool {
    keys.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aims_hold_no_tasks_unless_the_heading_names_tasks_too() {
        assert_eq!(role("MỤC ĐÍCH, YÊU CẦU", 1, None), SectionRole::Purpose);
        assert_eq!(role("MỤC TIÊU, NHIỆM VỤ", 1, None), SectionRole::Work);
        assert_eq!(role("KINH PHÍ THỰC HIỆN", 1, None), SectionRole::Funding);
        assert_eq!(role("KINH PHÍ VÀ TỔ CHỨC THỰC HIỆN", 1, None), SectionRole::Work);
    }

    #[test]
    fn what_stands_below_a_purpose_is_purpose() {
        assert_eq!(role("Công tác tuyên truyền", 2, Some(SectionRole::Purpose)), SectionRole::Purpose);
    }
}
