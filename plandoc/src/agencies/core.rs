//! The part of a name that says what kind of body it is: from the table or by grammar.

use super::gazetteer::{Category, GAZETTEER};
use super::{Core, Reader};
use crate::plan::Level;

/// What the name of an office begins with.
pub(super) const HEADS: [&[&str]; 19] = [
    &["sở"],
    &["phòng"],
    &["trung", "tâm"],
    &["chi", "cục"],
    &["cục"],
    &["đội"],
    &["hội"],
    &["ban"],
    &["đài"],
    &["trạm"],
    &["bộ"],
    &["hạt"],
    &["liên", "minh"],
    &["hiệp", "hội"],
    &["ban", "quản", "lý"],
    &["văn", "phòng"],
    &["viện"],
    &["tổ"],
    &["công", "chức"],
];

impl Reader<'_> {
    pub(super) fn named_core(&self, at: usize) -> Option<Core> {
        let found = GAZETTEER.longest_at(self.text, self.words, at);
        if let Some(found) = found {
            match found.entry.category {
                Category::NotAnAgency => return None,
                Category::Chain(_) => {
                    return self.core_by_grammar(at).filter(|core| core.end > at + found.length);
                }
                Category::Party if !self.is_capital(at) => return None,
                _ if found.noun.is_some() && !self.is_capital(at) => return None,
                category => {
                    let named = Core {
                        end: at + found.length,
                        key: Some(found.entry.key.clone()),
                        level: found.entry.level,
                        category,
                    };
                    // “Phòng Kinh tế” may be the beginning of a longer name.
                    let longer = self.core_by_grammar(at).filter(|core| core.end > named.end);
                    return Some(longer.unwrap_or(named));
                }
            }
        }
        self.core_by_grammar(at)
    }

    /// `[Sở|Phòng|…] field (và field)*`, all with capitals.
    pub(super) fn core_by_grammar(&self, at: usize) -> Option<Core> {
        if let Some(end) = self.newspaper(at) {
            return Some(Core { end, key: Some("bao_tinh".to_owned()), level: None, category: Category::Body });
        }
        let head = HEADS.iter().filter(|head| self.reads(at, head)).map(|head| head.len()).max()?;
        if !self.is_capital(at) && !self.is_capital(at + head) {
            return None;
        }
        let mut end = self.capital_field(at + head)?;
        while let Some(next) = self.next_field(end) {
            end = next;
        }
        Some(Core { end, key: None, level: None, category: Category::Body })
    }

    /// “Báo Sơn Hà”: the word and a place.
    pub(super) fn newspaper(&self, at: usize) -> Option<usize> {
        if self.key(at) != "báo" || !self.is_capital(at) {
            return None;
        }
        let end = self.place_name(at + 1, Level::Province);
        (end > at + 1).then_some(end)
    }

    pub(super) fn capital_field(&self, at: usize) -> Option<usize> {
        if !self.is_capital(at) {
            return None;
        }
        GAZETTEER.field_at(self.text, self.words, at).map(|length| at + length)
    }

    /// The field after “và”, “-”, or a comma that an “và” follows.
    pub(super) fn next_field(&self, at: usize) -> Option<usize> {
        match self.key(at) {
            "và" | "-" | "&" => self.capital_field(at + 1),
            "," => {
                let end = self.capital_field(at + 1)?;
                (self.key(end) == "và" && self.capital_field(end + 1).is_some()).then_some(end)
            }
            _ => None,
        }
    }
}
