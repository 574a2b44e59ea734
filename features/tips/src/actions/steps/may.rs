//! Who may note which step: the head of the agency all of them, whoever resolves a tip those that follow from that.

use access::{Actor, Policy, Refused};

use crate::{
    model::law::Step,
    rights::{ClassifyTip, NoteStep},
    store::tips::TipHead,
};

/// Lets the actor note a step of a tip, or refuses.
///
/// # Errors
/// As [`Policy::permit`].
pub(crate) fn may_note(policy: &Policy, actor: &Actor, head: &TipHead, step: Step) -> Result<(), Refused> {
    let as_head = policy.permit::<ClassifyTip>(actor, &head.thing()).map(drop);
    if step.is_of_the_head() {
        return as_head;
    }
    as_head.or_else(|_| policy.permit::<NoteStep>(actor, &head.for_its_resolver(actor)).map(drop))
}
