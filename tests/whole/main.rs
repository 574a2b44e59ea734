//! Whole-system tests.

mod engines;
