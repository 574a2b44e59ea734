//! What noting any step has in common: the right, the version, the path, the row, the log.

use access::Actor;
use audit::Entry;
use serde_json::json;
use vault::Opener;
use web::Services;

use super::{Typed, may::may_note};
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        assessed::Assessed,
        law::{Event, Noted, Refusal, Step, TipPath},
        noted::detail_of,
        paper::needs,
        shown::{further, next_release},
    },
    sealed,
    store::{
        path, statements_path,
        steps::{self, NewStep, Paper},
        tips::{self, Move, TipHead},
    },
};

/// A step to be noted.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Which.
    pub(super) step: Step,
    /// The event that it is, with what was chosen; nothing where the choice is missing, which `faults` tell.
    pub(super) event: Option<Event>,
    /// What is said besides the kind, at a classification.
    pub(super) assessed: Option<Assessed>,
    /// The officer named: person and name.
    pub(super) officer: Option<(String, String)>,
    /// What is wrong with the choice.
    pub(super) faults: Vec<Fault>,
}

impl Draft {
    /// A step with its event, or with what is wrong.
    pub(super) fn of(step: Step, event: std::result::Result<Event, Fault>) -> Self {
        let (event, faults) = match event {
            Ok(event) => (Some(event), Vec::new()),
            Err(fault) => (None, vec![fault]),
        };
        Self { step, event, assessed: None, officer: None, faults }
    }
}

/// Notes a step, if the path allows it, whoever asks may, and nobody changed the tip meanwhile.
pub(super) async fn note(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    typed: &Typed,
    draft: Draft,
) -> Result<()> {
    let context = &services.context;
    let (row, now) = (sealed::text(id), context.now());
    let holidays = services.holidays().await?;
    let law = path::law(&holidays)?;
    let mut tx = services.db.begin().await?;
    // What is due to be shown is shown before anything new takes its place.
    tips::shown(&mut tx, context, id).await?;
    let head = tips::find(&mut tx, actor, id).await?;
    may_note(&services.policy, actor, &head, draft.step)?;
    if !head.is_held_by(actor) {
        return Err(TipError::NotFound);
    }
    if head.version != typed.base {
        return Err(TipError::Stale);
    }
    let before = path::path(&mut tx, &head, law).await?;
    let read = typed.read(needs(draft.step), &before, now);
    let (read, event) = match (read, draft.event, draft.faults) {
        (Ok(read), Some(event), faults) if faults.is_empty() => (read, event),
        (read, _, faults) => return Err(TipError::Invalid([faults, read.err().unwrap_or_default()].concat())),
    };
    let after = draft.step.noted(&before, Noted::new(read.at, event), law).map_err(refused)?;
    let key = match &read.reason {
        Some(_) => {
            let opener = opener.ok_or(TipError::StepUp)?;
            Some(vault::open_record_to_change(&mut tx, context, opener, sealed::told(&row)).await?)
        }
        None => None,
    };
    let detail = detail_of(event, draft.assessed);
    let step = NewStep {
        kind: event.key(),
        number: read.number.as_deref(),
        detail: detail.as_deref(),
        agency: Some(&head.agency),
    };
    let step_id = steps::add(&mut tx, context, actor, (id, read.at), &step).await?;
    let officer = draft.officer.as_ref().map(|(person, name)| (person.as_str(), name.as_str()));
    let paper = Paper { dated: read.dated, officer, reason: read.reason.as_deref().zip(key.as_ref()) };
    steps::add_paper(&mut tx, context, (id, step_id), &paper).await?;
    if let Some((person, _)) = officer {
        tx.run(&statements_path::ASSIGN, db::params![id, person]).await?;
    }
    tips::change(&mut tx, id, typed.base, &moved(&head, &after, next_release(now))).await?;
    let entry = Entry::change("tips.step-noted", "tip", &row).payload(json!({ "step": event.key() }));
    audit::record(&mut tx, context, actor, &entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Where the tip stands now, and what the reporter learns of it at the next release.
fn moved(head: &TipHead, after: &TipPath, release: jiff::Timestamp) -> Move<'static> {
    Move {
        stage: after.noted_state().key(),
        kind: after.kind().map(crate::model::law::TipKind::key),
        shown: further(&head.shown_stage, after.shown()).map(|shown| (shown, release)),
    }
}

/// A refusal of the path, at the field that would mend it.
fn refused(refusal: Refusal) -> TipError {
    let field = if refusal.is_about_the_day() { "ngay" } else { "buoc" };
    TipError::Invalid(vec![Fault { field, key: refusal.key() }])
}
