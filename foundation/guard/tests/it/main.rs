//! The flood defence from outside: lanes, crowds, tickets, likeness.

mod likeness;
mod lanes;
mod properties;
