//! What stands in the database. A function that touches a tip takes the permit or the proof that the caller holds.

pub(crate) mod alarms;
pub(crate) mod bars;
pub(crate) mod calls;
pub(crate) mod counted;
pub(crate) mod entries;
pub(crate) mod follows;
pub(crate) mod handovers;
pub(crate) mod lists;
pub(crate) mod path;
pub(crate) mod places;
pub(crate) mod pockets;
pub(crate) mod receivers;
pub(crate) mod statements;
pub(crate) mod statements_flood;
pub(crate) mod statements_path;
pub(crate) mod steps;
pub(crate) mod thread;
pub(crate) mod tips;
pub(crate) mod zalo;
