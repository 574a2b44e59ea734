//! What is done here.

pub(crate) mod report;
pub(crate) mod review;
