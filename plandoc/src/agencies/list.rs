//! What a name is followed by: the series of a committee, the force of a unit, a list under one head.

use super::gazetteer::Category;
use super::suffix::Suffix;
use super::{Mention, Reader, words_key};

impl Reader<'_> {
    /// “Ban Chỉ đạo” + number, abbreviation or “mô hình “…””.
    pub(super) fn series(&self, mut at: usize) -> usize {
        while let Some(word) = self.words.get(at) {
            let written = self.text.get(word.bytes.clone()).unwrap_or_default();
            let is_abbreviation = written.chars().count() >= 3
                && written.chars().all(char::is_uppercase)
                && !matches!(&*word.key, "tỉnh" | "huyện" | "phường" | "thành" | "quận");
            let is_number = word.key.chars().all(|c| c.is_ascii_digit());
            if !is_abbreviation && !is_number {
                break;
            }
            at += 1;
        }
        if self.reads(at, &["/", "cp"]) {
            at += 2;
        }
        if self.reads(at, &["mô", "hình"]) {
            at += 2;
            if self.key(at) == "\"" {
                let closing = (at + 1..at + 20).find(|&place| self.key(place) == "\"");
                at = closing.map_or(at, |place| place + 1);
            }
        }
        at
    }

    /// “Ban Dân vận Thành ủy”, “Văn phòng Đảng ủy”: the committee whose board it is.
    pub(super) fn party_owner(&self, at: usize) -> usize {
        match self.key(at) {
            "tỉnh" | "thành" | "huyện" | "thị" | "quận" | "đảng" | "xã" if self.key(at + 1) == "ủy" => {
                at + 2
            }
            // “Đảng ủy UBND xã”, “Chi bộ Công an xã”: the party body inside another.
            _ if self.is_capital(at) => match self.named_core(at) {
                Some(body) if body.category == Category::Body => body.end,
                _ => at,
            },
            _ => at,
        }
    }

    /// “Phòng Tham mưu, Công an tỉnh”, “đội nghiệp vụ - Công an huyện”.
    pub(super) fn parent_force(&self, own: Suffix) -> Suffix {
        let joined = match self.key(own.end) {
            "," | "-" | "thuộc" => own.end + 1,
            _ => own.end,
        };
        if !self.reads(joined, &["công", "an"]) || self.reads(joined, &["công", "an", "nhân", "dân"]) {
            return own;
        }
        let parent = self.suffix(joined + 2, false);
        if parent.end == joined + 2 { own } else { parent }
    }

    /// “các Sở: Nội vụ, Y tế”, “Sở Nội vụ, Y tế”: fields after a head that is named once.
    pub(super) fn elliptic_list(&self, first: &Mention) -> Vec<Mention> {
        let head_at = first.words.start + usize::from(self.key(first.words.start) == "các");
        let head @ ("sở" | "phòng") = self.key(head_at) else { return Vec::new() };
        let mut at = first.words.end;
        let mut found = Vec::new();
        while matches!(self.key(at), "," | ":" | "và" | ";") {
            let Some(field) = self.field_list_item(at + 1) else { break };
            let suffix = self.suffix(field, false);
            let field = suffix.end;
            let bytes = self.bytes(at + 1, field);
            let name = self.text.get(bytes.clone()).unwrap_or_default();
            let head = if head == "sở" { "Sở" } else { "Phòng" };
            let full_name = format!("{head} {name}");
            let key = words_key(&full_name);
            found.push(Mention {
                words: at + 1..field,
                bytes,
                key,
                level: suffix.level.or(first.level),
                place: suffix.place,
                specific: true,
                full_name: Some(full_name),
            });
            at = field;
        }
        found
    }

    /// One field of an elliptic list, with its own “và” where the table knows the whole name.
    pub(super) fn field_list_item(&self, at: usize) -> Option<usize> {
        let end = self.capital_field(at)?;
        let mut longest = end;
        let mut next = end;
        for _ in 0..2 {
            if !matches!(self.key(next), "và" | "," | "-") {
                break;
            }
            let Some(further) = self.capital_field(next + 1) else { break };
            next = further;
            let name = self.text.get(self.bytes(at, next)).unwrap_or_default();
            if words_key(&format!("Sở {name}")).or_else(|| words_key(&format!("Phòng {name}"))).is_some() {
                longest = next;
            }
        }
        Some(longest)
    }
}
