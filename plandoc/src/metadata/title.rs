//! Title, the period that it speaks of, and the theme of the year.

use std::ops::Range;

use crate::agencies::{is_only_agencies, scan};
use crate::normalise::Normalised;
use crate::outline::zones::{Zones, doctype_of};
use crate::pattern::pattern;
use crate::plan::Period;

/// A title has at most this many lines.
const LONGEST_TITLE: usize = 5;

pattern! {
    /// What comes after a title.
    AFTER_TITLE = r"^(?:Căn cứ|CĂN CỨ|Thực hiện (?:[^ ]+ ){1,8}?số|Kính gửi|\(Ban hành|\(Kèm theo|\(ban hành|\(kèm theo|Số:|[-–_]{3,}|Để |Nhằm |Xét |Ban Chỉ đạo .*(?:ban hành|xây dựng)|\|)"
}
pattern! {
    SUBJECT_OF_LETTER = r"(?:V/v|v/v|Về việc)\s+(?P<subject>[^|]+)",
    needs Any(&["/v", "ề việc"])
}
pattern! {
    SPAN_OF_YEARS = r"(?i)giai đoạn (?:từ năm )?(?P<a>\d{4}) ?(?:-|–|đến|đến năm) ?(?P<b>\d{4})",
    needs Digit
}
pattern! {
    HALF_YEAR = r"(?i)(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm (?P<y>\d{4})",
    needs Digit
}
pattern! {
    QUARTER = r"(?i)quý (?P<q>IV|I{1,3})(?:/| năm )(?P<y>\d{4})",
    needs Digit
}
pattern! {
    YEARS = r"(?i)(?:các )?năm (?P<a>\d{4})(?: ?(?:-|–|đến) ?(?P<b>\d{4}))?",
    needs Digit
}
pattern! {
    THEME = "(?i)chủ đề(?: của)?(?: năm \\d{4})?[^“\".;]{0,30}[“\"](?P<theme>[^”\"“]+)[”\"]",
    needs Any(&["hủ đề", "HỦ ĐỀ"])
}

/// The title with its place.
pub(super) struct Title {
    pub(super) text: String,
    pub(super) bytes: Range<usize>,
}

/// The lines after the name of the kind of document; in a letter the “V/v …”.
pub(super) fn title(normalised: &Normalised, zones: &Zones) -> Option<Title> {
    let Some(doctype) = zones.doctype else {
        return letter_subject(normalised, zones).or_else(|| unnamed_title(normalised, zones));
    };
    let own = normalised.paragraphs.get(doctype)?.bytes.clone();
    let text = normalised.slice(&own);
    let kind = doctype_of(text)?;
    let rest = text.get(kind.len()..).unwrap_or_default();
    let inline = rest.trim_start_matches([':', ' ', '-', '–']);
    if !inline.is_empty()
        && inline.chars().any(char::is_alphabetic)
        && !inline.starts_with("SỐ ")
        && !inline.starts_with('(')
    {
        return Some(Title { text: inline.to_owned(), bytes: own.end - inline.len()..own.end });
    }
    let mut lines: Vec<Range<usize>> = Vec::new();
    for at in doctype + 1..(doctype + 1 + LONGEST_TITLE).min(zones.head.end) {
        let bytes = normalised.paragraphs.get(at)?.bytes.clone();
        let line = normalised.slice(&bytes);
        if AFTER_TITLE.is_match(line) || line.ends_with([';', ':']) || (!lines.is_empty() && !continues(line)) {
            break;
        }
        lines.push(bytes);
    }
    let (first, last) = (lines.first()?, lines.last()?);
    let text = lines.iter().map(|line| normalised.slice(line)).collect::<Vec<_>>().join(" ");
    Some(Title { text, bytes: first.start..last.end })
}

/// A further line of a title: capitals, or short and without a full stop.
fn continues(line: &str) -> bool {
    let capitals = !line.chars().any(char::is_lowercase);
    capitals || (line.chars().count() <= 90 && !line.ends_with('.'))
}

/// Without a line that names the kind: the long line of capitals behind the number.
fn unnamed_title(normalised: &Normalised, zones: &Zones) -> Option<Title> {
    let head = super::paragraphs(normalised, &zones.head);
    let number = head.iter().position(|(_, text)| text.contains("Số:") || text.starts_with("Số "))?;
    let title = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 20 && !text.chars().any(char::is_lowercase) && !is_only_agencies(&scan(text))
    };
    let (bytes, text) = head.get(number + 1..)?.iter().find(|(_, text)| title(text))?;
    Some(Title { text: (*text).to_owned(), bytes: bytes.clone() })
}

fn letter_subject(normalised: &Normalised, zones: &Zones) -> Option<Title> {
    super::paragraphs(normalised, &zones.head).into_iter().find_map(|(bytes, text)| {
        let subject = SUBJECT_OF_LETTER.captures(text)?.name("subject")?;
        let words = subject.as_str().trim();
        let start = bytes.start + subject.start();
        Some(Title { text: words.to_owned(), bytes: start..start + words.len() })
    })
}

/// First and last day of what the title speaks of.
pub(super) fn period(title: &str) -> Option<Period> {
    if let Some(found) = HALF_YEAR.captures(title) {
        let year = found.name("y")?.as_str();
        let first = found.name("half")?.as_str().to_lowercase() == "đầu";
        let (from, to) = if first { ("01-01", "06-30") } else { ("07-01", "12-31") };
        return Some(Period { from: format!("{year}-{from}"), to: format!("{year}-{to}") });
    }
    if let Some(found) = QUARTER.captures(title) {
        let year = found.name("y")?.as_str();
        let (from, to) = match crate::dates::quarter_number(found.name("q")?.as_str())? {
            1 => ("01-01", "03-31"),
            2 => ("04-01", "06-30"),
            3 => ("07-01", "09-30"),
            _ => ("10-01", "12-31"),
        };
        return Some(Period { from: format!("{year}-{from}"), to: format!("{year}-{to}") });
    }
    // “năm 2025” says more of the plan than “giai đoạn 2021-2025” of the programme it carries out;
    // “đến năm 2030” and “tầm nhìn 2030” are outlooks.
    let outlook = |start: usize| {
        let before = title.get(..start).unwrap_or_default().to_lowercase();
        ["đến ", "tầm nhìn ", "hướng ", "luật "].iter().any(|word| before.ends_with(word))
    };
    let year = YEARS.captures_iter(title).filter(|found| !found.get(0).is_some_and(|all| outlook(all.start()))).last();
    if let Some(found) = year {
        let from = found.name("a")?.as_str();
        let to = found.name("b").map_or(from, |to| to.as_str());
        return Some(Period { from: format!("{from}-01-01"), to: format!("{to}-12-31") });
    }
    let found = SPAN_OF_YEARS.captures(title)?;
    Some(Period {
        from: format!("{}-01-01", found.name("a")?.as_str()),
        to: format!("{}-12-31", found.name("b")?.as_str()),
    })
}

/// “chủ đề của năm 2024 là: “…””.
pub(super) fn theme(text: &str) -> Option<String> {
    let themes = THEME.captures_iter(text).filter_map(|found| found.name("theme"));
    themes.map(|theme| theme.as_str()).find(|theme| (5..=200).contains(&theme.chars().count())).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(title: &str) -> Option<(String, String)> {
        period(title).map(|period| (period.from, period.to))
    }

    #[test]
    fn the_year_of_the_plan_wins_over_the_years_of_its_programme() {
        assert_eq!(
            years("Thực hiện Chương trình giai đoạn 2021-2025 và định hướng đến năm 2030 trong năm 2024"),
            Some(("2024-01-01".into(), "2024-12-31".into()))
        );
        assert_eq!(years("Phòng ngừa giai đoạn 2026 - 2030"), Some(("2026-01-01".into(), "2030-12-31".into())));
        assert_eq!(years("Công tác 6 tháng cuối năm 2025"), Some(("2025-07-01".into(), "2025-12-31".into())));
        assert_eq!(years("Phòng, chống mua bán người"), None);
    }
}
