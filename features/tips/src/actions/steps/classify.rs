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
    model::{
        assessed::Assessed,
        law::{Circumstance, Event, Offence, Remoteness, Step, TipKind},
    },
};

/// What was chosen, as keys.
#[derive(Debug, Clone, Default)]
pub struct Classification {
    /// Key of the kind.
    pub kind: String,
    /// Key of what the act would be.
    pub offence: String,
    /// Key of what else calls for haste; empty for nothing.
    pub circumstance: String,
    /// Whether the officer says that the commune is a remote one, of the mountains or an island.
    pub is_remote: bool,
}

impl Classification {
    /// What calls for haste; `None` for a key that is none.
    fn circumstance(&self) -> Option<Circumstance> {
        if self.circumstance.is_empty() {
            Some(Circumstance::Ordinary)
        } else {
            Circumstance::from_key(&self.circumstance)
        }
    }
}

/// Notes the kind, what the act would be, what calls for haste and whether the commune is a remote one: the hand-over limit of
/// commune police depends on them (TTLT 01/2017 Đ8 k5a).
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
    let (offence, circumstance) = (Offence::from_key(&chosen.offence), chosen.circumstance());
    if offence.is_none() {
        draft.faults.push(Fault { field: "hanh_vi", key: "tips-step-fault-offence" });
    }
    if circumstance.is_none() {
        draft.faults.push(Fault { field: "tinh_huong", key: "tips-step-fault-circumstance" });
    }
    let commune = if chosen.is_remote { Remoteness::Remote } else { Remoteness::Ordinary };
    draft.assessed = Some(Assessed { offence, circumstance: circumstance.unwrap_or(Circumstance::Ordinary), commune });
    note(services, actor, opener, id, typed, draft).await
}
