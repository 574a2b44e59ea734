//! Where an obligation stands, by rule: nobody sets a status by hand.

use jiff::civil::Date;

/// What the rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// The day the plan took effect in this system.
    pub in_force_on: Option<Date>,
    /// The last day in time: of the due day, month or quarter, of the window, or 31 December for "during the
    /// year". `None` where the plan sets no time.
    pub due_last: Option<Date>,
    /// The day the first progress was reported.
    pub started_on: Option<Date>,
    /// The day on which it was done, by accepted progress of 100 per cent.
    pub completed_on: Option<Date>,
}

impl Facts {
    /// Whether the due day had passed when the plan took effect: such an obligation is never late, because
    /// nobody here could have kept it.
    pub fn due_before_issue(&self) -> bool {
        matches!((self.due_last, self.in_force_on), (Some(due), Some(issued)) if due < issued)
    }
}

/// Where an obligation stands on a day.
///
/// The rule, first match wins:
/// 1. completed: *done late* when the day of completion lies after the last day in time and that day had
///    not passed before the plan took effect, else *done*;
/// 2. not started, and its last day lay before the plan took effect: *elapsed before issue*;
/// 3. today lies after its last day, which had not passed before the plan took effect: *late*;
/// 4. progress was reported: *in progress*;
/// 5. *not started*.
///
/// On the last day itself an obligation is in time. One without a due day is never late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Past its last day and not done.
    Late,
    /// Nobody reported anything yet.
    NotStarted,
    /// Progress was reported.
    InProgress,
    /// Done, after its last day.
    DoneLate,
    /// Done in time, or without a due day.
    Done,
    /// Its last day had passed before the plan took effect.
    Elapsed,
}

impl Status {
    /// All of them, the most pressing first.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::NotStarted, Self::InProgress, Self::DoneLate, Self::Done, Self::Elapsed];

    /// Applies the rule.
    pub fn of(facts: &Facts, today: Date) -> Self {
        let binding_due = facts.due_last.filter(|_| !facts.due_before_issue());
        if let Some(done) = facts.completed_on {
            return if binding_due.is_some_and(|due| done > due) { Self::DoneLate } else { Self::Done };
        }
        if facts.started_on.is_none() && facts.due_before_issue() {
            return Self::Elapsed;
        }
        if binding_due.is_some_and(|due| today > due) {
            return Self::Late;
        }
        if facts.started_on.is_some() { Self::InProgress } else { Self::NotStarted }
    }

    /// The name in style classes (`h-late`, `tag-late`), addresses and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::DoneLate => "done_late",
            Self::Done => "done",
            Self::Elapsed => "elapsed",
        }
    }

    /// The status of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Whether the work is done, in time or not.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneLate)
    }

    /// Message key of its name.
    pub fn message(self) -> String {
        format!("plans-w-status-{}", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan as _, civil::date};
    use proptest::prelude::*;

    const DUE: Date = date(2026, 6, 30);
    const ISSUED: Date = date(2026, 1, 15);

    fn due() -> Facts {
        Facts { in_force_on: Some(ISSUED), due_last: Some(DUE), ..Facts::default() }
    }

    fn started(facts: Facts) -> Facts {
        Facts { started_on: Some(date(2026, 2, 1)), ..facts }
    }

    #[test]
    fn an_obligation_is_late_from_the_day_after_its_last_day() {
        assert_eq!(Status::of(&due(), date(2026, 6, 29)), Status::NotStarted);
        assert_eq!(Status::of(&due(), DUE), Status::NotStarted);
        assert_eq!(Status::of(&due(), date(2026, 7, 1)), Status::Late);
        assert_eq!(Status::of(&started(due()), DUE), Status::InProgress);
        assert_eq!(Status::of(&started(due()), date(2026, 7, 1)), Status::Late);
    }

    #[test]
    fn work_done_on_the_last_day_is_in_time_and_the_day_after_is_not() {
        let done = |day| Facts { completed_on: Some(day), ..started(due()) };

        assert_eq!(Status::of(&done(date(2026, 6, 29)), date(2027, 1, 1)), Status::Done);
        assert_eq!(Status::of(&done(DUE), date(2027, 1, 1)), Status::Done);
        assert_eq!(Status::of(&done(date(2026, 7, 1)), date(2027, 1, 1)), Status::DoneLate);
    }

    #[test]
    fn a_last_day_before_the_plan_took_effect_has_elapsed_and_the_day_itself_has_not() {
        let at = |due_last| Facts { due_last: Some(due_last), ..due() };

        assert_eq!(Status::of(&at(date(2026, 1, 14)), date(2026, 2, 1)), Status::Elapsed);
        assert_eq!(Status::of(&at(ISSUED), date(2026, 2, 1)), Status::Late);
        assert_eq!(Status::of(&started(at(date(2026, 1, 14))), date(2026, 3, 1)), Status::InProgress);
    }

    #[test]
    fn each_key_leads_back_to_its_status() {
        for status in Status::ALL {
            assert_eq!(Status::from_key(status.key()), Some(status));
        }
        assert_eq!(Status::from_key("unknown"), None);
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (0_i32..800).prop_map(|days| date(2025, 6, 1).checked_add(days.days()).unwrap())
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        let day = || proptest::option::of(any_day());
        (day(), day(), day(), day()).prop_map(|(in_force_on, due_last, started_on, completed_on)| Facts {
            in_force_on,
            due_last,
            started_on,
            completed_on,
        })
    }

    proptest! {
        #[test]
        fn what_elapsed_before_issue_is_never_late(facts in any_facts(), today in any_day()) {
            let status = Status::of(&facts, today);
            if facts.due_before_issue() {
                prop_assert!(!matches!(status, Status::Late | Status::DoneLate));
            }
        }

        #[test]
        fn without_a_due_day_nothing_is_late(facts in any_facts(), today in any_day()) {
            let status = Status::of(&Facts { due_last: None, ..facts }, today);
            prop_assert!(!matches!(status, Status::Late | Status::DoneLate | Status::Elapsed));
        }

        #[test]
        fn once_late_stays_late_until_it_is_done(facts in any_facts(), today in any_day(), later in 0_i32..400) {
            if Status::of(&facts, today) == Status::Late {
                let then = today.checked_add(later.days()).unwrap();
                prop_assert_eq!(Status::of(&facts, then), Status::Late);
            }
        }

        #[test]
        fn a_completed_obligation_is_done_on_every_day(facts in any_facts(), done in any_day(), today in any_day()) {
            let facts = Facts { completed_on: Some(done), ..facts };
            prop_assert!(Status::of(&facts, today).is_done());
        }
    }
}
