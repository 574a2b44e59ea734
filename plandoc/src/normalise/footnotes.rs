//! Footnotes whose superscripts were flattened to plain digits (“người1.” … “1 Chương trình”).

use super::Line;
use crate::pattern::pattern;

pattern! {
    /// A line that may be the body of a footnote: digits, a blank, a capital letter; no dot.
    BODY = r"^(\d{1,2}) \p{Lu}",
    needs Start(|first| first.is_ascii_digit())
}

pattern! {
    /// A place that may be a reference: digits directly after a small letter.
    REFERENCE = r"(\p{Ll})(\d{1,2})([.,;:) ]|$)",
    needs Digit
}

/// Turns body and reference into `[^n]:` and `[^n]` where an earlier line refers to the body.
pub(super) fn mark_plain_footnotes(lines: &mut [Line]) {
    // The last line and place at which each number 0–99 was seen as a possible reference: one pass,
    // however many lines look like bodies.
    let mut seen: [Option<usize>; 100] = [None; 100];
    for index in 0..lines.len() {
        let Some(line) = lines.get(index) else { break };
        let body = BODY.captures(&line.text).and_then(|found| found.get(1)).map(|n| n.as_str().to_owned());
        if let Some(number) = body
            && let Some(reference) = number.parse::<usize>().ok().and_then(|n| seen.get(n).copied().flatten())
        {
            mark_body(lines, index, &number);
            mark_reference(lines, reference, &number);
            continue;
        }
        for found in REFERENCE.captures_iter(&line.text) {
            let number = found.get(2).and_then(|n| n.as_str().parse::<usize>().ok());
            if let Some(slot) = number.and_then(|n| seen.get_mut(n)) {
                slot.get_or_insert(index);
            }
        }
    }
}

fn mark_body(lines: &mut [Line], index: usize, number: &str) {
    if let Some(line) = lines.get_mut(index) {
        let rest = line.text.get(number.len()..).unwrap_or_default().to_owned();
        line.text = format!("[^{number}]:{rest}");
    }
}

fn mark_reference(lines: &mut [Line], index: usize, number: &str) {
    let Some(line) = lines.get_mut(index) else { return };
    let place = REFERENCE
        .captures_iter(&line.text)
        .filter_map(|found| found.get(2))
        .find(|digits| digits.as_str() == number)
        .map(|digits| digits.range());
    if let Some(range) = place {
        line.text.replace_range(range, &format!("[^{number}]"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().enumerate().map(|(number, text)| Line { number, text: (*text).to_owned() }).collect()
    }

    #[test]
    fn a_flattened_footnote_gets_its_marks_back() {
        let mut given = lines(&["phòng chống mua bán người1.", "1 Chương trình hành động"]);

        mark_plain_footnotes(&mut given);

        assert_eq!(given[0].text, "phòng chống mua bán người[^1].");
        assert_eq!(given[1].text, "[^1]: Chương trình hành động");
    }

    #[test]
    fn a_line_that_begins_with_a_number_nobody_refers_to_stays() {
        let mut given = lines(&["Kết quả như sau", "15 Công an xã"]);

        mark_plain_footnotes(&mut given);

        assert_eq!(given[1].text, "15 Công an xã");
    }
}
