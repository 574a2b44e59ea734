//! A draft in hand: what every change of a draft shares.

use access::{Actor, Permit};
use db::Tx;
use web::Services;

use crate::{
    actions::DraftError,
    model::{
        ObligationId, PlanId,
        plan::{Item, PlanHead},
    },
    rights::EditPlan,
    store::{
        draft_rows,
        history::{self, About},
        plans,
    },
};

/// A draft taken for a change: nobody else changes it until this is committed or dropped.
pub(super) struct Open<'a> {
    services: &'a Services,
    actor: &'a Actor,
    pub(super) tx: Tx,
    pub(super) permit: Permit<EditPlan>,
    pub(super) head: PlanHead,
}

impl<'a> Open<'a> {
    /// The draft, whatever version it is: for changes that name the version of one obligation.
    pub(super) async fn draft(services: &'a Services, actor: &'a Actor, plan: PlanId) -> Result<Self, DraftError> {
        let head = plans::find(&mut &services.db, plan).await?.ok_or(DraftError::NotFound)?;
        let permit = services.policy.permit::<EditPlan>(actor, &head.thing())?;
        let mut tx = services.db.begin().await?;
        let head = plans::take_draft(&mut tx, plan).await?.ok_or(DraftError::Issued)?;
        Ok(Self { services, actor, tx, permit, head })
    }

    /// The same, refused when the plan is no longer the version that the person saw.
    pub(super) async fn draft_at(
        services: &'a Services,
        actor: &'a Actor,
        plan: PlanId,
        base_version: i64,
    ) -> Result<Self, DraftError> {
        let open = Self::draft(services, actor, plan).await?;
        // Taking it counted the version once.
        if open.head.version == base_version + 1 { Ok(open) } else { Err(DraftError::Stale) }
    }

    /// The obligations, dropped ones too.
    pub(super) async fn items(&mut self) -> Result<Vec<Item>, DraftError> {
        Ok(plans::items(&mut self.tx, self.head.id).await?)
    }

    /// One obligation.
    pub(super) async fn item(&mut self, id: ObligationId) -> Result<Item, DraftError> {
        self.items().await?.into_iter().find(|item| item.id == id).ok_or(DraftError::NotFound)
    }

    /// Writes an obligation over the version that the person saw.
    pub(super) async fn write(&mut self, item: &Item, base_version: i64) -> Result<(), DraftError> {
        let Self { services, actor, tx, permit, head } = self;
        let period_to = head.facts.period_to;
        let written =
            draft_rows::edit_item(tx, permit, &services.context, actor, item, base_version, period_to).await?;
        if written { Ok(()) } else { Err(DraftError::Stale) }
    }

    /// Adds an obligation; nothing happens when it is there.
    pub(super) async fn add(&mut self, item: &Item) -> Result<(), DraftError> {
        let Self { services, actor, tx, head, .. } = self;
        Ok(draft_rows::add_item(tx, &services.context, actor, head.id, item, head.facts.period_to).await?)
    }

    /// Takes an obligation out or in again, over the version that the person saw.
    pub(super) async fn set_dropped(&mut self, item: &Item, base_version: i64) -> Result<(), DraftError> {
        let Self { services, actor, tx, permit, .. } = self;
        let written = draft_rows::set_dropped(tx, permit, &services.context, actor, item, base_version).await?;
        if written { Ok(()) } else { Err(DraftError::Stale) }
    }

    /// Notes the change in the history and makes it stand.
    pub(super) async fn finish(mut self, kind: &str, detail: &str) -> Result<(), DraftError> {
        let about = About { plan: self.head.id, obligation: None };
        history::add(&mut self.tx, &self.services.context, self.actor, about, kind, detail).await?;
        Ok(self.tx.commit().await?)
    }
}

/// The first words, for the history.
pub(super) fn short(text: &str) -> String {
    let cut: String = text.chars().take(80).collect();
    if cut.len() < text.len() { format!("{}…", cut.trim_end()) } else { cut }
}
