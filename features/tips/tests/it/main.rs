//! Tips from both sides: the visitor who tells, the officers who read, and what the database gives away.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it needs it")]

mod calls;
mod follow;
mod house;
mod journey;
mod secrecy;
mod statements;
mod zalo;
