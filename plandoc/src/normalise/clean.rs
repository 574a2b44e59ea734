//! One source line → its cleaned text.

/// Removes marks of transcription and makes every run of spaces one space.
pub(super) fn clean_line(line: &str) -> String {
    let line = without_heading_mark(line);
    let mut cleaned = String::with_capacity(line.len());
    let mut pending_space = false;
    for character in line.chars() {
        if is_invisible(character) {
            continue;
        }
        if is_space(character) {
            pending_space = !cleaned.is_empty();
            continue;
        }
        if pending_space {
            cleaned.push(' ');
            pending_space = false;
        }
        cleaned.push(character);
    }
    if is_rule(&cleaned) {
        return String::new();
    }
    if cleaned.chars().any(is_superscript) { superscripts_to_marks(&cleaned) } else { cleaned }
}

/// Drops page numbers that stand alone on a line, as long as they count on from page to page.
pub(super) fn drop_page_numbers(lines: &mut Vec<super::Line>) {
    let mut last = 0_u32;
    lines.retain(|line| {
        let digits = line.text.trim_matches(['-', '–', ' ']);
        let number = (digits.len() <= 3).then(|| digits.parse::<u32>().ok()).flatten();
        // The first page often carries none.
        let is_page = number.is_some_and(|number| number == last + 1 || (last == 0 && number == 2));
        if is_page {
            last = number.unwrap_or(last);
        }
        !is_page
    });
}

/// Drops `#` … `######` and a blank at the start of a line.
fn without_heading_mark(line: &str) -> &str {
    let trimmed = line.trim_start_matches(is_space);
    let rest = trimmed.trim_start_matches('#');
    let marks = trimmed.len() - rest.len();
    if (1..=6).contains(&marks) && rest.starts_with(is_space) { rest } else { line }
}

/// A line drawn with characters: “-----”, “_____”.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3 && line.chars().all(|c| matches!(c, '-' | '_' | '–' | '—' | '=' | '.' | '…'))
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '*' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}'
    )
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{85}'
    )
}

fn is_superscript(character: char) -> bool {
    matches!(character, '⁽' | '⁾') || superscript_digit(character).is_some()
}

fn superscript_digit(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

/// `⁽¹⁾` becomes `(1)`; any other run of superscript digits a footnote mark `[^1]`, at the start of
/// the line the footnote's own `[^1]:`.
fn superscripts_to_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut digits = String::new();
    let mut inside_brackets = false;
    let mut run_at_start = false;
    for character in line.chars() {
        if let Some(digit) = superscript_digit(character) {
            if inside_brackets {
                out.push(digit);
            } else {
                run_at_start |= digits.is_empty() && out.is_empty();
                digits.push(digit);
            }
            continue;
        }
        push_mark(&mut out, &mut digits, &mut run_at_start);
        match character {
            '⁽' => {
                inside_brackets = true;
                out.push('(');
            }
            '⁾' => {
                inside_brackets = false;
                out.push(')');
            }
            other => out.push(other),
        }
    }
    push_mark(&mut out, &mut digits, &mut run_at_start);
    out
}

fn push_mark(out: &mut String, digits: &mut String, run_at_start: &mut bool) {
    if digits.is_empty() {
        return;
    }
    out.push_str("[^");
    out.push_str(digits);
    out.push_str(if *run_at_start { "]:" } else { "]" });
    digits.clear();
    *run_at_start = false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_heading_marks_go_and_spaces_collapse() {
        assert_eq!(clean_line("### **2.1.  Công tác** truyền\u{a0}thông  "), "2.1. Công tác truyền thông");
    }

    #[test]
    fn superscripts_become_brackets_or_footnote_marks() {
        assert_eq!(clean_line("⁽¹⁾Không"), "(1)Không");
        assert_eq!(clean_line("bán người¹."), "bán người[^1].");
        assert_eq!(clean_line("¹ Chương trình"), "[^1]: Chương trình");
    }
}
