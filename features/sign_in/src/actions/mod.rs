//! What a person does here: sign in, change the password.

mod change_password;
mod sign_in;

pub(crate) use change_password::{ChangeRefused, change_password};
pub(crate) use sign_in::{Outcome, sign_in};
