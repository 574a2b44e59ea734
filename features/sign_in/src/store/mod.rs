//! Accounts, sessions and tries in the database.
//!
//! What somebody does to one's own account needs no permit: whoever calls has just proven to be that person, or is
//! about to. What is read of or done to another's account (`administration`) asks for one.

mod accounts;
pub(crate) mod administration;
mod attempts;
pub(crate) mod glass;
pub(crate) mod identities;
pub(crate) mod invitations;
pub(crate) mod keyring;
mod parameters;
pub(crate) mod proofs;
pub(crate) mod roles;
mod sessions;
mod statements;
mod statements_accounts;
mod statements_identities;
mod statements_keys;
mod statements_proofs;
mod statements_watch;
pub(crate) mod watch;

pub use accounts::count_accounts;
pub(crate) use accounts::{account_by_id, account_by_login, add_account, set_password};
pub(crate) use attempts::{Attempt, begin_attempt, forget_attempts};
pub(crate) use parameters::{parameters, set_parameter};
pub(crate) use sessions::{
    NewSession, add_session, end_all, end_one, end_others, end_session, end_stale, find, keep_person, list_open,
    mark_seen, owner_of, raise, tidy,
};

/// Every SQL text of this feature.
pub(crate) fn all_statements() -> Vec<&'static db::Statement> {
    [
        statements::ALL,
        statements_accounts::ALL,
        statements_identities::ALL,
        statements_keys::ALL,
        statements_proofs::ALL,
        statements_watch::ALL,
    ]
    .concat()
}
