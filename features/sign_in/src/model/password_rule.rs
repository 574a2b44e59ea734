//! Which passwords are accepted: long ones that nobody guesses first (OWASP ASVS 5.0 6.2). No forced change by date,
//! and no rule about kinds of characters unless the installation follows QCVN 12:2026/BCA.
//!
//! What is guessed first is known offline: our own list of Vietnamese habits, and the lists of leaked passwords, words and
//! names that `zxcvbn` carries, with its patterns (keys side by side, dates, repetition, signs in place of letters). A
//! list of leaked passwords alone would say little here: hardly one in a hundred of them has twelve characters.

use zxcvbn::{Score, zxcvbn};

use super::PasswordProfile;

/// Shortest password, in characters.
pub(crate) const SHORTEST: usize = 12;
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
    /// Little more than the name of the person or of the unit, or than words of this office.
    Context,
    /// Lacks a kind of character, where the rule asks for all four.
    Composition,
}

/// Whose password it is to be, and by which rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) login: &'a str,
    pub(crate) person_name: &'a str,
    pub(crate) unit_name: &'a str,
    pub(crate) profile: PasswordProfile,
}

/// Words of this office, folded and without spaces: everybody who guesses here tries them.
const OFFICE_WORDS: [&str; 12] = [
    "138",
    "113",
    "111",
    "congan",
    "bienphong",
    "phunu",
    "banchidao",
    "bcd",
    "muabannguoi",
    "lachan",
    "ubnd",
    "matkhau",
];
/// So many characters must be left once the words that everybody here knows are taken out.
const OWN_SIGNS: usize = 8;

impl Weakness {
    /// Key of its message.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Short => "sign-in-password-short",
            Self::Long => "sign-in-password-long",
            Self::Common => "sign-in-password-common",
            Self::HoldsLogin => "sign-in-password-holds-login",
            Self::Context => "sign-in-password-context",
            Self::Composition => "sign-in-password-composition",
        }
    }
}

/// Judges a new password.
pub(crate) fn judge(password: &str, about: About<'_>) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weakness::Short);
    }
    if length > LONGEST {
        return Err(Weakness::Long);
    }
    let folded = pressed(password);
    let login = base::fold(about.login);
    if login.chars().count() >= 4 && folded.contains(&login) {
        return Err(Weakness::HoldsLogin);
    }
    let stem = folded.trim_end_matches(|ch: char| !ch.is_alphabetic());
    let stem = stem.trim_start_matches(|ch: char| !ch.is_alphabetic());
    let listed = COMMON.lines().filter(|line| !line.starts_with('#')).any(|line| line == stem || line == folded);
    if listed || stem.is_empty() || is_repetition(&folded) {
        return Err(Weakness::Common);
    }
    if own_signs(&folded, about) < OWN_SIGNS {
        return Err(Weakness::Context);
    }
    if is_guessed(password, &folded, about) {
        return Err(Weakness::Common);
    }
    if about.profile == PasswordProfile::Qcvn && !has_all_kinds(password) {
        return Err(Weakness::Composition);
    }
    Ok(())
}

/// Folded, without white space.
fn pressed(text: &str) -> String {
    base::fold(text).chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// Whether fewer than a hundred million guesses find it, as it stands or folded: Vietnamese is guessed without accents.
fn is_guessed(password: &str, folded: &str, about: About<'_>) -> bool {
    let names = [about.login, about.person_name, about.unit_name].map(base::fold);
    let known: Vec<&str> = names
        .iter()
        .flat_map(|name| name.split([' ', '.', '-', '_']))
        .chain(OFFICE_WORDS)
        .chain(COMMON.lines().filter(|line| !line.starts_with('#')))
        .filter(|word| word.len() >= 3)
        .collect();
    [password, folded].iter().any(|text| zxcvbn(text, &known).score() < Score::Three)
}

/// How many letters and digits are left once the words that everybody here knows are taken out.
fn own_signs(folded: &str, about: About<'_>) -> usize {
    let names = [about.person_name, about.unit_name].map(base::fold);
    let words = names.iter().flat_map(|name| name.split(' ')).chain(about.login.split(['.', '-', '_']));
    let whole = [pressed(about.person_name), pressed(about.unit_name)];
    let words = whole.iter().map(String::as_str).chain(OFFICE_WORDS).chain(words).filter(|word| word.len() >= 3);
    let left = words.fold(folded.to_owned(), |left, word| left.replace(word, ""));
    left.chars().filter(|ch| ch.is_alphanumeric()).count()
}

fn has_all_kinds(password: &str) -> bool {
    let kinds: [fn(char) -> bool; 4] = [
        char::is_lowercase,
        char::is_uppercase,
        |ch| ch.is_ascii_digit(),
        |ch| !ch.is_alphanumeric() && !ch.is_whitespace(),
    ];
    kinds.iter().all(|is_kind| password.chars().any(is_kind))
}

/// Whether a text is one piece of at most four characters again and again.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=4).any(|piece| chars.len() > piece && chars.iter().zip(chars.iter().skip(piece)).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About<'_> = About {
        login: "lo.mau",
        person_name: "Lò Thị Mẫu Bốn",
        unit_name: "Xã Suối Mẫu",
        profile: PasswordProfile::Asvs,
    };

    #[test]
    fn long_and_unusual_passwords_are_accepted() {
        for good in ["suối trong đồi xanh 7 con ngựa", "vf8-kq2-mz9-tr4"] {
            assert_eq!(judge(good, ABOUT), Ok(()), "{good}");
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
            assert_eq!(judge(common, ABOUT), Err(Weakness::Common), "{common}");
        }
        assert_eq!(judge("ngắn quá", ABOUT), Err(Weakness::Short));
        assert_eq!(judge(&"dài ".repeat(40), ABOUT), Err(Weakness::Long));
        assert_eq!(judge("con của LO.MAU nhé", ABOUT), Err(Weakness::HoldsLogin));
    }

    #[test]
    fn leaked_passwords_and_habits_of_the_keyboard_are_refused_however_they_are_dressed() {
        for leaked in [
            "Passw0rd2026!!",
            "qwertyuiop12",
            "1qaz2wsx3edc4rfv",
            "P@ssw0rdP@ssw0rd",
            "sunshine12345",
            "Anh yêu em 2024",
            "M@tKh@u12345",
            "liverpool1892",
            "15/08/1990 15/08",
            "abcdefghijklm",
        ] {
            assert_eq!(judge(leaked, ABOUT), Err(Weakness::Common), "{leaked}");
        }
        for good in
            ["bảy con ngựa trên đồi", "chín con trâu dưới suối", "mưa rơi trên mái ngói cũ", "ba chiếc lá vàng bay"]
        {
            assert_eq!(judge(good, ABOUT), Ok(()), "{good}");
        }
    }

    #[test]
    fn the_longest_password_is_judged_like_any() {
        let long: String = "suối trong đồi xanh bảy con ngựa ".chars().cycle().take(128).collect();

        assert_eq!(judge(&long, ABOUT), Ok(()));
    }

    #[test]
    fn what_everybody_here_knows_is_no_secret() {
        for known in ["Lò Thị Mẫu Bốn 1980", "SuoiMau@138@138", "CongAn-XaSuoiMau", "Ban chỉ đạo 138!"] {
            assert!(matches!(judge(known, ABOUT), Err(Weakness::Context | Weakness::Common)), "{known}");
        }
        assert_eq!(judge("suối mẫu có chín con trâu", ABOUT), Ok(()));
    }

    #[test]
    fn kinds_of_characters_are_asked_for_only_by_the_profile_that_does() {
        let strict = About { profile: PasswordProfile::Qcvn, ..ABOUT };

        assert_eq!(judge("chín con trâu dưới đồi xanh", strict), Err(Weakness::Composition));
        assert_eq!(judge("Chín con trâu, 7 con ngựa", strict), Ok(()));
    }
}
