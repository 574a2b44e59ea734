//! Measurable promises: percentages, ratios, counted floors, “không để xảy ra …”, “mọi … đều …”.

mod clause;
mod metric;
mod universal;

use std::ops::Range;

use crate::pattern::pattern;
use crate::plan::{Comparator, TargetKind};
use clause::{clause, sentence_start, trimmed_end};
use metric::metric;
use universal::{universal, without_overlaps};

pattern! {
    PERCENT = r"(?P<cmp>(?i:trên|hơn|từ|đạt từ|ít nhất|tối thiểu|không dưới|không thấp hơn|dưới|không quá|tối đa|không vượt quá)(?: mức| là)? )?(?P<n>\d{1,3}(?:[.,]\d{1,2})?) ?%(?: ?(?:-|–|đến) ?\d{1,3}(?:[.,]\d+)? ?%)?(?P<up> trở lên)?",
    needs Any(&["%"])
}
pattern! {
    RATIO = r"\b(?P<n>\d{1,4})/(?P<of>\d{1,4}) (?P<unit>(?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã|thôn|bản|ấp|khóm|khu phố|tổ dân phố|trường|đơn vị|cơ sở|vụ|nạn nhân|hộ)(?:, (?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã|thôn|bản|tổ dân phố|khu phố))*)",
    needs Any(&["/"])
}
pattern! {
    COUNT = r"(?P<cmp>(?i:ít nhất|tối thiểu|không dưới|trên|từ)) (?P<n>\d{1,6}) (?P<unit>cuộc|buổi|lớp|hội nghị|đợt|tin, bài|tin bài|tin|bài|mô hình|vụ|lượt người|lượt|người|cán bộ|học sinh|tờ rơi|tờ|hộ|phóng sự|chuyên đề|lần|pano|video|clip|hội thi|nạn nhân|câu lạc bộ|cơ sở|mô hình điểm)(?P<up> trở lên)?\b",
    needs Digit
}
pattern! {
    ZERO = r"(?i)không (?:để )?(?:xảy ra|phát sinh|bỏ lọt|để lọt|oan sai)[^.;:]*|không để (?:oan sai|lọt)[^.;:]*",
    needs Any(&["hông ", "HÔNG "])
}
/// A target in one paragraph; places are bytes of that paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) kind: TargetKind,
    pub(crate) comparator: Comparator,
    pub(crate) value: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) metric: Option<String>,
    pub(crate) bytes: Range<usize>,
}

/// Every target of a paragraph, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut last_percent = 0;
    for captures in PERCENT.captures_iter(text) {
        found.extend(percent(text, &captures, last_percent));
        last_percent = captures.get(0).map_or(last_percent, |all| all.end());
    }
    found.extend(RATIO.captures_iter(text).filter_map(|captures| ratio(text, &captures)));
    found.extend(COUNT.captures_iter(text).filter_map(|captures| count(text, &captures)));
    found.extend(ZERO.find_iter(text).map(|zero| none_at_all(text, zero.range())));
    found.sort_by_key(|target| target.bytes.start);
    let counted = found.len();
    universal(text, &mut found);
    without_overlaps(found, counted)
}

fn percent(text: &str, captures: &regex::Captures<'_>, after: usize) -> Option<Found> {
    let all = captures.get(0)?;
    let value = number(captures.name("n")?.as_str())?;
    let clause = clause(text, &all.range(), after);
    let before = text.get(clause.start..all.start())?;
    let behind = text.get(all.end()..clause.end)?.trim();
    let subject = rate_subject(before).or_else(|| Some(behind.to_owned()).filter(|words| !words.is_empty()));
    Some(Found {
        kind: TargetKind::Numeric,
        comparator: comparator(captures),
        value: Some(value),
        unit: Some("%".to_owned()),
        metric: metric(TargetKind::Numeric, text.get(clause.clone())?),
        subject,
        bytes: clause,
    })
}

/// “Tỷ lệ X đạt” → X.
fn rate_subject(before: &str) -> Option<String> {
    let lower = before.to_lowercase();
    let start = lower.rfind("tỷ lệ ").or_else(|| lower.rfind("tỉ lệ "))?;
    let rest = before.get(start + "tỷ lệ ".len()..)?;
    let end =
        [" đạt", " phải đạt", " là", " bằng"].iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    let words = rest.get(..end)?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn ratio(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    let clause = clause(text, &all.range(), 0);
    Some(Found {
        kind: TargetKind::Numeric,
        comparator: Comparator::Equal,
        value: number(captures.name("n")?.as_str()),
        unit: Some(captures.name("unit")?.as_str().to_owned()),
        subject: text
            .get(clause.start..all.start())
            .map(|words| words.trim().to_owned())
            .filter(|words| !words.is_empty()),
        metric: metric(TargetKind::Numeric, text.get(sentence_start(text, all.start())..all.end())?),
        bytes: all.range(),
    })
}

fn count(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    let word = captures.name("cmp")?.as_str().to_lowercase();
    if word == "từ" && captures.name("up").is_none() {
        return None;
    }
    let clause = clause(text, &all.range(), 0);
    let words = text.get(clause.clone())?;
    Some(Found {
        kind: TargetKind::Numeric,
        comparator: comparator(captures),
        value: number(captures.name("n")?.as_str()),
        unit: Some(captures.name("unit")?.as_str().to_owned()),
        subject: text.get(all.end()..clause.end).map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()),
        metric: metric(TargetKind::Numeric, words),
        bytes: clause,
    })
}

fn none_at_all(text: &str, range: Range<usize>) -> Found {
    let bytes = range.start..trimmed_end(text, &range);
    let words = text.get(bytes.clone()).unwrap_or_default();
    Found {
        kind: TargetKind::Zero,
        comparator: Comparator::Equal,
        value: Some(0.0),
        unit: Some("vụ".to_owned()),
        subject: words.split_once("xảy ra ").map(|(_, what)| what.to_owned()).or_else(|| Some(words.to_owned())),
        metric: metric(TargetKind::Zero, words),
        bytes,
    }
}

fn comparator(captures: &regex::Captures<'_>) -> Comparator {
    if captures.name("up").is_some() {
        return Comparator::AtLeast;
    }
    let word = captures.name("cmp").map_or(String::new(), |word| word.as_str().to_lowercase());
    match word.trim().trim_end_matches(" mức").trim_end_matches(" là") {
        "trên" | "hơn" => Comparator::MoreThan,
        "ít nhất" | "tối thiểu" | "không dưới" | "không thấp hơn" | "từ" | "đạt từ" => {
            Comparator::AtLeast
        }
        "dưới" => Comparator::LessThan,
        "không quá" | "tối đa" | "không vượt quá" => Comparator::AtMost,
        _ => Comparator::Equal,
    }
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(TargetKind, Comparator, Option<f64>, Option<String>)> {
        find(text).into_iter().map(|t| (t.kind, t.comparator, t.value, t.unit)).collect()
    }

    fn percent(comparator: Comparator, value: f64) -> (TargetKind, Comparator, Option<f64>, Option<String>) {
        (TargetKind::Numeric, comparator, Some(value), Some("%".into()))
    }

    #[test]
    fn several_targets_in_one_sentence_are_read_apart() {
        assert_eq!(
            read(
                "Tỷ lệ giải quyết tố giác đạt trên 92%; từ 95% trở lên số vụ án được truy tố, 100% nạn nhân được hỗ trợ."
            ),
            [
                percent(Comparator::MoreThan, 92.0),
                percent(Comparator::AtLeast, 95.0),
                percent(Comparator::Equal, 100.0)
            ]
        );
    }

    #[test]
    fn the_metric_is_known_from_the_clause() {
        let found = find("Tỷ lệ điều tra, khám phá các vụ án đạt 90%; 100% nạn nhân có nhu cầu được hỗ trợ.");

        let metrics: Vec<Option<&str>> = found.iter().map(|t| t.metric.as_deref()).collect();
        assert_eq!(metrics, [Some("cases_investigated_solved_rate"), Some("victims_supported_rate")]);
    }

    #[test]
    fn ages_names_and_hotlines_are_no_targets() {
        assert_eq!(read("Ban Chỉ đạo 138 hỗ trợ nạn nhân dưới 16 tuổi qua Tổng đài 111, Đề án 06 (01 bản)."), []);
    }

    #[test]
    fn a_slogan_in_quotes_promises_nothing() {
        assert_eq!(read("với phương châm “đến từng nhà, rà từng người” và tạo mọi điều kiện được học nghề"), []);
    }

    #[test]
    fn counted_floors_have_their_unit() {
        assert_eq!(
            read("Mỗi xã tổ chức ít nhất 02 buổi tuyên truyền."),
            [(TargetKind::Numeric, Comparator::AtLeast, Some(2.0), Some("buổi".into()))]
        );
    }
}
