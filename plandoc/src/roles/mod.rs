//! Who does what in a task: the rules L1–L3, I1–I3, C1–C3, A1, X1, V1 of mission/truth/SCHEMA.md §4.

mod line;
mod partners;
mod subject;
mod text;

pub(crate) use line::from_line;
pub(crate) use text::from_text;

use std::ops::Range;

use crate::agencies::{Mention, Scanned, heading_pieces, is_only_agencies, scan};
use crate::pattern::pattern;
use crate::plan::{Basis, Level, Role};
use crate::words::folded;

pattern! {
    /// Words before the names in a heading.
    BEFORE_NAMES = r"^(?i:(?:kính |trân trọng )?đề nghị|yêu cầu|giao(?: cho| trách nhiệm cho| nhiệm vụ cho)?|phân công|(?:trách nhiệm|nhiệm vụ) (?:của|đối với)|đối với|về phía)\s+"
}
pattern! {
    BRACKETS = r"\s*\([^()]*\)",
    needs Any(&["("])
}

/// An agency in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) rule: &'static str,
    pub(crate) basis: Basis,
    pub(crate) key: Option<String>,
    pub(crate) level: Option<Level>,
    pub(crate) specific: bool,
    /// Bytes of the normalised text.
    pub(crate) bytes: Range<usize>,
}

impl Party {
    /// The same body in another role.
    pub(crate) fn acting(&self, role: Role, rule: &'static str) -> Self {
        Self { role, rule, ..self.clone() }
    }
}

/// A heading without “Đề nghị” and the like and without brackets, for reading names.
pub(crate) fn heading_names(heading: &str) -> String {
    let bare = BRACKETS.replace_all(heading, "");
    let bare = BEFORE_NAMES.replace(&bare, "");
    bare.trim_matches([' ', '.', ':', ';', ',']).to_owned()
}

/// A text without what stands in brackets.
pub(crate) fn without_brackets(text: &str) -> std::borrow::Cow<'_, str> {
    BRACKETS.replace_all(text, "")
}

/// The agencies that a heading names, as its leads.
pub(crate) fn heading_parties(heading: &str, offset: usize) -> Vec<Party> {
    // Same length in bytes, so that places stay: brackets are blanked, not removed.
    let blanked =
        BRACKETS.replace_all(heading, |found: &regex::Captures<'_>| " ".repeat(found.get(0).map_or(0, |m| m.len())));
    let scanned = scan(&blanked);
    if !is_only_agencies(&scan(&heading_names(heading)))
        && let Some(pieces) = heading_pieces(&scanned)
    {
        return pieces.into_iter().filter_map(|piece| piece_party(&scanned, heading, offset, piece)).collect();
    }
    let mut parties = Vec::with_capacity(scanned.mentions.len());
    for mention in &scanned.mentions {
        let mut found = party(&scanned, mention, offset, Role::Lead, "L3", Basis::Heading);
        if mention.full_name.is_none() {
            // “Các ông (bà) Trưởng thôn”: the name without its bracket.
            let written = heading.get(mention.bytes.clone()).unwrap_or_default();
            found.name = BRACKETS.replace_all(written, "").into_owned();
        }
        parties.push(found);
    }
    parties
}

fn piece_party(
    scanned: &Scanned<'_>,
    heading: &str,
    offset: usize,
    (index, bytes): (usize, Range<usize>),
) -> Option<Party> {
    let mut found = party(scanned, scanned.mentions.get(index)?, offset, Role::Lead, "L3", Basis::Heading);
    let written = heading.get(bytes.clone())?.trim_end_matches([':', '.', ' ', ';', ',']);
    found.name = BRACKETS.replace_all(written, "").into_owned();
    found.bytes = offset + bytes.start..offset + bytes.start + written.len();
    Some(found)
}

/// The parties of a heading that assigns all that stands under it: “Công an tỉnh chủ trì, phối hợp
/// với Sở Y tế:”.
pub(crate) fn assigning_heading(heading: &str, offset: usize) -> Option<Vec<Party>> {
    let keys = folded(heading);
    if !keys.contains("chủ trì") && !keys.starts_with("giao ") {
        return None;
    }
    let mut parties = from_text(heading, offset, &[]);
    parties.retain(|party| matches!(party.role, Role::Lead | Role::Coordinate));
    for party in &mut parties {
        party.basis = Basis::Heading;
    }
    parties.iter().any(|party| party.role == Role::Lead).then_some(parties)
}

pub(crate) fn party(
    scanned: &Scanned<'_>,
    mention: &Mention,
    offset: usize,
    role: Role,
    rule: &'static str,
    basis: Basis,
) -> Party {
    Party {
        name: scanned.name(mention),
        role,
        rule,
        basis,
        key: mention.key.clone(),
        level: mention.level,
        specific: mention.specific,
        bytes: mention.bytes.start + offset..mention.bytes.end + offset,
    }
}

/// Mentions that follow each other as one list (“A, B và C”), beginning at a mention index.
pub(crate) fn group(scanned: &Scanned<'_>, first: usize) -> Range<usize> {
    let mut end = first + 1;
    while let (Some(last), Some(next)) = (scanned.mentions.get(end - 1), scanned.mentions.get(end)) {
        let mut at = last.words.end;
        if scanned.key(at) == "(" {
            at = after_bracket(scanned, at);
        }
        let Some(gap) = next.words.start.checked_sub(at) else { break };
        let joined = match scanned.key(at) {
            "," | ";" => gap == 1 || (gap == 2 && matches!(scanned.key(at + 1), "và" | "cùng")),
            "và" | "cùng" | "-" | "/" => gap == 1 || (gap == 2 && scanned.key(at + 1) == "với"),
            _ => false,
        };
        if !joined {
            break;
        }
        end += 1;
    }
    first..end
}

/// The word after the bracket that opens at `at`.
pub(crate) fn after_bracket(scanned: &Scanned<'_>, at: usize) -> usize {
    (at..(at + 40).min(scanned.words.len())).find(|&place| scanned.key(place) == ")").map_or(at, |close| close + 1)
}

/// What a body is compared by: names are the same body if only “các”, case and spelling differ.
pub(crate) fn body_key(name: &str) -> String {
    let keys = folded(name);
    keys.strip_prefix("các ").map_or(keys.clone(), str::to_owned)
}
