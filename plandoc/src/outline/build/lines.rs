//! Lines that say who, when or what for the tasks above them.

use std::ops::Range;

use super::Builder;
use crate::agencies::scan;
use crate::outline::detail::{self, Detail};
use crate::outline::label::{Rank, label};
use crate::outline::{Bullet, Kind};
use crate::plan::SectionRole;

impl Builder<'_> {
    /// “Giao Công an huyện chủ trì thực hiện.” after something to do: a sentence of names and cues only.
    pub(super) fn assigns_above(&self, text: &str) -> bool {
        const CUES: [&str; 28] = [
            ")", "giao", "do", "chủ", "trì", "phối", "hợp", "với", "thực", "hiện", "tổ", "chức", "triển", "khai", "và",
            "cùng", "nội", "dung", "nhiệm", "vụ", "này", "trên", "nêu", "chịu", "trách", ",", ".", ";",
        ];
        let after_work = self
            .out
            .blocks
            .last()
            .is_some_and(|last| matches!(last.kind, Kind::Work(_) | Kind::SubItem | Kind::Detail(_)));
        let bare = text.get(bullet_length(text)..).unwrap_or_default();
        let bare = bare.strip_prefix('(').unwrap_or(bare);
        if !after_work || bare.chars().count() > 300 || label(bare).is_some() {
            return false;
        }
        let scanned = scan(bare);
        let opens = scanned.mentions.first().is_some_and(|first| {
            first.words.start == 0 || (first.words.start == 1 && matches!(scanned.key(0), "giao" | "do"))
        });
        let mut mentions = scanned.mentions.iter().peekable();
        let mut leads = false;
        for at in 0..scanned.words.len() {
            while mentions.next_if(|mention| mention.words.end <= at).is_some() {}
            if mentions.peek().is_some_and(|mention| mention.words.contains(&at)) {
                continue;
            }
            leads |= scanned.reads(at, &["chủ", "trì"]) || scanned.reads(at, &["thực", "hiện"]);
            if !CUES.contains(&scanned.key(at)) {
                return false;
            }
        }
        opens && leads
    }

    /// “- Nội dung: …”, “- Thời gian: …” are details only under something to do.
    pub(super) fn is_detail_here(&self, at: usize, kind: Detail) -> bool {
        let role = self.current_heading().and_then(|index| self.out.headings.get(index)).map(|heading| heading.role);
        if role.is_some_and(|role| role != SectionRole::Work) {
            return false;
        }
        let in_run = self.out.blocks.last().is_some_and(|last| matches!(last.kind, Kind::Detail(_)));
        let numbered = label(self.text(at)).is_some_and(|found| found.rank < Rank::Letter);
        match kind {
            Detail::Lead | Detail::Support | Detail::CarryOut => true,
            // “1. Thời gian: …” is a section of its own unless it stands among assignments.
            // “3. Phân công thực hiện:” over such lines opens them; with a sentence of its own it is work.
            _ if numbered && kind == Detail::Assign => self.text(at).ends_with(':') && self.assigned_next(at),
            _ if numbered => in_run || self.assignments_follow(at),
            Detail::Other => in_run || self.details_follow(at),
            Detail::Assign | Detail::Due | Detail::Product => true,
        }
    }

    /// Whether a line like “Thời gian: …” or “Đơn vị chủ trì: …” comes soon after.
    pub(super) fn details_follow(&self, at: usize) -> bool {
        (at + 1..at + 6).any(|next| labelled_detail(self.text(next)).is_some_and(|(kind, _)| kind != Detail::Other))
    }

    /// Whether a line that names who leads or helps comes soon after.
    pub(super) fn assignments_follow(&self, at: usize) -> bool {
        (at + 1..at + 6).any(|next| labelled_detail(self.text(next)).is_some_and(|(kind, _)| names_somebody(kind)))
    }

    /// Whether the very next line names who leads or helps, and something to do stands above.
    fn assigned_next(&self, at: usize) -> bool {
        let above = self.out.blocks.last().is_some_and(|last| matches!(last.kind, Kind::Work(_) | Kind::SubItem));
        above && labelled_detail(self.text(at + 1)).is_some_and(|(kind, _)| names_somebody(kind))
    }

    pub(super) fn push_detail(&mut self, kind: Detail, bytes: Range<usize>, skip: usize) {
        let text = self.normalised.slice(&bytes);
        let bullet = match text.chars().next() {
            Some('+') => Bullet::Plus,
            Some('-' | '–' | '•') => Bullet::Dash,
            _ if text.get(1..).is_some_and(|rest| rest.starts_with(") ")) => Bullet::Label,
            _ => Bullet::None,
        };
        let parent = self.heading_entry_id();
        let number = self.count(&parent, "asg");
        let id = if parent.is_empty() { format!("asg{number}") } else { format!("{parent}.asg{number}") };
        self.push(id, Kind::Detail(kind), bytes, String::new(), skip, bullet);
    }
}

/// A detail line behind whatever label or bullet it carries.
pub(super) fn labelled_detail(text: &str) -> Option<(Detail, usize)> {
    let skip = label(text).filter(|found| found.rank > Rank::Roman).map_or(0, |found| found.length);
    let (kind, value) = detail::detail(text.get(skip..)?)?;
    Some((kind, skip + value))
}

pub(super) fn names_somebody(kind: Detail) -> bool {
    matches!(kind, Detail::Lead | Detail::Support | Detail::CarryOut)
}

/// Length in bytes of a dash or plus with its blank.
pub(super) fn bullet_length(text: &str) -> usize {
    label(text).filter(|found| found.rank >= Rank::Dash).map_or(0, |found| found.length)
}
