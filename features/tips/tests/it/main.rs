//! Tips from both sides: the visitor who tells, the officers who read, and what the database gives away.

#![expect(clippy::expect_used, reason = "a test stops where something is not as it needs it")]

mod alarm;
mod bar;
mod calls;
mod clocks;
mod contact;
mod figures;
mod floods;
mod follow;
mod house;
mod journey;
mod kept;
mod offers;
mod path;
mod photos;
mod queue;
mod receipts;
mod secrecy;
mod statements;
mod steps;
mod zalo;
