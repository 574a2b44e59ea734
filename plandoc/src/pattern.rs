//! Constant patterns, compiled once and only when a text can match.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{CaptureMatches, Captures, Match, Matches, Regex, Replacer};

/// Letters of Vietnamese and of its neighbours in Latin script; the general classes of Unicode make
/// each pattern many times as large.
const LETTER: &str = r"[A-Za-zÀ-ÖØ-öø-ɏ\x{1E00}-\x{1EFF}]";
const UPPER: &str = "[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]";
const LOWER: &str = "[a-zß-öø-ÿăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]";

/// What a text must hold for a pattern to be tried: a cheap look before the costly one.
pub(crate) enum Needs {
    Nothing,
    /// An ASCII digit.
    Digit,
    /// One of these strings.
    Any(&'static [&'static str]),
    /// A first character of this kind.
    Start(fn(char) -> bool),
}

/// A constant regular expression.
pub(crate) struct Pattern {
    text: &'static str,
    needs: Needs,
    regex: OnceLock<Regex>,
}

impl Pattern {
    pub(crate) const fn new(text: &'static str, needs: Needs) -> Self {
        Self { text, needs, regex: OnceLock::new() }
    }

    #[expect(clippy::expect_used, reason = "a constant of this crate; the test of the room that declares it uses it")]
    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let small = self.text.replace(r"\p{Lu}", UPPER).replace(r"\p{Ll}", LOWER);
            Regex::new(&small.replace(r"\p{L}", LETTER).replace(r"\d", "[0-9]")).expect("a valid pattern")
        })
    }

    fn may_match(&self, text: &str) -> bool {
        match self.needs {
            Needs::Nothing => true,
            Needs::Digit => text.bytes().any(|byte| byte.is_ascii_digit()),
            Needs::Any(words) => words.iter().any(|word| text.contains(word)),
            Needs::Start(kind) => text.chars().next().is_some_and(kind),
        }
    }

    /// The expression, if the text may match it.
    fn tried(&self, text: &str) -> Option<&Regex> {
        self.may_match(text).then(|| self.regex())
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.tried(text).is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.tried(text)?.find(text)
    }

    pub(crate) fn find_iter<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'s, 't> {
        let found: Option<Matches<'_, '_>> = self.tried(text).map(|regex| regex.find_iter(text));
        found.into_iter().flatten()
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.tried(text)?.captures(text)
    }

    pub(crate) fn captures_iter<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'s, 't> {
        let found: Option<CaptureMatches<'_, '_>> = self.tried(text).map(|regex| regex.captures_iter(text));
        found.into_iter().flatten()
    }

    pub(crate) fn replace<'t>(&self, text: &'t str, by: impl Replacer) -> Cow<'t, str> {
        self.tried(text).map_or(Cow::Borrowed(text), |regex| regex.replace(text, by))
    }

    pub(crate) fn replace_all<'t>(&self, text: &'t str, by: impl Replacer) -> Cow<'t, str> {
        self.tried(text).map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, by))
    }
}

/// Declares a constant regular expression, with what a text needs for it to be tried.
macro_rules! pattern {
    ($(#[$doc:meta])* $name:ident = $text:expr) => {
        $crate::pattern::pattern! { $(#[$doc])* $name = $text, needs Nothing }
    };
    ($(#[$doc:meta])* $name:ident = $text:expr, needs $kind:ident $(($($of:tt)*))?) => {
        $(#[$doc])*
        pub(crate) static $name: $crate::pattern::Pattern =
            $crate::pattern::Pattern::new($text, $crate::pattern::Needs::$kind $(($($of)*))?);
    };
}

pub(crate) use pattern;

#[cfg(test)]
mod tests {

    pattern! {
        CAPITAL = r"\p{Lu}\p{Ll}+", needs Any(&["Đ", "H"])
    }

    #[test]
    fn the_small_classes_know_every_vietnamese_letter() {
        let words: Vec<&str> = CAPITAL.find_iter("Đặng Hướng đã Hỗ trợ").map(|found| found.as_str()).collect();

        assert_eq!(words, ["Đặng", "Hướng", "Hỗ"]);
    }

    #[test]
    fn what_a_text_lacks_is_not_tried() {
        assert!(!CAPITAL.is_match("Ong"));
        assert_eq!(CAPITAL.replace_all("Ong", "x"), "Ong");
    }
}
