//! Which paragraphs are the letterhead, the body and the end of a document.

use std::ops::Range;

use super::label::{Rank, label};
use crate::normalise::Normalised;
use crate::pattern::pattern;
use crate::words::folded;

pattern! {
    /// A line that names the kind of document.
    DOCTYPE = r"^(KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| CÔNG TÁC| PHỐI HỢP)?|ĐỀ ÁN|CÔNG VĂN|THÔNG BÁO|HƯỚNG DẪN|CHỈ THỊ|NGHỊ QUYẾT|CÔNG ĐIỆN|PHƯƠNG ÁN|TỜ TRÌNH|BÁO CÁO)(?: (?:\(.*\)|SỐ \d+.*))?:?$",
    needs Start(char::is_uppercase)
}
pattern! {
    /// Kind and title on one line.
    DOCTYPE_AND_TITLE = r"^(KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|HƯỚNG DẪN|ĐỀ ÁN)(?::|\s[-–]?)\s*\p{L}",
    needs Start(char::is_uppercase)
}
pattern! {
    /// The first line of the end: recipients, or who signs.
    TAIL = r"^(?:\| ?)?(?:Nơi nhận\s*:?|NƠI NHẬN\s*:?|(?:TM|KT|TL|TUQ|Q)\. ?\p{Lu}{2}|T/M )"
}
pattern! {
    /// A post in capitals, alone on its line.
    POST = r"^(?:QUYỀN |PHÓ )?(?:TRƯỞNG BAN|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|CHÁNH VĂN PHÒNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|ĐỒN TRƯỞNG|CHÍNH TRỊ VIÊN|HIỆU TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|THỦ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG)[ \p{Lu},]*(?: 138)?$",
    needs Start(char::is_uppercase)
}
pattern! {
    APPENDIX = r"^(?:PHỤ LỤC|Phụ lục|BIỂU SỐ|Biểu số)(?:[ :.][^.;]*)?$",
    needs Any(&["PHỤ LỤC", "Phụ lục", "BIỂU SỐ", "Biểu số"])
}

/// The name of an appendix is at most this long, in characters.
const LONGEST_APPENDIX: usize = 130;

/// Paragraph ranges of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Zones {
    /// A decision in front of the plan it promulgates: letterhead, articles, end.
    pub(crate) cover: Option<Cover>,
    /// The paragraph that names the kind of document.
    pub(crate) doctype: Option<usize>,
    /// Letterhead, title, legal bases, opening sentence.
    pub(crate) head: Range<usize>,
    /// What is to be done; a second range holds the appendices.
    pub(crate) body: Vec<Range<usize>>,
    /// Recipients and signature.
    pub(crate) tail: Range<usize>,
}

/// A decision in front of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cover {
    pub(crate) doctype: usize,
    pub(crate) head: Range<usize>,
    pub(crate) body: Range<usize>,
    pub(crate) tail: Range<usize>,
}

/// The kind of document that a line names, in capitals as printed.
pub(crate) fn doctype_of(text: &str) -> Option<&str> {
    let found = DOCTYPE.captures(text).or_else(|| {
        let short = text.chars().count() <= 400 && !text.ends_with(['.', ';']);
        DOCTYPE_AND_TITLE.captures(text).filter(|_| short)
    })?;
    found.get(1).map(|kind| kind.as_str())
}

pub(crate) fn is_post(text: &str) -> bool {
    POST.is_match(text)
}

/// Divides a text.
pub(crate) fn zones(normalised: &Normalised) -> Zones {
    let texts: Vec<&str> = normalised.paragraphs.iter().map(|p| normalised.slice(&p.bytes)).collect();
    let doctypes: Vec<(usize, &str)> =
        texts.iter().enumerate().filter_map(|(at, text)| Some((at, doctype_of(text)?))).collect();
    let main = main_doctype(&texts, &doctypes);
    let first = doctypes.first().map(|(at, _)| *at);
    let start = main.filter(|at| first.is_some_and(|first| first < *at)).map_or(0, |at| at);
    let cover = first.filter(|first| start > *first).map(|first| cover(&texts, first, start));
    let after = main.map_or(0, |at| at + 1);
    let body_start = body_start(&texts, after);
    let tail_start = tail_start(&texts, body_start);
    let appendix = (tail_start..texts.len())
        .find(|at| {
            texts.get(*at).is_some_and(|text| text.chars().count() <= LONGEST_APPENDIX && APPENDIX.is_match(text))
        })
        .unwrap_or(texts.len());
    let mut body = Vec::with_capacity(2);
    body.push(body_start..tail_start.min(appendix));
    if appendix < texts.len() {
        body.push(appendix..texts.len());
    }
    Zones { cover, doctype: main, head: start..body_start, body, tail: tail_start.min(appendix)..appendix }
}

/// The plan itself: after a decision, the next plan; else the first kind named.
fn main_doctype(texts: &[&str], doctypes: &[(usize, &str)]) -> Option<usize> {
    let (first, kind) = *doctypes.first()?;
    if kind != "QUYẾT ĐỊNH" {
        return Some(first);
    }
    let promulgated = doctypes.iter().find(|(at, kind)| {
        matches!(*kind, "KẾ HOẠCH" | "ĐỀ ÁN" | "PHƯƠNG ÁN" | "HƯỚNG DẪN")
            || (kind.starts_with("CHƯƠNG TRÌNH") && *at > first)
    });
    promulgated
        .filter(|(at, _)| (first..*at).any(|p| texts.get(p).is_some_and(|text| text.starts_with("Điều "))))
        .map_or(Some(first), |(at, _)| Some(*at))
}

fn cover(texts: &[&str], doctype: usize, end: usize) -> Cover {
    let article = (doctype..end)
        .find(|at| texts.get(*at).and_then(|text| label(text)).is_some_and(|found| found.rank == Rank::Article))
        .unwrap_or(end);
    let tail = tail_start(texts, article).min(end);
    Cover { doctype, head: 0..article, body: article..tail, tail: tail..end }
}

/// The first labelled paragraph; else the first after the opening sentence that ends with “:”.
fn body_start(texts: &[&str], after: usize) -> usize {
    let end = tail_start(texts, after);
    let numbered = (after..end).find(|at| {
        texts.get(*at).and_then(|text| label(text)).is_some_and(|found| found.rank <= Rank::Letter)
            && !texts.get(*at).is_some_and(|text| is_recipient_like(text))
    });
    let table = (after..end).find(|at| texts.get(*at).is_some_and(|text| is_task_table_head(text)));
    let opened = (after..end).find(|at| texts.get(*at).is_some_and(|text| text.ends_with(':') && text.len() > 60));
    let dash = (after..end).find(|at| texts.get(*at).is_some_and(|text| text.starts_with("- ")) && *at > after);
    [numbered, table].into_iter().flatten().min().or(opened.map(|at| at + 1)).or(dash).unwrap_or(end)
}

fn is_recipient_like(text: &str) -> bool {
    text.starts_with("Kính gửi")
}

fn is_task_table_head(text: &str) -> bool {
    if !text.starts_with('|') {
        return false;
    }
    let keys = folded(text);
    ["chủ trì", "thực hiện", "thời gian", "thời hạn", "phối hợp", "sản phẩm"].iter().any(|key| keys.contains(key))
        && ["nội dung", "nhiệm vụ", "công việc", "hoạt động"].iter().any(|key| keys.contains(key))
}

fn tail_start(texts: &[&str], from: usize) -> usize {
    (from..texts.len())
        .find(|at| texts.get(*at).is_some_and(|text| TAIL.is_match(text) || is_post(text)))
        .unwrap_or(texts.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::normalise;

    #[test]
    fn head_body_and_tail_are_found() {
        let text = normalise(
            "KẾ HOẠCH\nPhòng, chống mua bán người\nCăn cứ Luật Phòng, chống mua bán người;\nI. MỤC ĐÍCH\n1. Nâng cao.\nNơi nhận:\n- Lưu: VT.\nTRƯỞNG BAN\n",
        );

        let zones = zones(&text);

        assert_eq!((zones.head, zones.tail), (0..3, 5..8));
        assert_eq!(zones.body.first(), Some(&(3..5)));
    }

    #[test]
    fn a_decision_in_front_of_a_plan_is_its_cover() {
        let text = normalise(
            "Số: 12/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Kế hoạch\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\nĐiều 2. Quyết định có hiệu lực.\nNơi nhận:\n- Như Điều 2;\nKẾ HOẠCH\nPhòng ngừa tội phạm\nI. MỤC ĐÍCH\n1. Nâng cao.\n",
        );

        let zones = zones(&text);

        assert_eq!(zones.doctype, Some(7));
        assert!(zones.cover.is_some_and(|cover| cover.body == (3..5)));
        assert_eq!(zones.body.first(), Some(&(9..11)));
    }
}
