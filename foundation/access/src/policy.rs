//! The rights of all features together, and the questions they answer.

use std::marker::PhantomData;

use crate::{Action, Actor, Class, Permit, Reach, Refused, Right, Scope, Thing};

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
    ///
    /// # Errors
    /// [`Refused::No`] without a right; [`Refused::StepUp`] with the right where only the proof is missing.
    pub fn permit<A: Action>(&self, actor: &Actor, thing: &Thing) -> Result<Permit<A>, Refused> {
        if thing.barred {
            return Err(Refused::No);
        }
        let allowed = self.reaches(actor, A::NAME).any(|reach| match reach {
            Reach::Everywhere => true,
            Reach::OwnUnit => actor.ground.first == thing.ground.first,
            Reach::Below => actor.ground.holds(thing.ground),
            Reach::Above => thing.ground.holds(actor.ground),
            Reach::Assigned => thing.assigned,
        });
        if !allowed {
            return Err(Refused::No);
        }
        under_ceiling::<A>(actor).map(|()| Permit { act: PhantomData })
    }

    /// Whether the actor may do `A` anywhere at all, if need be after a step up: decides whether a page or a menu
    /// entry exists.
    pub fn may<A: Action>(&self, actor: &Actor) -> bool {
        self.reaches(actor, A::NAME).next().is_some() && under_ceiling::<A>(actor) != Err(Refused::No)
    }

    /// The part of a list that the actor may see for `A`, or a refusal when it is none at all.
    ///
    /// # Errors
    /// As [`Policy::permit`].
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
        if !any {
            return Err(Refused::No);
        }
        under_ceiling::<A>(actor).map(|()| scope)
    }
}

/// Whether the session may touch data of the action's class. Only the step from a normal session to sealed data can
/// be made good by proving anew who one is; a session under duress is told nothing.
fn under_ceiling<A: Action>(actor: &Actor) -> Result<(), Refused> {
    if A::CLASS <= actor.ceiling {
        Ok(())
    } else if actor.ceiling == Class::Restricted {
        Err(Refused::StepUp)
    } else {
        Err(Refused::No)
    }
}
