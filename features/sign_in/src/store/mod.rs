//! Accounts, sessions and tries in the database.
//!
//! Every function works on the account that is named: whoever calls has just proven to be that person, or is
//! about to. There is nothing here for one account to learn of another.

mod accounts;
mod attempts;
mod sessions;
pub(crate) mod statements;

pub use accounts::count_accounts;
pub(crate) use accounts::{account_by_id, account_by_login, add_account, set_password};
pub(crate) use attempts::{Attempt, begin_attempt, forget_attempts};
pub(crate) use sessions::{
    NewSession, add_session, end_others, end_session, end_stale, find, list_open, mark_seen, owner_of,
};
