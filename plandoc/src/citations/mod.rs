//! Documents that a plan rests on or mentions: “Quyết định số 12/QĐ-UBND ngày 01/02/2024 của UBND tỉnh về …”.

mod rest;

use std::ops::Range;

use crate::pattern::pattern;
use crate::plan::CitationRole;
use crate::words::beginning;
use rest::{DATED, iso, read_rest};

pattern! {
    /// A numbered document: kind, number, symbol.
    NUMBERED = concat!(
        r"(?P<kind>(?i:Kế hoạch liên ngành|Kế hoạch|Quyết định|Chỉ thị|Nghị quyết liên tịch|Nghị quyết|Công văn|Thông tư liên tịch|Thông tư|Nghị định",
        r"|Bộ luật|Luật|Chương trình hành động|Chương trình phối hợp|Chương trình|Đề án|Quy chế phối hợp liên ngành|Quy chế phối hợp|Quy chế|Hướng dẫn liên ngành|Hướng dẫn",
        r"|Thông báo|Kết luận|Công điện|Pháp lệnh|Tờ trình|Báo cáo|Văn bản|Quy định|Giấy mời))",
        r"(?P<name> [^;.\n]*?)??(?P<so>,? ?[sS]ố:?)? ?(?P<number>\d{1,5}[a-zA-Z]?)(?: ?/ ?|-)(?P<symbol>(?:\d{4}/)?\p{Lu}[\p{Lu}\d&][\p{L}\d&]*(?:[-–/.]\p{L}[\p{L}\d&]*)*)"
    )
}
pattern! {
    /// The end of a number and the start of its symbol: every numbered document has one.
    ANCHOR = r"\d[a-zA-Z]?(?: ?/ ?|-)(?:\d{4}/)?\p{Lu}", needs Digit
}
pattern! {
    /// “Đề án 06 của Chính phủ”.
    PROJECT = r"(?P<kind>Đề án|Dự án|Tiểu dự án) (?:số )?(?P<number>\d{2,3})\b",
    needs Digit
}
pattern! {
    /// A law or treaty named without its number.
    LAW = r"(?P<kind>Bộ [Ll]uật|Luật|Pháp lệnh|Hiến pháp|Công ước|Nghị định thư) (?P<name>\p{L}[^;.:()“”\n]+)",
    needs Any(&["uật ", "Pháp lệnh", "Hiến pháp", "Công ước", "Nghị định thư"])
}
pattern! {
    /// A programme named with its years or its subject.
    PROGRAMME = r"(?P<kind>Chương trình hành động|Chương trình|Chiến lược)(?P<name> \p{Ll}[^.;()“”\n]*?)(?:(?:giai đoạn|năm) \d{4}(?: ?[-–] ?\d{4})?(?:,? (?:và )?(?:định hướng|tầm nhìn)[^.;,()]{0,40})?|;)",
    needs Any(&["Chương trình", "Chiến lược"])
}
pattern! {
    /// Where the name of a law ends.
    LAW_END = r",? (?:và (?:các|Luật|Bộ luật|đáp ứng)|năm \d{4}|ngày \d|được|theo|của|khi|tại|đến|tới|cho|có hiệu lực|nhằm|để|trong|quy định|số \d)|, (?:các|Công ước|Luật|Nghị|Bộ)|,$"
}

/// The name of a law is at most this long, in characters.
const LONGEST_LAW: usize = 111;
/// Between a document's kind and its number stand at most this many characters.
const LONGEST_NAME: usize = 91;
/// Nor more bytes than this, with the kind.
const NAME_WINDOW: usize = 4 * LONGEST_NAME + 80;
/// The name of a programme is this long, in characters.
const PROGRAMME_NAME: std::ops::RangeInclusive<usize> = 7..=182;

/// A document found in one paragraph; places are bytes of the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) kind: String,
    pub(crate) number: Option<String>,
    pub(crate) symbol: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) subject: Option<String>,
    /// Kind, number, date and issuer.
    pub(crate) bytes: Range<usize>,
    /// With the subject.
    pub(crate) reach: usize,
}

/// Every document that a paragraph names, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some((from, captures)) = next_numbered(text, at) {
        at = from;
        let Some(next) = numbered(text, at, &captures) else {
            // “báo cáo Ban Chỉ đạo 138/CP”: no document; go on behind the word.
            at += captures.name("kind").map_or(1, |kind| kind.end());
            continue;
        };
        at = next.bytes.end.max(at + 1);
        found.push(next);
    }
    for captures in PROJECT.captures_iter(text) {
        add_outside(&mut found, project(text, &captures));
    }
    for captures in LAW.captures_iter(text) {
        add_outside(&mut found, law(text, &captures));
    }
    for captures in PROGRAMME.captures_iter(text) {
        add_outside(&mut found, programme(text, &captures));
    }
    found.sort_by_key(|document| document.bytes.start);
    found
}

/// The next kind of document with a number close behind it, searched from a place on; where the
/// search that found it began.
fn next_numbered(text: &str, at: usize) -> Option<(usize, regex::Captures<'_>)> {
    let mut from = at;
    loop {
        let anchor = ANCHOR.find(text.get(from..)?)?.start() + from;
        // Nothing before this can reach the number.
        let mut start = anchor.saturating_sub(NAME_WINDOW).max(from);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let captures = NUMBERED.captures(text.get(start..)?)?;
        let near = captures.name("name").is_none_or(|name| name.as_str().chars().count() <= LONGEST_NAME);
        if near {
            return Some((start, captures));
        }
        from = start + captures.name("kind")?.end();
    }
}

fn programme(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    if !PROGRAMME_NAME.contains(&captures.name("name")?.as_str().chars().count()) {
        return None;
    }
    let words = all.as_str().trim_end_matches([';', ' ', ',']);
    // “Chương trình phối hợp với …, các mục tiêu của Chương trình này”: not a name.
    if words.contains(" này") || words.contains(" trên") {
        return None;
    }
    let bytes = all.start()..all.start() + words.len();
    Some(Found {
        kind: captures.name("kind")?.as_str().to_owned(),
        number: None,
        symbol: None,
        date: None,
        issuer: None,
        subject: text.get(bytes.clone()).map(str::to_owned),
        reach: bytes.end,
        bytes,
    })
}

/// The role of a document by where it stands.
pub(crate) fn role(in_head: bool) -> CitationRole {
    if in_head { CitationRole::Basis } else { CitationRole::Citation }
}

fn add_outside(found: &mut Vec<Found>, next: Option<Found>) {
    let Some(next) = next else { return };
    let inside = found.iter().any(|known| known.bytes.start <= next.bytes.start && next.bytes.start < known.reach);
    if !inside {
        found.push(next);
    }
}

fn numbered(text: &str, offset: usize, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    let name = captures.name("name").map(|name| name.as_str().trim()).filter(|name| !name.is_empty());
    let mut start = offset + all.start();
    let mut kind = captures.name("kind")?.as_str();
    let mut name = name;
    let numbered = captures.name("so").is_some();
    let is_law = kind.to_lowercase().contains("luật");
    if !numbered && !is_law && (name.is_some() || kind.starts_with("báo")) {
        return None;
    }
    // “Kế hoạch của … thực hiện Quyết định số 5/QĐ-UBND”: the number belongs to the kind that its code names.
    if let Some((inner, at)) = inner_kind(all.as_str(), captures.name("symbol")?.as_str()).filter(|(_, at)| *at > 0) {
        kind = inner;
        start = offset + all.start() + at;
        name = None;
    }
    let mut document = Found {
        kind: kind.to_owned(),
        number: Some(captures.name("number")?.as_str().to_owned()),
        symbol: Some(captures.name("symbol")?.as_str().trim_end_matches(['-', '.']).to_owned()),
        date: None,
        issuer: None,
        subject: name.map(str::to_owned),
        bytes: start..offset + all.end(),
        reach: offset + all.end(),
    };
    capitalise(&mut document.kind);
    read_rest(text, &mut document);
    // “Luật Phòng, chống mua bán người số 53/2024/QH15”: the name belongs to the law.
    if let (Some(name), true) = (name, document.kind.contains("uật")) {
        document.subject = Some(format!("{} {name}", document.kind));
    }
    Some(document)
}

/// The kind that the code of a symbol names (Decree 30/2020/NĐ-CP, annex III), where it last stands.
fn inner_kind<'t>(text: &'t str, symbol: &str) -> Option<(&'t str, usize)> {
    const CODES: [(&str, &str); 8] = [
        ("QĐ", "Quyết định"),
        ("KH", "Kế hoạch"),
        ("CT", "Chỉ thị"),
        ("NQ", "Nghị quyết"),
        ("NĐ", "Nghị định"),
        ("TT", "Thông tư"),
        ("TB", "Thông báo"),
        ("HD", "Hướng dẫn"),
    ];
    let code = symbol.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/').split(['-', '/', '–']).next()?;
    let (_, name) = CODES.iter().find(|(known, _)| *known == code)?;
    let at = text.rfind(name)?;
    Some((text.get(at..at + name.len())?, at))
}

fn project(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let all = captures.get(0)?;
    let mut document = Found {
        kind: captures.name("kind")?.as_str().to_owned(),
        number: Some(captures.name("number")?.as_str().to_owned()),
        symbol: None,
        date: None,
        issuer: None,
        subject: None,
        bytes: all.range(),
        reach: all.end(),
    };
    read_rest(text, &mut document);
    Some(document)
}

fn law(text: &str, captures: &regex::Captures<'_>) -> Option<Found> {
    let kind = captures.name("kind")?;
    let name = captures.name("name")?;
    let longest =
        name.as_str().char_indices().nth(LONGEST_LAW).map_or(name.as_str(), |(cut, _)| beginning(name.as_str(), cut));
    let end = LAW_END.find(longest).map_or(longest.len(), |end| end.start());
    let words = longest.get(..end)?.trim_end_matches([' ', ',']);
    if words.is_empty() || words.starts_with("sư") || words.starts_with("gia") {
        return None;
    }
    let bytes = kind.start()..name.start() + words.len();
    let mut document = Found {
        kind: kind.as_str().to_owned(),
        number: None,
        symbol: None,
        date: None,
        issuer: None,
        subject: text.get(bytes.clone()).map(str::to_owned),
        reach: bytes.end,
        bytes,
    };
    document.date = DATED.captures(text.get(document.bytes.end..)?).and_then(|found| iso(found.name("date")?.as_str()));
    if document.kind == "Bộ Luật" {
        "Bộ luật".clone_into(&mut document.kind);
    }
    Some(document)
}

fn capitalise(kind: &mut String) {
    let mut letters = kind.chars();
    if let Some(first) = letters.next() {
        *kind = first.to_uppercase().chain(letters).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Found {
        find(text).into_iter().next().unwrap()
    }

    #[test]
    fn number_symbol_date_issuer_and_subject_are_read() {
        let found = one(
            "Căn cứ Quyết định số 318/QĐ-UBND ngày 04/3/2025 của UBND tỉnh Sơn Hà về việc kiện toàn Ban Chỉ đạo 138 tỉnh;",
        );

        assert_eq!(found.kind, "Quyết định");
        assert_eq!(found.number.as_deref(), Some("318"));
        assert_eq!(found.symbol.as_deref(), Some("QĐ-UBND"));
        assert_eq!(found.date.as_deref(), Some("2025-03-04"));
        assert_eq!(found.issuer.as_deref(), Some("UBND tỉnh Sơn Hà"));
        assert_eq!(found.subject.as_deref(), Some("kiện toàn Ban Chỉ đạo 138 tỉnh"));
    }

    #[test]
    fn party_and_ministry_symbols_are_split_where_they_split() {
        let directive = one("Chỉ thị số 15-CT/TU ngày 01/02/2024 của Ban Thường vụ Tỉnh ủy");
        assert_eq!((directive.number.as_deref(), directive.symbol.as_deref()), (Some("15"), Some("CT/TU")));
        let circular = one("Thông tư 24/2022/TT-BCA");
        assert_eq!((circular.number.as_deref(), circular.symbol.as_deref()), (Some("24"), Some("2022/TT-BCA")));
    }

    #[test]
    fn a_law_without_a_number_is_known_by_its_name() {
        let found = one("theo quy định của Luật Trợ giúp pháp lý và các văn bản hướng dẫn");

        assert_eq!(found.subject.as_deref(), Some("Luật Trợ giúp pháp lý"));
        assert_eq!(found.number, None);
    }

    #[test]
    fn a_law_may_carry_its_number_behind_its_name() {
        let found = one("Căn cứ Luật Phòng, chống mua bán người số 53/2024/QH15 ngày 28/11/2024;");

        assert_eq!(found.subject.as_deref(), Some("Luật Phòng, chống mua bán người"));
        assert_eq!((found.number.as_deref(), found.symbol.as_deref()), (Some("53"), Some("2024/QH15")));
    }

    #[test]
    fn a_number_in_a_sentence_is_no_document() {
        assert_eq!(find("Kế hoạch này triển khai tại 07/07 xã, phường"), Vec::new());
    }
}
