//! Which passwords are accepted: long ones that nobody guesses first (OWASP ASVS 5.0 6.2). No rule about kinds of
//! characters and no forced change by date.

/// Shortest password, in characters.
const SHORTEST: usize = 12;
/// Longest password, in characters: more would only feed the hash.
const LONGEST: usize = 128;

const COMMON: &str = include_str!("../../data/common_passwords.txt");

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// Shorter than twelve characters.
    Short,
    /// Longer than 128 characters.
    Long,
    /// Among those that are guessed first, or only digits, or one piece again and again.
    Common,
    /// Holds the name for signing in.
    HoldsLogin,
}

impl Weakness {
    /// Key of its message.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Short => "sign-in-password-short",
            Self::Long => "sign-in-password-long",
            Self::Common => "sign-in-password-common",
            Self::HoldsLogin => "sign-in-password-holds-login",
        }
    }
}

/// Judges a new password.
pub(crate) fn judge(password: &str, login: &str) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weakness::Short);
    }
    if length > LONGEST {
        return Err(Weakness::Long);
    }
    let folded: String = base::fold(password).chars().filter(|ch| !ch.is_whitespace()).collect();
    let login = base::fold(login);
    if login.chars().count() >= 4 && folded.contains(&login) {
        return Err(Weakness::HoldsLogin);
    }
    let stem = folded.trim_end_matches(|ch: char| !ch.is_alphabetic());
    let stem = stem.trim_start_matches(|ch: char| !ch.is_alphabetic());
    let listed = COMMON.lines().filter(|line| !line.starts_with('#')).any(|line| line == stem || line == folded);
    if listed || stem.is_empty() || is_repetition(&folded) {
        return Err(Weakness::Common);
    }
    Ok(())
}

/// Whether a text is one piece of at most four characters again and again.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|piece| chars.len() > piece && chars.iter().zip(chars.iter().skip(piece)).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unusual_passwords_are_accepted() {
        for good in ["suối trong đồi xanh 7 con ngựa", "vf8-kq2-mz9-tr4"] {
            assert_eq!(judge(good, "lo.mau"), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for common in [
            "Mật khẩu 123456",
            "123456789012",
            "aaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "CongAn@20262026",
            "Việt Nam 2026!!",
        ] {
            assert_eq!(judge(common, "lo.mau"), Err(Weakness::Common), "{common}");
        }
        assert_eq!(judge("ngắn quá", "lo.mau"), Err(Weakness::Short));
        assert_eq!(judge(&"dài ".repeat(40), "lo.mau"), Err(Weakness::Long));
        assert_eq!(judge("con của LO.MAU nhé", "lo.mau"), Err(Weakness::HoldsLogin));
    }
}
