//! The few types by which features meet without knowing each other.
//!
//! Today these are the roles (`organisation` says who holds a seat, `sign_in` who has which role, `plans` what a
//! role may do) and the way in which rows follow their units through a reorganisation. What two features exchange
//! later (counts for reports, documents for the search, notices) comes here as traits, and `app` wires them.

pub mod roles;
pub mod territory;
