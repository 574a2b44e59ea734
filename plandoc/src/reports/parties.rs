//! From whom a report goes, to whom and through whom.

use std::ops::Range;

use super::{Found, Source};
use crate::dates;
use crate::plan::{Frequency, ReportKind, Role};
use crate::roles::Party;

impl Source<'_> {
    /// A duty with reporter, recipient and way as far as the sentence names them.
    pub(super) fn found(
        &self,
        frequency: Frequency,
        kind: ReportKind,
        at: usize,
        sentence: &str,
        range: Range<usize>,
    ) -> Found {
        let start = self.offset + at;
        let inside = |party: &&Party, role: Role| {
            party.role == role && party.bytes.start >= start && party.bytes.start < start + sentence.len()
        };
        let sends = self
            .parties
            .iter()
            .filter(|party| party.role == Role::Implement && party.bytes.start >= start && self.sends(party))
            .map(|party| party.name.clone())
            .next();
        let to = self
            .parties
            .iter()
            .filter(|party| inside(party, Role::Recipient))
            .find(|party| kind != ReportKind::Rollup || party.bytes.start >= start + range.start);
        let via = self.parties.iter().find(|party| inside(party, Role::Via));
        let words = sentence.get(range.clone()).unwrap_or_default();
        let lead = words.len() - words.trim_start_matches([' ', ',', ';']).len();
        let length = words.trim_matches([' ', ',', ';']).len();
        Found {
            frequency,
            kind,
            due: Vec::new(),
            rule: None,
            periods: Vec::new(),
            reporter: sends.or_else(|| self.names(Role::Lead)).or_else(|| self.names(Role::Implement)),
            to: to.map(|first| self.with_followers(first)),
            via: via.map(|party| party.name.clone()),
            bytes: start + range.start + lead..start + range.start + lead + length,
            passed_on: false,
        }
    }

    /// “UBND xã và Công an tỉnh”: recipients named right after each other.
    fn with_followers(&self, first: &Party) -> String {
        let mut names = vec![first.name.as_str()];
        let mut end = first.bytes.end;
        for party in self.parties.iter().filter(|party| party.role == Role::Recipient) {
            if party.bytes.start > end && party.bytes.start <= end + " và ".len() {
                names.push(&party.name);
                end = party.bytes.end;
            }
        }
        names.join(", ")
    }

    /// Who collects the reports of a sentence: the body they go through.
    pub(super) fn via(&self, at: usize, sentence: &str) -> Option<String> {
        let start = self.offset + at;
        let inside =
            |party: &&Party| party.role == Role::Via && (start..start + sentence.len()).contains(&party.bytes.start);
        self.parties.iter().find(inside).map(|party| party.name.clone())
    }

    /// Whether “gửi” or “báo cáo” follows the name.
    fn sends(&self, party: &Party) -> bool {
        let after = party
            .bytes
            .end
            .checked_sub(self.offset)
            .and_then(|end| self.text.get(end..))
            .unwrap_or_default()
            .trim_start();
        after.starts_with("gửi") || after.starts_with("báo cáo")
    }

    fn names(&self, role: Role) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for party in self.parties.iter().filter(|party| party.role == role) {
            if !names.contains(&party.name.as_str()) {
                names.push(&party.name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The day of a single report; without a year it falls in the plan's.
    pub(super) fn day(&self, captures: &regex::Captures<'_>) -> Option<String> {
        let (day, _) = dates::days(captures.name("date")?.as_str()).into_iter().next()?;
        Some(dates::Day { year: day.year.or(self.year), ..day }.iso())
    }
}
