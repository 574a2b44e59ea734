//! Papers that write themselves from the work: the assignment table, the report, the tracking table.
//!
//! Every word comes from the message catalogue, in Vietnamese whatever the language of the screen, and every
//! number from the database.

mod assignment;
mod facts;
mod frame;
mod report;
mod tracking;

pub(crate) use assignment::assignment;
pub(crate) use facts::{Facts, gather};
pub(crate) use report::report;
pub(crate) use tracking::tracking;
