//! Whole-system tests.

mod browser;
mod engines;
