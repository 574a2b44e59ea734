//! The rules of signing in: pure, no database, no clock.

mod account;
mod destination;
mod lockout;
mod password_rule;

pub(crate) use account::{Account, Ends, Found, IDLE_MINUTES, OpenSession, longest, normal_login};
pub(crate) use destination::local_path;
pub(crate) use lockout::{FORGET_AFTER_HOURS, wait_after};
pub(crate) use password_rule::{Weakness, judge};
