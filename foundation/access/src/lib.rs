//! Who may do what: an [`Actor`] asks the [`Policy`] for a [`Permit`] (one thing) or a [`Scope`] (a list).
//!
//! Invariant: only this crate makes a `Permit` or a `Scope`, so a store function that asks for one
//! cannot be reached by a request that nobody checked. The policy is data: rows of role × action ×
//! condition that each feature hands in. What one may not see answers "not found".

mod class;
mod policy;

use std::marker::PhantomData;

use thiserror::Error;

pub use class::{Class, UnknownClass};
pub use policy::Policy;

/// A piece of the territory: one unit and all below it, as a range of positions in the pre-order
/// numbering of a tree version (design.md §5). `first` is the unit's own position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// Position of the unit itself.
    pub first: i64,
    /// Position of the last unit below it; equal to `first` for a leaf.
    pub last: i64,
}

impl Ground {
    /// Whether the other unit is this one or lies below it.
    pub fn holds(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// The person at the keyboard, acting in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Identifier of the account.
    pub account: String,
    /// Identifier of the person behind it.
    pub person: String,
    /// Name as shown to colleagues.
    pub name: String,
    /// Code of the unit the person acts in.
    pub unit: String,
    /// Name of that unit as shown.
    pub unit_name: String,
    /// That unit and all below it.
    pub ground: Ground,
    /// Identifier of the agency the person serves in, where there is one.
    pub agency: Option<String>,
    /// Keys of the roles held.
    pub roles: Vec<String>,
    /// The highest class that this session may touch: `Restricted` as a rule, `Sealed` for a while after the person
    /// has proven anew who it is, `Internal` for a session under duress.
    pub ceiling: Class,
}

/// One thing a person can do, named in the policy. Implemented by empty marker types.
pub trait Action {
    /// The name in the policy, `feature.verb`.
    const NAME: &'static str;
    /// The highest class of data that it shows or changes; a session below it is refused.
    const CLASS: Class = Class::Internal;
}

/// Declares marker types for actions.
///
/// ```
/// access::actions! {
///     /// Puts a plan into force.
///     IssuePlan = "plans.issue";
///     /// Shows who sent a tip.
///     RevealReporter = "tips.reveal_reporter", Sealed;
/// }
/// ```
#[macro_export]
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $action:literal $(, $class:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        #[allow(unreachable_pub, reason = "the module itself may be private")]
        pub struct $name;
        impl $crate::Action for $name {
            const NAME: &'static str = $action;
            $(const CLASS: $crate::Class = $crate::Class::$class;)?
        }
    )+};
}

/// Where a right holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere.
    Everywhere,
    /// On things of the actor's own unit.
    OwnUnit,
    /// On things of the actor's unit and of all units below it.
    Below,
    /// On things of the units above the actor's own, and of its own: a plan binds those below.
    Above,
    /// On things assigned to the actor or led by the actor's agency.
    Assigned,
}

/// One row of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Right {
    /// Key of the role.
    pub role: &'static str,
    /// Name of the action.
    pub action: &'static str,
    /// The class of data that the action touches.
    pub class: Class,
    /// Where it holds.
    pub reach: Reach,
}

impl Right {
    /// A row: `role` may do `A` within `reach`.
    pub const fn new<A: Action>(role: &'static str, reach: Reach) -> Self {
        Self { role, action: A::NAME, class: A::CLASS, reach }
    }
}

/// What the policy needs to know of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The unit it belongs to, with all below it.
    pub ground: Ground,
    /// Whether it is assigned to the actor or to the actor's agency, as the store found it.
    pub assigned: bool,
    /// Whether the actor is kept away from it whatever the rights say: the thing is about the actor or the
    /// actor's own agency (conflict of interest).
    pub barred: bool,
}

impl Thing {
    /// A thing of one unit that is assigned to nobody in particular.
    pub fn of(ground: Ground) -> Self {
        Self { ground, assigned: false, barred: false }
    }

    /// The same thing, assigned to the actor or not.
    #[must_use]
    pub fn assigned(self, assigned: bool) -> Self {
        Self { assigned, ..self }
    }

    /// The same thing, kept away from the actor or not.
    #[must_use]
    pub fn barred(self, barred: bool) -> Self {
        Self { barred, ..self }
    }
}

/// Why the policy refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// The actor has no right to this; shown to the visitor as "not found".
    #[error("not permitted")]
    No,
    /// The actor has the right, but has to prove anew who is at the keyboard before sealed data are shown.
    #[error("not permitted before a step up")]
    StepUp,
}

/// Proof that the policy let the actor do `A` on one thing.
#[derive(Debug, Clone, Copy)]
pub struct Permit<A> {
    act: PhantomData<fn() -> A>,
}

/// Proof that the policy lets the actor list things for `A`, and which: those whose unit's position
/// lies in `first..=last`, those of the units above (their range contains `at`) when `above`, and
/// those assigned to `person` or `agency` when `assigned`.
#[derive(Debug, Clone)]
pub struct Scope<A> {
    act: PhantomData<fn() -> A>,
    /// First position seen wholly; greater than `last` when none is.
    pub first: i64,
    /// Last position seen wholly.
    pub last: i64,
    /// Position of the actor's own unit.
    pub at: i64,
    /// Whether things of the units above are seen.
    pub above: bool,
    /// Whether things assigned to the actor are seen.
    pub assigned: bool,
    /// The actor's person.
    pub person: String,
    /// The actor's agency, empty when there is none.
    pub agency: String,
}
