//! The clause around a number: where it begins, where it ends.

use std::ops::Range;

use super::{COUNT, PERCENT};
use crate::words::{beginning, ending};

/// A clause reaches at most this many bytes to either side of its number.
const WINDOW: usize = 700;

/// The clause around a number: back to “tỷ lệ” or the last comma, on to the next comma; never
/// across another percentage.
pub(super) fn clause(text: &str, number: &Range<usize>, after: usize) -> Range<usize> {
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
pub(super) fn before_next_number(behind: &str) -> usize {
    let next = [PERCENT.find(behind), COUNT.find(behind)].into_iter().flatten().map(|next| next.start()).min();
    let Some(next) = next else { return behind.len() };
    let before = behind.get(..next).unwrap_or_default();
    // “…, tỷ lệ giải quyết đạt trên 90%” belongs whole to the next number.
    let rate = ["tỷ lệ", "tỉ lệ", "Tỷ lệ"].iter().filter_map(|word| before.rfind(word)).max().unwrap_or(before.len());
    let before = before.get(..rate).unwrap_or(before);
    before.rfind(',').unwrap_or(before.len())
}

/// Where the sentence around a place begins, at most [`WINDOW`] bytes before it.
pub(super) fn sentence_start(text: &str, at: usize) -> usize {
    let before = ending(text.get(..at).unwrap_or_default(), WINDOW);
    at - before.len() + before.rfind(". ").map_or(0, |stop| stop + 2)
}

pub(super) fn sentence_length(text: &str) -> usize {
    text.find(". ").or_else(|| text.strip_suffix('.').map(str::len)).unwrap_or(text.len())
}

pub(super) fn in_quotes(text: &str, at: usize) -> bool {
    let before = ending(text.get(..at).unwrap_or_default(), WINDOW);
    let opened = before.rfind('“').map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX));
    let closed = before.rfind('”').map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX));
    opened > closed
}

pub(super) fn trimmed_end(text: &str, range: &Range<usize>) -> usize {
    let words = text.get(range.clone()).unwrap_or_default();
    range.start + words.trim_end_matches([' ', '.', ';', ',', ':']).len()
}
