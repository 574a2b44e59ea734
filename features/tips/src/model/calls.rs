//! How long a call that was begun and never taken in is kept: `data/call-rules.tsv`.

use jiff::{Timestamp, ToSpan as _, civil::Date};

const SHIPPED: &str = include_str!("../../data/call-rules.tsv");

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallRule {
    from: Date,
    to: Option<Date>,
    /// Days after the last save for which a call is kept.
    pub kept_days: i64,
    /// Days before its end from which on the console warns.
    pub warned_days: i64,
}

impl CallRule {
    /// The rule of a day; the last one where the table is silent, so that nothing is kept for ever.
    pub fn of(day: Date) -> Self {
        let rules = read(SHIPPED);
        let fitting = rules.iter().rev().find(|rule| rule.from <= day && rule.to.is_none_or(|to| day <= to));
        fitting.or(rules.last()).copied().unwrap_or(Self { from: day, to: None, kept_days: 7, warned_days: 2 })
    }

    /// Calls last saved before this instant are over.
    pub fn over_before(self, now: Timestamp) -> Timestamp {
        now.checked_sub((self.kept_days * 24).hours()).unwrap_or(now)
    }

    /// When a call that was last saved at an instant is thrown away.
    pub fn ends_at(self, saved_at: Timestamp) -> Timestamp {
        saved_at.checked_add((self.kept_days * 24).hours()).unwrap_or(saved_at)
    }

    /// Whether the operator is to be warned of the end.
    pub fn warns(self, saved_at: Timestamp, now: Timestamp) -> bool {
        let from = self.ends_at(saved_at).checked_sub((self.warned_days * 24).hours());
        from.is_ok_and(|from| now >= from)
    }
}

fn read(text: &str) -> Vec<CallRule> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    let rule = |record: &csv::StringRecord| {
        Some(CallRule {
            from: record.get(0)?.parse().ok()?,
            to: record.get(1).filter(|to| !to.is_empty()).map(str::parse).transpose().ok()?,
            kept_days: record.get(2)?.parse().ok()?,
            warned_days: record.get(3)?.parse().ok()?,
        })
    };
    reader.records().filter_map(|record| rule(&record.ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(read(SHIPPED).len(), SHIPPED.lines().count() - 1);
    }

    #[test]
    fn a_call_is_kept_seven_days_and_the_last_two_are_warned_of() {
        let rule = CallRule::of(jiff::civil::date(2026, 3, 4));
        let saved: Timestamp = "2026-03-04T05:00:00Z".parse().unwrap();

        assert_eq!(rule.ends_at(saved).to_string(), "2026-03-11T05:00:00Z");
        assert!(!rule.warns(saved, "2026-03-09T04:59:59Z".parse().unwrap()));
        assert!(rule.warns(saved, "2026-03-09T05:00:00Z".parse().unwrap()));
        assert_eq!(rule.over_before("2026-03-11T05:00:00Z".parse().unwrap()), saved);
    }
}
