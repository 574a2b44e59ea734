//! Taking in what somebody tells an officer: never refused, numbered at once, sealed at once.

use access::{Actor, Thing};
use audit::Entry;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::Holder;
use web::Services;

use super::{
    About, keep_from,
    received::{FirstReceipt, When},
    receiver_past,
};
use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        answers::{LONGEST, Privacy, Reporter, Told},
        files::CleanFile,
        law::{AnonymityReason, Channel, ShownStage},
        moment::Moment,
    },
    rights::TakeIn,
    sealed,
    store::{
        entries::{self, NewTip},
        places, receivers, steps, thread,
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
    /// The same as an officer typed it; empty where the form does not ask.
    pub received: Moment,
    /// Who had it before.
    pub first: FirstReceipt,
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
    take_in_with(services, actor, (intake, &[]), form_key).await
}

/// The same with pictures of the papers and things that came with it: a recommendation to prosecute has evidence with it (BLTTHS
/// Đ144 k3).
///
/// # Errors
/// As [`take_in`].
pub(crate) async fn take_in_with(
    services: &Services,
    actor: &Actor,
    (intake, files): (&Intake, &[CleanFile]),
    form_key: &str,
) -> Result<TakenIn> {
    services.policy.permit::<TakeIn>(actor, &Thing::of(actor.ground))?;
    let context = &services.context;
    let now = context.now();
    let when = match (When::read(intake, now), faults(intake)) {
        (Ok(when), faults) if faults.is_empty() => when,
        (when, faults) => return Err(TipError::Invalid([faults, when.err().unwrap_or_default()].concat())),
    };
    let all = receivers::list(&mut &services.db, context.today()).await?;
    let receiver = receiver_past(services, actor, &all, &intake.about).await?;
    // A code that is none would stand in nobody's area, and would hold up the next reorganisation.
    let place = commune_of(services, &intake.told.commune).await?;
    let id = TipId::new(context);
    let idempotency = idempotency(actor, form_key);
    let (privacy, reporter) = kept(intake);
    let tip = NewTip {
        id,
        receiver,
        channel: &intake.channel,
        privacy: privacy.key(),
        anonymity_reason: is_unnamed(intake).then_some(intake.reason.as_str()),
        received_at: when.received_at,
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
    for file in files {
        entries::add_file(&mut tx, context, &key, (id, now), file).await?;
    }
    if privacy != Privacy::Anonymous {
        let key = vault::new_record(&mut tx, context, sealed::reporter(&row), &holders).await?;
        let text = serde_json::to_string(&reporter).map_err(|_| TipError::Broken)?;
        // How long a number may be called is counted from when it was given.
        entries::put_reporter(&mut tx, context, &key, (id, when.received_at), &text).await?;
    }
    keep_from(&mut tx, id, &intake.about).await?;
    when.note(&mut tx, context, actor, (id, &receiver.agency)).await?;
    audit::record(&mut tx, context, actor, &Entry::change("tips.taken-in", "tip", &row)).await?;
    if let Some(hours) = when.late_by(now) {
        let entry = Entry::change("tips.entered-late", "tip", &row).payload(json!({ "hours": hours }));
        audit::record(&mut tx, context, actor, &entry).await?;
    }
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

/// What is kept of the reporter, and how. Of a minor without a name that they are one and who was there with them must stand in the
/// minutes (TT 28/2020 Đ5 k6a): it is kept sealed like a number without a name, and nothing else of them.
fn kept(intake: &Intake) -> (Privacy, Reporter) {
    match (intake.privacy, intake.reporter.is_minor) {
        (Privacy::Anonymous, true) => {
            let minor_with = intake.reporter.minor_with.clone();
            (Privacy::Confidential, Reporter { is_minor: true, minor_with, ..Reporter::default() })
        }
        (privacy, _) => (privacy, intake.reporter.clone()),
    }
}

/// Everything that is missing, in the order of the form.
fn faults(intake: &Intake) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut need = |is_there: bool, field, key| {
        if !is_there {
            faults.push(Fault { field, key });
        }
    };
    let reporter = &intake.reporter;
    need(Channel::from_key(&intake.channel).is_some(), "kenh", "tips-w-fault-channel");
    need(intake.told.is_enough(), "chuyen", "tips-w-fault-story");
    need(intake.told.text.chars().count() <= LONGEST, "chuyen", "tips-fault-too-long");
    if is_unnamed(intake) {
        need(AnonymityReason::from_key(&intake.reason).is_some(), "vi_sao_khong_ten", "tips-w-fault-no-name");
    } else {
        need(!reporter.name.is_empty(), "ten", "tips-w-fault-name");
    }
    need(!reporter.is_minor || !reporter.minor_with.is_empty(), "nguoi_di_cung", "tips-w-fault-minor");
    if intake.privacy != Privacy::Anonymous {
        faults.extend(
            reporter.contact.missing().into_iter().map(|one| Fault { field: one.field(), key: one.work_key() }),
        );
    }
    faults
}
