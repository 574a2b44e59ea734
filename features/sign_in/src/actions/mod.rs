//! What a person does here: take an account, sign in, prove anew who one is, change the password; and what
//! administrators do to accounts.

mod activate;
mod add_account;
mod change_password;
pub(crate) mod close_unused;
pub(crate) mod duress;
mod enter;
pub(crate) mod glass;
pub(crate) mod keyring;
pub(crate) mod log;
pub(crate) mod manage;
pub(crate) mod oidc;
pub(crate) mod passkey;
pub(crate) mod review;
mod second_proof;
pub(crate) mod set_up;
mod sign_in;
mod step_up;
mod tidy_sessions;
pub(crate) mod vaults;
mod watch_looks;

use ::web::{Problem, Services};

use crate::{
    model::{About, AccountRow, Weakness, judge},
    store,
};

pub(crate) use activate::{ActivateRefused, account_of_code, activate};
pub(crate) use add_account::{AddRefused, Slip, Wanted, Who, add_account};
pub(crate) use change_password::{ChangeRefused, change_password};
pub(crate) use enter::enter;
pub(crate) use second_proof::{Proved, prove};
pub(crate) use sign_in::{Outcome, sign_in};
pub(crate) use step_up::{StepUpRefused, needs_password, raise, step_up, step_up_by_code};
pub(crate) use tidy_sessions::tidy_sessions;
pub(crate) use watch_looks::watch_looks;

/// Judges a new password for an account by the rule of today.
async fn judged(services: &Services, password: &str, account: &AccountRow) -> Result<Result<(), Weakness>, Problem> {
    let parameters = store::parameters(&mut &services.db, services.context.today()).await?;
    let about = About {
        login: &account.login,
        person_name: &account.person_name,
        unit_name: &account.unit_name,
        profile: parameters.password_profile,
    };
    Ok(judge(password, about))
}
