//! Numerals, bullets and characters of symbol fonts as plain characters.

/// A list number in one of the formats of 17.18.59; formats without a Vietnamese use print as digits.
pub(super) fn numeral(value: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{value:02}"),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letters(value).to_uppercase(),
        "lowerLetter" => letters(value),
        _ => value.to_string(),
    }
}

fn roman(value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Beyond this Roman numerals have no standard form.
    if value == 0 || value >= 4000 {
        return value.to_string();
    }
    let mut rest = value;
    let mut text = String::new();
    for (part, sign) in PARTS {
        while rest >= part {
            text.push_str(sign);
            rest -= part;
        }
    }
    text
}

/// a … z, aa … zz, aaa …, as Word prints them.
fn letters(value: u32) -> String {
    let Some(index) = value.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from_digit(10 + index % 26, 36).unwrap_or('z');
    let times = usize::try_from(index / 26 + 1).unwrap_or(1).min(9);
    std::iter::repeat_n(letter, times).collect()
}

/// The mark of an unnumbered list: "-" or "+".
///
/// Administrative documents print "-" and below it "+" (Decree 30/2020/NĐ-CP, annex I);
/// rounder bullets stand for the same two ranks.
pub(super) fn bullet(text: &str, below_another: bool) -> &'static str {
    match text.trim().chars().next() {
        Some('+') => "+",
        Some('-' | '–' | '—' | '\u{2010}'..='\u{2012}' | '\u{2212}') => "-",
        _ if below_another => "+",
        _ => "-",
    }
}

/// A character of a symbol font (`w:sym`, 17.3.3.30), as far as texts use them.
pub(super) fn symbol(code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // Symbol fonts live in the private area U+F000–U+F0FF.
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match low {
        0x2D | 0x9F | 0xA7 | 0xA8 | 0xB7 | 0xD8 => Some('-'),
        0xA3 => Some('≤'),
        0xB0 => Some('°'),
        0xB1 => Some('±'),
        0xB3 => Some('≥'),
        0xB4 => Some('×'),
        0xB8 => Some('÷'),
        0xE0 | 0xAE => Some('→'),
        0x20..=0x7E => char::from_u32(low),
        _ if code < 0xE000 => char::from_u32(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_print_as_word_prints_them() {
        assert_eq!(numeral(14, "upperRoman"), "XIV");
        assert_eq!(numeral(28, "lowerLetter"), "bb");
        assert_eq!(numeral(3, "decimalZero"), "03");
        assert_eq!(numeral(7, "decimal"), "7");
    }
}
