//! Headings: labelled, unlabelled, of an appendix, on two lines.

use std::ops::Range;

use super::shape::names_agencies;
use super::{ATTACHED, Builder, ENDS_SENTENCE, Entry, LONGEST_HEADING, REQUEST};
use crate::outline::label::{Label, Rank, label};
use crate::outline::{Block, Bullet, Heading, Kind};
use crate::section_role;

impl Builder<'_> {
    /// The second line of a heading in capitals.
    pub(super) fn continues_heading(&self, at: usize, text: &str) -> bool {
        let Some(last) = self.out.blocks.last().filter(|last| last.kind == Kind::Heading) else { return false };
        let directly = at.checked_sub(1).is_some_and(|before| self.bytes(before) == last.bytes);
        directly && !last.label.is_empty() && is_capitals(text) && is_capitals(self.normalised.slice(&last.text))
    }

    pub(super) fn extend_heading(&mut self, bytes: &Range<usize>) {
        let Some(last) = self.out.blocks.last_mut() else { return };
        last.text.end = bytes.end;
        last.bytes.end = bytes.end;
        let Some(heading) = last.section.and_then(|index| self.out.headings.get_mut(index)) else { return };
        heading.text.end = bytes.end;
        heading.own.end = bytes.end;
        heading.whole.end = heading.whole.end.max(bytes.end);
        let above = heading.parent.and_then(|parent| self.out.headings.get(parent)).map(|parent| parent.role);
        let section = last.section;
        if let Some(heading) = section.and_then(|index| self.out.headings.get_mut(index)) {
            heading.role = section_role::role(self.normalised.slice(&heading.text), heading.depth, above);
        }
    }

    /// “PHỤ LỤC I” and the lines of its title.
    pub(super) fn take_volume(&mut self, at: usize, end: usize, found: &Label) -> usize {
        let bytes = self.bytes(at);
        let mut text = bytes.start + found.length..bytes.end;
        let mut next = at + 1;
        while text.is_empty() && next < end {
            let line = self.text(next);
            let is_title = !line.starts_with('|')
                && label(line).is_none()
                && !ATTACHED.is_match(line)
                && !ENDS_SENTENCE.is_match(line);
            if !is_title {
                break;
            }
            text = self.bytes(next);
            next += 1;
        }
        self.pop_to(Rank::Volume);
        let id = self.numbered_id(found);
        let index = self.push_heading(id, found, text.clone(), bytes.start..text.end.max(bytes.end));
        self.push_heading_block(index, found, bytes.start..text.end.max(bytes.end));
        next
    }

    /// “Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh thực hiện:” before a list.
    pub(super) fn opens_assigned_list(&self, at: usize, end: usize) -> bool {
        let text = self.text(at);
        let listed = at + 1 < end && label(self.text(at + 1)).is_some_and(|found| found.rank >= Rank::Letter);
        listed
            && text.ends_with(':')
            && text.chars().count() <= LONGEST_HEADING
            && crate::roles::assigning_heading(text, 0).is_some()
    }

    /// “Công an tỉnh” alone on a line: the body whose duties follow. “NHIỆM VỤ CỤ THỂ”: a part that
    /// nobody numbered.
    pub(super) fn is_bare_heading(&self, at: usize, end: usize) -> bool {
        let text = self.text(at);
        let followed = at + 1 < end && label(self.text(at + 1)).is_none_or(|found| found.rank >= Rank::Arabic(1));
        followed && !ENDS_SENTENCE.is_match(text) && (is_capitals(text) || names_agencies(text))
    }

    /// A heading without a label.
    pub(super) fn take_bare_heading(&mut self, bytes: &Range<usize>) {
        let text = self.normalised.slice(bytes);
        let rank = if is_capitals(text) { Rank::Roman } else { Rank::Letter };
        self.pop_to(rank);
        let parent = self.stack.last().map(|entry| entry.id.clone()).unwrap_or_default();
        let number = self.count(&parent, "g");
        let id = if parent.is_empty() { format!("g{number}") } else { format!("{parent}.g{number}") };
        let found = Label { rank, printed: String::new(), short: String::new(), length: 0 };
        let words = bytes.start..bytes.start + text.trim_end_matches([':', ' ']).len();
        let index = self.push_heading(id, &found, words, bytes.clone());
        self.push_heading_block(index, &found, bytes.clone());
    }

    pub(super) fn push_heading_block(&mut self, index: usize, found: &Label, bytes: Range<usize>) {
        let Some(heading) = self.out.headings.get(index) else { return };
        let (id, text) = (heading.id.clone(), heading.text.clone());
        self.above_plus = None;
        self.out.blocks.push(Block {
            id,
            kind: Kind::Heading,
            bytes,
            label: found.printed.clone(),
            text,
            section: Some(index),
            bullet: Bullet::Label,
        });
    }

    pub(super) fn push_heading(&mut self, id: String, found: &Label, text: Range<usize>, own: Range<usize>) -> usize {
        let (id, again) = self.unique(id);
        if again {
            self.out.repeated.push((found.printed.clone(), own.clone()));
        }
        let parent = self.current_heading();
        let above = parent.and_then(|index| self.out.headings.get(index));
        let words = self.normalised.slice(&text);
        let depth = above.map_or(1, |heading| heading.depth.saturating_add(1));
        let role = section_role::role(words, depth, above.map(|heading| heading.role));
        let requested = REQUEST.is_match(words) || above.is_some_and(|heading| heading.requested);
        let heading = Heading {
            id: id.clone(),
            label: found.printed.clone(),
            text,
            whole: own.clone(),
            own,
            parent,
            depth,
            role,
            requested,
        };
        let index = self.out.headings.len();
        self.out.headings.push(heading);
        self.stack.push(Entry { rank: found.rank, id, heading: Some(index) });
        index
    }

    /// Stretches every heading to the last block under it.
    pub(super) fn close_headings(&mut self) {
        for block in &self.out.blocks {
            if block.kind == Kind::Footnote || block.kind == Kind::Closing {
                continue;
            }
            let mut section = block.section;
            while let Some(heading) = section.and_then(|index| self.out.headings.get_mut(index)) {
                heading.whole.end = heading.whole.end.max(block.bytes.end);
                section = heading.parent;
            }
        }
    }
}

pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 6
        && !text.chars().any(char::is_lowercase)
        && text.chars().count() <= LONGEST_HEADING
}
