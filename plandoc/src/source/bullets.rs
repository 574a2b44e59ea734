//! Bullets of every shape → the "-" and "+" of administrative documents.

/// Round, square and arrow bullets of the first rank, also those of symbol fonts in the private area.
const FIRST: &str = "•●▪■◆♦➢➤►▶✓✔❖✦⮚·∙‣⁃◾◼\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}\u{f0a8}\u{f02d}\u{f0e8}\u{f06c}\u{f06e}\u{2212}\u{2010}\u{2011}";
/// Hollow bullets stand one rank lower.
const SECOND: &str = "○◦▫□◇";

/// Puts "- " or "+ " in the place of another bullet at the start of each line.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match bullet(line.trim_start()) {
            Some((mark, rest)) => {
                plain.push_str(mark);
                plain.push_str(rest.trim_start());
            }
            None => plain.push_str(line),
        }
    }
    plain
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
}
