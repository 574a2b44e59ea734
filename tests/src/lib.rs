//! The whole house under test: the application as it is shipped, on either engine, and a real browser before it.

mod browser;
pub mod flood;
pub mod matrix;
pub mod planted;
mod running;
mod samples;
pub mod station;
mod visitor;

pub use browser::{Browser, Screen};
pub use running::{House, installation};
pub use samples::{MARK, Samples, hand_in};
pub use station::Station;
pub use visitor::{Answer, Visitor};

/// Whether a missing tool is a failure (`cargo xtask test` sets this after installing all of them).
pub fn tools_are_required() -> bool {
    std::env::var_os("LACHAN_REQUIRE_TOOLS").is_some()
}
