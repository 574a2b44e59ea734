//! What a person says of an obligation.

use access::Actor;
use web::Services;

use crate::{
    actions::{DraftError, recognise::recognise},
    model::{plan::ItemParty, timing::Timing},
};

/// What a person may say of an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemWords {
    /// What is to be done.
    pub(crate) text: String,
    /// What is to come out of it.
    pub(crate) deliverable: Option<String>,
    /// When.
    pub(crate) timing: Timing,
    /// Asked, not ordered.
    pub(crate) requested: bool,
    /// Who leads.
    pub(crate) lead: Vec<String>,
    /// Who helps.
    pub(crate) coordinate: Vec<String>,
    /// Who carries out.
    pub(crate) implement: Vec<String>,
}

impl ItemWords {
    /// The bodies that it names, each with the agency of ours that it is.
    pub(super) async fn parties(&self, services: &Services, actor: &Actor) -> Result<Vec<ItemParty>, DraftError> {
        let roles = [("lead", &self.lead), ("coordinate", &self.coordinate), ("implement", &self.implement)];
        let names = roles.iter().flat_map(|(_, names)| names.iter().map(String::as_str));
        let known = recognise(services, actor, names).await?;
        let party = |role: &str, text: &String| ItemParty {
            role: role.to_owned(),
            text: text.clone(),
            agency: known.get(text).cloned(),
        };
        Ok(roles.iter().flat_map(|(role, names)| names.iter().map(|name| party(role, name))).collect())
    }
}
