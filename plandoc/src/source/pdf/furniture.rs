//! Page numbers, running headers and footers: printed on the paper, no part of the text.

use std::collections::HashMap;

use super::lines::Line;
use super::page::{Item, Page};

/// The strip at the top and bottom of a page in which furniture stands, as part of its height.
const MARGIN: f64 = 0.11;
/// A line in the margin that stands on at least this many pages is a running header.
const REPEATS: usize = 3;

/// Takes page furniture out of all pages.
pub(super) fn remove(pages: &mut [Page]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &*pages {
        for line in page.lines().filter(|line| is_in_margin(line, page.height)) {
            *seen.entry(pattern(line)).or_default() += 1;
        }
    }
    let often = REPEATS.max(pages.len() / 2);
    for page in pages {
        let height = page.height;
        page.items.retain(|item| match item {
            Item::Line(line) if is_in_margin(line, height) => {
                !is_page_number(&line.text) && seen.get(&pattern(line)).is_none_or(|times| *times < often)
            }
            _ => true,
        });
        page.notes.retain(|line| !(is_in_margin(line, height) && is_page_number(&line.text)));
    }
}

fn is_in_margin(line: &Line, height: f64) -> bool {
    line.y < MARGIN * height || line.y > (1.0 - MARGIN) * height
}

/// The text with every number alike, so that "Trang 3" and "Trang 4" repeat, and its place to a few points.
fn pattern(line: &Line) -> String {
    let text: String = line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    format!("{:.0} {}", line.y / 4.0, text.replace("##", "#"))
}

/// "3", "- 3 -", "Trang 3/12".
fn is_page_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['-', '–', '—', '.', ' ']);
    let text = text.strip_prefix("Trang").or_else(|| text.strip_prefix("trang")).unwrap_or(text).trim();
    let mut parts = text.splitn(2, '/').map(str::trim);
    let is_count = |part: &str| (1..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    parts.next().is_some_and(is_count) && parts.next().is_none_or(is_count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_their_usual_forms_are_recognised() {
        for text in ["2", "- 2 -", "Trang 2/14", "12."] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2. Công an xã", "138", "2024/KH", "Trang trại"] {
            assert_eq!(is_page_number(text), text == "138", "{text}");
        }
    }
}
