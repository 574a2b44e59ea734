//! Letterheads and signatures that are set side by side with tabs or blanks: read one side after the other.

use super::table::fold;

/// Fewer blanks in a row do not part two columns.
const GAP: usize = 3;
/// What a tab counts for.
const TAB: usize = 8;
/// A line that is set in this far stands in the right column.
const FAR_IN: usize = 20;
/// Blank lines inside a block: the seal and the signature need some.
const BLANKS: usize = 8;
/// Longer lines are running text.
const LONG: usize = 70;

/// Puts side-by-side blocks one side after the other; everything else stays as it is.
pub(super) fn unfold(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        if let Some(block) = halves(line).filter(|(left, right)| is_cue(left, right)).map(|_| Block::of(rest)) {
            out.extend(block.left);
            out.extend(block.right);
            at += block.lines;
        } else {
            out.push(line);
            at += 1;
        }
    }
    out.join("\n")
}

struct Block<'t> {
    left: Vec<&'t str>,
    right: Vec<&'t str>,
    /// How many lines it takes.
    lines: usize,
}

impl<'t> Block<'t> {
    fn of(lines: &[&'t str]) -> Self {
        let mut block = Self { left: Vec::new(), right: Vec::new(), lines: 0 };
        for (number, line) in lines.iter().enumerate() {
            if line.trim().is_empty() {
                if number - block.lines >= BLANKS {
                    break;
                }
                continue;
            }
            if let Some((left, right)) = halves(line) {
                block.left.push(left);
                block.right.push(right);
            } else if indent(line) >= FAR_IN || line.starts_with('\t') {
                block.right.push(line.trim());
            } else if is_left_only(line) {
                block.left.push(line.trim());
            } else {
                break;
            }
            block.lines = number + 1;
        }
        block
    }
}

/// The two sides of a line, parted at its widest gap.
fn halves(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let mut widest = (0, 0, 0);
    let mut start = 0;
    let mut width = 0;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            if width == 0 {
                start = at;
            }
            width += if c == '\t' { TAB } else { 1 };
            continue;
        }
        if width > widest.0 {
            widest = (width, start, at);
        }
        width = 0;
    }
    let (left, right) = (line.get(..widest.1)?, line.get(widest.2..)?);
    let first = right.chars().next()?;
    // "Số:     /KH-BCĐ" and "ngày     tháng 3" are blanks to be filled in by hand, no columns.
    let filled_in = first == '/' || first.is_lowercase() || left.ends_with("ngày") || left.ends_with("tháng");
    (widest.0 >= GAP && left.chars().count() > 2 && !filled_in).then_some((left, right))
}

/// Words that only stand side by side in a letterhead or beside a signature.
fn is_cue(left: &str, right: &str) -> bool {
    let (left, right) = (fold(left), fold(right));
    let state = |side: &str| side.contains("cong hoa xa hoi chu nghia") || side.contains("doc lap - tu do");
    state(&left) || state(&right) || left.starts_with("noi nhan")
}

/// A line of the left column alone: a recipient, a number line, a name in capitals.
fn is_left_only(line: &str) -> bool {
    let line = line.trim();
    let is_capital = !line.chars().any(char::is_lowercase);
    let starts_text = ["I.", "1.", "KẾ HOẠCH", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH", "THÔNG BÁO", "PHỤ LỤC"]
        .iter()
        .any(|s| line.starts_with(s));
    let is_recipient = line.starts_with("- ") && line.ends_with([';', '.', ')', ',']);
    line.chars().count() <= LONG
        && !starts_text
        && (is_recipient || line.starts_with("Số:") || line.starts_with("V/v") || is_capital)
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letterhead_set_with_blanks_is_read_side_by_side() {
        let text = "UBND XÃ SUỐI MƠ        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n BAN CHỈ ĐẠO 138           Độc lập - Tự do - Hạnh phúc\n\nSố:     /KH-BCĐ         Suối Mơ, ngày    tháng 3 năm 2026\n\n                    KẾ HOẠCH\nCăn cứ kế hoạch";

        let unfolded = unfold(text);

        let expected = "UBND XÃ SUỐI MƠ\nBAN CHỈ ĐẠO 138\nSố:     /KH-BCĐ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Mơ, ngày    tháng 3 năm 2026\nKẾ HOẠCH\nCăn cứ kế hoạch";
        assert_eq!(unfolded.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn a_signature_set_with_tabs_is_read_side_by_side() {
        let text = "Nơi nhận:\t\tTM. BAN CHỈ ĐẠO\n- Như trên;\t\tTRƯỞNG BAN\n- Lưu: VT.\n\n\n\t\t\tTrần Văn Mẫu";

        assert_eq!(unfold(text), "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nTrần Văn Mẫu");
    }

    #[test]
    fn running_text_with_wide_gaps_stays_as_it_is() {
        let text = "III.   TỔ CHỨC THỰC HIỆN\n1. Công an xã   Chủ trì tuyên truyền\nNơi nhận:\n- Như trên;";

        assert_eq!(unfold(text), text);
    }
}
