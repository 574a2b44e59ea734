//! Who stands beside the subject: partners, those directed, those advised, those who receive.

use super::group;
use super::text::{TaskText, skip_any};
use crate::plan::{Basis, Role};

/// Between “phối hợp” and the partners.
const AFTER_COOPERATE: [&[&str]; 7] = [
    &["chặt", "chẽ"],
    &["thường", "xuyên"],
    &["đồng", "bộ"],
    &["tốt"],
    &["có", "hiệu", "quả"],
    &["hiệu", "quả"],
    &["nhịp", "nhàng"],
];
/// Whom the lead makes act.
const DIRECTING: [&[&str]; 5] =
    [&["chỉ", "đạo"], &["hướng", "dẫn"], &["vận", "động"], &["huy", "động"], &["chủ", "công", "là"]];

impl TaskText<'_> {
    /// C1, C2: after “phối hợp (chặt chẽ) (với)”, “trao đổi với”.
    pub(super) fn partners(&mut self) {
        for at in self.cues(&["phối", "hợp"]) {
            self.partner_before(at);
            let noun = at.checked_sub(1).is_some_and(|before| matches!(self.scanned.key(before), "chế" | "sự"));
            if noun || self.scanned.reads(at + 2, &["liên", "ngành"]) {
                continue;
            }
            let mut place = skip_any(self.scanned, at + 2, &AFTER_COOPERATE);
            if self.scanned.mention_at(place).is_none() {
                let with = (place..place + 4)
                    .take_while(|next| self.scanned.words.get(*next).is_some_and(crate::words::Word::is_word))
                    .find(|next| matches!(self.scanned.key(*next), "với" | "cùng"));
                let Some(with) = with else { continue };
                place = with + 1;
            }
            if let Some((first, _)) = self.scanned.mention_at(place) {
                self.add(group(self.scanned, first), Role::Coordinate, "C1");
            }
        }
        for at in self.cues(&["trao", "đổi"]) {
            let with = (at + 2..at + 16)
                .take_while(|next| !matches!(self.scanned.key(*next), "." | ";" | ":"))
                .filter(|next| self.scanned.key(*next) == "với")
                .find_map(|with| self.scanned.mention_at(with + 1));
            if let Some((first, _)) = with.filter(|(index, _)| !self.is_taken(*index)) {
                self.add(group(self.scanned, first), Role::Coordinate, "C2");
            }
        }
    }

    /// “…; Trạm Y tế xã phối hợp thực hiện”: who is said to cooperate beside another's lead.
    fn partner_before(&mut self, at: usize) {
        let found = self.scanned.mention_before(at).filter(|index| *index > 0);
        let Some(index) = found.filter(|index| !self.is_taken(*index)) else { return };
        // The whole list: “Trạm Y tế xã, Hội Nông dân xã phối hợp”.
        let mut first = index;
        while first > 0 && !self.is_taken(first - 1) && group(self.scanned, first - 1).contains(&index) {
            first -= 1;
        }
        let Some(start) = self.scanned.mentions.get(first).map(|mention| mention.words.start) else { return };
        let after_lead = start >= 2 && self.scanned.key(start - 1) == "," && self.scanned.key(start - 2) == "trì";
        if after_lead || start.checked_sub(1).is_some_and(|before| self.scanned.key(before) == ";") {
            self.add(first..index + 1, Role::Coordinate, "C1");
        }
    }

    /// I3: whom the lead directs, guides or mobilises.
    pub(super) fn directed(&mut self) {
        for phrase in DIRECTING {
            for at in self.cues(phrase) {
                let next = at + phrase.len();
                if let Some((first, _)) = self.scanned.mention_at(next).filter(|(index, _)| !self.is_taken(*index)) {
                    self.add(group(self.scanned, first), Role::Implement, "I3");
                }
            }
        }
    }

    /// A1, X1, V1: who is advised, who receives, through whom.
    pub(super) fn served(&mut self) {
        for index in 0..self.scanned.mentions.len() {
            let Some(mention) = self.scanned.mentions.get(index) else { continue };
            if self.is_taken(index) {
                continue;
            }
            let at = mention.words.start;
            let before = |keys: &[&str]| at.checked_sub(keys.len()).is_some_and(|from| self.scanned.reads(from, keys));
            let (role, rule) = if ["cho", "với", "giúp"].iter().any(|word| before(&["tham", "mưu", word]))
                || before(&["tham", "mưu"])
                || before(&["đề", "xuất"])
                || before(&["giúp"])
            {
                (Role::Advised, "A1")
            } else if before(&["qua"]) {
                (Role::Via, "V1")
            } else if before(&["gửi"])
                || before(&["về"]) && self.reports_before(at)
                || before(&["báo", "cáo"])
                || before(&["trình"])
                || before(&["đề", "xuất", "với"])
                || before(&["báo", "cáo", "với"])
                || before(&["báo", "cáo", "cho"])
            {
                (Role::Recipient, "X1")
            } else {
                continue;
            };
            self.add(group(self.scanned, index), role, rule);
        }
    }

    /// Whether “báo cáo” or “gửi” stands in the same sentence before a place.
    fn reports_before(&self, at: usize) -> bool {
        (0..at)
            .rev()
            .take(60)
            .take_while(|place| self.scanned.key(*place) != ".")
            .any(|place| self.scanned.key(place) == "gửi" || self.scanned.reads(place, &["báo", "cáo"]))
    }

    /// Where nobody else is named: “phát huy vai trò của X” and “giữa X, Y” (C3). Their basis is
    /// `None`: an assignment line below overrules them.
    pub(super) fn everybody(&mut self) {
        let known = self.parties.len();
        for at in self.cues(&["vai", "trò"]) {
            let of = (at + 2..at + 8).find(|place| self.scanned.key(*place) == "của");
            if let Some((first, _)) =
                of.and_then(|of| self.scanned.mention_at(of + 1)).filter(|(index, _)| !self.is_taken(*index))
            {
                self.add(group(self.scanned, first), Role::Implement, "I3");
            }
        }
        for at in self.cues(&["giữa"]) {
            if let Some((first, _)) = self.scanned.mention_at(at + 1).filter(|(index, _)| !self.is_taken(*index)) {
                self.add(group(self.scanned, first), Role::Coordinate, "C3");
            }
        }
        for party in self.parties.iter_mut().skip(known) {
            party.basis = Basis::None;
        }
    }
}
