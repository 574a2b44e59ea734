//! Reading a tip as an officer. The log knows before the screen shows.

use access::{Actor, Class};
use audit::Entry;
use vault::{Opener, RecordKey};
use web::Services;

use super::shares;
use crate::{
    error::{Result, TipError},
    ids::{FileId, TipId},
    model::answers::Told,
    rights::{ReadTip, SeeTips},
    sealed,
    store::{
        statements,
        steps::{self, Step},
        thread::{self, FileRow, Message},
        tips::{self, TipHead},
        zalo,
    },
};

/// A tip, opened.
#[derive(Debug, Clone)]
pub struct OpenTip {
    /// What its row tells.
    pub head: TipHead,
    /// What was told at the start.
    pub told: Told,
    /// The thread.
    pub messages: Vec<Message>,
    /// The attachments.
    pub files: Vec<FileRow>,
    /// What was done with it, with the reasons.
    pub steps: Vec<Step>,
}

/// Opens a tip for an officer of an agency that holds it, and notes in the log who looked.
///
/// # Errors
/// [`TipError::NotFound`] for whoever may not; [`TipError::StepUp`] where the session holds no key: it was opened
/// without the password.
pub async fn open_tip(services: &Services, actor: &Actor, opener: Option<&Opener>, id: TipId) -> Result<OpenTip> {
    let (mut head, mut key) = unlock(services, actor, opener, id).await?;
    if head.is_held_by(actor)
        && let Some(opener) = opener
    {
        match shares::tidy(services, actor, opener, &head).await {
            Ok(true) => (head, key) = unlock(services, actor, Some(opener), id).await?,
            // Somebody writes at this moment: another time.
            Ok(false) | Err(TipError::Stale) => {}
            Err(other) => return Err(other),
        }
    }
    let text = sealed::text(id);
    audit::record_now(
        &services.db,
        &services.context,
        actor,
        &Entry::look("tips.read", "tip", &text).class(Class::Restricted),
    )
    .await?;
    let mut q = &services.db;
    let opened = OpenTip {
        told: thread::told(&mut q, &key, id).await?,
        messages: messages(services, opener, &key, id).await?,
        files: thread::files(&mut q, &key, id).await?,
        steps: steps::list(&mut q, Some(&key), id).await?,
        head,
    };
    // Read by those who have to act on it, not by whoever held it before.
    if opened.head.unread > 0 && opened.head.is_held_by(actor) {
        let mut tx = services.db.begin().await?;
        tx.run(&statements::MARK_READ, db::params![id, opened.head.unread]).await?;
        tx.commit().await?;
    }
    Ok(opened)
}

/// A tip as an agency sees it that held it once: its own entry in the book, how the tip stands and who has it now; nothing of what was
/// told or is written.
#[derive(Debug, Clone)]
pub(crate) struct GoneTip {
    /// What its row tells.
    pub(crate) head: TipHead,
    /// What was done with it, without the reasons.
    pub(crate) steps: Vec<Step>,
    /// Whether only this agency was ever given who the reporter is.
    pub(crate) has_reporter: bool,
}

/// The tip as an earlier holder sees it; nothing for an agency that holds it or is to sign for it.
///
/// # Errors
/// [`TipError::NotFound`] for whoever never had it.
pub(crate) async fn find_gone(services: &Services, actor: &Actor, id: TipId) -> Result<Option<GoneTip>> {
    let mut q = &services.db;
    let head = tips::find(&mut q, actor, id).await?;
    services.policy.permit::<SeeTips>(actor, &head.thing())?;
    if head.is_at(actor) {
        return Ok(None);
    }
    let holders = vault::list_holders(&mut q, sealed::reporter(&sealed::text(id))).await?;
    let has_reporter = holders.iter().any(|one| actor.agency.as_ref() == Some(one));
    let steps = steps::list(&mut q, None, id).await?;
    Ok(Some(GoneTip { head, steps, has_reporter }))
}

/// The thread, with what came by Zalo in between.
async fn messages(services: &Services, opener: Option<&Opener>, key: &RecordKey, id: TipId) -> Result<Vec<Message>> {
    let mut q = &services.db;
    let mut messages = thread::list(&mut q, key, id).await?;
    let opener = opener.ok_or(TipError::StepUp)?;
    for later in zalo::more(&mut q, &services.context, opener, id).await? {
        // The order of the thread itself stays: of a reporter's message there only the hour is kept.
        let place = messages.iter().position(|message| message.written_at > later.written_at);
        messages.insert(place.unwrap_or(messages.len()), later);
    }
    Ok(messages)
}

/// The row and the key of a tip that the actor may read.
pub(crate) async fn unlock(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    id: TipId,
) -> Result<(TipHead, RecordKey)> {
    let mut q = &services.db;
    let head = tips::find(&mut q, actor, id).await?;
    services.policy.permit::<ReadTip>(actor, &head.thing())?;
    if !head.is_at(actor) {
        return Err(TipError::NotFound);
    }
    let opener = opener.ok_or(TipError::StepUp)?;
    let key = vault::open_record(&mut q, &services.context, opener, sealed::told(&sealed::text(id))).await?;
    Ok((head, key))
}

/// The copy of an attachment: kind and content. The look is logged first.
pub(crate) async fn open_file(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    (id, file): (TipId, FileId),
) -> Result<(String, Vec<u8>)> {
    let (_, key) = unlock(services, actor, opener, id).await?;
    let text = sealed::text(id);
    audit::record_now(
        &services.db,
        &services.context,
        actor,
        &Entry::look("tips.read-file", "tip", &text).class(Class::Restricted),
    )
    .await?;
    thread::file(&mut &services.db, &key, id, file).await
}

/// An attachment as it was sent, with its name: it may tell the place, the time and the device of whoever sent it, so only the agency
/// that holds the tip opens it, and the look is logged as one at something sealed.
///
/// # Errors
/// [`TipError::NotFound`] where no original is kept, or for another agency; as [`open_tip`] otherwise.
pub(crate) async fn open_original(
    services: &Services,
    actor: &Actor,
    opener: Option<&Opener>,
    (id, file): (TipId, FileId),
) -> Result<(String, Vec<u8>)> {
    let (head, key) = unlock(services, actor, opener, id).await?;
    if !head.is_held_by(actor) {
        return Err(TipError::NotFound);
    }
    let text = sealed::text(id);
    let look = Entry::look("tips.read-original", "tip", &text).class(Class::Sealed);
    audit::record_now(&services.db, &services.context, actor, &look).await?;
    thread::original(&mut &services.db, &key, id, file).await
}
