//! Reviews that were signed off.

pub(crate) mod statements;

use db::{Query, Tx, params};
use jiff::{Timestamp, civil::Date};

/// One review that was signed off.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "an instant ends in _at")]
pub(crate) struct Signed {
    /// The Monday of its week.
    pub(crate) week: Date,
    /// Who signed.
    pub(crate) name: String,
    /// What was noted.
    pub(crate) note: String,
    /// When.
    pub(crate) signed_at: Timestamp,
}

/// The Mondays of all weeks that were signed off.
pub(crate) async fn signed_weeks(q: &mut impl Query) -> db::Result<Vec<Date>> {
    q.rows(&statements::WEEKS, params![]).await?.iter().map(|row| row.date("week")).collect()
}

/// The newest reviews.
pub(crate) async fn newest(q: &mut impl Query, limit: u32) -> db::Result<Vec<Signed>> {
    let rows = q.rows(&statements::NEWEST, params![limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Signed {
                week: row.date("week")?,
                name: row.text("name")?,
                note: row.text("note")?,
                signed_at: row.instant("signed_at")?,
            })
        })
        .collect()
}

/// A review as it is signed off.
pub(crate) struct NewReview<'a> {
    pub(crate) week: Date,
    pub(crate) account: &'a str,
    pub(crate) name: &'a str,
    pub(crate) note: &'a str,
    pub(crate) counts: String,
}

/// Signs a week off; `false` where it was signed already.
pub(crate) async fn sign(tx: &mut Tx, review: &NewReview<'_>, now: Timestamp) -> db::Result<bool> {
    let NewReview { week, account, name, note, counts } = review;
    Ok(tx.run(&statements::SIGN, params![*week, *account, *name, *note, counts, now]).await? == 1)
}
