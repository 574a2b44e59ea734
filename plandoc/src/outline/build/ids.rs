//! Ids of blocks, and the stack of labels that they are made from.

use super::Builder;
use crate::outline::label::{Label, Rank};

impl Builder<'_> {
    /// `II.2.1` for the printed label “2.1.” in part II.
    pub(super) fn numbered_id(&self, found: &Label) -> String {
        let above = match found.rank {
            Rank::Arabic(parts) if parts > 1 => self.stack.iter().rev().find(|entry| entry.rank < Rank::Arabic(1)),
            _ => self.stack.last(),
        };
        match above {
            Some(entry) => format!("{}.{}", entry.id, found.short),
            None => found.short.clone(),
        }
    }

    pub(super) fn lettered_id(&mut self) -> String {
        let parent = self.stack.last().map(|entry| entry.id.clone()).unwrap_or_default();
        let letters = letters(self.count(&parent, "dash"));
        if parent.is_empty() { letters } else { format!("{parent}.{letters}") }
    }

    pub(super) fn count(&mut self, parent: &str, what: &'static str) -> usize {
        let counter = self.counters.entry((parent.to_owned(), what)).or_insert(0);
        *counter += 1;
        *counter
    }

    /// The id, with `#2` and so on if it is taken, and whether it was.
    pub(super) fn unique(&mut self, id: String) -> (String, bool) {
        let count = self.ids.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { (id, false) } else { (format!("{id}#{count}"), true) }
    }

    pub(super) fn pop_to(&mut self, rank: Rank) {
        while self.stack.last().is_some_and(|entry| entry.rank >= rank) {
            self.stack.pop();
        }
    }

    pub(super) fn current_heading(&self) -> Option<usize> {
        self.stack.iter().rev().find_map(|entry| entry.heading)
    }

    pub(super) fn heading_entry_id(&self) -> String {
        self.stack.iter().rev().find(|entry| entry.heading.is_some()).map(|entry| entry.id.clone()).unwrap_or_default()
    }
}

/// 1 → a, 26 → z, 27 → aa.
pub(super) fn letters(number: usize) -> String {
    let mut rest = number;
    let mut reversed = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        reversed.push(char::from(b'a' + digit));
        rest = (rest - 1) / 26;
    }
    reversed.iter().rev().collect()
}
