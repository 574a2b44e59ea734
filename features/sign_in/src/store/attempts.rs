//! Tries to sign in, by the name typed, whether or not an account has it.

use db::{Db, Result, Tx, params};
use jiff::{Timestamp, ToSpan as _};

use super::statements;
use crate::model::{FORGET_AFTER_HOURS, wait_after};

/// Whether a password may be tried for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// It may; if it turns out wrong, the name is locked until this instant (where five or more were wrong).
    Allowed { then_locked_until: Option<Timestamp> },
    /// The name is locked until this instant.
    Locked { until: Timestamp },
}

/// Counts a try as wrong before it is judged; [`forget_attempts`] takes that back when it was right.
pub(crate) async fn begin_attempt(db: &Db, login: &str, now: Timestamp) -> Result<Attempt> {
    let key = key(login);
    let mut tx = db.begin().await?;
    let old = now.checked_sub(FORGET_AFTER_HOURS.hours()).unwrap_or(now);
    tx.run(&statements::FORGET_OLD_ATTEMPTS, params![old, now]).await?;
    let counted = tx.row(&statements::BEGIN_ATTEMPT, params![&key, now]).await?;
    let Some(row) = counted else {
        let row = tx.row(&statements::LOCKED_UNTIL, params![&key]).await?;
        let until = row.map(|row| row.opt_instant("locked_until")).transpose()?.flatten();
        return Ok(Attempt::Locked { until: until.unwrap_or(now) });
    };
    let wait = wait_after(row.int("failures")?);
    let then_locked_until = wait.and_then(|minutes| now.checked_add(minutes.minutes()).ok());
    if let Some(until) = then_locked_until {
        tx.run(&statements::LOCK, params![&key, until]).await?;
    }
    tx.commit().await?;
    Ok(Attempt::Allowed { then_locked_until })
}

/// Forgets the tries of a name, because the right password was given.
pub(crate) async fn forget_attempts(tx: &mut Tx, login: &str) -> Result<()> {
    tx.run(&statements::FORGET_ATTEMPTS, params![key(login)]).await.map(drop)
}

/// People type passwords into the field of the name, so it is not kept in clear.
fn key(login: &str) -> String {
    base::sha256_hex(login.as_bytes())
}
