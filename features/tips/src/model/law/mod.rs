//! The legal path of a tip: what it is, who may do what with it, what may follow what, and every clock that runs.
//!
//! Pure. A record is the list of its [`Noted`] events; state ([`TipPath`]), clocks ([`clocks`]), urgency ([`triage`]) and counts
//! ([`figures`]) are worked out from it. The rules are rows with validity and citation ([`Rules`]); a record keeps those that
//! were in force when it came in.

mod clocks;
mod competence;
mod danger;
mod events;
pub mod figures;
mod kinds;
mod limits;
mod outlook;
mod path;
mod refusal;
mod rules;
mod shipped;
mod step;
pub mod triage;

pub use clocks::{ClockState, RunningClock, Standing, clocks};
pub use competence::{HandOver, MayResolve, Receiver, Remoteness, hand_over, may_resolve};
pub use danger::{Alarm, danger_alarm};
pub use events::{Decision, Event, Noted, Receipt, ReporterKnown, SuspensionGround};
pub use kinds::{AnonymityReason, Channel, Circumstance, Gravity, Offence, ShownStage, TipKind};
pub use limits::{Phase, ResolveLimit, offer_deadline, resolve_limit};
pub use outlook::{Possible, outlook};
pub use path::{TipPath, TipState};
pub use refusal::Refusal;
pub use rules::{Applies, BadRules, ClockRule, Law, Rules, Sense, Start};
pub use shipped::shipped_rules;
pub use step::{Step, open_steps};

/// Declares an enumeration whose values have a stable key, for the database and the message catalogues.
macro_rules! keyed {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $value,)+ }

        impl $name {
            /// All of them, in the order of the law or of the screen.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The key in the database and in messages.
            pub fn key(self) -> &'static str {
                match self { $(Self::$value => $key,)+ }
            }

            /// Reads a key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}
pub(crate) use keyed;

#[cfg(test)]
mod tests;
