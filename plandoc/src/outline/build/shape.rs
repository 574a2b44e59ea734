//! Whether a numbered paragraph is a heading, an item, or a heading with text behind it.

use super::lines::{labelled_detail, names_somebody};
use super::{Builder, CLOSING, ENDS_SENTENCE, FOOTNOTE, LONGEST_HEADING, REQUEST};
use crate::agencies::{ACTIONS, heading_pieces, is_only_agencies, scan};
use crate::outline::label::{Rank, label};
use crate::pattern::pattern;
use crate::section_role;
use crate::words::beginning;

/// The part before the colon of “8. Agency: text” is at most this long, in words.
const LONGEST_TOPIC: usize = 14;
/// A heading that ends with a full stop is at most this long, in characters.
const LONGEST_DOTTED_HEADING: usize = 120;

pattern! {
    INNER_SENTENCE = r"[.;] \p{Lu}"
}

pub(super) enum Shape {
    Heading,
    /// A heading with its text behind it: where the heading ends and the bytes between.
    Inline {
        heading: usize,
        gap: usize,
    },
    Item,
}

pub(super) enum Child {
    None,
    Labelled,
    Body,
    OnlyDetails,
}

/// The colon of “Công an huyện: Là cơ quan …”, if what stands before it names agencies or a topic.
pub(super) fn inline_colon(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let before = text.get(..colon)?;
    let after = text.get(colon + 1..)?.trim();
    if after.is_empty() {
        return None;
    }
    if opens_elliptic_list(before, after) {
        return None;
    }
    if names_agencies(before.trim_end()) {
        return Some(colon);
    }
    let topic = before.split(' ').count() <= LONGEST_TOPIC
        && !before.contains(['.', ';', '“', '"'])
        && !["là", "như", "gồm", "sau", "rằng"].iter().any(|word| before.trim_end().ends_with(word))
        && section_role::is_topic(before);
    topic.then_some(colon)
}

/// “7. Tòa án nhân dân tỉnh Đẩy mạnh …”: a heading and its first paragraph that a converter ran
/// together. Where the heading ends, in bytes.
pub(super) fn heading_run_on(text: &str) -> Option<usize> {
    let scanned = scan(beginning(text, 600));
    let first = if REQUEST.is_match(text) { 2 } else { 0 };
    let (index, _) = scanned.mention_at(first)?;
    let names = crate::roles::group(&scanned, index);
    let last = scanned.mentions.get(names.end - 1)?;
    let next = scanned.words.get(last.words.end)?;
    let acts = next.capital && ACTIONS.iter().any(|action| scanned.reads(last.words.end, action));
    acts.then_some(last.bytes.end)
}

/// “Các Sở: Nội vụ, Y tế …” names bodies and is no heading.
pub(super) fn opens_elliptic_list(before: &str, after: &str) -> bool {
    let head = crate::words::folded(before);
    matches!(head.as_str(), "các sở" | "các phòng" | "sở" | "phòng")
        && scan(&format!("{before}: {after}")).mentions.iter().any(|mention| mention.full_name.is_some())
}

/// Whether a heading is nothing but agency names (after “Đề nghị”, without brackets).
pub(crate) fn names_agencies(heading: &str) -> bool {
    let bare = crate::roles::heading_names(heading);
    if bare.chars().count() > LONGEST_HEADING {
        return false;
    }
    let scanned = scan(&bare);
    is_only_agencies(&scanned) || heading_pieces(&scanned).is_some()
}

impl Builder<'_> {
    /// Whether a numbered paragraph is a heading, an item, or both.
    pub(super) fn shape(&self, at: usize, end: usize, rank: Rank, text: &str) -> Shape {
        // “II. NHIỆM VỤ (Chi tiết tại Phụ lục)”: what stands in brackets does not make a sentence of it.
        let capitals = || !crate::roles::without_brackets(text).chars().any(char::is_lowercase);
        if rank <= Rank::Capital || (rank == Rank::Roman && capitals()) {
            return Shape::Heading;
        }
        if let Some(colon) = inline_colon(text) {
            return Shape::Inline { heading: colon, gap: 1 };
        }
        if let Some(end) = heading_run_on(text) {
            return Shape::Inline { heading: end, gap: 0 };
        }
        let length = text.chars().count();
        let child = self.child(at, end, rank);
        let bare = text.trim_end_matches(['.', ':', ';', ' ']);
        let ends_sentence = ENDS_SENTENCE.is_match(text);
        match child {
            Child::OnlyDetails if !ends_sentence && section_role::is_circumstance(bare) => Shape::Heading,
            Child::None | Child::OnlyDetails => Shape::Item,
            _ if rank == Rank::Article => Shape::Item,
            _ if names_agencies(bare) => Shape::Heading,
            Child::Labelled | Child::Body if !ends_sentence && length <= LONGEST_HEADING => Shape::Heading,
            Child::Labelled if length <= LONGEST_DOTTED_HEADING && !INNER_SENTENCE.is_match(bare) => Shape::Heading,
            _ => Shape::Item,
        }
    }

    /// What stands under a numbered paragraph.
    pub(super) fn child(&self, at: usize, end: usize, rank: Rank) -> Child {
        let (mut details, mut assigned) = (false, false);
        for next in at + 1..end {
            let text = self.text(next);
            if FOOTNOTE.is_match(text) {
                continue;
            }
            let found = label(text);
            if found.as_ref().is_some_and(|found| found.rank <= rank) {
                break;
            }
            let numbered = found.as_ref().is_some_and(|found| found.rank < Rank::Letter);
            if let Some((kind, _)) = labelled_detail(text)
                && (!numbered || assigned || names_somebody(kind) || self.assignments_follow(next))
            {
                details = true;
                assigned |= names_somebody(kind);
                continue;
            }
            // An ordinary paragraph after the details still belongs to the heading; sub-items of
            // the details do not make one.
            if details && found.as_ref().is_none_or(|found| found.rank == Rank::Plus) {
                break;
            }
            if text.starts_with('|') || found.is_some() {
                return Child::Labelled;
            }
            return if CLOSING.is_match(text) { Child::None } else { Child::Body };
        }
        if details { Child::OnlyDetails } else { Child::None }
    }
}
