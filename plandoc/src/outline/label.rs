//! The label or bullet at the start of a paragraph.

use crate::pattern::{Pattern, pattern};

pattern! {
    ROMAN = r"^((?:PHẦN |Phần |CHƯƠNG |Chương )?[IVX]{1,6}) ?(?:[.)]\s*|[/:–-]\s+)",
    needs Start(is_big)
}
pattern! {
    PART_WORD = r"^((?:PHẦN|Phần|CHƯƠNG|Chương)(?: thứ| THỨ)? (?:nhất|hai|ba|bốn|tư|năm|NHẤT|HAI|BA|BỐN|TƯ|NĂM|\d+|[IVX]+))[.:]?(?:\s+|$)",
    needs Start(is_big)
}
pattern! {
    APPENDIX = r"^((?:PHỤ LỤC|Phụ lục|BIỂU|Biểu)(?: số)?(?: ?[IVX\d]+)?)[.:]?(?:\s+|$)",
    needs Start(is_big)
}
pattern! {
    CAPITAL = r"^([A-EGHĐ])[./]\s+",
    needs Start(is_big)
}
pattern! {
    ARTICLE = r"^((?:Điều|ĐIỀU) \d+[a-zđ]?)[.:]\s*",
    needs Start(is_big)
}
pattern! {
    COMPOUND = r"^(\d{1,2}(?:\.\d{1,2})+)(?:[.)]| ?[-–])?\s+",
    needs Start(is_digit)
}
pattern! {
    ARABIC = r"^(\d{1,3})(?:[./)]| ?[-–])\s+",
    needs Start(is_digit)
}
pattern! {
    /// “Nhiệm vụ 1: …”, “Giải pháp 2. …”.
    NAMED = r"^((?:Nhiệm vụ|Hoạt động|Giải pháp|Nội dung|Tiểu đề án|Mô hình|Nhóm nhiệm vụ|Nhóm giải pháp)(?: số| thứ)? \d{1,2})[:.]\s+",
    needs Start(is_big)
}
pattern! {
    ENCLOSED = r"^\((\d{1,2}|[a-zđ]|[ivx]+)\)\s*",
    needs Start(opens_bracket)
}
pattern! {
    LETTER = r"^([a-zđ])[.)]\s+",
    needs Start(is_small)
}
pattern! {
    DASH = r"^[-–—−•●▪◦‣○■]\s*"
}
pattern! {
    PLUS = r"^\+\s*",
    needs Start(is_plus)
}

fn is_big(first: char) -> bool {
    first.is_uppercase()
}

fn is_small(first: char) -> bool {
    first.is_ascii_lowercase() || first == 'đ'
}

fn is_digit(first: char) -> bool {
    first.is_ascii_digit()
}

fn is_plus(first: char) -> bool {
    first == '+'
}

fn opens_bracket(first: char) -> bool {
    first == '('
}

/// What kind of label it is. The order is the order of nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// “PHỤ LỤC I”, “Phần thứ nhất”.
    Volume,
    /// “A.”
    Capital,
    /// “I.”
    Roman,
    /// “Điều 2.”
    Article,
    /// “1.”, “2.1.” with the number of components.
    Arabic(u8),
    /// “Nhiệm vụ 1:”
    Named,
    /// “a)”
    Letter,
    /// “(1)”
    Enclosed,
    /// “- ”
    Dash,
    /// “+ ”
    Plus,
}

/// A label with its rank and its length in bytes (with the blank after it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) rank: Rank,
    /// As printed, without the blank.
    pub(crate) printed: String,
    /// What goes into an id: “II”, “2.1”, “a”.
    pub(crate) short: String,
    pub(crate) length: usize,
}

/// Reads the label of a paragraph.
pub(crate) fn label(text: &str) -> Option<Label> {
    let kinds: [(&Pattern, Rank); 12] = [
        (&PART_WORD, Rank::Volume),
        (&APPENDIX, Rank::Volume),
        (&ROMAN, Rank::Roman),
        (&CAPITAL, Rank::Capital),
        (&ARTICLE, Rank::Article),
        (&COMPOUND, Rank::Arabic(2)),
        (&ARABIC, Rank::Arabic(1)),
        (&NAMED, Rank::Named),
        (&ENCLOSED, Rank::Enclosed),
        (&LETTER, Rank::Letter),
        (&DASH, Rank::Dash),
        (&PLUS, Rank::Plus),
    ];
    let (found, rank) = kinds.iter().find_map(|(pattern, rank)| Some((pattern.captures(text)?, *rank)))?;
    let length = found.get(0)?.end();
    let printed = text.get(..length)?.trim().to_owned();
    let short = found.get(1).map_or("", |group| group.as_str()).replace(' ', "");
    let short = match rank {
        Rank::Volume => volume_id(&short),
        // “Nhiệmvụ1” → “N1”.
        Rank::Named => format!("N{}", short.chars().filter(char::is_ascii_digit).collect::<String>()),
        _ => short,
    };
    let rank = match rank {
        Rank::Arabic(2) => Rank::Arabic(u8::try_from(short.matches('.').count() + 1).unwrap_or(u8::MAX)),
        // A volume is a line of its own, not a sentence that begins with “Phụ lục”.
        Rank::Volume if text.chars().count() > 160 => return None,
        other => other,
    };
    let rank_text = (rank, printed, short, length);
    Some(Label { rank: rank_text.0, printed: rank_text.1, short: rank_text.2, length: rank_text.3 })
}

/// “PHỤLỤCII” → “PL-II”: ids stay short and free of diacritics.
fn volume_id(joined: &str) -> String {
    let lower = joined.to_lowercase();
    let (name, prefix) = match lower.as_str() {
        _ if lower.starts_with("phụlục") => ("phụlục", "PL"),
        _ if lower.starts_with("chương") => ("chương", "C"),
        _ if lower.starts_with("biểu") => ("biểu", "BM"),
        _ => ("phần", "P"),
    };
    let number = joined
        .chars()
        .skip(name.chars().count())
        .collect::<String>()
        .replace("số", "")
        .replace("thứ", "")
        .replace("THỨ", "");
    if number.is_empty() { prefix.to_owned() } else { format!("{prefix}-{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Rank, String)> {
        label(text).map(|label| (label.rank, label.short))
    }

    #[test]
    fn the_three_schemes_of_numbering_are_told_apart() {
        assert_eq!(read("II. NHIỆM VỤ"), Some((Rank::Roman, "II".into())));
        assert_eq!(read("2.1. Truyền thông"), Some((Rank::Arabic(2), "2.1".into())));
        assert_eq!(read("3. 100% tin báo"), Some((Rank::Arabic(1), "3".into())));
        assert_eq!(read("đ) Sở Y tế"), Some((Rank::Letter, "đ".into())));
        assert_eq!(read("- Tổ chức"), Some((Rank::Dash, String::new())));
        assert_eq!(read("Điều 2. Giao Công an"), Some((Rank::Article, "Điều2".into())));
    }

    #[test]
    fn a_number_inside_a_sentence_is_no_label() {
        assert_eq!(read("06 tháng đầu năm"), None);
        assert_eq!(read("100% tin báo"), None);
    }
}
