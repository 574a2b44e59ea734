//! The differences of two texts: paragraph by paragraph, then word by word inside a changed one.

use similar::{ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub side: Side,
    /// The words.
    pub text: String,
}

/// On which side something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On both.
    Both,
    /// Only in the old text.
    Old,
    /// Only in the new text.
    New,
}

/// A stretch of paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// So many paragraphs are equal.
    Same(usize),
    /// One paragraph with its differences.
    Changed(Vec<Piece>),
}

/// Compares two texts whose paragraphs are lines.
pub fn differences(old: &str, new: &str) -> Vec<Stretch> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut stretches = Vec::new();
    for op in capture_diff_slices(similar::Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { len, .. } = op {
            stretches.push(Stretch::Same(len));
            continue;
        }
        let before = old.get(op.old_range()).unwrap_or_default();
        let after = new.get(op.new_range()).unwrap_or_default();
        for place in 0..before.len().max(after.len()) {
            let words = words(before.get(place).unwrap_or(&""), after.get(place).unwrap_or(&""));
            stretches.push(Stretch::Changed(words));
        }
    }
    stretches
}

/// How many paragraphs differ.
pub fn count(stretches: &[Stretch]) -> usize {
    stretches.iter().filter(|stretch| matches!(stretch, Stretch::Changed(_))).count()
}

/// Compares two paragraphs word by word.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Old,
            ChangeTag::Insert => Side::New,
        };
        match pieces.last_mut() {
            Some(last) if last.side == side => last.text.push_str(change.value()),
            _ => pieces.push(Piece { side, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_paragraph_shows_the_words_and_the_others_are_counted() {
        let stretches = differences("Một\nHai ba\nBốn", "Một\nHai năm\nBốn\nSáu");

        let piece = |side, text: &str| Piece { side, text: text.to_owned() };
        assert_eq!(
            stretches,
            [
                Stretch::Same(1),
                Stretch::Changed(vec![piece(Side::Both, "Hai "), piece(Side::Old, "ba"), piece(Side::New, "năm")]),
                Stretch::Same(1),
                Stretch::Changed(vec![piece(Side::New, "Sáu")]),
            ]
        );
        assert_eq!(count(&stretches), 2);
    }
}
