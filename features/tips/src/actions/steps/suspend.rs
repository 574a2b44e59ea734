//! Suspending the resolution, on one of the three grounds of the law and no other (BLTTHS Đ148 k1, as amended by Law 02/2021).

use access::Actor;
use vault::Opener;
use web::Services;

use super::{
    Typed,
    note::{Draft, note},
};
use crate::{
    error::{Fault, Result},
    ids::TipId,
    model::law::{Decision, Event, Step, SuspensionGround},
};

/// Notes a suspension on a ground, given by its key. The path refuses it before the limit has run out.
///
/// # Errors
/// As [`super::classify`].
pub async fn suspend(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (typed, ground): (&Typed, &str),
) -> Result<()> {
    let event = SuspensionGround::from_key(ground)
        .map(|ground| Event::Decided(Decision::Suspend(ground)))
        .ok_or(Fault { field: "can_cu", key: "tips-step-fault-ground" });
    note(services, actor, opener, id, typed, Draft::of(Step::Suspend, event)).await
}
