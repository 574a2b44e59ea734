//! Taking in what somebody tells an officer: never refused, numbered at once, sealed at once.

use access::{Actor, Thing};
use audit::Entry;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::Holder;
use web::Services;

use super::{About, keep_from, receiver_past};
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        answers::{LONGEST, Privacy, Reporter, Told},
        law::{AnonymityReason, Channel, ShownStage},
    },
    rights::TakeIn,
    sealed,
    store::{
        entries::{self, NewTip},
        places, receivers,
        steps::{self, NewStep},
        thread,
    },
};

/// What an officer wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Intake {
    /// Key of the channel.
    pub channel: String,
    /// Whether the reporter gave a name.
    pub privacy: Privacy,
    /// Key of the reason why not.
    pub reason: String,
    /// Who it is.
    pub reporter: Reporter,
    /// What was told.
    pub told: Told,
    /// When it was told, where that was before it is saved: the limits run from then on. Never later than now.
    pub received_at: Option<Timestamp>,
    /// Whom it is about, where that is an office or an officer.
    pub about: About,
}

/// A tip that was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenIn {
    /// Its id.
    pub id: TipId,
    /// Its number in the agency's lodging book of the year.
    pub serial: i64,
}

/// Enters it into the lodging book of the officer's agency; gives its number there. The same form sent again gives the
/// number that it had.
///
/// # Errors
/// [`TipError::Invalid`] with all that is missing; [`TipError::NobodyReceives`] where the agency has no vault.
pub async fn take_in(services: &Services, actor: &Actor, intake: &Intake, form_key: &str) -> Result<TakenIn> {
    services.policy.permit::<TakeIn>(actor, &Thing::of(actor.ground))?;
    let faults = faults(intake);
    if !faults.is_empty() {
        return Err(TipError::Invalid(faults));
    }
    let context = &services.context;
    let all = receivers::list(&mut &services.db, context.today()).await?;
    let receiver = receiver_past(services, actor, &all, &intake.about).await?;
    // A code that is none would stand in nobody's area, and would hold up the next reorganisation.
    let place = commune_of(services, &intake.told.commune).await?;
    let (id, now) = (TipId::new(context), context.now());
    let received_at = intake.received_at.map_or(now, |at| at.min(now));
    let idempotency = idempotency(actor, form_key);
    let is_anonymous = intake.privacy == Privacy::Anonymous;
    let tip = NewTip {
        id,
        receiver,
        channel: &intake.channel,
        privacy: intake.privacy.key(),
        anonymity_reason: is_unnamed(intake).then_some(intake.reason.as_str()),
        received_at,
        place: place.as_deref(),
        is_danger: intake.told.is_danger(),
        urgency: intake.told.urgency(),
        cluster: None,
        is_flood: false,
        stage: steps::STAGE_RECEIVED,
        shown_stage: ShownStage::Received.key(),
        idempotency: &idempotency,
    };
    let row = sealed::text(id);
    let mut tx = services.db.begin().await?;
    if let Some(again) = entries::find_again(&mut tx, &idempotency).await? {
        let serial = entries::serial(&mut tx, again, &receiver.agency).await?;
        return Ok(TakenIn { id: again, serial });
    }
    let serial = entries::add(&mut tx, context, &tip).await?;
    let holders = [Holder::Agency(&receiver.agency)];
    let key = vault::new_record(&mut tx, context, sealed::told(&row), &holders).await?;
    let text = serde_json::to_string(&intake.told).map_err(|_| TipError::Broken)?;
    entries::add_part(&mut tx, context, &key, (id, now), thread::TOLD, &text).await?;
    if !is_anonymous {
        let key = vault::new_record(&mut tx, context, sealed::reporter(&row), &holders).await?;
        let text = serde_json::to_string(&intake.reporter).map_err(|_| TipError::Broken)?;
        entries::put_reporter(&mut tx, context, &key, (id, now), &text).await?;
    }
    keep_from(&mut tx, id, &intake.about).await?;
    let step = NewStep { kind: steps::RECEIVED, agency: Some(&receiver.agency), ..NewStep::default() };
    steps::add(&mut tx, context, actor, (id, received_at), &step).await?;
    audit::record(&mut tx, context, actor, &Entry::change("tips.taken-in", "tip", &row)).await?;
    tx.commit().await?;
    Ok(TakenIn { id, serial })
}

/// The same for the same form of the same person sent again.
pub(super) fn idempotency(actor: &Actor, form_key: &str) -> String {
    format!("intake-{}-{form_key}", actor.account)
}

/// The code of a commune of today, written as its code or as its name.
async fn commune_of(services: &Services, words: &str) -> Result<Option<String>> {
    let mut q = &services.db;
    if let Some(unit) = organisation::unit(&mut q, words.trim()).await? {
        return Ok(Some(unit.code));
    }
    places::commune_meant(&mut q, words).await
}

/// Whether the reason is to be noted why there is no name: also where a number was left without one.
fn is_unnamed(intake: &Intake) -> bool {
    intake.privacy == Privacy::Anonymous
        || (intake.reporter.name.is_empty() && !intake.reporter.contact.phone.is_empty())
}

/// Everything that is missing, in the order of the form.
fn faults(intake: &Intake) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut need = |is_there: bool, field, key| {
        if !is_there {
            faults.push(Fault { field, key });
        }
    };
    need(Channel::from_key(&intake.channel).is_some(), "kenh", "tips-w-fault-channel");
    need(intake.told.is_enough(), "chuyen", "tips-w-fault-story");
    need(intake.told.text.chars().count() <= LONGEST, "chuyen", "tips-fault-too-long");
    if is_unnamed(intake) {
        need(AnonymityReason::from_key(&intake.reason).is_some(), "vi_sao_khong_ten", "tips-w-fault-no-name");
    }
    if intake.privacy != Privacy::Anonymous {
        let reporter = &intake.reporter;
        need(!reporter.name.is_empty() || is_unnamed(intake), "ten", "tips-w-fault-name");
        need(
            reporter.contact.phone.is_empty() || !reporter.contact.hours.is_empty(),
            "gio_an_toan",
            "tips-w-fault-safe-hours",
        );
        need(!reporter.is_minor || !reporter.minor_with.is_empty(), "nguoi_di_cung", "tips-w-fault-minor");
    }
    faults
}
