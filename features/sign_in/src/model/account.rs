//! Accounts and sessions.

use std::sync::Arc;

use access::{Actor, Class};
use jiff::{Timestamp, ToSpan as _};

/// After this many minutes without a request the session is locked (QCVN 12:2026/BCA 3.6.2.1.8; OWASP ASVS
/// 5.0 7.3.1). Being seen is written once a minute, so the lock falls between 14 and 15 minutes.
pub(crate) const IDLE_MINUTES: i64 = 15;
/// After this many hours a session ends, however busy (OWASP ASVS 5.0 7.3.2).
const LONGEST_HOURS: i64 = 12;
/// A session under duress is over after so many minutes.
const DURESS_MINUTES: i64 = 30;
/// For so many minutes after a step up sealed data may be shown (OWASP ASVS 5.0 7.5.3).
const RAISED_MINUTES: i64 = 10;

/// An account that may sign in.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) unit: String,
    pub(crate) password_hash: crate::HashedPassword,
    pub(crate) duress_hash: Option<crate::HashedPassword>,
}

/// Under what a session was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Freely.
    Free,
    /// Under duress: it looks like any other, sees only what is internal, and is over soon (ux.md TM4).
    Duress,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It opens the work door.
    Full,
    /// The second proof is still to come.
    Second,
    /// A second proof must be set up before anything else.
    Setup,
}

impl Stage {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Second => "second",
            Self::Setup => "setup",
        }
    }

    /// A stored name; an unknown one opens nothing.
    pub(crate) fn stored(text: &str) -> Self {
        match text {
            "full" => Self::Full,
            "setup" => Self::Setup,
            _ => Self::Second,
        }
    }
}

/// A session of the table with the person behind it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) csrf: String,
    pub(crate) seen_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) stage: Stage,
    pub(crate) mood: Mood,
    /// The person's secret, wrapped; absent where no password was given.
    pub(crate) person_secret: Option<Vec<u8>>,
    pub(crate) raised_until: Option<Timestamp>,
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

    /// The person, with the highest class that the session may touch at an instant.
    pub(crate) fn actor_at(&self, now: Timestamp) -> Arc<Actor> {
        if self.raised_until.is_some_and(|until| now < until) && self.actor.ceiling == Class::Restricted {
            Arc::new(Actor { ceiling: Class::Sealed, ..self.actor.as_ref().clone() })
        } else {
            Arc::clone(&self.actor)
        }
    }

    /// Whether being seen should be written again.
    pub(crate) fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at).as_secs() >= 60
    }
}

/// When a session that begins now ends at the latest.
pub(crate) fn longest(now: Timestamp, mood: Mood) -> Timestamp {
    let longest = match mood {
        Mood::Free => LONGEST_HOURS.hours(),
        Mood::Duress => DURESS_MINUTES.minutes(),
    };
    now.checked_add(longest).unwrap_or(now)
}

/// Until when sealed data may be shown after a step up now.
pub(crate) fn raised(now: Timestamp) -> Timestamp {
    now.checked_add(RAISED_MINUTES.minutes()).unwrap_or(now)
}

/// A session as the list of one's own sessions shows it.
#[derive(Debug, Clone)]
pub(crate) struct OpenSession {
    pub(crate) id: String,
    pub(crate) created_at: Timestamp,
    pub(crate) seen_at: Timestamp,
    pub(crate) is_this: bool,
}
