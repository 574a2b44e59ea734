//! Organisation on both engines.

mod look_up;
mod territory;
