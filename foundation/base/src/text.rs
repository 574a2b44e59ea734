//! Vietnamese text: one composed form for storing, one folded form for finding (ux.md L-04).

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The composed form (NFC) in which every text is stored.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form in which text is compared: lower case, no tone or vowel marks, đ as d, runs of
/// white space as one space. `Hoà`, `Hòa` and `hoa` fold to the same text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for ch in text.nfd().filter(|ch| !is_combining_mark(*ch)) {
        if ch.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        match ch {
            'đ' | 'Đ' => folded.push('d'),
            _ => folded.extend(ch.to_lowercase()),
        }
    }
    folded
}

/// Composed, trimmed, and every run of white space or control characters as one space: for
/// fields of one line.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect();
    nfc(&spaced.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_tone_orders_and_both_forms_fold_alike() {
        for text in ["Hòa Bình", "Hoà Bình", "Hoa\u{300} Bi\u{300}nh", "hoa  binh"] {
            assert_eq!(fold(text), "hoa binh");
        }
        assert_eq!(fold("Đường Đê"), "duong de");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
