//! Text → words with folded keys, so that spelling habits do not matter when names are compared.
//!
//! Folded: case, the place of the tone mark (“Thành uỷ” = “Thành ủy”), the kind of dash. Not folded:
//! the tone itself, because “năm”, “nắm” and “nam” are different words.

use std::borrow::Cow;
use std::ops::Range;

/// A word, a number or one punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// What it is compared by.
    pub(crate) key: Cow<'t, str>,
    /// Where it stands, in bytes.
    pub(crate) bytes: Range<usize>,
    /// Whether its first letter is a capital.
    pub(crate) capital: bool,
}

impl Word<'_> {
    /// Whether it is a word or number and no punctuation.
    pub(crate) fn is_word(&self) -> bool {
        self.key.chars().next().is_some_and(is_alphanumeric)
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        self.key == key
    }
}

/// Splits a stretch of text; offsets are shifted by `offset`.
pub(crate) fn words(text: &str, offset: usize) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut start: Option<usize> = None;
    for (at, character) in text.char_indices() {
        if is_alphanumeric(character) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(begin) = start.take() {
            found.push(word(text, begin..at, offset));
        }
        if !character.is_whitespace() {
            found.push(word(text, at..at + character.len_utf8(), offset));
        }
    }
    if let Some(begin) = start {
        found.push(word(text, begin..text.len(), offset));
    }
    found
}

fn word(text: &str, range: Range<usize>, offset: usize) -> Word<'_> {
    let written = text.get(range.clone()).unwrap_or_default();
    Word {
        key: key(written),
        bytes: range.start + offset..range.end + offset,
        capital: written.starts_with(char::is_uppercase),
    }
}

/// The folded form of one word.
pub(crate) fn key(written: &str) -> Cow<'_, str> {
    match written {
        "–" | "—" | "−" | "‐" | "‑" => return Cow::Borrowed("-"),
        "”" | "“" | "„" | "«" | "»" => return Cow::Borrowed("\""),
        _ => {}
    }
    let lower = if is_lower(written) { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase()) };
    if lower.is_ascii() {
        return lower;
    }
    let mut reversed = lower.chars().rev();
    let (Some(last), Some(before)) = (reversed.next(), reversed.next()) else { return lower };
    let Some((first_toned, last_plain)) = tone_moved_left(before, last) else { return lower };
    let kept = lower.len() - before.len_utf8() - last.len_utf8();
    let mut moved = lower.get(..kept).unwrap_or_default().to_owned();
    moved.push(first_toned);
    moved.push(last_plain);
    Cow::Owned(moved)
}

/// Whether lower-casing would change nothing; a cheap look that may say no too often.
fn is_lower(written: &str) -> bool {
    written.chars().all(|letter| match letter {
        'A'..='Z' => false,
        '\0'..='\u{7f}' => true,
        // In this block small letters have odd numbers.
        'Ạ'..='ỿ' => u32::from(letter) % 2 == 1,
        other => other.is_lowercase(),
    })
}

/// As the method of the character, with the letters of Vietnamese known without its tables.
fn is_alphanumeric(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ạ'..='ỿ' => true,
        other => other.is_alphanumeric(),
    }
}

/// `oà → òa`, `uỷ → ủy`, `oé → óe`: the same syllable in the two spelling habits.
fn tone_moved_left(first: char, second: char) -> Option<(char, char)> {
    const O: &str = "òóỏõọ";
    const U: &str = "ùúủũụ";
    let (marks, plain) = match (first, second) {
        ('o', 'à' | 'á' | 'ả' | 'ã' | 'ạ') => ("àáảãạ", 'a'),
        ('o', 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ') => ("èéẻẽẹ", 'e'),
        ('u', 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ') => ("ỳýỷỹỵ", 'y'),
        _ => return None,
    };
    let position = marks.chars().position(|mark| mark == second)?;
    let toned = if first == 'o' { O } else { U }.chars().nth(position)?;
    Some((toned, plain))
}

/// The first `bytes` bytes of a text, cut back to a whole character. What a recogniser looks at
/// behind a cue is bounded by this, so that the work grows with the text and not with its square.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The last `bytes` bytes of a text, cut to a whole character.
pub(crate) fn ending(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// The folded form of a whole text: keys joined by single spaces, punctuation left out.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text, 0).iter().filter(|word| word.is_word()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.key);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_place_case_and_dashes_are_folded() {
        assert_eq!(folded("Thành uỷ – HOÀ BÌNH"), folded("thành ủy - Hòa Bình"));
        assert_eq!(key("hoàn"), "hoàn");
    }

    #[test]
    fn different_tones_stay_different_words() {
        assert_ne!(key("nắm"), key("năm"));
    }

    #[test]
    fn the_quick_look_at_letters_agrees_with_unicode() {
        for letter in '\0'..='\u{2fff}' {
            assert_eq!(is_alphanumeric(letter), letter.is_alphanumeric(), "{letter:?}");
        }
        for letter in ('\0'..='\u{2fff}').filter(|letter| letter.is_alphanumeric()) {
            let written = letter.to_string();
            assert!(!is_lower(&written) || written.to_lowercase() == written, "{letter:?}");
        }
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "Sở Y tế, tỉnh";

        let found = words(text, 0);

        assert_eq!(found.len(), 5);
        assert_eq!(&text[found[4].bytes.clone()], "tỉnh");
    }
}
