//! What the operator of the machine does to accounts at the terminal. No password is ever set or shown there.

use ::web::Services;
use serde_json::json;
use thiserror::Error;

use crate::{
    actions::{log, vaults},
    model::{AccountRow, AccountState, is_good_login, normal_login},
    store::{
        administration::{self, NewAccount},
        invitations::{self, SET_UP, TERMINAL},
        roles,
    },
};

/// Why the terminal's wish was not done.
#[derive(Debug, Error)]
pub enum TerminalError {
    /// No account has this name.
    #[error("no account has this name")]
    NoAccount,
    /// Somebody has this name already.
    #[error("the name is taken")]
    LoginTaken,
    /// Names have 3 to 40 small letters, digits, dots or hyphens.
    #[error("not a name for signing in")]
    BadLogin,
    /// The unit has no agency that the text names without doubt.
    #[error("the unit has no such agency")]
    NoAgency,
    /// There is no role of this key.
    #[error("no such role")]
    NoRole,
    /// It stands so already.
    #[error("nothing to do")]
    NothingToDo,
    /// The account did not leave its vaults.
    #[error(transparent)]
    Vault(#[from] vault::VaultError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::DbError),
}

/// An account as the terminal lists it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Name for signing in.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// Name of the unit.
    pub unit: String,
    /// Keys of the roles that hold.
    pub roles: Vec<String>,
    /// `active`, `invited` or `disabled`.
    pub state: &'static str,
}

/// All accounts, by unit and name.
pub async fn list(services: &Services) -> Result<Vec<Listed>, TerminalError> {
    let accounts = administration::every_account(&mut &services.db).await?;
    let listed = accounts.into_iter().map(|one| Listed {
        login: one.login,
        name: one.person_name,
        unit: one.unit_name,
        roles: one.roles,
        state: one.state.as_str(),
    });
    Ok(listed.collect())
}

/// An officer to add.
#[derive(Debug, Clone)]
pub struct NewOfficer<'a> {
    /// Name for signing in.
    pub login: &'a str,
    /// Họ, chữ đệm và tên.
    pub name: &'a str,
    /// Code of the unit.
    pub unit: &'a str,
    /// The agency as people call it: "Công an xã".
    pub agency: &'a str,
    /// Title of the post.
    pub post: &'a str,
    /// Keys of roles to propose; somebody confirms them in the browser.
    pub roles: &'a [String],
}

/// Adds an account and gives its one-time code. Its roles wait for a second person, unless nobody could confirm.
pub async fn add(services: &Services, new: &NewOfficer<'_>) -> Result<String, TerminalError> {
    let login = normal_login(new.login);
    if !is_good_login(&login) {
        return Err(TerminalError::BadLogin);
    }
    if new.roles.iter().any(|role| !contracts::roles::ALL.contains(&role.as_str())) {
        return Err(TerminalError::NoRole);
    }
    let context = &services.context;
    let id = context.new_uuid().to_string();
    let mut tx = services.db.begin().await?;
    let agency = organisation::recognise_agency(&mut tx, new.unit, new.agency, context.today()).await?;
    let agency = agency.ok_or(TerminalError::NoAgency)?;
    let person = organisation::seed::person(&mut tx, context, new.name).await?;
    let post = organisation::seed::SeedPost {
        person: &person.id,
        agency: &agency.id,
        title: new.post,
        valid_from: context.today(),
    };
    organisation::seed::post(&mut tx, context, &post).await?;
    let account = NewAccount {
        id: &id,
        login: &login,
        person_id: &person.id,
        person_name: &person.name,
        unit: &agency.unit,
        agency: Some(&agency.id),
    };
    if !administration::add_invited(&mut tx, &account, context.now()).await? {
        return Err(TerminalError::LoginTaken);
    }
    let alone = administration::count_confirmers(&mut tx, &id).await? == 0;
    for role in new.roles {
        if alone {
            roles::give(&mut tx, context, &id, role, SET_UP).await?;
        } else {
            roles::propose(&mut tx, context, &id, role, TERMINAL).await?;
        }
    }
    roles::write_holding(&mut tx, &id).await?;
    let (code, _) = invitations::invite(&mut tx, context, &services.secrets, &id, TERMINAL).await?;
    log::of(&mut tx, services, "sign_in.add_account", &id, json!({ "by": "terminal" })).await?;
    tx.commit().await?;
    tracing::info!(account = id, "account added at the terminal");
    Ok(code.shown())
}

/// A new code: at once for an account that nobody has taken, or where nobody else could confirm; otherwise it waits
/// for a second person in the browser, and there is no code yet.
pub async fn invite(services: &Services, login: &str) -> Result<Option<String>, TerminalError> {
    let account = find(services, login).await?;
    let mut tx = services.db.begin().await?;
    let confirmers = administration::count_confirmers(&mut tx, &account.id).await?;
    let code = match account.state {
        AccountState::Disabled => return Err(TerminalError::NothingToDo),
        AccountState::Active if confirmers > 0 => {
            invitations::propose_for_loss(&mut tx, &services.context, &account.id, TERMINAL).await?;
            None
        }
        _ => {
            let drawn =
                invitations::invite(&mut tx, &services.context, &services.secrets, &account.id, TERMINAL).await?;
            Some(drawn.0.shown())
        }
    };
    log::of(&mut tx, services, "sign_in.invite_again", &account.id, json!({ "by": "terminal" })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, at_once = code.is_some(), "invited at the terminal");
    Ok(code)
}

/// Closes an account; its sessions end at once, and it leaves every vault.
pub async fn disable(services: &Services, login: &str) -> Result<(), TerminalError> {
    let account = find(services, login).await?;
    let mut tx = services.db.begin().await?;
    if !administration::disable(&mut tx, &account.id, "terminal", services.context.now()).await? {
        return Err(TerminalError::NothingToDo);
    }
    vaults::leave(&mut tx, services, None, &account.id).await?;
    log::of(&mut tx, services, "sign_in.disable", &account.id, json!({ "by": "terminal" })).await?;
    tx.commit().await?;
    tracing::info!(account = account.id, "account closed at the terminal");
    Ok(())
}

async fn find(services: &Services, login: &str) -> Result<AccountRow, TerminalError> {
    let mut q = &services.db;
    let id = administration::id_by_login(&mut q, &normal_login(login)).await?.ok_or(TerminalError::NoAccount)?;
    administration::any_account(&mut q, &id).await?.ok_or(TerminalError::NoAccount)
}
