//! Accounts and sessions.

use std::sync::Arc;

use access::Actor;
use jiff::{Timestamp, ToSpan as _};

/// After this many minutes without a request the session is locked (QCVN 12:2026/BCA 3.6.2.1.8; OWASP ASVS
/// 5.0 7.3.1). Being seen is written once a minute, so the lock falls between 14 and 15 minutes.
pub(crate) const IDLE_MINUTES: i64 = 15;
/// After this many hours a session ends, however busy (OWASP ASVS 5.0 7.3.2).
const LONGEST_HOURS: i64 = 12;

/// An account that may sign in.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) unit: String,
    pub(crate) password_hash: crate::HashedPassword,
}

/// The form in which names for signing in are stored and compared.
pub(crate) fn normal_login(typed: &str) -> String {
    base::one_line(typed).to_lowercase()
}

/// A session of the table with the person behind it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) csrf: String,
    pub(crate) seen_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) actor: Arc<Actor>,
}

/// Whether a session still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// It holds.
    Open,
    /// Nobody was there for too long: what was being typed is worth keeping.
    Idle,
    /// Its longest time is over.
    Over,
}

impl Found {
    /// Whether the session still holds at an instant.
    pub(crate) fn at(&self, now: Timestamp) -> Ends {
        if now >= self.ends_at {
            Ends::Over
        } else if now.duration_since(self.seen_at).as_secs() >= IDLE_MINUTES * 60 {
            Ends::Idle
        } else {
            Ends::Open
        }
    }

    /// Whether being seen should be written again.
    pub(crate) fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at).as_secs() >= 60
    }
}

/// When a session that begins now ends at the latest.
pub(crate) fn longest(now: Timestamp) -> Timestamp {
    now.checked_add(LONGEST_HOURS.hours()).unwrap_or(now)
}

/// A session as the list of one's own sessions shows it.
#[derive(Debug, Clone)]
pub(crate) struct OpenSession {
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) is_this: bool,
}
