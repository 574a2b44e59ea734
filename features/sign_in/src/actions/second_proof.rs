//! The second proof: a code of the generator, or a recovery code. Wrong ones are counted apart from wrong passwords,
//! so that somebody who knows the password cannot start the count anew with it.

use ::web::{Problem, Services};
use jiff::Timestamp;

use super::sign_in::refused;
use crate::{
    model::{AlertKind, Code, Use, step_of},
    seal,
    store::{self, Attempt, proofs},
};

/// What came of a second proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proved {
    /// It was right.
    Right,
    /// It was wrong, used already, or of no account.
    Wrong,
    /// Too many wrong ones.
    Locked { until: Timestamp },
}

/// The name under which wrong second proofs of an account are counted; no name for signing in holds a line end.
pub(crate) fn counted_as(account: &str) -> String {
    format!("second\n{account}")
}

/// Judges a typed code of an account and uses it up.
pub(crate) async fn prove(services: &Services, account: &str, typed: &str) -> Result<Proved, Problem> {
    let now = services.context.now();
    let name = counted_as(account);
    let then_locked_until = match store::begin_attempt(&services.db, &name, now).await? {
        Attempt::Locked { until } => return Ok(Proved::Locked { until }),
        Attempt::Allowed { then_locked_until } => then_locked_until,
    };
    let mut tx = services.db.begin().await?;
    #[expect(clippy::single_match_else, reason = "two kinds of code, side by side")]
    let is_right = match Code::typed(typed, Use::Recovery) {
        Some(code) => proofs::use_recovery(&mut tx, &services.secrets, account, &code, now).await?,
        None => {
            let secret = proofs::generator(&mut tx, account).await?.and_then(|generator| generator.secret);
            match secret.and_then(|sealed| seal::open(&services.secrets, account, &sealed).ok()) {
                Some(secret) => match step_of(&secret, typed, now) {
                    Some(step) => proofs::use_step(&mut tx, account, step).await?,
                    None => false,
                },
                None => false,
            }
        }
    };
    if !is_right {
        drop(tx);
        refused(services, AlertKind::SecondLocked, Some(account), then_locked_until.is_some()).await?;
        tracing::info!(account, locked = then_locked_until.is_some(), "second proof refused");
        return Ok(then_locked_until.map_or(Proved::Wrong, |until| Proved::Locked { until }));
    }
    store::forget_attempts(&mut tx, &name).await?;
    tx.commit().await?;
    Ok(Proved::Right)
}
