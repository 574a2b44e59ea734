//! Sending a tip from the public door.

use base::{Context, local_date};
use db::Tx;
use guard::Admitted;
use vault::{Given, Holder, ReadyReceipt, ReceiptDesk, RecordKey};
use web::Services;
use zeroize::Zeroizing;

use crate::{
    error::{Result, TipError},
    ids::TipId,
    model::{
        answers::{Privacy, Reporter, Told},
        files::CleanFile,
        law::ShownStage,
        shown::to_the_hour,
    },
    sealed,
    store::{
        bars::{self, Barred},
        entries::{self, NewTip},
        pockets::{self, PocketKey},
        receivers::{self, Past, Receiver},
        steps, thread,
    },
};

/// What a visitor of the public door sends.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    pub(crate) privacy: Privacy,
    pub(crate) told: Told,
    pub(crate) reporter: Reporter,
    pub(crate) files: Vec<CleanFile>,
    pub(crate) channel: &'static str,
}

/// What is remembered once a tip is sent, so that the receipt can be shown: goes into the visitor's pocket in the same
/// transaction.
pub(crate) trait AfterSending {
    /// Content of the pocket from now on.
    type Content: serde::Serialize;
    /// The content for a receipt, as five groups of digits.
    fn content(&self, receipt: &str) -> Self::Content;
}

/// Stores a tip: sealed to the agency that receives it and to the receipt, entered into the lodging book, noted in the
/// log, all or nothing. The server that did this cannot open it again. The same form sent again changes nothing.
///
/// # Errors
/// [`TipError::NobodyReceives`] where no agency has a vault; [`TipError::Invalid`] where nothing was told.
pub(crate) async fn submit<A: AfterSending>(
    services: &Services,
    admitted: &Admitted,
    desk: &ReceiptDesk,
    pocket: &PocketKey,
    sending: &Sending,
    after: &A,
) -> Result<()> {
    let idempotency = format!("public-{:032x}", admitted.ticket);
    let way = find_way(services, sending).await?;
    let mut tx = services.db.begin().await?;
    if entries::find_again(&mut tx, &idempotency).await?.is_some() {
        return Ok(());
    }
    let (_, receipt) = receive(&mut tx, services, sending, &way, &idempotency, Receipts::Of(desk)).await?;
    pockets::remove(&mut tx, pocket).await?;
    pockets::put(&mut tx, &services.context, pocket, &after.content(&receipt)).await?;
    tx.commit().await?;
    Ok(())
}

/// Where a tip goes, found before the transaction: there is one writer.
pub(crate) struct Way {
    receiver: Receiver,
    place: Option<organisation::Unit>,
    /// The agencies of the local office, because somebody of it is involved: none of them ever sees it.
    passed_by: Vec<String>,
}

/// Finds where a tip goes.
///
/// # Errors
/// [`TipError::NobodyReceives`] where no agency has a vault.
pub(crate) async fn find_way(services: &Services, sending: &Sending) -> Result<Way> {
    let receivers = receivers::list(&mut &services.db, services.context.today()).await?;
    let place = place_of(services, &sending.told).await?;
    let past = if sending.told.about_local_office { Past::LocalOffice } else { Past::Nobody };
    let receiver = receivers::choose(&receivers, place.as_ref().map(|unit| unit.ground), past)?.clone();
    let passed_by = passed_by(services, place.as_ref(), past).await?;
    Ok(Way { receiver, place, passed_by })
}

/// Where the receipt of a tip comes from.
pub(crate) enum Receipts<'a> {
    /// From the desk.
    Of(&'a ReceiptDesk),
    /// Made beforehand.
    Made(ReadyReceipt),
}

/// Enters a tip that came without an officer, whatever the channel; tells its id and its receipt.
pub(crate) async fn receive(
    tx: &mut Tx,
    services: &Services,
    sending: &Sending,
    way: &Way,
    idempotency: &str,
    receipts: Receipts<'_>,
) -> Result<(TipId, Zeroizing<String>)> {
    let is_anonymous = sending.privacy == Privacy::Anonymous;
    let received_at = if is_anonymous { to_the_hour(services.context.now()) } else { services.context.now() };
    // Every mark that this leaves, the ids and the log entry included, tells the hour of an anonymous tip and no more.
    let context = &services.context.standing(received_at);
    let likeness = services.guard.likeness(sending.told.words());
    let id = TipId::new(context);
    let tip = NewTip {
        id,
        receiver: &way.receiver,
        channel: sending.channel,
        privacy: sending.privacy.key(),
        anonymity_reason: None,
        received_at,
        place: way.place.as_ref().map(|unit| unit.code.as_str()),
        is_danger: sending.told.is_danger(),
        urgency: sending.told.urgency(),
        cluster: Some(i64::from_ne_bytes(likeness.cluster.to_ne_bytes())),
        is_flood: likeness.is_flood,
        stage: steps::STAGE_RECEIVED,
        shown_stage: ShownStage::Received.key(),
        idempotency,
    };
    entries::add(tx, context, &tip).await?;
    if likeness.marks_earlier {
        entries::mark_flood(tx, tip.cluster).await?;
    }
    let (key, receipt) = seal_to_both(tx, context, receipts, id, &way.receiver).await?;
    store_told(tx, context, &key, &tip, sending).await?;
    if !is_anonymous && !sending.reporter.is_empty() {
        store_reporter(tx, context, &tip, &sending.reporter).await?;
    }
    for local in &way.passed_by {
        bars::add(tx, id, Barred::Agency(local)).await?;
    }
    steps::add_receipt(tx, context, id, &way.receiver.agency, received_at).await?;
    let id_text = sealed::text(id);
    audit::record_public(tx, context, &audit::Entry::change("tips.received", "tip", &id_text)).await?;
    Ok((id, receipt))
}

/// All agencies of the place whose office is involved, also those that have no vault yet and may get one.
async fn passed_by(services: &Services, place: Option<&organisation::Unit>, past: Past) -> Result<Vec<String>> {
    let Some(place) = place.filter(|_| past == Past::LocalOffice) else { return Ok(Vec::new()) };
    let agencies = organisation::agencies_of(&mut &services.db, &place.code, services.context.today()).await?;
    Ok(agencies.into_iter().map(|agency| agency.id).collect())
}

/// The key of the new record, sealed to the agency and to a receipt; and the receipt.
async fn seal_to_both(
    tx: &mut Tx,
    context: &Context,
    receipts: Receipts<'_>,
    id: TipId,
    receiver: &Receiver,
) -> Result<(RecordKey, Zeroizing<String>)> {
    let row = sealed::text(id);
    let record = sealed::told(&row);
    let agency = Holder::Agency(&receiver.agency);
    let ready = match receipts {
        Receipts::Made(ready) => ready,
        Receipts::Of(desk) => match desk.give() {
            Given::Ready(ready) => ready,
            Given::Later(receipt) => {
                let key = vault::new_record(tx, context, record, &[agency]).await?;
                vault::put_off(tx, desk, record, &key, &receipt).await?;
                return Ok((key, receipt.grouped()));
            }
        },
    };
    let receipt = Holder::Receipt { lookup: &ready.lookup, public: &ready.public };
    let key = vault::new_record(tx, context, record, &[agency, receipt]).await?;
    Ok((key, ready.receipt.grouped()))
}

async fn store_told(
    tx: &mut Tx,
    context: &Context,
    key: &RecordKey,
    tip: &NewTip<'_>,
    sending: &Sending,
) -> Result<()> {
    let text = serde_json::to_string(&sending.told).map_err(|_| TipError::Broken)?;
    entries::add_part(tx, context, key, (tip.id, tip.received_at), thread::TOLD, &text).await?;
    for file in &sending.files {
        entries::add_file(tx, context, key, (tip.id, tip.received_at), file).await?;
    }
    Ok(())
}

async fn store_reporter(tx: &mut Tx, context: &Context, tip: &NewTip<'_>, reporter: &Reporter) -> Result<()> {
    let id = sealed::text(tip.id);
    let holders = [Holder::Agency(&tip.receiver.agency)];
    let key = vault::new_record(tx, context, sealed::reporter(&id), &holders).await?;
    let text = serde_json::to_string(reporter).map_err(|_| TipError::Broken)?;
    entries::put_reporter(tx, context, &key, (tip.id, tip.received_at), &text).await
}

async fn place_of(services: &Services, told: &Told) -> Result<Option<organisation::Unit>> {
    if told.commune.is_empty() {
        return Ok(None);
    }
    Ok(organisation::unit(&mut &services.db, &told.commune).await?)
}

/// Whether anybody can take a tip in at this installation.
pub(crate) async fn somebody_receives(services: &Services) -> Result<bool> {
    let today = local_date(services.context.now());
    Ok(!receivers::list(&mut &services.db, today).await?.is_empty())
}
