//! In which order tips are looked at: danger first, then the people most at risk, then the nearest limit, then the oldest.
//!
//! A flood of tips that resemble each other sinks as one, so that a true one among a hundred thousand is on the first screen.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::{Offence, keyed};

keyed! {
    /// Whether somebody is in danger now.
    Danger {
        /// Told of, and nobody has taken it in hand.
        Open = "open",
        /// Taken in hand.
        InHand = "in_hand",
        /// Not told of.
        None = "none",
    }
}

keyed! {
    /// Who wrote it down.
    Lane {
        /// An officer, or the hotline 111: a person has listened.
        Listened = "listened",
        /// The public door.
        Public = "public",
    }
}

keyed! {
    /// Whether a child is said to be concerned.
    Age {
        /// Under 18, or it cannot be told.
        ChildOrUnknown = "child_or_unknown",
        /// Adults only.
        Adult = "adult",
    }
}

keyed! {
    /// Whether it stands among many that resemble it.
    Likeness {
        /// Alone, or the first of its cluster.
        Own = "own",
        /// One more of a cluster.
        Repeat = "repeat",
    }
}

/// What the order depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Urgency {
    /// Danger now.
    pub danger: Danger,
    /// Among many alike.
    pub likeness: Likeness,
    /// Who wrote it down.
    pub lane: Lane,
    /// What the act would be.
    pub offence: Offence,
    /// Whom it concerns.
    pub age: Age,
    /// The nearest strict end of an open clock.
    pub next_end: Option<Timestamp>,
    /// When it came in.
    pub received_at: Timestamp,
}

impl Urgency {
    /// A number for the column that the queue is ordered by, the most urgent lowest (0–47); ties go to the nearest limit, then the oldest.
    ///
    /// Danger that a person has listened to comes before all; danger told by one more of a cluster comes after every genuine
    /// single tip with danger, and still before any tip without.
    pub fn rank(&self) -> u8 {
        let danger = match self.danger {
            Danger::Open => 0,
            Danger::InHand => 1,
            Danger::None => 2,
        };
        let likeness = u8::from(self.likeness == Likeness::Repeat);
        let lane = u8::from(self.lane == Lane::Public);
        let offence = u8::from(!(self.offence.is_trafficking() || self.offence == Offence::Unclear));
        let age = u8::from(self.age == Age::Adult);
        danger * 16 + likeness * 8 + lane * 4 + offence * 2 + age
    }
}

/// Orders two tips of a queue.
pub fn order(one: &Urgency, other: &Urgency) -> Ordering {
    let end = |urgency: &Urgency| urgency.next_end.unwrap_or(Timestamp::MAX);
    one.rank()
        .cmp(&other.rank())
        .then_with(|| end(one).cmp(&end(other)))
        .then_with(|| one.received_at.cmp(&other.received_at))
}
