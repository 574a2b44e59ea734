//! Alerts and the quarterly review.

use jiff::{Timestamp, civil::Date};

/// After so many days without a sign-in an account is closed (QCVN 12:2026/BCA 3.7.2.7.6; TCVN 14423:2026).
pub(crate) const UNUSED_DAYS: i64 = 45;

/// What somebody should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AlertKind {
    /// Somebody signed in with the duress code.
    Duress,
    /// The password of an account was guessed at so often that it is locked.
    Locked,
    /// The second proof was guessed at, after the right password.
    SecondLocked,
    /// An account looked at more sealed records within an hour than its work asks for (ux.md TM1).
    ManyLooks,
}

impl AlertKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Duress => "duress",
            Self::Locked => "locked",
            Self::SecondLocked => "second-locked",
            Self::ManyLooks => "many-looks",
        }
    }
}

/// An alert with whose account it is about.
#[derive(Debug, Clone)]
pub(crate) struct Alert {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) at: Timestamp,
    pub(crate) account: String,
    pub(crate) person_name: String,
    pub(crate) unit_name: String,
    pub(crate) seen_name: Option<String>,
    pub(crate) seen_at: Option<Timestamp>,
}

/// A review of one quarter.
#[derive(Debug, Clone)]
pub(crate) struct Review {
    pub(crate) id: String,
    pub(crate) period: String,
    pub(crate) begun_name: String,
    pub(crate) begun_at: Timestamp,
    pub(crate) signed_name: Option<String>,
    pub(crate) signed_at: Option<Timestamp>,
}

/// An account as a review lists it.
#[derive(Debug, Clone)]
pub(crate) struct Reviewed {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) person_id: String,
    pub(crate) person_name: String,
    pub(crate) unit_name: String,
    pub(crate) agency_name: Option<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) last_sign_in_at: Option<Timestamp>,
    pub(crate) has_second_proof: bool,
    pub(crate) is_active: bool,
    pub(crate) verdict: Option<String>,
    pub(crate) by_name: Option<String>,
    pub(crate) at: Option<Timestamp>,
}

/// The quarter of a day, as `2026-Q1`.
pub(crate) fn quarter(day: Date) -> String {
    format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_quarter_is_three_months() {
        assert_eq!(quarter(date(2026, 3, 31)), "2026-Q1");
        assert_eq!(quarter(date(2026, 4, 1)), "2026-Q2");
        assert_eq!(quarter(date(2026, 12, 31)), "2026-Q4");
    }
}
