//! Dates, months, quarters, years and ranges as plans write them.

use std::ops::Range;

use crate::pattern::pattern;
use crate::plan::Period;

pattern! {
    /// Day and month, perhaps with the year.
    DAY = r"(?i)\b(?:(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})(?:[/.\-](?P<y>\d{4}))?|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4})|/(?P<y3>\d{4}))?)(?:\b|$)",
    needs Digit
}
pattern! {
    MONTH = r"(?i)\btháng (?P<m>\d{1,2})(?: ?[/\-] ?(?P<y>\d{4})| năm (?P<y2>\d{4}))?(?:\b|$)",
    needs Digit
}
pattern! {
    QUARTER = r"(?i)\bquý (?P<q>IV|I{1,3}|[1-4])(?P<more>(?:(?:,| và|;| ?-) ?(?:quý )?(?:IV|I{1,3}|[1-4])\b)*)(?: ?[/\-] ?(?P<y>\d{4})| năm (?P<y2>\d{4}))?(?:\b|$)",
    needs Any(&["uý ", "UÝ ", "úy ", "ÚY "])
}
pattern! {
    ROMAN = r"(?i)\b(IV|I{1,3}|[1-4])\b"
}
pattern! {
    YEAR = r"(?i)\bnăm (?P<y>\d{4})\b",
    needs Digit
}
pattern! {
    /// “từ … đến …”: what lies between is read as two dates of any kind.
    RANGE = r"(?i)\btừ (?:ngày |đầu )?(?P<from>(?:tháng |quý |năm )?[\dIVX]+(?:[/.\-]\d{1,4}){0,2}(?: tháng \d{1,2})?(?: năm \d{4})?)\s*(?:đến|tới|-|–) ?(?:hết |cuối )?(?:ngày )?(?P<to>(?:tháng |quý |năm )?[\dIVX]+(?:[/.\-]\d{1,4}){0,2}(?: tháng \d{1,2})?(?: năm \d{4})?)",
    needs Digit
}
pattern! {
    /// “tháng 3 - 5/2025”, “tháng 3 đến tháng 5 năm 2025”.
    MONTH_RANGE = r"(?i)\b(?:từ )?tháng (?P<a>\d{1,2})(?:/\d{4})? ?(?:-|–|đến) ?(?:hết )?(?:tháng )?(?P<b>\d{1,2})(?: ?[/\-] ?(?P<y>\d{4})| năm (?P<y2>\d{4}))?(?:\b|$)",
    needs Digit
}
pattern! {
    /// “2026 - 2030”, “Giai đoạn 2026-2030”, “Các năm 2026 đến 2028” in a line of time.
    YEARS = r"(?i)^(?:giai đoạn |các năm |năm |từ )?(?P<a>20\d{2}) ?(?:-|–|đến)(?: năm)? ?(?P<b>20\d{2})$",
    needs Digit
}
pattern! {
    /// In running text a date is a deadline only after one of these.
    CUE = r"(?i)(?:trước|chậm nhất(?: là)?(?: vào)?|hoàn thành(?: xong)?(?: trong| vào| trước)?|xong|muộn nhất|đến hết|kết thúc|trong|vào|thời gian:?|thời hạn:?|tiến độ:?)(?: ngày| thời gian| thời điểm| dịp)*\s*$"
}
pattern! {
    /// Duties that come again are reports and not deadlines.
    RECURRING = r"(?i)định kỳ|h[àằ]ng (?:tháng|quý|năm|tuần|ngày)|mỗi (?:tháng|quý|năm|tuần)",
    needs Any(&["định kỳ", "Định kỳ", "ĐỊNH KỲ", "ằng ", "àng ", "ẰNG ", "ÀNG ", "mỗi ", "Mỗi ", "MỖI "])
}

/// A cue stands at most this many bytes before its date.
const CUE_WINDOW: usize = 60;

/// A time that a text gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY-Qn` or `YYYY`.
    pub(crate) due: Option<String>,
    pub(crate) window: Option<Period>,
    /// The words.
    pub(crate) text: Option<String>,
}

/// A day that may lack its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "the day of a day is a day")]
pub(crate) struct Day {
    pub(crate) day: u8,
    pub(crate) month: u8,
    pub(crate) year: Option<i16>,
}

impl Day {
    /// `2024-08-07`, or `08-07` for a day of every year.
    pub(crate) fn iso(self) -> String {
        match self.year {
            Some(year) => format!("{year:04}-{:02}-{:02}", self.month, self.day),
            None => format!("{:02}-{:02}", self.month, self.day),
        }
    }

    fn with_year(self, year: Option<i16>) -> Self {
        Self { year: self.year.or(year), ..self }
    }
}

/// The time in a cell or line that speaks of time only.
pub(crate) fn when(text: &str, year: Option<i16>) -> When {
    let years = || {
        let found = YEARS.captures(text)?;
        Some(Period { from: found.name("a")?.as_str().to_owned(), to: found.name("b")?.as_str().to_owned() })
    };
    if let Some(window) = range(text, year).map(|(window, _)| window).or_else(years) {
        return When { due: None, window: Some(window), text: Some(text.to_owned()) };
    }
    if RECURRING.is_match(text) {
        return When { text: Some(text.to_owned()), ..When::default() };
    }
    let found = first_date(text, year);
    When { due: found.map(|(due, _)| due), window: None, text: Some(text.to_owned()) }
}

/// The first deadline or window in running text.
pub(crate) fn when_in_prose(text: &str, year: Option<i16>) -> When {
    if let Some((window, bytes)) = range(text, year) {
        return When { due: None, window: Some(window), text: text.get(bytes).map(str::to_owned) };
    }
    for (from, sentence) in sentences(text) {
        if RECURRING.is_match(sentence) || crate::reports::is_scheduled(sentence) {
            continue;
        }
        for (due, bytes) in all_dates(sentence, year) {
            let before = crate::words::ending(sentence.get(..bytes.start).unwrap_or_default(), CUE_WINDOW);
            if let Some(cue) = CUE.find(before) {
                let words = from + bytes.start - cue.len()..from + bytes.end;
                return When { due: Some(due), window: None, text: text.get(words).map(str::to_owned) };
            }
        }
    }
    When::default()
}

/// Sentences with their byte offsets; a dot inside a date does not end one.
pub(crate) fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', ';']) {
        let after = text.get(at + 1..).unwrap_or_default();
        if after.starts_with(' ') || after.is_empty() {
            found.push((start, text.get(start..=at).unwrap_or_default()));
            start = at + 1;
        }
    }
    if let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        found.push((start, rest));
    }
    found
}

/// The first date of any precision, with its place.
fn first_date(text: &str, year: Option<i16>) -> Option<(String, Range<usize>)> {
    all_dates(text, year).into_iter().next()
}

/// Every date of any precision, in order; of two that overlap the finer stays.
fn all_dates(text: &str, year: Option<i16>) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(u8, String, Range<usize>)> = Vec::new();
    for (day, at) in days(text) {
        let day = day.with_year(year);
        if day.year.is_some() {
            found.push((0, day.iso(), at));
        }
    }
    for captures in QUARTER.captures_iter(text) {
        found.extend(quarter(&captures, year).map(|(due, at)| (1, due, at)));
    }
    for captures in MONTH.captures_iter(text) {
        found.extend(month(&captures, year).map(|(due, at)| (2, due, at)));
    }
    for captures in YEAR.captures_iter(text) {
        let Some((all, year)) = captures.get(0).zip(group_year(&captures, &["y"])) else { continue };
        found.push((3, format!("{year:04}"), all.range()));
    }
    found.sort_by_key(|(fineness, _, at)| (at.start, *fineness));
    let mut kept: Vec<(u8, String, Range<usize>)> = Vec::new();
    for next in found {
        match kept.last_mut() {
            Some(last) if next.2.start < last.2.end => {
                if next.0 < last.0 {
                    *last = next;
                }
            }
            _ => kept.push(next),
        }
    }
    kept.into_iter().map(|(_, due, at)| (due, at)).collect()
}

fn quarter(found: &regex::Captures<'_>, year: Option<i16>) -> Option<(String, Range<usize>)> {
    let year = group_year(found, &["y", "y2"]).or(year)?;
    let last = ROMAN.find_iter(found.name("more").map_or("", |more| more.as_str())).last();
    let quarter = quarter_number(last.map_or(found.name("q")?.as_str(), |last| last.as_str()))?;
    Some((format!("{year:04}-Q{quarter}"), found.get(0)?.range()))
}

fn month(found: &regex::Captures<'_>, year: Option<i16>) -> Option<(String, Range<usize>)> {
    let year = group_year(found, &["y", "y2"]).or(year)?;
    let month: u8 = found.name("m")?.as_str().parse().ok()?;
    ((1..=12).contains(&month)).then_some((format!("{year:04}-{month:02}"), found.get(0)?.range()))
}

/// Days in a text. A ratio such as “07/07 xã” is none.
pub(crate) fn days(text: &str) -> Vec<(Day, Range<usize>)> {
    DAY.captures_iter(text)
        .filter_map(|found| {
            let part = |names: &[&str]| names.iter().find_map(|name| found.name(name)).map(|part| part.as_str());
            let day: u8 = part(&["d", "d2"])?.parse().ok()?;
            let month: u8 = part(&["m", "m2"])?.parse().ok()?;
            let year = part(&["y", "y2", "y3"]).and_then(|year| year.parse().ok());
            let all = found.get(0)?.range();
            let before = text.get(..all.start)?.chars().next_back();
            let after = text.get(all.end..)?;
            let part_of_number = before.is_some_and(|c| matches!(c, '/' | '.' | '-' | ',') || c.is_alphanumeric())
                || after.starts_with(['/', '%'])
                || after.starts_with('-') && after.get(1..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
            let ratio = year.is_none()
                && ["xã", "phường", "huyện", "thôn", "đơn vị", "bản", "tổ", "trường"]
                    .iter()
                    .any(|unit| after.trim_start().starts_with(unit));
            (is_day(day, month) && !part_of_number && !ratio).then_some((Day { day, month, year }, all))
        })
        .collect()
}

fn is_day(day: u8, month: u8) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=longest).contains(&day)
}

/// “từ … đến …” with its place.
pub(crate) fn range(text: &str, year: Option<i16>) -> Option<(Period, Range<usize>)> {
    if let Some(found) = RANGE.captures_iter(text).find(|found| !is_months_only(found)) {
        let to_text = found.name("to")?.as_str();
        let (to, _) = first_date(to_text, year)?;
        let to_year = to.get(..4).and_then(|year| year.parse().ok()).or(year);
        let (from, _) = first_date(found.name("from")?.as_str(), to_year)?;
        return Some((Period { from, to }, found.get(0)?.range()));
    }
    let found = MONTH_RANGE.captures(text)?;
    let year = group_year(&found, &["y", "y2"]).or(year)?;
    let month = |name: &str| found.name(name)?.as_str().parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let (from, to) = (month("a")?, month("b")?);
    Some((Period { from: format!("{year:04}-{from:02}"), to: format!("{year:04}-{to:02}") }, found.get(0)?.range()))
}

/// “từ tháng 3 đến 5/2025” is two months and not 3 … 5/2025.
fn is_months_only(found: &regex::Captures<'_>) -> bool {
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    part("from").to_lowercase().starts_with("tháng")
        && !part("to").to_lowercase().starts_with("tháng")
        && part("to").matches('/').count() < 2
}

fn group_year(found: &regex::Captures<'_>, names: &[&str]) -> Option<i16> {
    names.iter().find_map(|name| found.name(name)).and_then(|year| year.as_str().parse().ok())
}

pub(crate) fn quarter_number(text: &str) -> Option<u8> {
    Some(match text.to_uppercase().as_str() {
        "I" | "1" => 1,
        "II" | "2" => 2,
        "III" | "3" => 3,
        "IV" | "4" => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(text: &str) -> Option<String> {
        when_in_prose(text, Some(2025)).due
    }

    #[test]
    fn deadlines_of_every_precision_are_read() {
        assert_eq!(due("Hoàn thành trước ngày 20/11/2025.").as_deref(), Some("2025-11-20"));
        assert_eq!(due("Tổ chức trong tháng 7/2025.").as_deref(), Some("2025-07"));
        assert_eq!(due("Tổ chức hội nghị trong quý II/2025.").as_deref(), Some("2025-Q2"));
        assert_eq!(due("Hoàn thành trong năm 2025.").as_deref(), Some("2025"));
        assert_eq!(due("Gửi danh sách trước 15/6.").as_deref(), Some("2025-06-15"));
    }

    #[test]
    fn the_date_of_a_document_is_no_deadline() {
        assert_eq!(due("Thực hiện Kế hoạch số 34/KH-UBND ngày 16/02/2024 của tỉnh."), None);
        assert_eq!(due("duy trì tại 07/07 xã, phường"), None);
        assert_eq!(due("Hưởng ứng Ngày toàn dân phòng, chống mua bán người 30/7."), None);
    }

    #[test]
    fn ranges_become_windows() {
        let found = when_in_prose("Mở đợt cao điểm từ ngày 01/7 đến hết ngày 30/9/2025.", None);

        assert_eq!(found.window, Some(Period { from: "2025-07-01".into(), to: "2025-09-30".into() }));
    }

    #[test]
    fn months_and_years_may_be_a_range_too() {
        let years = when_in_prose("Thực hiện từ năm 2026 đến năm 2030.", None).window;
        assert_eq!(years, Some(Period { from: "2026".into(), to: "2030".into() }));
        assert_eq!(
            when("Từ tháng 5 đến tháng 9/2025", None).window,
            Some(Period { from: "2025-05".into(), to: "2025-09".into() })
        );
        assert_eq!(
            when("Tháng 3 - 5/2025", None).window,
            Some(Period { from: "2025-03".into(), to: "2025-05".into() })
        );
    }

    #[test]
    fn nothing_is_invented_without_a_year() {
        assert_eq!(when("Trước 30/6", None).due, None);
        assert_eq!(when("Thường xuyên", Some(2025)).due, None);
    }
}
