//! Names for signing in.

/// The form in which names for signing in are stored and compared.
pub(crate) fn normal_login(typed: &str) -> String {
    base::one_line(typed).to_lowercase()
}

/// Whether a new account may have this name: 3 to 40 small letters, digits, `.`, `-`, `_`, beginning with a letter. So it
/// can be read out on the telephone and typed on any keyboard.
pub(crate) fn is_good_login(login: &str) -> bool {
    (3..=40).contains(&login.len())
        && login.starts_with(|ch: char| ch.is_ascii_lowercase())
        && login.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit() || matches!(ch, '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_names_can_be_typed_on_any_keyboard() {
        for good in ["ca.suoimo", "pn-1", "a_b"] {
            assert!(is_good_login(good), "{good}");
        }
        for bad in ["", "ab", "1abc", "Hà", "a b c", "a/b/c", "<b>x", &"a".repeat(41)] {
            assert!(!is_good_login(bad), "{bad}");
        }
    }
}
