//! The rules that come with the program, read once.

use std::sync::LazyLock;

use super::Rules;

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| Rules::shipped().ok());

/// The rules as they come with the program; `None` only where their table cannot be read, which the tests exclude. The
/// calendar by which they count is the installation's own.
pub fn shipped_rules() -> Option<&'static Rules> {
    RULES.as_ref()
}
