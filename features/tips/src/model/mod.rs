//! What is so by itself: pure, without database, network or clock.

pub mod answers;
pub mod assessed;
pub mod calls;
pub mod contact;
pub mod files;
pub mod law;
pub mod moment;
pub mod noted;
pub mod paper;
pub mod shown;
pub mod zalo;
