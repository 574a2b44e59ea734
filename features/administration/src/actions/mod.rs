//! What is done here.

pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod set_workdays;
