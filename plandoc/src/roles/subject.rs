//! Whom a sentence is about: “X: …”, “Giao X …”, “X làm …”, “Căn cứ …, X làm …”.

use std::ops::Range;

use super::{after_bracket, group, heading_names};
use crate::agencies::{Scanned, is_only_agencies, scan};

/// The bodies that a sentence is about.
pub(super) struct Subject {
    /// Mentions, by index.
    pub(super) mentions: Range<usize>,
    /// The word at which what they do begins.
    pub(super) act_at: usize,
    pub(super) how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// “Giao X …”.
    Ordered,
    /// “X: …”.
    Headed,
    /// “X làm …”.
    Grammatical,
}

pub(super) fn subject(scanned: &Scanned<'_>) -> Option<Subject> {
    headed(scanned).or_else(|| ordered(scanned)).or_else(|| grammatical(scanned))
}

/// “Hội Phụ nữ xã: Chủ trì …”.
pub(super) fn headed(scanned: &Scanned<'_>) -> Option<Subject> {
    let colon = scanned.words.iter().take(60).position(|word| word.is(":"))?;
    let before = scanned.text.get(..scanned.start_of(colon))?;
    let count = scanned.mentions.iter().take_while(|mention| mention.words.end <= colon).count();
    let named = count > 0 && is_only_agencies(&scan(&heading_names(before)));
    named.then_some(Subject { mentions: 0..count, act_at: colon + 1, how: How::Headed })
}

pub(super) fn ordered(scanned: &Scanned<'_>) -> Option<Subject> {
    // “Giao X …”, “Giám đốc Sở giao X …”.
    let order = (0..6).find(|at| scanned.key(*at) == "giao")?;
    let start = order + 1 + usize::from(scanned.key(order + 1) == "cho");
    let (first, _) = scanned.mention_at(start)?;
    Some(following(scanned, first, How::Ordered))
}

/// The first list of bodies at the start of the sentence, or after its opening clause (“Căn cứ …,”).
pub(super) fn grammatical(scanned: &Scanned<'_>) -> Option<Subject> {
    let start = match scanned.key(0) {
        "đề" if scanned.reads(0, &["đề", "nghị"]) => 2,
        "yêu" if scanned.reads(0, &["yêu", "cầu"]) => 2,
        _ => 0,
    };
    if let Some((first, _)) = scanned.mention_at(start) {
        let found = following(scanned, first, How::Grammatical);
        return scanned.words.get(found.act_at).is_some_and(crate::words::Word::is_word).then_some(found);
    }
    let opens = matches!(scanned.key(0), "căn" | "trên" | "theo" | "định" | "hằng" | "hàng" | "trong" | "nhận");
    let end = scanned.words.iter().position(|word| matches!(&*word.key, "." | ";")).unwrap_or(scanned.words.len());
    if !opens {
        return None;
    }
    scanned.mentions.iter().enumerate().take_while(|(_, mention)| mention.words.start < end).find_map(
        |(index, mention)| {
            if !matches!(scanned.key(mention.words.start.checked_sub(1)?), "," | ")" | "cầu") {
                return None;
            }
            let found = following(scanned, index, How::Grammatical);
            acts(scanned, found.act_at).then_some(found)
        },
    )
}

/// Whether what follows a list is something that the list does.
pub(super) fn acts(scanned: &Scanned<'_>, at: usize) -> bool {
    scanned.words.get(at).is_some_and(|word| {
        word.is_word() && !matches!(&*word.key, "của" | "về" | "và" | "ngày" | "số" | "được" | "khóa" | "năm")
    })
}

pub(super) fn following(scanned: &Scanned<'_>, first: usize, how: How) -> Subject {
    let mentions = group(scanned, first);
    let mut act_at = scanned.mentions.get(mentions.end - 1).map_or(0, |last| last.words.end);
    if scanned.key(act_at) == "(" {
        act_at = after_bracket(scanned, act_at);
    }
    if scanned.key(act_at) == "," {
        act_at += 1;
    }
    Subject { mentions, act_at, how }
}
