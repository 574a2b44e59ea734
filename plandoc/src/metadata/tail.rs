//! “Nơi nhận” and the signature.

use std::ops::Range;

use crate::normalise::Normalised;
use crate::outline::zones::is_post;
use crate::pattern::pattern;
use crate::plan::{Recipient, Signer};

pattern! {
    MODE = r"^(?:(?P<mode>TM|KT|TL|TUQ|Q)\.|(?P<party>T/M)\b)\s*(?P<body>\p{Lu}[^-;]*)$",
    needs Start(char::is_uppercase)
}
pattern! {
    /// A signature column that was read into a line of the recipients.
    MIXED = r"(?:^|\s)(?P<sign>(?:TM|KT|TL|TUQ)\. ?\p{Lu}{2}[\p{Lu} ,.]*|(?:PHÓ )?(?:TRƯỞNG BAN|CHỦ TỊCH|GIÁM ĐỐC)[\p{Lu} ,]*)$",
    needs Any(&["TM.", "KT.", "TL.", "TUQ.", "TRƯỞNG BAN", "CHỦ TỊCH", "GIÁM ĐỐC"])
}
pattern! {
    HEAD = r"^(?:\| ?)?(?:Nơi nhận|NƠI NHẬN)\s*:?\s*",
    needs Any(&["Nơi nhận", "NƠI NHẬN"])
}
pattern! {
    PURPOSE = r"\s*\((?P<purpose>[^()]*)\)$",
    needs Any(&["("])
}
pattern! {
    /// What a purpose is made of; “(Văn phòng BCA)” and “(01 bản)” are none.
    IS_PURPOSE = r"(?i)^(?:để )?(?:b/c|báo cáo|c/đ|c/đạo|chỉ đạo|nắm|biết|t/h|thực hiện|th|theo dõi|phối hợp|p/h|đăng tải|đưa tin|tuyên truyền|giám sát|tham mưu|lưu|cập nhật|triển khai|kiểm tra)(?:[,; /]|$|\s)"
}
pattern! {
    /// A name in capitals is told from a post by its family name.
    CAPITAL_NAME = r"^(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|MAI|TRỊNH|ĐOÀN|LƯƠNG|VI|NÔNG|GIÀNG|THÀO|LÒ|VÀNG|SÙNG|QUÀNG|CAO|TẠ|LƯU|HÀ|THÁI|CHÂU|TÔ|KIỀU|LÂM|TỐNG|NGHIÊM|PHÙNG|TRIỆU|HỨA|CHU|QUÁCH|BẠCH|RƠ|Y|K') (?:\p{Lu}+ ?){1,4}$"
}
pattern! {
    POSTS_AND_NAME = r"^(?P<posts>[\p{Lu} .,]*\p{Lu}{2}[\p{Lu} .,]*?) (?:\([^()]*\) )?(?P<name>(?:\p{Lu}\p{Ll}+ ){1,5}\p{Lu}\p{Ll}+)$"
}
pattern! {
    NAME = r"^(?:(?P<rank>(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|ThS\.?|TS\.?|BS\.?|Bác sĩ)\s+)?(?P<name>\p{Lu}\p{Ll}+(?: (?:\p{Lu}\p{Ll}*|\p{Lu})){1,5})$"
}

/// The cells of table rows as lines of their own: word processors set recipients and signature in a table.
pub(super) fn without_tables<'a>(tail: &[(Range<usize>, &'a str)]) -> Vec<(Range<usize>, &'a str)> {
    let mut lines = Vec::with_capacity(tail.len());
    for (bytes, text) in tail {
        if !text.starts_with('|') {
            lines.push((bytes.clone(), *text));
            continue;
        }
        let mut start = bytes.start;
        for cell in text.split('|') {
            let lead = cell.len() - cell.trim_start().len();
            let words = cell.trim();
            if words.chars().any(char::is_alphabetic) {
                lines.push((start + lead..start + lead + words.len(), words));
            }
            start += cell.len() + 1;
        }
    }
    lines
}

/// The lines of “Nơi nhận”.
pub(crate) fn recipients(normalised: &Normalised, tail: &[(Range<usize>, &str)]) -> Vec<Recipient> {
    let mut found = Vec::new();
    let mut inside = false;
    for (bytes, text) in tail {
        let mut start = bytes.start;
        let mut line = *text;
        if let Some(head) = HEAD.find(line) {
            inside = true;
            start += head.end();
            line = line.get(head.end()..).unwrap_or_default();
        }
        if !inside {
            continue;
        }
        if let Some(mixed) = MIXED.find(line) {
            line = line.get(..mixed.start()).unwrap_or_default();
        }
        let starts_item = line.starts_with(['-', '–', '+']) || HEAD.is_match(text);
        if !starts_item || line.is_empty() {
            continue;
        }
        for (at, item) in items(line) {
            let from = start + at;
            if let Some(recipient) = recipient(item) {
                let length = recipient.text.len();
                let span = normalised.span(&(from..from + length));
                found.push(Recipient { span, ..recipient });
            }
        }
    }
    found
}

/// “- A; - B; - C” on one line.
fn items(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let breaks: Vec<usize> = line.match_indices("; - ").map(|(at, _)| at + 1).collect();
    for end in breaks.into_iter().chain([line.len()]) {
        let piece = line.get(start..end).unwrap_or_default();
        let bare = piece.trim_start_matches([' ', '-', '–', '+']);
        found.push((start + piece.len() - bare.len(), bare.trim_end_matches([' ', ';', '.', ','])));
        start = end;
    }
    found.retain(|(_, item)| !item.is_empty());
    found
}

fn recipient(item: &str) -> Option<Recipient> {
    let (text, purpose) = match PURPOSE.captures(item) {
        Some(found) if IS_PURPOSE.is_match(found.name("purpose")?.as_str()) => {
            let cut = found.get(0)?.start();
            (item.get(..cut)?, Some(found.name("purpose")?.as_str().to_owned()))
        }
        _ => (item, None),
    };
    let archive = text.starts_with("Lưu");
    Some(Recipient {
        text: text.to_owned(),
        purpose: if archive { Some("Lưu".to_owned()) } else { purpose },
        span: crate::plan::Span::default(),
    })
}

/// Who signs.
pub(super) fn signer(tail: &[(Range<usize>, &str)]) -> Option<Signer> {
    let mut signer = Signer::default();
    for (_, text) in tail {
        let line = text.trim_matches(['|', ' ']);
        let line = if line.starts_with(['-', '–', '+']) || HEAD.is_match(line) {
            match MIXED.captures(line).and_then(|found| found.name("sign")) {
                Some(sign) => sign.as_str(),
                None => continue,
            }
        } else {
            line
        };
        read_line(&mut signer, line);
    }
    if signer.posts.is_empty() && signer.name.is_none() && signer.mode.is_none() {
        return None;
    }
    signer.title = (!signer.posts.is_empty()).then(|| signer.posts.join(", "));
    Some(signer)
}

fn read_line(signer: &mut Signer, line: &str) {
    // “KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Mẫu” in one cell.
    if let Some(found) = POSTS_AND_NAME.captures(line)
        && let (Some(posts), Some(name)) = (found.name("posts"), found.name("name"))
    {
        read_line(signer, posts.as_str());
        read_line(signer, name.as_str());
        return;
    }
    if let Some(found) = MODE.captures(line) {
        let body = found.name("body").map_or("", |body| body.as_str()).trim();
        let party = found.name("party").map(|_| "TM.".to_owned());
        signer.mode = found.name("mode").map(|mode| format!("{}.", mode.as_str())).or(party);
        split_body(signer, body);
    } else if is_post(line) {
        signer.posts.push(line.to_owned());
    } else if CAPITAL_NAME.is_match(line) && !signer.posts.is_empty() {
        signer.name = Some(line.to_owned());
    } else if let Some(found) = NAME.captures(line) {
        signer.name = found.name("name").map(|name| name.as_str().to_owned());
    }
}

/// “TM. BAN CHỈ ĐẠO TRƯỞNG BAN” on one line holds the body and the post.
fn split_body(signer: &mut Signer, body: &str) {
    if signer.mode.as_deref() != Some("TM.")
        && let Some((absent, post)) = body.split_once(" PHÓ ")
    {
        signer.on_behalf_of.get_or_insert_with(|| absent.trim().to_owned());
        signer.posts.push(format!("PHÓ {}", post.trim()));
        return;
    }
    let posts = ["BÍ THƯ", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC"];
    let cut = posts.iter().filter_map(|post| body.find(post)).min();
    match cut {
        Some(0) | None if signer.mode.as_deref() != Some("TM.") => {
            // “KT. CHỦ TỊCH”: in place of the post.
            signer.on_behalf_of.get_or_insert_with(|| body.to_owned());
        }
        Some(cut) if cut > 0 => {
            signer.on_behalf_of = body.get(..cut).map(|body| body.trim().to_owned());
            signer.posts.extend(body.get(cut..).map(|post| post.trim().to_owned()));
        }
        _ => signer.on_behalf_of = Some(body.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail<'a>(lines: &[&'a str]) -> Vec<(Range<usize>, &'a str)> {
        lines.iter().map(|line| (0..line.len(), *line)).collect()
    }

    #[test]
    fn a_deputy_signs_in_place_of_the_chairman() {
        let found = signer(&tail(&["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Mẫu"])).unwrap();

        assert_eq!(found.mode.as_deref(), Some("KT."));
        assert_eq!(found.name.as_deref(), Some("Lê Thị Mẫu"));
        assert_eq!(found.title.as_deref(), Some("PHÓ CHỦ TỊCH"));
        assert_eq!(found.on_behalf_of.as_deref(), Some("ỦY BAN NHÂN DÂN"));
    }

    #[test]
    fn a_bracket_is_a_purpose_only_if_it_says_what_for() {
        let normalised = crate::normalise::normalise("x");
        let found = recipients(
            &normalised,
            &tail(&[
                "Nơi nhận:",
                "- UBND tỉnh (b/c);",
                "- Cơ quan thường trực (Văn phòng BCA);",
                "- Lưu: VT (01 bản).",
            ]),
        );

        let pairs: Vec<(&str, Option<&str>)> = found.iter().map(|r| (r.text.as_str(), r.purpose.as_deref())).collect();
        assert_eq!(
            pairs,
            [
                ("UBND tỉnh", Some("b/c")),
                ("Cơ quan thường trực (Văn phòng BCA)", None),
                ("Lưu: VT (01 bản)", Some("Lưu"))
            ]
        );
    }

    #[test]
    fn recipients_on_one_line_with_the_signature_come_apart() {
        let normalised = crate::normalise::normalise("x");
        let lines = tail(&["Nơi nhận: TM. BAN CHỈ ĐẠO", "- Như trên; - Lưu: VT. TRƯỞNG BAN", "Trần Văn Mẫu"]);

        let found = recipients(&normalised, &lines);
        let signed = signer(&lines).unwrap();

        assert_eq!(found.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["Như trên", "Lưu: VT"]);
        assert_eq!((signed.mode.as_deref(), signed.title.as_deref()), (Some("TM."), Some("TRƯỞNG BAN")));
    }
}
