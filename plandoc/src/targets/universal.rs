//! Promises about all without a number: “mọi … đều …”, “đến từng …”, “phải được …”.

use std::ops::Range;

use super::clause::{in_quotes, trimmed_end};
use super::metric::metric;
use super::{COUNT, Found};
use crate::pattern::pattern;
use crate::plan::{Comparator, TargetKind};

pattern! {
    ALL = r"(?i)(?:(?:bảo đảm|đảm bảo|để) )?(?:mọi|mỗi|tất cả(?: các)?) (?P<who>[^.,;:“”()]+?) (?:đều|phải|được|hiểu|biết|nắm) [^.,;:“”()]*",
    needs Any(&["mọi ", "Mọi ", "mỗi ", "Mỗi ", "ất cả ", "MỌI ", "MỖI ", "ẤT CẢ "])
}

pattern! {
    TO_EACH = r"(?i)(?:(?:tuyên truyền|truyền thông|phổ biến|quán triệt|vận động|triển khai) )?đến (?:từng|mỗi|mọi) (?P<who>[^.;:“”()]*)",
    needs Any(&["ến từng ", "ến mỗi ", "ến mọi ", "ẾN "])
}

pattern! {
    MUST = r"(?i)(?:[^.,;:“”()]+? phải được [^.;:“”()]*?|khi có (?:đủ )?[^.,;:“”()]+? phải [^.,;:“”()]*)(?:, khi |[.;:]|,? (?:phù hợp|bảo đảm)|$|(?P<cut> để | theo ))",
    needs Any(&[" phải ", " PHẢI "])
}

pattern! {
    CONDITION = r"(?i)\bkhi có (?:đủ )?[^.,;:“”()]+? phải [^.,;:“”()]*?(?: để | theo |[.,;:“”()]|$)",
    needs Any(&["hi có ", "HI CÓ "])
}

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

pub(super) fn universal(text: &str, found: &mut Vec<Found>) {
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

pub(super) fn push_universal(text: &str, found: &mut Vec<Found>, range: Range<usize>) {
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

/// A target without a number that lies in another one, or in one found before it, says nothing new.
pub(super) fn without_overlaps(found: Vec<Found>, counted: usize) -> Vec<Found> {
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
