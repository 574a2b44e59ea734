//! What came back with a form, and what becomes of it.

use crate::Crowd;

/// What a form brought for the guard.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sent<'a> {
    /// The field [`crate::TICKET_FIELD`].
    pub ticket: &'a str,
    /// The field [`crate::WORK_FIELD`]; empty from a browser that does not work.
    pub work: &'a str,
    /// The field [`crate::DECOY_FIELD`].
    pub decoy: &'a str,
    /// How many files came with it.
    pub files: usize,
}

/// By which way something came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The browser did the work.
    Worked,
    /// It did not: without scripts, or in an old browser (ux.md S-42).
    Slow,
}

/// Whether files are taken at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// They are.
    Taken,
    /// Text only, because of a flood or because somebody said so.
    TextOnly,
}

/// Something that may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// The way it came.
    pub lane: Lane,
    /// Whether the field was filled in that people do not see: a hint, as browsers fill in forms too.
    pub took_decoy: bool,
    /// Number of the ticket, the same when the same form is sent again: make it the idempotency key.
    pub ticket: u128,
    pub(crate) crowd: Crowd,
}

/// What becomes of a form. In every case but the first, answer with the form again, what was typed in it, and a
/// new ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// Store it; [`crate::Guard::give_back`] where that fails.
    Admitted(Admitted),
    /// The form is younger than anybody types: ask to press again after so many seconds, **with the same ticket**.
    Early {
        /// Seconds still to wait.
        wait: i64,
    },
    /// The slow lane is full: say to try again later, or to call 111.
    Later {
        /// Seconds until there is room again.
        wait: i64,
    },
    /// Files came where none are taken now: keep the text and say so.
    NoFiles,
    /// The ticket is too old, or not for this form.
    Stale,
    /// This very form was already admitted. `ticket` is the number of [`Admitted::ticket`] it had then.
    Again {
        /// Number of the ticket.
        ticket: u128,
    },
}
