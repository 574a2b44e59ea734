//! The steps that leave no choice: papers sent and received, limits prolonged, extended and resumed, results told.

use access::Actor;
use vault::Opener;
use web::Services;

use super::{
    Typed,
    note::{Draft, note},
};
use crate::{
    error::{Result, TipError},
    ids::TipId,
    model::law::Step,
};

/// Notes one of them.
///
/// # Errors
/// As [`super::classify`]; [`TipError::NotFound`] for a step that leaves a choice.
pub async fn note_plain(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (typed, step): (&Typed, Step),
) -> Result<()> {
    if matches!(step, Step::Classify | Step::Assign | Step::Decide | Step::Suspend) {
        return Err(TipError::NotFound);
    }
    note(services, actor, opener, id, typed, Draft::of(step, Ok(step.event()))).await
}
