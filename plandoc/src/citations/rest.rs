//! What follows the number of a document: date, issuer, subject.

use super::Found;
use crate::agencies::scan;
use crate::dates;
use crate::pattern::pattern;
use crate::roles;
use crate::words::beginning;

pattern! {
    DATED = r"^,? ?(?:đề )?(?:ký )?ngày (?P<date>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})",
    needs Digit
}

pattern! {
    SUBJECT = r"^,? ?(?P<cue>về việc|về|[vV]/v|với nội dung|(?:phê duyệt|ban hành|quy định|công nhận|hướng dẫn|sửa đổi|thành lập|kiện toàn|triển khai|thực hiện|tăng cường|tổ chức|phòng))\s+"
}

pattern! {
    /// Where a subject ends, outside quotes.
    SUBJECT_END = r" \((?:gọi|sau đây|viết)|\.(?: |/|$)|; (?:\p{Lu}|căn cứ|thực hiện)|;$|, và |[,;] (?:gắn với|trong đó|tập trung|phục vụ|nhằm|đồng thời)|năm \d{4}(?P<stop>[,;.)]|$)|\)$|, (?:Ủy ban|Uỷ ban|UBND|Ban Chỉ đạo|Công an|Sở|Hội|Đảng ủy|Phòng|Trung tâm|Ban Thường vụ|Bộ|Cục|Chi cục|Đồn|Đoàn|Viện|Tòa án|Trường|Liên đoàn|Tỉnh đoàn)\b[^,;.]*? (?:ban hành|xây dựng|triển khai|đề nghị|yêu cầu|hướng dẫn|thông báo)"
}

pattern! {
    WORDED_ISSUER = r"^ ?(?P<issuer>[^,;.():“”]+?)(?: (?:về|[vV]/v|phê duyệt|ban hành|quy định|hướng dẫn|sửa đổi)\b|[,;.()]|$)"
}

pattern! {
    QUOTED = "^[“\"](?P<inside>[^”\"]+)[”\"]?"
}

/// An issuer that no table knows has a name at most this long, in characters.
const LONGEST_ISSUER: usize = 80;
/// A subject is at most this long, in bytes.
const LONGEST_SUBJECT: usize = 1500;

/// Date, issuer and subject after the number.
pub(super) fn read_rest(text: &str, document: &mut Found) {
    let mut at = document.bytes.end;
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    if let Some(found) = DATED.captures(rest(at)) {
        document.date = found.name("date").and_then(|date| iso(date.as_str()));
        at += found.get(0).map_or(0, |all| all.end());
    }
    document.bytes.end = at;
    let of = [" của ", " giữa ", ", của ", " do "].iter().find(|of| rest(at).starts_with(**of));
    if let Some(of) = of
        && let Some(length) = issuer(rest(at + of.len()))
    {
        document.issuer = rest(at + of.len()).get(..length).map(str::to_owned);
        at += of.len() + length;
        document.bytes.end = at;
    }
    document.reach = at;
    if let Some(found) = SUBJECT.captures(rest(at)) {
        let cue = found.name("cue").map_or("", |cue| cue.as_str());
        let keeps_cue = !matches!(cue, "về việc" | "về" | "v/v" | "V/v" | "với nội dung");
        let from = if keeps_cue {
            found.name("cue").map_or(at, |cue| at + cue.start())
        } else {
            at + found.get(0).map_or(0, |all| all.end())
        };
        let (subject, end) = subject(rest(from));
        document.subject = Some(subject).filter(|subject| !subject.is_empty());
        document.reach = from + end;
        if document.issuer.is_none() {
            issuer_after_subject(document);
        }
    }
}

/// “Quyết định số … về … của UBND tỉnh”: the issuer may stand behind the subject.
pub(super) fn issuer_after_subject(document: &mut Found) {
    let Some(subject) = document.subject.clone() else { return };
    let Some((before, after)) = subject.rsplit_once(" của ") else { return };
    let scanned = scan(after);
    if scanned
        .mentions
        .first()
        .is_some_and(|first| first.words.start == 0 && first.specific && first.bytes.end == after.len())
    {
        document.issuer = Some(after.to_owned());
        document.subject = Some(before.to_owned());
    }
}

/// Length in bytes of the issuer's name at the start of a text.
pub(super) fn issuer(text: &str) -> Option<usize> {
    // Names are short: a bounded window keeps the work per document constant.
    let window = beginning(text, 360);
    let scanned = scan(window);
    if let Some((0, _)) = scanned.mention_at(0) {
        let names = roles::group(&scanned, 0);
        let last = scanned.mentions.get(names.end - 1)?;
        // “của Chính phủ, UBND tỉnh ban hành …”: the last name begins the next clause.
        let next = last.words.end;
        let next = if scanned.key(next) == "(" { roles::after_bracket(&scanned, next) } else { next };
        let acts = ["ban", "xây", "thông", "đề", "yêu", "triển", "chỉ", "hướng", "giao"].contains(&scanned.key(next));
        let last = if acts && names.len() > 1 { scanned.mentions.get(names.end - 2)? } else { last };
        return Some(last.bytes.end);
    }
    let found = WORDED_ISSUER.captures(window)?.name("issuer")?;
    if !(2..=LONGEST_ISSUER).contains(&found.as_str().chars().count()) {
        return None;
    }
    Some(found.end())
}

/// The subject and how far it reaches, in bytes. A quoted subject is the quotation.
pub(super) fn subject(text: &str) -> (String, usize) {
    let text = beginning(text, LONGEST_SUBJECT);
    if let Some(found) = QUOTED.captures(text)
        && let (Some(all), Some(inside)) = (found.get(0), found.name("inside"))
    {
        let cut = inside.as_str().find("; ").filter(|_| !all.as_str().ends_with(['”', '"']));
        let words = cut.and_then(|cut| inside.as_str().get(..cut)).unwrap_or(inside.as_str());
        return (words.to_owned(), all.end());
    }
    let end = SUBJECT_END.captures(text).map_or(text.len(), |found| {
        let all = found.get(0);
        found.name("stop").map_or(all.map_or(0, |all| all.start()), |stop| stop.start())
    });
    let words = text.get(..end).unwrap_or_default().trim().trim_end_matches([';', ',', ':']);
    (words.to_owned(), end)
}

pub(super) fn iso(text: &str) -> Option<String> {
    let (day, _) = dates::days(text).into_iter().next()?;
    day.year.map(|_| day.iso())
}
