//! Who the reporter is and how to reach them: the log knows before the screen shows, and a number is held back where a call
//! could give somebody away (ux.md S-50).

use access::Actor;
use audit::Entry;
use base::local_date;
use jiff::civil::Date;
use serde_json::json;
use vault::{Opener, Record, VaultError};
use web::Services;

use crate::{
    error::{Fault, Result, TipError},
    ids::TipId,
    model::{
        answers::Reporter,
        contact::{Reach, SafeContact},
    },
    rights::RevealReporter,
    sealed,
    store::{entries, thread, tips},
};

/// The least letters of a reason.
const LEAST: usize = 10;

/// The reporter, as far as it may be shown.
#[derive(Debug, Clone)]
pub struct Revealed {
    /// Who it is; without the number where that is held back.
    pub reporter: Reporter,
    /// Whether they may be reached now; nothing where no number is known.
    pub reach: Option<Reach>,
    /// Whether the number is shown.
    pub is_number_shown: bool,
    /// The last day on which what was told of safe contact may be relied on.
    pub valid_until: Date,
}

/// What somebody says who wants to see the reporter.
#[derive(Debug, Clone, Copy)]
pub struct Why<'a> {
    /// Why they need to know who it is.
    pub reason: &'a str,
    /// Why they must make contact although it may not be safe; empty where they do not say so.
    pub in_spite: &'a str,
}

/// Who the reporter is, after a typed reason. The log entry with the reason comes first and stays, whatever follows. Outside the safe
/// hours, where they are not known, and once the person is to be asked again, the number is shown only to whoever says why it must
/// be, which is an entry of its own.
///
/// # Errors
/// [`TipError::Invalid`] without a reason; as [`super::open_tip`] otherwise, and [`TipError::StepUp`] until the person has
/// proven anew who is at the keyboard.
pub async fn reveal_reporter(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    why: Why<'_>,
) -> Result<Revealed> {
    let mut q = &services.db;
    may_reveal(services, actor, id).await?;
    if !is_reason(why.reason) {
        return Err(TipError::Invalid(vec![Fault { field: "ly_do", key: "tips-w-fault-reason" }]));
    }
    let text = sealed::text(id);
    let entry = Entry::look("tips.reveal-reporter", "tip", &text).reason(why.reason.trim());
    audit::record_now(&services.db, &services.context, actor, &entry).await?;
    let opener = opener.ok_or(TipError::StepUp)?;
    let key = match vault::open_record(&mut q, &services.context, opener, record(&text)).await {
        Ok(key) => key,
        Err(VaultError::NotHeld) => return Err(TipError::NotFound),
        Err(other) => return Err(other.into()),
    };
    let (mut reporter, told_at) = thread::reporter(&mut q, &key, id).await?.ok_or(TipError::NotFound)?;
    let told_on = local_date(told_at);
    let contact = &mut reporter.contact;
    let reach = Some(contact.reach(told_on, services.context.now())).filter(|_| !contact.phone.is_empty());
    let held_back = reach.filter(|reach| *reach != Reach::Open);
    let is_number_shown = match held_back {
        Some(reach) if is_reason(why.in_spite) => {
            let entry = Entry::look("tips.contact-overridden", "tip", &text).reason(why.in_spite.trim());
            let entry = entry.payload(json!({ "because": reach.key() }));
            audit::record_now(&services.db, &services.context, actor, &entry).await?;
            true
        }
        Some(_) => {
            contact.phone.clear();
            false
        }
        None => reach.is_some(),
    };
    Ok(Revealed { valid_until: contact.valid_until(told_on), reporter, reach, is_number_shown })
}

/// Notes that the person was asked again: the way and the hours as now told, which hold from today.
///
/// # Errors
/// [`TipError::Invalid`] with what is missing; otherwise as [`reveal_reporter`].
pub async fn ask_again(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
    told: &SafeContact,
) -> Result<()> {
    may_reveal(services, actor, id).await?;
    let (opener, context, text) = (opener.ok_or(TipError::StepUp)?, &services.context, sealed::text(id));
    let mut tx = services.db.begin().await?;
    let key = vault::open_record_to_change(&mut tx, context, opener, record(&text)).await?;
    let (mut reporter, told_at) = thread::reporter(&mut tx, &key, id).await?.ok_or(TipError::NotFound)?;
    let contact = &mut reporter.contact;
    *contact = SafeContact {
        channel: told.channel.clone(),
        from: told.from.clone(),
        to: told.to.clone(),
        hours: told.hours.clone(),
        asked_on: Some(context.today()),
        ..contact.clone()
    };
    let faults: Vec<_> =
        contact.missing().into_iter().map(|one| Fault { field: one.field(), key: one.work_key() }).collect();
    if !faults.is_empty() {
        return Err(TipError::Invalid(faults));
    }
    let sealed = serde_json::to_string(&reporter).map_err(|_| TipError::Broken)?;
    entries::put_reporter(&mut tx, context, &key, (id, told_at), &sealed).await?;
    audit::record(&mut tx, context, actor, &Entry::change("tips.contact-asked-again", "tip", &text)).await?;
    tx.commit().await?;
    Ok(())
}

async fn may_reveal(services: &Services, actor: &Actor, id: TipId) -> Result<()> {
    let head = tips::find(&mut &services.db, actor, id).await?;
    services.policy.permit::<RevealReporter>(actor, &head.thing())?;
    Ok(())
}

fn record(id: &str) -> Record<'_> {
    sealed::reporter(id)
}

/// Whether somebody wrote more than a nod.
pub(crate) fn is_reason(text: &str) -> bool {
    text.trim().chars().count() >= LEAST
}
