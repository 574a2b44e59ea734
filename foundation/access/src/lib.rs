//! Who may do what: an [`Actor`] asks the [`Policy`] for a [`Permit`] (one thing) or a [`Scope`] (a list).
//!
//! Invariant: only this crate makes a `Permit` or a `Scope`, so a store function that asks for one
//! cannot be reached by a request that nobody checked. The policy is data: rows of role × action ×
//! condition that each feature hands in. What one may not see answers "not found".

use std::marker::PhantomData;

use thiserror::Error;

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
}

/// One thing a person can do, named in the policy. Implemented by empty marker types.
pub trait Action {
    /// The name in the policy, `feature.verb`.
    const NAME: &'static str;
}

/// Declares marker types for actions.
///
/// ```
/// access::actions! {
///     /// Puts a plan into force.
///     IssuePlan = "plans.issue";
/// }
/// ```
#[macro_export]
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $action:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        #[allow(unreachable_pub, reason = "the module itself may be private")]
        pub struct $name;
        impl $crate::Action for $name {
            const NAME: &'static str = $action;
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
    /// Where it holds.
    pub reach: Reach,
}

impl Right {
    /// A row: `role` may do `A` within `reach`.
    pub const fn new<A: Action>(role: &'static str, reach: Reach) -> Self {
        Self { role, action: A::NAME, reach }
    }
}

/// What the policy needs to know of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The unit it belongs to, with all below it.
    pub ground: Ground,
    /// Whether it is assigned to the actor or to the actor's agency, as the store found it.
    pub assigned: bool,
}

impl Thing {
    /// A thing of one unit that is assigned to nobody in particular.
    pub fn of(ground: Ground) -> Self {
        Self { ground, assigned: false }
    }
}

/// The actor has no right to this; shown to the visitor as "not found".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not permitted")]
pub struct Refused;

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

/// The rights of all features together.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    rights: Vec<Right>,
}

impl Policy {
    /// Joins the rows of all features.
    pub fn new(rights: impl IntoIterator<Item = Right>) -> Self {
        Self { rights: rights.into_iter().collect() }
    }

    /// All rows, for the printed matrix.
    pub fn rights(&self) -> &[Right] {
        &self.rights
    }

    fn reaches<'a>(&'a self, actor: &'a Actor, action: &'a str) -> impl Iterator<Item = Reach> + 'a {
        self.rights
            .iter()
            .filter(move |right| right.action == action && actor.roles.iter().any(|role| role == right.role))
            .map(|right| right.reach)
    }

    /// Lets the actor do `A` on one thing, or refuses.
    pub fn permit<A: Action>(&self, actor: &Actor, thing: &Thing) -> Result<Permit<A>, Refused> {
        let allowed = self.reaches(actor, A::NAME).any(|reach| match reach {
            Reach::Everywhere => true,
            Reach::OwnUnit => actor.ground.first == thing.ground.first,
            Reach::Below => actor.ground.holds(thing.ground),
            Reach::Above => thing.ground.holds(actor.ground),
            Reach::Assigned => thing.assigned,
        });
        if allowed { Ok(Permit { act: PhantomData }) } else { Err(Refused) }
    }

    /// Whether the actor may do `A` anywhere at all: decides whether a page or a menu entry exists.
    pub fn may<A: Action>(&self, actor: &Actor) -> bool {
        self.reaches(actor, A::NAME).next().is_some()
    }

    /// The part of a list that the actor may see for `A`, or a refusal when it is none at all.
    pub fn scope<A: Action>(&self, actor: &Actor) -> Result<Scope<A>, Refused> {
        let mut scope = Scope {
            act: PhantomData,
            first: 1,
            last: 0,
            at: actor.ground.first,
            above: false,
            assigned: false,
            person: actor.person.clone(),
            agency: actor.agency.clone().unwrap_or_default(),
        };
        let mut any = false;
        let mut widen = |first, last| {
            if scope.first > scope.last || (last - first) > (scope.last - scope.first) {
                (scope.first, scope.last) = (first, last);
            }
        };
        for reach in self.reaches(actor, A::NAME) {
            any = true;
            match reach {
                Reach::Everywhere => widen(0, i64::MAX),
                Reach::OwnUnit => widen(actor.ground.first, actor.ground.first),
                Reach::Below => widen(actor.ground.first, actor.ground.last),
                Reach::Above => scope.above = true,
                Reach::Assigned => scope.assigned = true,
            }
        }
        if any { Ok(scope) } else { Err(Refused) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    actions! {
        /// Sees.
        See = "test.see";
        /// Changes.
        Change = "test.change";
    }

    const RIGHTS: [Right; 4] = [
        Right::new::<See>("officer", Reach::Above),
        Right::new::<See>("officer", Reach::Assigned),
        Right::new::<See>("office", Reach::Below),
        Right::new::<Change>("office", Reach::OwnUnit),
    ];

    fn actor(role: &str, first: i64, last: i64) -> Actor {
        Actor {
            account: "a".into(),
            person: "p".into(),
            name: "Người Mẫu".into(),
            unit: "u".into(),
            unit_name: "Xã Mẫu".into(),
            ground: Ground { first, last },
            agency: None,
            roles: vec![role.into()],
        }
    }

    #[test]
    fn a_province_sees_its_communes_but_changes_only_its_own() {
        let policy = Policy::new(RIGHTS);
        let province = actor("office", 10, 20);
        let commune = Thing::of(Ground { first: 12, last: 12 });

        assert!(policy.permit::<See>(&province, &commune).is_ok());
        assert!(policy.permit::<Change>(&province, &commune).is_err());
        assert!(policy.permit::<Change>(&province, &Thing::of(Ground { first: 10, last: 20 })).is_ok());
    }

    #[test]
    fn an_officer_sees_the_plans_above_and_no_neighbour() {
        let policy = Policy::new(RIGHTS);
        let officer = actor("officer", 12, 12);
        let above = Thing::of(Ground { first: 10, last: 20 });
        let neighbour = Thing::of(Ground { first: 13, last: 13 });

        assert!(policy.permit::<See>(&officer, &above).is_ok());
        assert_eq!(policy.permit::<See>(&officer, &neighbour).err(), Some(Refused));
        assert!(policy.permit::<See>(&officer, &Thing { assigned: true, ..neighbour }).is_ok());
    }

    #[test]
    fn a_scope_is_refused_where_no_right_stands() {
        let policy = Policy::new(RIGHTS);

        assert!(policy.scope::<Change>(&actor("officer", 12, 12)).is_err());
        let scope = policy.scope::<See>(&actor("officer", 12, 12)).unwrap();
        assert!(scope.first > scope.last && scope.above && scope.assigned);
    }
}
