//! Bullets of every shape → the "-" and "+" of administrative documents; labels parted from their text.

/// Round, square and arrow bullets of the first rank, also those of symbol fonts in the private area.
const FIRST: &str = "•●▪■◆♦➢➤►▶✓✔❖✦⮚·∙‣⁃◾◼\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}\u{f0a8}\u{f02d}\u{f0e8}\u{f06c}\u{f06e}\u{2212}\u{2010}\u{2011}";
/// Hollow bullets stand one rank lower.
const SECOND: &str = "○◦▫□◇";

/// Puts "- " or "+ " in the place of another bullet at the start of each line, and a blank
/// behind a label that was typed without one ("1.Công tác", "-Tuyên truyền").
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if let Some((mark, rest)) = bullet(line.trim_start()) {
            plain.push_str(mark);
            plain.push_str(rest.trim_start());
        } else if let Some((label, rest)) = tight_label(line.trim_start()) {
            plain.push_str(label);
            plain.push(' ');
            plain.push_str(rest);
        } else {
            plain.push_str(line);
        }
    }
    plain
}

/// A label followed by a capital letter without a blank.
fn tight_label(line: &str) -> Option<(&str, &str)> {
    let is_numeral = |c: char| c.is_ascii_digit() || "IVX.".contains(c);
    let end = match line.chars().next()? {
        '-' | '+' => 1,
        first if is_numeral(first) => {
            line.find(|c| !is_numeral(c)).filter(|end| line.get(..*end).is_some_and(|l| l.ends_with('.')))?
        }
        first if first.is_lowercase() => first.len_utf8() + usize::from(line.get(first.len_utf8()..)?.starts_with(')')),
        _ => return None,
    };
    let (label, rest) = line.split_at_checked(end)?;
    let mut letters = rest.chars();
    let starts_word = letters.next()?.is_uppercase() && letters.next().is_some_and(|c| c.is_alphabetic() || c == ' ');
    let is_label = label.ends_with(['.', ')']) || matches!(label, "-" | "+");
    (starts_word && is_label && label.len() <= 8).then_some((label, rest))
}

/// The plain mark of a line that begins with a bullet, and what follows.
fn bullet(line: &str) -> Option<(&'static str, &str)> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    let spaced = rest.starts_with([' ', '\t', '\u{a0}']);
    let followed = rest.trim_start().chars().next().is_some_and(char::is_alphanumeric);
    match first {
        // Word prints the letter "o" of Courier as its hollow bullet.
        'o' if spaced && rest.trim_start().chars().next().is_some_and(char::is_uppercase) => Some(("+ ", rest)),
        '*' if spaced && followed => Some(("- ", rest)),
        c if SECOND.contains(c) && followed => Some(("+ ", rest)),
        c if FIRST.contains(c) && followed => Some(("- ", rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_of_every_shape_become_dashes_and_pluses() {
        let text = "• Một\n\u{f0b7}Hai\n* Ba\no Bốn\n○ Năm\n- Sáu\n**TM. BAN**\n*Bảy*\no hay không";

        assert_eq!(plain(text), "- Một\n- Hai\n- Ba\n+ Bốn\n+ Năm\n- Sáu\n**TM. BAN**\n*Bảy*\no hay không");
    }

    #[test]
    fn a_label_typed_without_a_blank_gets_one() {
        let text =
            "I.MỤC ĐÍCH\n2.1.Công tác\n-Tuyên truyền\na)Tổ chức\nđ)Báo cáo\n1.000 người\n-2025\nV.v\nTM.UBND\n(1)Không";

        assert_eq!(
            plain(text),
            "I. MỤC ĐÍCH\n2.1. Công tác\n- Tuyên truyền\na) Tổ chức\nđ) Báo cáo\n1.000 người\n-2025\nV.v\nTM.UBND\n(1)Không"
        );
    }
}
