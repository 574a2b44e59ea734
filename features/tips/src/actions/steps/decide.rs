//! Deciding to prosecute or not to (BLTTHS Đ147 k1).

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
    model::law::{Decision, Event, Step},
};

/// Notes the decision that ends resolution: `prosecute` or `do_not_prosecute`.
///
/// # Errors
/// As [`super::classify`].
pub async fn decide(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (typed, decision): (&Typed, &str),
) -> Result<()> {
    let event = match decision {
        "prosecute" => Ok(Event::Decided(Decision::Prosecute)),
        "do_not_prosecute" => Ok(Event::Decided(Decision::DoNotProsecute)),
        _ => Err(Fault { field: "ket_qua", key: "tips-step-fault-decision" }),
    };
    note(services, actor, opener, id, typed, Draft::of(Step::Decide, event)).await
}
