//! “hằng quý (trước ngày 10/3, 10/6)”, “6 tháng, 01 năm trước 15/6 và 15/12”: periods with their days.

use std::ops::Range;

use crate::dates;
use crate::pattern::pattern;
use crate::plan::{DueRule, Frequency};

pattern! {
    /// A period of reporting. “tháng, quý, năm” alone only count in a list after another period.
    PERIOD = concat!(
        r"(?i)(?P<daily>h[àằ]ng ngày|mỗi ngày)|(?P<weekly>h[àằ]ng tuần|mỗi tuần|báo cáo tuần)|(?P<monthly>h[àằ]ng tháng|mỗi tháng|báo cáo tháng)",
        r"|(?P<six>(?:0?6|sáu) tháng(?: (?:đầu|cuối) năm)?|nửa năm)|(?P<nine>0?9 tháng)|(?P<three>(?:0?3|ba) tháng)",
        r"|(?P<quarters>quý (?:IV|I{1,3}|[1-4])(?:(?:,| và|;) (?:quý )?(?:IV|I{1,3}|[1-4])\b)*)|(?P<quarterly>h[àằ]ng quý|mỗi quý|báo cáo quý|tháng cuối (?:của )?quý|cuối mỗi quý)",
        r"|(?P<annual>h[àằ]ng năm|mỗi năm|(?:01|1|một|cả|cuối) năm|báo cáo năm)|(?P<adhoc>đột xuất)",
        r"|(?P<list>(?:, |và |/ ?)(?:(?P<lmonth>tháng)|(?P<lquarter>quý)|(?P<lyear>năm))\b)"
    )
}
pattern! {
    /// Between two members of a list of periods.
    BRACKET_OR_DAY = r"^(?: ?\([^()]+\)| (?:trước|chậm nhất|vào)(?: là)?(?: ngày)? \d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)?[, ]{0,2}$"
}
pattern! {
    DAYS = r"(?i)(?P<cue>trước|chậm nhất(?: là)?(?: vào)?|muộn nhất(?: là)?|vào)?(?: các)?(?: ngày)? ?(?P<first>\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?)(?P<more>(?:(?:,|;| và|, và) (?:trước )?(?:ngày )?\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?)*)",
    needs Digit
}
pattern! {
    /// “ngày 15 hằng tháng”, “ngày 05 của tháng cuối quý”, “ngày 20 tháng cuối quý”.
    DAY_OF_MONTH = r"(?i)(?:(?P<cue>trước|chậm nhất(?: là)?(?: vào)?|muộn nhất(?: là)?|vào)(?: ngày)?|ngày) (?P<day>\d{1,2}) (?:(?:của )?h[àằ]ng tháng|(?:của )?mỗi tháng|(?:của )?tháng (?:cuối|đầu)(?: của)? (?:quý|kỳ|mỗi)|của tháng)",
    needs Digit
}

pattern! {
    /// “Hằng tháng, trước ngày 20, báo cáo …”.
    BARE_DAY = r"(?i)(?P<cue>trước|chậm nhất(?: là)?(?: vào)?|muộn nhất(?: là)?|vào) ngày (?P<day>\d{1,2})(?:[,;.)]|$| [^\dt/])",
    needs Digit
}

/// One period with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) frequency: Frequency,
    pub(crate) due: Vec<String>,
    pub(crate) rule: Option<DueRule>,
    /// `Q1`, `9M`.
    pub(crate) periods: Vec<String>,
    /// Bytes of the sentence.
    pub(crate) bytes: Range<usize>,
}

/// A list of days and where it stands.
struct Days {
    dates: Vec<String>,
    rule: Option<DueRule>,
    bytes: Range<usize>,
}

/// The periods of a sentence, each with the days that belong to it.
pub(super) fn slots(sentence: &str) -> Vec<Slot> {
    let mut slots = periods(sentence);
    let lists = day_lists(sentence);
    for list in &lists {
        hand_out(&mut slots, list, sentence);
    }
    slots.into_iter().flat_map(by_quarter).collect()
}

/// Whether a sentence speaks of reports that come again.
pub(crate) fn is_scheduled(sentence: &str) -> bool {
    super::REPORT.is_match(sentence) && sentence.to_lowercase().contains("báo cáo") && PERIOD.is_match(sentence)
}

fn periods(sentence: &str) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for captures in PERIOD.captures_iter(sentence) {
        let Some(all) = captures.get(0) else { continue };
        let has = |name: &str| captures.name(name).is_some();
        let listed = has("list");
        let follows =
            |last: &Slot| sentence.get(last.bytes.end..all.start()).is_some_and(|gap| BRACKET_OR_DAY.is_match(gap));
        // “và năm 2025” is a year and no period.
        let dated =
            sentence.get(all.end()..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        // “cả năm học” is no calendar year.
        if sentence.get(all.end()..).is_some_and(|rest| rest.starts_with(" học")) {
            continue;
        }
        if listed && (dated || !slots.last().is_some_and(follows)) {
            continue;
        }
        let frequency = if has("daily") {
            Frequency::Daily
        } else if has("weekly") {
            Frequency::Weekly
        } else if has("monthly") || has("lmonth") {
            Frequency::Monthly
        } else if has("six") {
            Frequency::SixMonthly
        } else if has("quarters") || has("three") || has("quarterly") || has("lquarter") {
            Frequency::Quarterly
        } else if has("nine") {
            Frequency::Periodic
        } else if has("adhoc") {
            Frequency::AdHoc
        } else {
            Frequency::Annual
        };
        let periods = match captures.name("quarters") {
            Some(quarters) => quarter_names(quarters.as_str()),
            None if has("nine") => vec!["9M".to_owned()],
            None => Vec::new(),
        };
        // The list's own comma and the stop behind it are not part of the words.
        let words = all.as_str().trim_matches([',', ' ', '.', ';', ')', '/']).trim_start_matches("và ");
        let start = all.start() + all.as_str().find(words).unwrap_or(0);
        let bytes = start..start + words.len();
        if let Some(known) = slots.iter_mut().find(|slot| slot.frequency == frequency && slot.periods == periods) {
            known.bytes.end =
                known.bytes.end.max(if known.bytes.end + 4 >= bytes.start { bytes.end } else { known.bytes.end });
            continue;
        }
        slots.push(Slot { frequency, due: Vec::new(), rule: None, periods, bytes });
    }
    slots
}

fn quarter_names(text: &str) -> Vec<String> {
    text.split([' ', ',', ';']).filter_map(dates::quarter_number).map(|number| format!("Q{number}")).collect()
}

fn day_lists(sentence: &str) -> Vec<Days> {
    let mut lists = Vec::new();
    for captures in DAYS.captures_iter(sentence) {
        let (Some(all), Some(first)) = (captures.get(0), captures.name("first")) else { continue };
        let before = sentence.get(..first.start()).unwrap_or_default();
        // The date of a document or the day of a name is no deadline.
        let is_deadline = captures.name("cue").is_some();
        if !is_deadline || before.trim_end().ends_with("người") {
            continue;
        }
        let words = sentence.get(first.start()..all.end()).unwrap_or_default();
        let days = dates::days(words).into_iter().map(|(day, _)| day.iso()).collect();
        lists.push(Days {
            dates: days,
            rule: captures.name("cue").map(|cue| super::rule(cue.as_str())),
            bytes: all.range(),
        });
    }
    for captures in DAY_OF_MONTH.captures_iter(sentence).chain(BARE_DAY.captures_iter(sentence)) {
        let (Some(all), Some(day)) = (captures.get(0), captures.name("day")) else { continue };
        let Some(number) = day.as_str().parse::<u8>().ok().filter(|day| (1..=31).contains(day)) else { continue };
        if lists.iter().any(|known: &Days| known.bytes.start < all.end() && all.start() < known.bytes.end) {
            continue;
        }
        lists.push(Days {
            dates: vec![format!("{number:02}")],
            rule: captures.name("cue").map(|cue| super::rule(cue.as_str())),
            bytes: all.range(),
        });
    }
    lists.sort_by_key(|list| list.bytes.start);
    lists
}

/// Days belong to the run of day-less periods just before them; with as many days as periods each
/// gets one. Days before every period belong to the first period after them.
fn hand_out(slots: &mut [Slot], list: &Days, sentence: &str) {
    let before = slots.iter().take_while(|slot| slot.bytes.start < list.bytes.start).count();
    if before == 0 {
        let overlapping = slots.first_mut();
        if let Some(slot) = overlapping {
            give(slot, &list.dates, list.rule);
        }
        return;
    }
    let within_day_of_month = slots.iter().position(|slot| list.bytes.contains(&slot.bytes.start));
    if let Some(slot) = within_day_of_month.and_then(|at| slots.get_mut(at)) {
        give(slot, &list.dates, list.rule);
        return;
    }
    let open: Vec<usize> = (0..before)
        .rev()
        .take_while(|at| slots.get(*at).is_some_and(|slot| slot.due.is_empty() && slot.frequency != Frequency::AdHoc))
        .collect();
    let open: Vec<usize> = open.into_iter().rev().collect();
    // A day of the month holds for every period before it.
    if list.dates.iter().all(|day| day.len() == 2) {
        for at in open {
            if let Some(slot) = slots.get_mut(at) {
                give(slot, &list.dates, list.rule);
            }
        }
        return;
    }
    let paired = open.len() > 1 && open.len() == list.dates.len() && runs_on(slots, &open, list, sentence);
    if paired {
        for (at, day) in open.iter().zip(&list.dates) {
            if let Some(slot) = slots.get_mut(*at) {
                give(slot, std::slice::from_ref(day), list.rule);
            }
        }
    } else if let Some(slot) = open.last().copied().or(before.checked_sub(1)).and_then(|at| slots.get_mut(at)) {
        give(slot, &list.dates, list.rule);
    }
}

/// Whether the periods stand in one list before the days.
fn runs_on(slots: &[Slot], open: &[usize], list: &Days, sentence: &str) -> bool {
    let first = open.first().and_then(|at| slots.get(*at)).map_or(0, |slot| slot.bytes.start);
    sentence.get(first..list.bytes.start).is_some_and(|words| !words.contains(';'))
}

fn give(slot: &mut Slot, days: &[String], rule: Option<DueRule>) {
    slot.due.extend_from_slice(days);
    slot.rule = slot.rule.or(rule);
}

/// “quý I, III (trước 10/3, 10/9)” are two duties with a day each.
fn by_quarter(slot: Slot) -> Vec<Slot> {
    if slot.periods.len() < 2 || slot.periods.len() != slot.due.len() {
        return vec![slot];
    }
    slot.periods
        .iter()
        .zip(&slot.due)
        .map(|(period, due)| Slot { periods: vec![period.clone()], due: vec![due.clone()], ..slot.clone() })
        .collect()
}
