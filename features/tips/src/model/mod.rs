//! What is so by itself: pure, without database, network or clock.

pub mod law;
