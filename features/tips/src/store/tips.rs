//! One tip as its row tells it.

use access::{Actor, Ground, Thing};
use base::Context;
use db::{Query, Row, Tx, params};
use jiff::Timestamp;

use super::statements;
use crate::{
    error::{Result, TipError},
    ids::TipId,
    model::law::ShownStage,
};

/// A tip without anything sealed.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a row of the table, as it is read")]
pub struct TipHead {
    /// Its id.
    pub id: TipId,
    /// The agency that deals with it now.
    pub agency: String,
    /// The name of that agency.
    pub agency_name: String,
    /// Its number in the lodging book of the actor's agency: serial and year.
    pub number: Option<(i64, i64)>,
    /// Key of the channel.
    pub channel: String,
    /// Key of the privacy chosen.
    pub privacy: String,
    /// Why a reporter in person gave no name.
    pub anonymity_reason: Option<String>,
    /// When it was received; the hour only for an anonymous one.
    pub received_at: Timestamp,
    /// Code of the commune it is about.
    pub place: Option<String>,
    /// Whether life is at stake now.
    pub is_danger: bool,
    /// When somebody acknowledged the danger.
    pub danger_seen_at: Option<Timestamp>,
    /// Whether it is one of a flood of like texts.
    pub is_flood: bool,
    /// Number of the cluster of like texts.
    pub cluster: Option<i64>,
    /// Key of the stage.
    pub stage: String,
    /// Key of the kind, once classified.
    pub kind: Option<String>,
    /// What the reporter sees now.
    pub shown_stage: String,
    /// Messages of the reporter that nobody read yet.
    pub unread: i64,
    /// The person who was assigned to resolve it.
    pub assigned_to: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// Whether it waits for the signature of the actor's agency.
    pub is_offered: bool,
    ground: Ground,
    is_barred: bool,
}

impl TipHead {
    /// As the policy sees it: held by the actor's agency or offered to it; never by somebody it is about.
    pub fn thing(&self) -> Thing {
        Thing::of(self.ground).assigned(self.number.is_some() || self.is_offered).barred(self.is_barred)
    }

    /// As the policy sees it for what its resolver alone may do: assigned to the very person.
    pub fn for_its_resolver(&self, actor: &Actor) -> Thing {
        self.thing().assigned(self.assigned_to.as_deref() == Some(actor.person.as_str()))
    }

    /// Whether the actor's agency deals with it now.
    pub fn is_held_by(&self, actor: &Actor) -> bool {
        actor.agency.as_deref() == Some(self.agency.as_str())
    }

    /// Whether the actor's agency deals with it now, or is to sign for it: an earlier holder has its entry in the book, and reads no
    /// further.
    pub fn is_at(&self, actor: &Actor) -> bool {
        self.is_held_by(actor) || self.is_offered
    }

    fn read(row: &Row) -> db::Result<Self> {
        Ok(Self {
            id: row.parsed("id")?,
            agency: row.text("agency")?,
            agency_name: row.text("agency_name")?,
            number: row.opt_int("serial")?.zip(row.opt_int("year")?),
            channel: row.text("channel")?,
            privacy: row.text("privacy")?,
            anonymity_reason: row.opt_text("anonymity_reason")?,
            received_at: row.instant("received_at")?,
            place: row.opt_text("place")?,
            is_danger: row.flag("is_danger")?,
            danger_seen_at: row.opt_instant("danger_seen_at")?,
            is_flood: row.flag("is_flood")?,
            cluster: row.opt_int("cluster")?,
            stage: row.text("stage")?,
            kind: row.opt_text("kind")?,
            shown_stage: row.text("shown_stage")?,
            unread: row.int("unread")?,
            assigned_to: row.opt_text("assigned_to")?,
            version: row.int("version")?,
            is_offered: row.int("offered")? > 0,
            ground: Ground { first: row.int("unit_pos")?, last: row.int("unit_last")? },
            is_barred: row.int("bars")? > 0,
        })
    }
}

/// One tip as an actor stands to it.
pub(crate) async fn find(q: &mut impl Query, actor: &Actor, id: TipId) -> Result<TipHead> {
    let agency = actor.agency.as_deref().unwrap_or_default();
    let row = q.row(&statements::TIP, params![id, &actor.person, agency]).await?.ok_or(TipError::NotFound)?;
    Ok(TipHead::read(&row)?)
}

/// One tip as the system itself sees it.
pub(crate) async fn find_bare(q: &mut impl Query, id: TipId) -> Result<TipHead> {
    let row = q.row(&statements::TIP, params![id, "", ""]).await?.ok_or(TipError::NotFound)?;
    Ok(TipHead::read(&row)?)
}

/// A change of how a tip stands.
#[derive(Debug, Clone)]
pub(crate) struct Move<'a> {
    pub(crate) stage: &'a str,
    pub(crate) kind: Option<&'a str>,
    /// What the reporter will be told, and from when on.
    pub(crate) shown: Option<(ShownStage, Timestamp)>,
}

/// Changes how a tip stands, unless somebody changed it since `base`.
///
/// # Errors
/// [`TipError::Stale`] when somebody did.
pub(crate) async fn change(tx: &mut Tx, id: TipId, base: i64, to: &Move<'_>) -> Result<()> {
    let (shown, from) = to.shown.map_or((None, None), |(stage, from)| (Some(stage.key()), Some(from)));
    let values = params![id, base, to.stage, to.kind, shown, from];
    match tx.run(&statements::MOVE_TIP, values).await? {
        1 => Ok(()),
        _ => Err(TipError::Stale),
    }
}

/// Lets the state that is due become visible to the reporter, and tells it.
pub(crate) async fn shown(tx: &mut Tx, context: &Context, id: TipId) -> Result<ShownStage> {
    tx.run(&statements::SETTLE_SHOWN, params![id, context.now()]).await?;
    let head = find_bare(tx, id).await?;
    Ok(ShownStage::from_key(&head.shown_stage).unwrap_or(ShownStage::Received))
}
