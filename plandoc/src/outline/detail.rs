//! Lines that say who, when or what for the task above them.

use crate::pattern::pattern;

pattern! {
    /// A label of such a line, with or without its bullet. Longer alternatives first.
    DETAIL = concat!(
        r"(?i)^(?:[-–+•] ?)?(?:[a-zđ]\) )?(?:",
        r"(?P<assign>phân công (?:nhiệm vụ|thực hiện|trách nhiệm)|phân công|trách nhiệm thực hiện|phân công, tổ chức thực hiện)",
        r"|(?P<support>(?:các )?(?:cơ quan|đơn vị|bộ phận|tổ chức|cấp|ngành)?(?:, (?:cơ quan|đơn vị|địa phương))* ?(?:tham gia |cùng )?phối hợp(?: thực hiện)?)",
        r"|(?P<lead>(?:các )?(?:cơ quan|đơn vị|bộ phận|tổ chức|cấp)?(?:, (?:cơ quan|đơn vị))? ?(?:được giao )?(?:chủ trì|đầu mối|chịu trách nhiệm)(?: tham mưu| thực hiện| chính)?|(?:cá nhân|lãnh đạo|người|đồng chí|cán bộ|công chức|đơn vị|cơ quan|bộ phận)(?: được giao| chịu trách nhiệm)? (?:phụ trách|chịu trách nhiệm|đầu mối))",
        r"|(?P<carry>(?:các )?(?:cơ quan|đơn vị|bộ phận|tổ chức|lực lượng|người|cấp)(?:, (?:cơ quan|đơn vị|địa phương))* thực hiện)",
        r"|(?P<due>thời gian(?: (?:thực hiện|hoàn thành|tổ chức|triển khai|dự kiến|báo cáo))?|thời hạn(?: (?:thực hiện|hoàn thành))?|tiến độ(?: thực hiện| hoàn thành)?|hoàn thành|thời điểm(?: hoàn thành)?)",
        r"|(?P<product>sản phẩm(?: (?:đầu ra|dự kiến|hoàn thành|thực hiện))?|kết quả(?: (?:đầu ra|dự kiến|đạt được|sản phẩm))?|dự kiến sản phẩm|kết quả, sản phẩm|sản phẩm, kết quả)",
        r"|(?P<other>địa điểm(?: tổ chức| thực hiện)?|thành phần(?: tham gia| tham dự)?|đối tượng(?: tham gia)?|số lượng|hình thức(?: tổ chức| thực hiện)?|kinh phí(?: thực hiện)?|nguồn kinh phí|nội dung|yêu cầu|quy mô|phạm vi)",
        r")\s*:\s*"
    ),
    needs Any(&[":"])
}

pattern! {
    /// The same labels inside a closing bracket: “(Chủ trì: …; phối hợp: …; thời gian: …)”.
    BRACKET = r"(?i)\((?P<inside>(?:cơ quan |đơn vị |phân công |do )?(?:chủ trì|phối hợp|thực hiện|thời gian|thời hạn)[^()]*|(?P<who>[^()]*?) (?:chủ trì|thực hiện)(?:[,;][^()]*)?)\)\s*[.;,]?\s*$",
    needs Any(&["("])
}

pattern! {
    /// The same labels behind the end of a sentence.
    INLINE = r"[.;)] (?:- )?(?P<label>(?:Cơ quan|Đơn vị|Bộ phận) (?:chủ trì|phối hợp|thực hiện)|Thời gian(?: (?:thực hiện|hoàn thành))?|Thời hạn(?: (?:thực hiện|hoàn thành))?|Sản phẩm|Chủ trì|Phối hợp|(?:cơ quan|đơn vị) phối hợp)\s?:",
    needs Any(&[":"])
}

/// What a detail line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A sentence that assigns: “X chủ trì, phối hợp với Y thực hiện”.
    Assign,
    /// Who leads.
    Lead,
    /// Who carries out.
    CarryOut,
    /// Who helps.
    Support,
    /// By when.
    Due,
    /// What is handed over.
    Product,
    /// Place, participants, money …: kept with the task as a sub-item.
    Other,
}

/// The kind of a detail line and where its value begins, in bytes.
pub(crate) fn detail(text: &str) -> Option<(Detail, usize)> {
    let found = DETAIL.captures(text)?;
    let kinds = [
        ("assign", Detail::Assign),
        ("support", Detail::Support),
        ("lead", Detail::Lead),
        ("carry", Detail::CarryOut),
        ("due", Detail::Due),
        ("product", Detail::Product),
        ("other", Detail::Other),
    ];
    let kind = kinds.iter().find(|(name, _)| found.name(name).is_some())?.1;
    Some((kind, found.get(0)?.end()))
}

/// Where labels stand inside a paragraph, in bytes.
pub(crate) fn inline_starts(text: &str) -> Vec<usize> {
    INLINE.captures_iter(text).filter_map(|found| found.name("label")).map(|label| label.start()).collect()
}

/// The inside of a bracket at the end of a task that assigns it, as a byte range.
pub(crate) fn closing_bracket(text: &str) -> Option<std::ops::Range<usize>> {
    let end = text.trim_end_matches([' ', '.', ';', ',']);
    if !end.ends_with(')') {
        return None;
    }
    let open = end.rfind('(')?;
    let found = BRACKET.captures(text.get(open..)?)?;
    if found.name("who").is_some_and(|who| !(3..=120).contains(&who.as_str().chars().count())) {
        return None;
    }
    let inside = found.name("inside")?;
    Some(open + inside.start()..open + inside.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_labels_are_known_with_and_without_bullets() {
        let cases = [
            ("Phân công nhiệm vụ: Công an xã", Detail::Assign),
            ("- Cơ quan chủ trì: Sở Y tế.", Detail::Lead),
            ("+ Đơn vị phối hợp: các sở", Detail::Support),
            ("Đơn vị thực hiện: Công an xã", Detail::CarryOut),
            ("Thời gian hoàn thành: quý II", Detail::Due),
            ("Thời hạn: 30/6", Detail::Due),
            ("Sản phẩm: Báo cáo", Detail::Product),
            ("- Địa điểm: hội trường", Detail::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(detail(text).map(|(kind, _)| kind), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_agency_before_a_colon_is_no_detail_line() {
        assert_eq!(detail("- Hội Phụ nữ: Chủ trì thực hiện"), None);
        assert_eq!(detail("Phối hợp với các đơn vị: rà soát"), None);
    }
}
