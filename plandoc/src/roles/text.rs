//! Roles from the text of a task itself and from the heading above it.

use std::ops::Range;

use super::subject::{How, Subject, acts, following, subject};
use super::{Party, party};
use crate::agencies::{Scanned, scan};
use crate::plan::{Basis, Role};

/// Adverbs before the first act: “Tăng cường phối hợp …” begins with “phối hợp”.
const BEFORE_ACT: [&[&str]; 10] = [
    &["tăng", "cường"],
    &["tiếp", "tục"],
    &["đẩy", "mạnh"],
    &["chủ", "động"],
    &["thường", "xuyên"],
    &["tích", "cực"],
    &["kịp", "thời"],
    &["có", "trách", "nhiệm"],
    &["chịu", "trách", "nhiệm"],
    &["làm", "tốt", "công", "tác"],
];
/// Reads the roles of a task. `heading` are the agencies above it; `offset` is where `text` begins.
pub(crate) fn from_text(text: &str, offset: usize, heading: &[Party]) -> Vec<Party> {
    let scanned = scan(text);
    let subject = subject(&scanned);
    let mut task =
        TaskText { scanned: &scanned, offset, parties: Vec::new(), taken: vec![false; scanned.mentions.len()] };
    let act_at = subject.as_ref().map_or(0, |subject| subject.act_at);
    let cooperates = reads_cooperate(&scanned, skip_any(&scanned, act_at, &BEFORE_ACT));
    let leads = task.beside_chairing(subject.as_ref());
    task.partners();
    task.directed();
    task.served();
    task.add_subject(subject.as_ref(), heading, cooperates, leads);
    task.later_subjects(subject.is_some() || heading.is_empty());
    task.reporters();
    if !task.parties.iter().any(|party| matches!(party.role, Role::Lead | Role::Implement | Role::Coordinate)) {
        task.everybody();
    }
    task.parties
}

/// Where “chủ trì” stands and who stands beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chairing {
    Nobody,
    TheSubject,
    Others,
}

pub(super) fn skip_any(scanned: &Scanned<'_>, mut at: usize, phrases: &[&[&str]]) -> usize {
    loop {
        while scanned.key(at) == "," {
            at += 1;
        }
        let Some(length) = phrases.iter().filter(|phrase| scanned.reads(at, phrase)).map(|phrase| phrase.len()).max()
        else {
            return at;
        };
        at += length;
    }
}

fn reads_cooperate(scanned: &Scanned<'_>, at: usize) -> bool {
    scanned.reads(at, &["phối", "hợp"])
}

pub(super) struct TaskText<'a> {
    pub(super) scanned: &'a Scanned<'a>,
    offset: usize,
    pub(super) parties: Vec<Party>,
    /// Which mentions already have a role.
    taken: Vec<bool>,
}

impl TaskText<'_> {
    pub(super) fn add(&mut self, mentions: Range<usize>, role: Role, rule: &'static str) {
        for index in mentions {
            let (Some(mention), Some(taken)) = (self.scanned.mentions.get(index), self.taken.get_mut(index)) else {
                continue;
            };
            *taken = true;
            self.parties.push(party(self.scanned, mention, self.offset, role, rule, Basis::Explicit));
        }
    }

    pub(super) fn is_taken(&self, index: usize) -> bool {
        self.taken.get(index).copied().unwrap_or(true)
    }

    /// Word places of a cue outside every name.
    pub(super) fn cues(&self, keys: &[&str]) -> Vec<usize> {
        let mut mentions = self.scanned.mentions.iter().peekable();
        let mut places = Vec::new();
        for at in 0..self.scanned.words.len() {
            while mentions.next_if(|mention| mention.words.end <= at).is_some() {}
            let inside = mentions.peek().is_some_and(|mention| mention.words.contains(&at));
            if !inside && self.scanned.reads(at, keys) {
                places.push(at);
            }
        }
        places
    }

    /// L1: “chủ trì” said of somebody in the text, or of the subject.
    fn beside_chairing(&mut self, subject: Option<&Subject>) -> Chairing {
        let mut result = Chairing::Nobody;
        for at in self.cues(&["chủ", "trì"]) {
            let before = at.checked_sub(1).map_or("", |before| self.scanned.key(before));
            if matches!(before, "quan" | "vị") && !self.scanned.key(at.saturating_sub(3)).eq("là") {
                continue;
            }
            let beside = self.scanned.mention_before(at);
            let own = beside.is_none_or(|index| subject.is_some_and(|subject| subject.mentions.contains(&index)));
            if own {
                result = Chairing::TheSubject;
            } else if let Some(index) = beside {
                self.add(index..index + 1, Role::Lead, "L1");
                if matches!(result, Chairing::Nobody) {
                    result = Chairing::Others;
                }
            }
        }
        result
    }

    fn add_subject(&mut self, subject: Option<&Subject>, heading: &[Party], cooperates: bool, chairing: Chairing) {
        let chairs = matches!(chairing, Chairing::TheSubject);
        if let Some(subject) = subject {
            let headed = subject.how == How::Headed;
            let (role, rule) = match subject.how {
                How::Ordered => (Role::Lead, "L1"),
                _ if chairs => (Role::Lead, "L1"),
                _ if headed && cooperates => (Role::Implement, "I1"),
                _ if matches!(chairing, Chairing::Others) && cooperates => (Role::Coordinate, "C1"),
                _ if cooperates => (Role::Lead, "L2"),
                _ => (Role::Lead, "L3"),
            };
            self.add(subject.mentions.clone(), role, rule);
        } else {
            let (role, rule) = if chairs {
                (Role::Lead, "L1")
            } else if cooperates {
                (Role::Implement, "I1")
            } else {
                (Role::Lead, "L3")
            };
            self.parties.extend(heading.iter().map(|party| party.acting(role, rule)));
        }
        self.parties.sort_by_key(|party| party.role != Role::Lead);
    }

    /// Bodies that a later sentence begins with: leads beside a named subject, else helpers of the heading.
    fn later_subjects(&mut self, as_leads: bool) {
        for index in 0..self.scanned.mentions.len() {
            let Some(mention) = self.scanned.mentions.get(index) else { continue };
            let Some(stop) = mention.words.start.checked_sub(1) else { continue };
            let ordered =
                self.scanned.key(stop) == "giao" && stop.checked_sub(1).is_some_and(|dot| self.scanned.key(dot) == ".");
            if self.is_taken(index) || !(self.scanned.key(stop) == "." || ordered) {
                continue;
            }
            let found = following(self.scanned, index, How::Grammatical);
            if !acts(self.scanned, found.act_at) {
                continue;
            }
            let (role, rule) = match (ordered, as_leads) {
                (true, _) => (Role::Lead, "L1"),
                (false, true) => (Role::Lead, "L3"),
                (false, false) => (Role::Implement, "I3"),
            };
            self.add(found.mentions, role, rule);
        }
    }

    /// “…, các đơn vị gửi báo cáo về …”: those who report take part.
    fn reporters(&mut self) {
        for index in 0..self.scanned.mentions.len() {
            let Some(mention) = self.scanned.mentions.get(index) else { continue };
            let preceded = mention
                .words
                .start
                .checked_sub(1)
                .is_some_and(|before| matches!(self.scanned.key(before), "," | ";" | "."));
            let reports =
                self.scanned.key(mention.words.end) == "gửi" || self.scanned.reads(mention.words.end, &["báo", "cáo"]);
            if !self.is_taken(index) && preceded && reports {
                self.add(index..index + 1, Role::Implement, "I3");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, heading: &str) -> Vec<(String, String)> {
        let above = super::super::heading_parties(heading, 0);
        from_text(text, 0, &above).into_iter().map(|party| (party.rule.to_owned(), party.name)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(rule, name)| ((*rule).to_owned(), (*name).to_owned())).collect()
    }

    #[test]
    fn chairing_without_a_subject_is_said_of_the_heading() {
        assert_eq!(
            read("Chủ trì, phối hợp với Sở Y tế hỗ trợ nạn nhân.", "Sở Nội vụ"),
            pairs(&[("L1", "Sở Nội vụ"), ("C1", "Sở Y tế")])
        );
    }

    #[test]
    fn who_first_cooperates_does_not_lead() {
        assert_eq!(
            read("Tăng cường phối hợp chặt chẽ với Đồn Biên phòng tuần tra.", "Công an xã"),
            pairs(&[("C1", "Đồn Biên phòng"), ("I1", "Công an xã")])
        );
    }

    #[test]
    fn the_body_named_in_the_task_wins_over_the_heading() {
        assert_eq!(
            read("Tòa án nhân dân tỉnh đưa các vụ án ra xét xử.", "Viện kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh"),
            pairs(&[("L3", "Tòa án nhân dân tỉnh")])
        );
    }

    #[test]
    fn a_subject_may_follow_an_opening_clause() {
        assert_eq!(
            read("Căn cứ chức năng, nhiệm vụ được giao, các sở, ngành và UBND các xã xây dựng kế hoạch.", ""),
            pairs(&[("L3", "các sở, ngành"), ("L3", "UBND các xã")])
        );
    }

    #[test]
    fn whom_the_lead_directs_carries_it_out() {
        assert_eq!(
            read("Chỉ đạo, hướng dẫn Công an các xã rà soát; báo cáo UBND tỉnh (qua Sở Nội vụ).", "Công an tỉnh"),
            pairs(&[("L3", "Công an tỉnh"), ("I3", "Công an các xã"), ("X1", "UBND tỉnh"), ("V1", "Sở Nội vụ")])
        );
    }
}
