//! Measurable promises: percentages, ratios, counted floors, “không để xảy ra …”, “mọi … đều …”.

use std::ops::Range;
use std::sync::LazyLock;

use crate::pattern::pattern;
use crate::plan::{Comparator, TargetKind};
use crate::words::{beginning, ending, folded};

static METRICS: &str = include_str!("../data/metrics.tsv");

pattern! {
    PERCENT = r"(?P<cmp>(?i:trên|hơn|từ|đạt từ|ít nhất|tối thiểu|không dưới|không thấp hơn|dưới|không quá|tối đa|không vượt quá)(?: mức| là)? )?(?P<n>\d{1,3}(?:[.,]\d{1,2})?) ?%(?: ?(?:-|–|đến) ?\d{1,3}(?:[.,]\d+)? ?%)?(?P<up> trở lên)?"
}
pattern! {
    RATIO = r"\b(?P<n>\d{1,4})/(?P<of>\d{1,4}) (?P<unit>(?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã|thôn|bản|ấp|khóm|khu phố|tổ dân phố|trường|đơn vị|cơ sở|vụ|nạn nhân|hộ)(?:, (?:xã|phường|thị trấn|đặc khu|huyện|thành phố|thị xã|thôn|bản|tổ dân phố|khu phố))*)"
}
pattern! {
    COUNT = r"(?P<cmp>(?i:ít nhất|tối thiểu|không dưới|trên|từ)) (?P<n>\d{1,6}) (?P<unit>cuộc|buổi|lớp|hội nghị|đợt|tin, bài|tin bài|tin|bài|mô hình|vụ|lượt người|lượt|người|cán bộ|học sinh|tờ rơi|tờ|hộ|phóng sự|chuyên đề|lần|pano|video|clip|hội thi|nạn nhân|câu lạc bộ|cơ sở|mô hình điểm)(?P<up> trở lên)?\b"
}
pattern! {
    ZERO = r"(?i)không (?:để )?(?:xảy ra|phát sinh|bỏ lọt|để lọt|oan sai)[^.;:]*|không để (?:oan sai|lọt)[^.;:]*"
}
pattern! {
    ALL = r"(?i)(?:(?:bảo đảm|đảm bảo|để) )?(?:mọi|mỗi|tất cả(?: các)?) (?P<who>[^.,;:“”()]{2,90}?) (?:đều|phải|được|hiểu|biết|nắm) [^.,;:“”()]*"
}
pattern! {
    TO_EACH = r"(?i)(?:(?:tuyên truyền|truyền thông|phổ biến|quán triệt|vận động|triển khai) )?đến (?:từng|mỗi|mọi) (?P<who>[^.;:“”()]*)"
}
pattern! {
    MUST = r"(?i)(?:[^.,;:“”()]{4,120}? phải được [^.;:“”()]*?|khi có (?:đủ )?[^.,;:“”()]{2,60} phải [^.,;:“”()]*)(?:, khi |[.;:]|,? (?:phù hợp|bảo đảm)|$|(?P<cut> để | theo ))"
}
pattern! {
    CONDITION = r"(?i)\bkhi có (?:đủ )?[^.,;:“”()]{2,60} phải [^.,;:“”()]*?(?: để | theo |[.,;:“”()]|$)"
}

/// A clause reaches at most this many bytes to either side of its number.
const WINDOW: usize = 700;

/// Things that “mọi” multiplies without promising anything.
const NO_PROMISE: [&str; 10] = [
    "điều kiện",
    "nguồn lực",
    "biện pháp",
    "hình thức",
    "mặt",
    "hoạt động",
    "tầng lớp",
    "lúc",
    "phương diện",
    "lĩnh vực",
];

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

/// A target without a number that lies in another one, or in one found before it, says nothing new.
fn without_overlaps(found: Vec<Found>, counted: usize) -> Vec<Found> {
    let mut taken: Vec<Range<usize>> = found.iter().take(counted).map(|target| target.bytes.clone()).collect();
    let mut kept = Vec::with_capacity(found.len());
    for (index, target) in found.into_iter().enumerate() {
        let after = taken.partition_point(|known| known.start < target.bytes.end);
        // Ranges are sorted by start and do not nest deeply: the near ones before the end decide.
        let overlaps = taken.iter().take(after).rev().take(4).any(|known| target.bytes.start < known.end);
        if index >= counted {
            if overlaps {
                continue;
            }
            taken.insert(after, target.bytes.clone());
        }
        kept.push(target);
    }
    kept.sort_by_key(|target| target.bytes.start);
    kept
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

fn universal(text: &str, found: &mut Vec<Found>) {
    for captures in ALL.captures_iter(text) {
        let (Some(all), Some(who)) = (captures.get(0), captures.name("who")) else { continue };
        let promises = !NO_PROMISE.iter().any(|word| who.as_str().starts_with(word));
        let counted = all.as_str().contains('%') || COUNT.is_match(all.as_str());
        if promises && !counted {
            push_universal(text, found, all.range());
        }
    }
    for captures in TO_EACH.captures_iter(text) {
        let Some(all) = captures.get(0) else { continue };
        if !in_quotes(text, all.start()) {
            push_universal(text, found, all.range());
        }
    }
    for must in MUST.captures_iter(text) {
        let Some(all) = must.get(0) else { continue };
        let end = all.as_str().find(", khi ").map_or(all.end(), |at| all.start() + at);
        let end = must.name("cut").map_or(end, |cut| cut.start());
        if all.as_str().contains("phải được") {
            push_universal(text, found, all.start()..end);
        }
    }
    for condition in CONDITION.find_iter(text) {
        let words = condition.as_str();
        let end = [" để ", " theo "].iter().filter_map(|word| words.find(word)).min().unwrap_or(words.len());
        push_universal(text, found, condition.start()..condition.start() + end);
    }
}

fn push_universal(text: &str, found: &mut Vec<Found>, range: Range<usize>) {
    let start = range.start
        + text.get(range.clone()).map_or(0, |words| words.len() - words.trim_start_matches([' ', '.', ';', ',']).len());
    let bytes = start..trimmed_end(text, &range);
    let Some(words) = text.get(bytes.clone()).filter(|words| !words.is_empty()) else { return };
    found.push(Found {
        kind: TargetKind::Universal,
        comparator: Comparator::Equal,
        value: None,
        unit: None,
        subject: Some(words.to_owned()),
        metric: metric(TargetKind::Universal, words),
        bytes,
    });
}

fn trimmed_end(text: &str, range: &Range<usize>) -> usize {
    let words = text.get(range.clone()).unwrap_or_default();
    range.start + words.trim_end_matches([' ', '.', ';', ',', ':']).len()
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

/// The clause around a number: back to “tỷ lệ” or the last comma, on to the next comma; never
/// across another percentage.
fn clause(text: &str, number: &Range<usize>, after: usize) -> Range<usize> {
    let sentence_start = sentence_start(text, number.start).max(after);
    let before = text.get(sentence_start..number.start).unwrap_or_default();
    let lower_rate = ["Tỷ lệ", "tỷ lệ", "Tỉ lệ", "tỉ lệ"].iter().filter_map(|word| before.rfind(word)).max();
    let comma = before.rfind([',', ';', '(', ')', ':']).map_or(0, |at| at + 1);
    let start = sentence_start + lower_rate.unwrap_or(comma);
    let lead = text
        .get(start..number.start)
        .map_or(0, |words| words.len() - words.trim_start_matches([' ', ',', '.', ';', ')']).len());
    let behind = beginning(text.get(number.end..).unwrap_or_default(), WINDOW);
    let length = behind.find([';', '(', ':', '“']).unwrap_or(behind.len()).min(sentence_length(behind));
    let length = before_next_number(behind.get(..length).unwrap_or_default());
    let end = trimmed_end(text, &(number.end..number.end + length)).max(number.end);
    start + lead..end
}

/// Up to the comma before the next percentage or counted floor, if one follows.
fn before_next_number(behind: &str) -> usize {
    let next = [PERCENT.find(behind), COUNT.find(behind)].into_iter().flatten().map(|next| next.start()).min();
    let Some(next) = next else { return behind.len() };
    let before = behind.get(..next).unwrap_or_default();
    // “…, tỷ lệ giải quyết đạt trên 90%” belongs whole to the next number.
    let rate = ["tỷ lệ", "tỉ lệ", "Tỷ lệ"].iter().filter_map(|word| before.rfind(word)).max().unwrap_or(before.len());
    let before = before.get(..rate).unwrap_or(before);
    before.rfind(',').unwrap_or(before.len())
}

/// Where the sentence around a place begins, at most [`WINDOW`] bytes before it.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = ending(text.get(..at).unwrap_or_default(), WINDOW);
    at - before.len() + before.rfind(". ").map_or(0, |stop| stop + 2)
}

fn sentence_length(text: &str) -> usize {
    text.find(". ").or_else(|| text.strip_suffix('.').map(str::len)).unwrap_or(text.len())
}

fn in_quotes(text: &str, at: usize) -> bool {
    let before = ending(text.get(..at).unwrap_or_default(), WINDOW);
    let opened = before.rfind('“').map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX));
    let closed = before.rfind('”').map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX));
    opened > closed
}

struct Measure {
    key: &'static str,
    kind: Option<TargetKind>,
    /// All of these; each is a list of alternatives.
    words: Vec<Vec<&'static str>>,
}

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    METRICS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (key, kind) = (columns.next()?, columns.next()?);
            let kind = match kind {
                "numeric" => Some(TargetKind::Numeric),
                "zero" => Some(TargetKind::Zero),
                "universal" => Some(TargetKind::Universal),
                _ => None,
            };
            Some(Measure { key, kind, words: columns.map(|words| words.split('|').collect()).collect() })
        })
        .collect()
});

/// The key of what is measured, by the words of the clause.
fn metric(kind: TargetKind, clause: &str) -> Option<String> {
    let keys = format!(" {} ", folded(clause));
    MEASURES
        .iter()
        .filter(|measure| measure.kind.is_none_or(|wanted| wanted == kind))
        .find(|measure| {
            measure.words.iter().all(|any| any.iter().any(|word| keys.contains(&format!(" {} ", folded(word)))))
        })
        .map(|measure| measure.key.to_owned())
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
