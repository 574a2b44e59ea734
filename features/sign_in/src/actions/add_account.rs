//! An administrator adds an account: its owner gets a one-time code on paper, and its roles wait for a second person.

use ::web::{Problem, Services};
use access::{Actor, Permit};
use jiff::Timestamp;
use serde_json::json;

use super::log;
use crate::{
    model::{is_good_login, normal_login},
    rights::ManageAccounts,
    store::{
        self,
        administration::NewAccount,
        invitations::{By, invite},
    },
};

/// The person for whom an account is added.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// An officer whom the organisation knows.
    Known { person: String, name: String, agency: String },
    /// Somebody new in an agency of the unit.
    New { name: String, title: String, agency: String },
}

/// What an administrator typed.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) unit: String,
    pub(crate) who: Who,
    pub(crate) login: String,
    pub(crate) roles: Vec<String>,
}

/// Why no account was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AddRefused {
    /// The name for signing in has a form that names do not have.
    BadLogin,
    /// Somebody has that name.
    LoginTaken,
}

/// A slip to be handed to the owner: the only moment at which the code is known.
#[derive(Debug, Clone)]
pub(crate) struct Slip {
    pub(crate) account: String,
    pub(crate) code: String,
    pub(crate) ends_at: Timestamp,
}

/// Adds an account and draws its code.
pub(crate) async fn add_account(
    services: &Services,
    actor: &Actor,
    _: Permit<ManageAccounts>,
    wanted: &Wanted,
) -> Result<Result<Slip, AddRefused>, Problem> {
    let login = normal_login(&wanted.login);
    if !is_good_login(&login) {
        return Ok(Err(AddRefused::BadLogin));
    }
    let (context, by) = (&services.context, By::actor(actor));
    let id = context.new_uuid().to_string();
    let mut tx = services.db.begin().await?;
    let (person, name, agency) = match &wanted.who {
        Who::Known { person, name, agency } => (person.clone(), name.clone(), agency),
        Who::New { name, title, agency } => {
            let person = organisation::seed::person(&mut tx, context, name).await?;
            let post = organisation::seed::SeedPost { person: &person.id, agency, title, valid_from: context.today() };
            organisation::seed::post(&mut tx, context, &post).await?;
            (person.id, person.name, agency)
        }
    };
    let account = NewAccount {
        id: &id,
        login: &login,
        person_id: &person,
        person_name: &name,
        unit: &wanted.unit,
        agency: Some(agency),
    };
    if !store::administration::add_invited(&mut tx, &account, context.now()).await? {
        return Ok(Err(AddRefused::LoginTaken));
    }
    for role in &wanted.roles {
        store::roles::propose(&mut tx, context, &id, role, by).await?;
    }
    let (code, ends_at) = invite(&mut tx, context, &services.secrets, &id, by).await?;
    log::by(&mut tx, services, actor, "sign_in.add_account", &id, json!({ "roles": wanted.roles })).await?;
    tx.commit().await?;
    tracing::info!(account = id, by = actor.account, "account added");
    Ok(Ok(Slip { account: id, code: code.shown(), ends_at }))
}
