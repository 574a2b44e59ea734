//! Tips from both sides: the visitor who tells, the officers who read, and what the database gives away.

mod house;
mod journey;
mod secrecy;
mod statements;
