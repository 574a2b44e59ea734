//! Source text → normalised text (N1 of mission/truth/SCHEMA.md §2), to which all spans refer.
//!
//! Three steps: clean each line, turn plain footnote digits into marks, join lines into paragraphs.

mod clean;
mod footnotes;
mod join;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::plan::Span;

/// The normalised text with its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalised {
    /// Paragraphs joined by `\n`, no newline at the end.
    pub text: String,
    /// They partition `text` (the newlines between them left out).
    pub paragraphs: Vec<Paragraph>,
    /// Whether the lines of the source were broken at a fixed width.
    pub hard_wrapped: bool,
    /// Character index of each byte offset of `text`, one more than its length.
    chars: Vec<u32>,
}

/// One paragraph of the normalised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Byte range in the normalised text.
    pub bytes: Range<usize>,
    /// First and last line of the source, 1-based.
    pub lines: (usize, usize),
}

impl Normalised {
    /// The span in characters of a byte range of the text. Offsets beyond the text count as its end.
    pub fn span(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.char_at(bytes.start), end: self.char_at(bytes.end) }
    }

    /// The words of a byte range; empty if it is not one.
    pub fn slice(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    fn char_at(&self, byte: usize) -> usize {
        self.chars.get(byte).or(self.chars.last()).map_or(0, |index| *index as usize)
    }
}

/// A cleaned source line.
struct Line {
    number: usize,
    text: String,
}

/// Normalises source text.
pub fn normalise(source: &str) -> Normalised {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let composed: Cow<'_, str> = match is_nfc_quick(source.chars()) {
        IsNormalized::Yes => Cow::Borrowed(source),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(source.nfc().collect()),
    };
    let mut lines: Vec<Line> = composed
        .split('\n')
        .enumerate()
        .map(|(index, line)| Line { number: index + 1, text: clean::clean_line(line) })
        .filter(|line| !line.text.is_empty())
        .collect();
    clean::drop_page_numbers(&mut lines);
    footnotes::mark_plain_footnotes(&mut lines);
    let hard_wrapped = join::is_hard_wrapped(&lines);
    let mut text = String::with_capacity(composed.len());
    let mut paragraphs = Vec::new();
    for group in join::group_lines(&lines) {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        for (position, line) in group.iter().enumerate() {
            if position > 0 {
                text.push(' ');
            }
            text.push_str(&line.text);
        }
        let first = group.first().map_or(0, |line| line.number);
        let last = group.last().map_or(0, |line| line.number);
        paragraphs.push(Paragraph { bytes: start..text.len(), lines: (first, last) });
    }
    let chars = char_index(&text);
    Normalised { text, paragraphs, hard_wrapped, chars }
}

/// For every byte offset the number of characters that begin before it.
fn char_index(text: &str) -> Vec<u32> {
    let mut index = Vec::with_capacity(text.len() + 1);
    let mut count = 0_u32;
    for character in text.chars() {
        index.extend(std::iter::repeat_n(count, character.len_utf8()));
        count = count.saturating_add(1);
    }
    index.push(count);
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_sentence_becomes_one_paragraph() {
        let source = "I. NHIỆM VỤ\n\n- Tổ chức tuyên truyền cho nhân dân ở các thôn, bản vùng cao về thủ\n\n\
                      đoạn của tội phạm.\n\n- Rà soát.\n";

        let normalised = normalise(source);

        let texts: Vec<&str> = normalised.paragraphs.iter().map(|p| normalised.slice(&p.bytes)).collect();
        assert_eq!(
            texts,
            [
                "I. NHIỆM VỤ",
                "- Tổ chức tuyên truyền cho nhân dân ở các thôn, bản vùng cao về thủ đoạn của tội phạm.",
                "- Rà soát."
            ]
        );
    }

    #[test]
    fn decomposed_text_windows_lines_and_hard_spaces_make_no_difference() {
        let plain = "KẾ HOẠCH\nPhòng, chống mua bán người\nI. MỤC ĐÍCH\n1. Nâng cao.\n";
        let odd: String =
            format!("\u{feff}{}", plain.replace('\n', " \r\n\r\n").replace(' ', "\u{a0}")).nfd().collect();

        assert_eq!(normalise(&odd).text, normalise(plain).text);
    }

    #[test]
    fn spans_count_characters_and_not_bytes() {
        let normalised = normalise("Đề án");
        let end = normalised.text.len();

        assert_eq!(normalised.span(&(0..end)), Span { start: 0, end: 5 });
    }

    #[test]
    fn a_table_row_stays_a_paragraph_of_its_own() {
        let normalised = normalise("| TT | Nội dung |\n| 1 | Tuyên truyền |\nNơi nhận:\n");

        assert_eq!(normalised.paragraphs.len(), 3);
    }
}
