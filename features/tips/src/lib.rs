//! Information about crime: it comes in by any channel, is never refused, never lost, and goes the path that the law lays out.

pub mod model;
