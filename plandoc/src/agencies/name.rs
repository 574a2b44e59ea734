//! One name at a place: what stands before the core, the core, and what follows.

use super::gazetteer::{Category, GAZETTEER};
use super::{Core, Mention, Reader};
use crate::plan::Level;

impl Reader<'_> {
    /// How far to go on when no name begins here: over a phrase that only looks like one.
    pub(super) fn skip(&self, at: usize) -> usize {
        match GAZETTEER.longest_at(self.text, self.words, at) {
            Some(found) if found.entry.category == Category::NotAnAgency => found.length,
            _ => 1,
        }
    }

    pub(super) fn mention(&self, at: usize) -> Option<Mention> {
        if let Some(core) = self.named_core(at).filter(|core| core.key.as_deref() == Some("thon_ban")) {
            return Some(self.named(at, core));
        }
        let lead = self.lead_in(at);
        if let Some(core) = self.named_core(lead.core) {
            return Some(self.named(at, core));
        }
        let list = self.generic_list(lead.core, lead.determined)?;
        let suffix = self.suffix(list.end, true);
        let end = suffix.end;
        // “Cơ quan chủ trì”, “đơn vị tính”: a bare noun is nobody.
        let bare = !lead.determined && end == list.end && end <= lead.core + 2;
        if bare && matches!(list.key.as_str(), "co_quan" | "don_vi" | "luc_luong" | "doanh_nghiep") {
            return None;
        }
        Some(Mention {
            words: at..end,
            bytes: self.bytes(at, end),
            key: Some(list.key),
            level: suffix.level,
            place: suffix.place,
            specific: list.specific,
            full_name: None,
        })
    }

    pub(super) fn named(&self, at: usize, core: Core) -> Mention {
        let after = match core.category {
            Category::Committee => self.series(core.end),
            Category::Party => self.party_owner(core.end),
            _ => core.end,
        };
        let mut suffix = self.suffix(after, false);
        let of_place = ["don_bien_phong", "hai_quan", "canh_sat_bien", "dai_ptth", "bao_tinh"];
        if suffix.end == after && core.key.as_deref().is_some_and(|key| of_place.contains(&key)) {
            suffix.end = self.place_name(after, Level::Commune);
        }
        if core.category == Category::PoliceUnit {
            suffix = self.parent_force(suffix);
        }
        if suffix.place.is_none() && core.category == Category::Post && core.key.as_deref() == Some("thon_ban") {
            suffix.level = Some(Level::Commune);
        }
        let end = suffix.end;
        Mention {
            words: at..end,
            bytes: self.bytes(at, end),
            key: core.key,
            level: suffix.level.or(core.level),
            place: suffix.place,
            specific: true,
            full_name: None,
        }
    }
}
