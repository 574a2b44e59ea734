//! Names in headings and in cells that hold nothing else.

use std::ops::Range;

use super::Scanned;

/// What a task begins with; after a name it is no place (“tỉnh Đẩy mạnh …”).
pub(crate) const ACTIONS: [&[&str]; 32] = [
    &["đẩy", "mạnh"],
    &["tăng", "cường"],
    &["tổ", "chức"],
    &["tiếp", "tục"],
    &["triển", "khai"],
    &["xây", "dựng"],
    &["tham", "mưu"],
    &["chỉ", "đạo"],
    &["hướng", "dẫn"],
    &["tuyên", "truyền"],
    &["rà", "soát"],
    &["kiểm", "tra"],
    &["phát", "huy"],
    &["nâng", "cao"],
    &["tập", "trung"],
    &["làm", "tốt"],
    &["lồng", "ghép"],
    &["vận", "động"],
    &["bố", "trí"],
    &["duy", "trì"],
    &["quản", "lý"],
    &["chú", "trọng"],
    &["thường", "xuyên"],
    &["chủ", "động"],
    &["chủ", "trì"],
    &["phối", "hợp"],
    &["thực", "hiện"],
    &["cung", "cấp"],
    &["theo", "dõi"],
    &["đôn", "đốc"],
    &["căn", "cứ"],
    &["đề", "xuất"],
];

/// Words that make a sentence of what begins with a name.
const ACTS: [&str; 44] = [
    "tổ", "chức", "xây", "dựng", "tăng", "cường", "thực", "hiện", "phối", "hợp", "chủ", "trì", "triển", "khai",
    "tuyên", "truyền", "rà", "soát", "báo", "cáo", "tham", "mưu", "hướng", "dẫn", "chỉ", "đạo", "kiểm", "bố", "trí",
    "lập", "mở", "nắm", "tuần", "là", "có", "được", "trong", "với", "về", "cho", "tại", "ký", "đưa", "giao",
];

/// The names of a heading whose bodies no table knows whole: “Phòng Giáo dục phổ thông”, “Các trường
/// trung học phổ thông”. A name reaches to the comma or “và” before the next; as byte ranges.
pub(crate) fn heading_pieces(scanned: &Scanned<'_>) -> Option<Vec<(usize, Range<usize>)>> {
    let first = scanned.mentions.first().filter(|first| first.words.start == 0 && first.full_name.is_none())?;
    let open_ended = first.key.is_none() || (!first.specific && first.level.is_none());
    let words = scanned.words.len();
    let outside = |at: &usize| !scanned.mentions.iter().any(|mention| mention.words.contains(at));
    let sentence = (0..words).filter(outside).any(|at| ACTS.contains(&scanned.key(at)) || scanned.key(at) == ":");
    if !open_ended || words > 18 || sentence {
        return None;
    }
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (index, mention) in scanned.mentions.iter().enumerate() {
        let separator = mention.words.start.checked_sub(1);
        let separated = separator.is_some_and(|before| matches!(scanned.key(before), "," | "và" | ";"));
        if index > 0 && !separated {
            continue;
        }
        if let (Some(last), Some(before)) = (pieces.last_mut(), separator.and_then(|at| scanned.words.get(at))) {
            last.1.end = scanned.text.get(..before.bytes.start).map_or(last.1.end, |text| text.trim_end().len());
        }
        pieces.push((index, mention.bytes.start..scanned.text.trim_end().len()));
    }
    Some(pieces)
}

/// Whether a text is nothing but agency names, joined by commas and “và”.
pub(crate) fn is_only_agencies(scanned: &Scanned<'_>) -> bool {
    if scanned.mentions.is_empty() {
        return false;
    }
    let mut at = 0;
    for mention in &scanned.mentions {
        while at < mention.words.start {
            if !matches!(scanned.key(at), "," | "và" | ";" | "-" | "/" | "cùng" | ":" | ".") {
                return false;
            }
            at += 1;
        }
        at = mention.words.end;
    }
    (at..scanned.words.len()).all(|rest| matches!(scanned.key(rest), ":" | "." | ";" | ","))
}
