//! The rules and the calendar that come with the program, read once.

use std::sync::LazyLock;

use calendar::Holidays;

use super::{Law, Rules};

/// Two hundred lunar years take a moment to work out; they are the same for everybody.
static TABLES: LazyLock<Option<(Rules, Holidays)>> =
    LazyLock::new(|| Some((Rules::shipped().ok()?, Holidays::shipped().ok()?)));

/// The law as it comes with the program; `None` only where its tables cannot be read, which the tests exclude.
pub fn shipped() -> Option<Law<'static>> {
    TABLES.as_ref().map(|(rules, holidays)| Law { rules, holidays })
}
