//! Number, symbol, place and date of the letterhead, in whatever order its two columns were read.

use std::ops::Range;

use crate::pattern::pattern;
use crate::plan::PartialDate;

pattern! {
    /// “Số: 12/KH-UBND”, “Số 05-KH/TU”, “Số: …/KH-BCĐ”.
    NUMBER = r"\bSố ?: ?(?P<number>\d{1,5}[a-zA-Z]?)?[ .…_]*(?:/ ?(?P<symbol>\p{Lu}[\p{L}\d&]*(?: ?[-–./] ?[\p{L}\d&]+)*)|- ?(?P<party>\p{Lu}[\p{L}&]*/[\p{L}\d-]+))",
    needs Any(&["Số"])
}
pattern! {
    /// Without the colon a number must be there.
    BARE_NUMBER = r"^(?:\| ?)?Số (?P<number>\d{1,5}[a-zA-Z]?)(?:/(?P<symbol>\p{Lu}[\p{L}\d&]*(?:[-–./][\p{L}\d&]+)*)|-(?P<party>\p{Lu}[\p{L}&]*/[\p{L}\d-]+))",
    needs Any(&["Số "])
}
pattern! {
    PLACE_AND_DATE = r"(?P<place>\p{Lu}[^,|:;]{1,60}), ?ngày ?(?P<day>\d{1,2})?[ .…_]*tháng ?(?P<month>\d{1,2})?[ .…_]*năm ?(?P<year>\d{4})?",
    needs Any(&["ngày"])
}
pattern! {
    /// What may stand before the place on the same line.
    BEFORE_PLACE = r"^(?:.*(?:[Hh]ạnh phúc|HẠNH PHÚC)|\p{Lu}[\p{Lu}\d&]*(?:[-–/.]\p{L}[\p{L}\d&]*)+|(?:.*/)?\p{Lu}{2,}[-–]\p{Lu}\p{L}*)\s+"
}

/// What the letterhead says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letterhead {
    pub(super) number: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) place: Option<String>,
    pub(super) date: Option<PartialDate>,
    pub(super) number_line: Option<Range<usize>>,
    /// The bodies in capitals above the number, joined.
    pub(super) bodies: String,
}

/// Reads the paragraphs before the body.
pub(super) fn letterhead(head: &[(Range<usize>, &str)]) -> Letterhead {
    let mut found = Letterhead::default();
    for (bytes, text) in head {
        // Legal bases have numbers and dates of their own.
        if text.starts_with("Căn cứ") || text.starts_with("Thực hiện ") || text.chars().count() > 300 {
            continue;
        }
        if found.number_line.is_none()
            && let Some(number) = NUMBER.captures(text).or_else(|| BARE_NUMBER.captures(text))
        {
            let part = |name: &str| number.name(name).map(|part| part.as_str().replace(' ', ""));
            found.number = part("number");
            found.symbol = part("symbol").or_else(|| part("party"));
            found.number_line = Some(bytes.clone());
        }
        if found.date.is_none()
            && let Some(date) = PLACE_AND_DATE.captures(text)
        {
            read_date(&mut found, &date);
        }
        if is_capitals(text) && !is_motto(text) && crate::outline::zones::doctype_of(text).is_none() {
            found.bodies.push(' ');
            found.bodies.push_str(&without_motto(text));
        }
    }
    found
}

fn read_date(found: &mut Letterhead, date: &regex::Captures<'_>) {
    let place = date.name("place").map_or("", |place| place.as_str());
    let place = BEFORE_PLACE.replace(place, "");
    let place = place.trim_matches(['-', ' ', '_']);
    found.place = Some(place.to_owned()).filter(|place| !place.is_empty());
    let part = |name: &str| date.name(name).map(|part| part.as_str());
    let partial = PartialDate {
        year: part("year").and_then(|year| year.parse().ok()),
        month: part("month").and_then(|month| month.parse().ok()).filter(|month| (1..=12).contains(month)),
        day: part("day").and_then(|day| day.parse().ok()).filter(|day| (1..=31).contains(day)),
    };
    found.date = Some(partial).filter(|date| date.year.is_some() || date.month.is_some());
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

fn is_motto(text: &str) -> bool {
    text.starts_with("CỘNG HÒA XÃ HỘI")
        || text.starts_with("CỘNG HOÀ XÃ HỘI")
        || text.starts_with("ĐẢNG CỘNG SẢN VIỆT NAM")
}

/// “UBND TỈNH X CỘNG HÒA XÃ HỘI …”: two columns on one line.
fn without_motto(text: &str) -> String {
    let cut = ["CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN", "ĐỘC LẬP"]
        .iter()
        .filter_map(|motto| text.find(motto))
        .min();
    text.get(..cut.unwrap_or(text.len())).unwrap_or(text).replace('|', " ").trim().to_owned()
}

/// Code and name of a kind of document (Decree 30/2020/NĐ-CP, annex III).
pub(super) fn kind_of(doctype: &str) -> (&'static str, &'static str) {
    match doctype {
        "KẾ HOẠCH" => ("KH", "Kế hoạch"),
        "QUYẾT ĐỊNH" => ("QĐ", "Quyết định"),
        "ĐỀ ÁN" => ("ĐA", "Đề án"),
        "CÔNG VĂN" => ("CV", "Công văn"),
        "THÔNG BÁO" => ("TB", "Thông báo"),
        "HƯỚNG DẪN" => ("HD", "Hướng dẫn"),
        "CHỈ THỊ" => ("CT", "Chỉ thị"),
        "NGHỊ QUYẾT" => ("NQ", "Nghị quyết"),
        "CÔNG ĐIỆN" => ("CĐ", "Công điện"),
        "PHƯƠNG ÁN" => ("PA", "Phương án"),
        "TỜ TRÌNH" => ("TTr", "Tờ trình"),
        "BÁO CÁO" => ("BC", "Báo cáo"),
        _ => ("CTr", "Chương trình"),
    }
}

/// The kind that the code of the document's own symbol names, where no line does.
pub(super) fn kind_of_symbol(symbol: &str) -> Option<(&'static str, &'static str)> {
    const CODES: [(&str, &str); 5] =
        [("KH", "KẾ HOẠCH"), ("CTr", "CHƯƠNG TRÌNH"), ("ĐA", "ĐỀ ÁN"), ("HD", "HƯỚNG DẪN"), ("PA", "PHƯƠNG ÁN")];
    let code = symbol.split(['-', '/', '–']).next()?;
    CODES.iter().find(|(known, _)| *known == code).map(|(_, doctype)| kind_of(doctype))
}

/// A letter has no name of its kind but says to whom it goes.
pub(super) fn unnamed_kind(head: &[(Range<usize>, &str)]) -> Option<(&'static str, &'static str)> {
    head.iter().any(|(_, text)| text.contains("Kính gửi")).then_some(("CV", "Công văn"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Letterhead {
        let head: Vec<(Range<usize>, &str)> = lines.iter().map(|line| (0..line.len(), *line)).collect();
        letterhead(&head)
    }

    #[test]
    fn two_columns_on_one_line_are_told_apart() {
        let found = read(&[
            "UBND TỈNH SƠN HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 12/KH-UBND Sơn Hà, ngày 05 tháng 02 năm 2025",
        ]);

        assert_eq!((found.number.as_deref(), found.symbol.as_deref()), (Some("12"), Some("KH-UBND")));
        assert_eq!(found.place.as_deref(), Some("Sơn Hà"));
        assert_eq!(found.date, Some(PartialDate { year: Some(2025), month: Some(2), day: Some(5) }));
        assert_eq!(found.bodies.trim(), "UBND TỈNH SƠN HÀ");
    }

    #[test]
    fn blanks_stay_unknown() {
        let found = read(&["Số:      /KH-BCĐ", "Sơn Hà, ngày      tháng 3 năm 2025"]);

        assert_eq!((found.number, found.symbol.as_deref()), (None, Some("KH-BCĐ")));
        assert_eq!(found.date, Some(PartialDate { year: Some(2025), month: Some(3), day: None }));
    }

    #[test]
    fn a_party_number_has_its_slash_behind() {
        let found = read(&["Số 15-KH/ĐU"]);

        assert_eq!((found.number.as_deref(), found.symbol.as_deref()), (Some("15"), Some("KH/ĐU")));
    }
}
