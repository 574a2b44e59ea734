//! Cleaned lines → paragraphs. The rules U1–U6 are those of mission/truth/SCHEMA.md §2.

use super::Line;
use crate::pattern::pattern;

/// A text is hard-wrapped if no line is longer than this, in characters.
const WIDEST_WRAPPED_LINE: usize = 140;

/// Width below which a line counts as short is this share of the usual width, in per cent.
const SHORT_PER_CENT: usize = 92;

pattern! {
    /// A line that always begins a paragraph.
    STARTER = concat!(
        r"^(?:",
        r"[IVX]+\. |\d+(?:\.\d+)*\. |\[\^\d+\]:|\+ |- \p{Lu}",
        r"|Căn cứ |Số:|Nơi nhận:|KẾ HOẠCH$|TM\. |KT\. |Phân công nhiệm vụ:|Trên đây là ",
        r"|.*, ngày .*tháng .*năm \d{4}$",
        // Beyond the seeds: articles, letters, tables, other bullets, other signature marks.
        r"|(?:Điều|ĐIỀU) \d+[a-zđ]?[.:]|(?:Phụ lục|PHỤ LỤC)(?: |$)|Kính gửi",
        r"|[a-zđ]\) |[a-zđ]\. \p{Lu}|\d{1,2}[)/] \p{Lu}|[IVX]+ ?[-–] \p{Lu}|\d{1,2}(?:\.\d{1,2})* ?[-–] \p{Lu}|[A-HĐ]\. \p{Lu}|\d+(?:\.\d+)+ \p{Lu}|[IVX]+[/)] |[•●▪◦‣○■] ?\p{Lu}|\|",
        r"|(?:PHẦN|Phần|CHƯƠNG|Chương) (?:thứ|THỨ|[IVX\d])",
        r"|(?:Nhiệm vụ|Hoạt động|Giải pháp|Tiểu đề án|Mô hình|Nhóm nhiệm vụ|Nhóm giải pháp)(?: số| thứ)? \d{1,2}[:.] ",
        r"|TL\. |TUQ\. |Q\. \p{Lu}|T/M |QUYẾT ĐỊNH$|QUYẾT ĐỊNH:$|CHƯƠNG TRÌNH$|CÔNG VĂN$|THÔNG BÁO$|HƯỚNG DẪN$|ĐỀ ÁN$|CHỈ THỊ$",
        r"|\((?:Ban hành )?[Kk]èm theo |\(Ban hành |CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập - Tự do|Độc lập – Tự do",
        r"|(?:Cơ quan|Đơn vị|Tổ chức|Bộ phận)(?: (?:được giao|chịu trách nhiệm))? (?:chủ trì|thực hiện|phối hợp|chủ trì thực hiện|phối hợp thực hiện|đầu mối)[^:]{0,20}:",
        r"|(?:Chủ trì|Phối hợp|Phân công thực hiện|Phân công|Trách nhiệm thực hiện|Thời gian|Thời gian thực hiện|Thời gian hoàn thành|Thời hạn|Thời hạn hoàn thành|Tiến độ|Tiến độ thực hiện|Sản phẩm|Kết quả|Sản phẩm đầu ra|Kết quả đầu ra):",
        r")"
    )
}

pattern! {
    /// A dash before a number, a quotation or a small letter: a bullet or a dash in a sentence.
    DOUBTFUL_BULLET = r"^[-–] [\d\p{Ll}“(]",
    needs Start(|first| matches!(first, '-' | '–'))
}

pattern! {
    /// A line that is only the kind of document: its title begins on the next.
    KIND = r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|THÔNG BÁO|HƯỚNG DẪN|ĐỀ ÁN|PHƯƠNG ÁN|CHỈ THỊ|NGHỊ QUYẾT|QUYẾT ĐỊNH)$",
    needs Start(char::is_uppercase)
}

pattern! {
    /// “Thực hiện Kế hoạch số …” is a basis and no further line of the title.
    BASIS_AFTER_TITLE = r"^(?:Thực hiện|Triển khai) (?:[^ ]+ ){1,8}?số |^(?:Xét |Để |Nhằm )",
    needs Start(char::is_uppercase)
}

pattern! {
    /// Number line or line of place and date.
    LETTERHEAD = r"^Số:|, ngày .*tháng .*năm \d{4}$",
    needs Any(&["Số:", ", ngày "])
}

pattern! {
    /// A paragraph that began with a label.
    LABEL = r"^(?:[IVX]+\. |\d+(?:\.\d+)*\. )"
}

pattern! {
    /// The end of a sentence, perhaps with a closing quote or bracket.
    SENTENCE_END = "[.;!?…][”\"’')\\]»]?$"
}

/// Whether the lines were broken at a fixed width.
pub(super) fn is_hard_wrapped(lines: &[Line]) -> bool {
    prose_lengths(lines).last().is_some_and(|longest| *longest <= WIDEST_WRAPPED_LINE)
}

/// Groups lines into paragraphs.
pub(super) fn group_lines(lines: &[Line]) -> Vec<&[Line]> {
    let lengths = prose_lengths(lines);
    let hard_wrapped = lengths.last().is_some_and(|longest| *longest <= WIDEST_WRAPPED_LINE);
    let usual = lengths.get(lengths.len() * 3 / 4).or(lengths.last()).copied().unwrap_or(0);
    let joiner = Joiner { width: hard_wrapped.then_some(usual) };
    let mut groups: Vec<&[Line]> = Vec::new();
    let mut start = 0;
    let mut is_title = false;
    for index in 1..=lines.len() {
        let (Some(group), Some(previous)) = (lines.get(start..index), lines.get(index - 1)) else { break };
        let Some(line) = lines.get(index) else {
            groups.push(group);
            break;
        };
        let first = group.first().map_or("", |line| line.text.as_str());
        let names_kind = group.len() == 1 && KIND.is_match(first);
        if names_kind || joiner.begins_paragraph(first, is_title, &previous.text, &line.text) {
            is_title = names_kind;
            groups.push(group);
            start = index;
        }
    }
    groups
}

/// Sorted lengths, in characters, of the lines that are not table rows.
fn prose_lengths(lines: &[Line]) -> Vec<usize> {
    let mut lengths: Vec<usize> =
        lines.iter().filter(|line| !line.text.starts_with('|')).map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    lengths
}

struct Joiner {
    /// The usual line width, in characters, of a hard-wrapped text.
    width: Option<usize>,
}

impl Joiner {
    fn begins_paragraph(&self, paragraph_start: &str, is_title: bool, previous: &str, line: &str) -> bool {
        if STARTER.is_match(line) || previous.starts_with('|') {
            return true;
        }
        if DOUBTFUL_BULLET.is_match(line) || is_en_dash_bullet(line) {
            return self.ends_before_bullet(paragraph_start, previous, line);
        }
        if !line.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        if !previous.chars().any(char::is_lowercase) {
            return true; // U1: a line of capitals stands alone.
        }
        let short = self.is_short(previous, line);
        if is_title && BASIS_AFTER_TITLE.is_match(line) {
            return true;
        }
        if is_title || LETTERHEAD.is_match(paragraph_start) {
            return short; // U2
        }
        if previous.ends_with(':') {
            return false; // U3
        }
        if LABEL.is_match(paragraph_start) && !previous.ends_with(['.', ';', ',', '…']) {
            return short; // U4
        }
        SENTENCE_END.is_match(previous) && short // U5, else U6
    }

    /// “- 100% xã …” is a bullet after a sentence, a colon or a short heading; “- 30/7” inside a
    /// sentence is none.
    fn ends_before_bullet(&self, paragraph_start: &str, previous: &str, line: &str) -> bool {
        if previous.ends_with([';', ':']) || (SENTENCE_END.is_match(previous) && self.is_short(previous, line)) {
            return true;
        }
        let heading = LABEL.is_match(paragraph_start) || !previous.chars().any(char::is_lowercase);
        heading && !previous.ends_with(',') && self.is_short(previous, line)
    }

    /// Whether the next word would have fitted on the line before: then its end was meant.
    fn is_short(&self, previous: &str, line: &str) -> bool {
        let Some(width) = self.width else { return true };
        let word = line.split(' ').next().unwrap_or_default();
        (previous.chars().count() + 1 + word.chars().count()) * 100 < SHORT_PER_CENT * width
    }
}

/// Some offices write their bullets with an en dash; it is one only at the start of a sentence.
fn is_en_dash_bullet(line: &str) -> bool {
    ["– ", "— ", "− "]
        .iter()
        .find_map(|dash| line.strip_prefix(dash))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
