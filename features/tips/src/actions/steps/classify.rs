//! Saying what kind a tip is, and what the act would be (TTLT 01/2017 Đ8 k1–2: within 24 hours).

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
    model::law::{Event, Offence, Step, TipKind},
};

/// What was chosen, as keys.
#[derive(Debug, Clone, Default)]
pub struct Classification {
    /// Key of the kind.
    pub kind: String,
    /// Key of what the act would be.
    pub offence: String,
}

/// Notes the kind, and what the act would be: the hand-over limit of commune police depends on it.
///
/// # Errors
/// [`crate::TipError::Invalid`] with what is missing or what the path refuses, [`crate::TipError::Stale`] when somebody changed
/// the tip, [`crate::TipError::NotFound`] for whoever may not.
pub async fn classify(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    (typed, chosen): (&Typed, &Classification),
) -> Result<()> {
    let kind = TipKind::from_key(&chosen.kind);
    let event = kind.map(Event::Classified).ok_or(Fault { field: "loai", key: "tips-step-fault-kind" });
    let mut draft = Draft::of(Step::Classify, event);
    draft.offence = Offence::from_key(&chosen.offence);
    if draft.offence.is_none() {
        draft.faults.push(Fault { field: "hanh_vi", key: "tips-step-fault-offence" });
    }
    note(services, actor, opener, id, typed, draft).await
}
