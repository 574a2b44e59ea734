//! Constant patterns, compiled once.

/// Declares a constant regular expression.
///
/// The pattern is a literal in this crate; the test of the room that declares it uses it, so a
/// pattern that does not compile cannot reach a release.
macro_rules! pattern {
    ($(#[$doc:meta])* $name:ident = $text:expr) => {
        $(#[$doc])*
        pub(crate) static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($text).expect("a valid pattern"));
    };
}

pub(crate) use pattern;
