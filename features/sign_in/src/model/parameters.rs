//! The rules of signing in that an installation may set.

/// Whether a password alone opens the work door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondFactor {
    /// Everybody proves in a second way (TCVN 14423:2026; ux.md T-14).
    Required,
    /// Whoever has set one up is asked for it: for the demonstration on this machine alone.
    Optional,
}

/// Which rule new passwords are judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PasswordProfile {
    /// Length and lists, no kinds of characters (OWASP ASVS 5.0 6.2.5).
    Asvs,
    /// Also a lower-case and an upper-case letter, a digit and another sign (QCVN 12:2026/BCA 3.7.2.6.4), part of
    /// the profile `cap-do-3`.
    Qcvn,
}

/// The rules that hold on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parameters {
    pub(crate) second_factor: SecondFactor,
    pub(crate) password_profile: PasswordProfile,
    /// How many sealed records an account may look at within an hour before the office is told (ux.md TM1).
    pub(crate) most_looks: i64,
}

/// Where an installation has set no other number.
const MOST_LOOKS: i64 = 10;

impl Parameters {
    /// Reads the stored values; what is missing or unknown is the stricter rule.
    pub(crate) fn of(second_factor: Option<&str>, password_profile: Option<&str>, most_looks: Option<&str>) -> Self {
        Self {
            second_factor: match second_factor {
                Some("optional") => SecondFactor::Optional,
                _ => SecondFactor::Required,
            },
            password_profile: match password_profile {
                Some("asvs") => PasswordProfile::Asvs,
                _ => PasswordProfile::Qcvn,
            },
            most_looks: most_looks
                .and_then(|value| value.parse().ok())
                .filter(|most| (1..MOST_LOOKS).contains(most))
                .unwrap_or(MOST_LOOKS),
        }
    }
}
