//! In which order tips are looked at: danger that nobody has taken in hand, danger that somebody has, then by urgency, then the
//! oldest. Of dangers those come first that a person has listened to; of the rest the lane makes no difference, or the counter's
//! own work would push what came by the public door off the screen.
//!
//! A flood of tips that resemble each other sinks below everything else ([`Likeness`](guard::Likeness)), whatever its tips say
//! of themselves: else a flood of "danger now" would bury every true one.

use super::keyed;

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
        /// The public door, or a message service.
        Public = "public",
    }
}

impl Lane {
    /// The lane of a channel by its key.
    pub fn of(channel: &str) -> Self {
        match channel {
            "web" | "zalo" => Self::Public,
            _ => Self::Listened,
        }
    }
}

/// Steps between two degrees of danger: more than urgency and lane make together.
pub const DANGER_STEP: i64 = 10;

/// The number that the queue is ordered by, the most urgent lowest (0–29), for an urgency of 0–4
/// ([`Told::urgency`](crate::model::answers::Told::urgency)); of equals the oldest comes first.
pub fn rank(danger: Danger, urgency: i64, lane: Lane) -> i64 {
    let danger = match danger {
        Danger::Open => 0,
        Danger::InHand => 1,
        Danger::None => 2,
    };
    let was_heard = danger == 2 || lane == Lane::Listened;
    danger * DANGER_STEP + urgency.clamp(0, 4) * 2 + i64::from(!was_heard)
}
