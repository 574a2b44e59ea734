//! The rules of signing in: pure, no database, no clock.

mod account;
mod administration;
mod code;
mod destination;
mod generator;
mod glass;
mod identity;
mod keyring;
mod lockout;
mod login;
mod parameters;
mod passkey;
mod password_rule;
mod watch;

pub(crate) use account::{Account, Ends, Found, IDLE_MINUTES, Mood, OpenSession, Stage, longest, raised};
pub(crate) use administration::{AccountRow, AccountState, Filter, Grant, Invitation};
pub(crate) use code::{Code, INVITATION_HOURS, Use};
pub(crate) use destination::local_path;
pub(crate) use generator::{SECRET_BYTES as GENERATOR_SECRET_BYTES, shown as shown_generator, step_of};
pub use glass::Openable;
pub(crate) use glass::{AgencyGlasses, GlassRow, record_id};
pub(crate) use identity::Linked;
pub(crate) use keyring::{Colleague, KeyHolder, Keyring, Split, Trusteeship, UnderWay};
pub(crate) use lockout::{FORGET_AFTER_HOURS, LONGEST_WAIT_HOURS, TRIES, wait_after};
pub(crate) use login::{is_good_login, normal_login};
pub(crate) use parameters::{Parameters, PasswordProfile, SecondFactor};
pub(crate) use passkey::PasskeyRow;
pub(crate) use password_rule::{About, SHORTEST as SHORTEST_PASSWORD, Weakness, judge};
pub(crate) use watch::{Alert, AlertKind, Review, Reviewed, UNUSED_DAYS, quarter};
