//! One-time codes that a person types from a piece of paper.

use base::{Context, Secrets};

/// Thirty-two signs without look-alikes, so each tells five bits.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Hours for which an invitation holds (ux.md T-16).
pub(crate) const INVITATION_HOURS: i64 = 72;

/// What a code is for; each use has its own key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Takes an account: 16 signs, 80 bits.
    Activation,
    /// Stands in once for the second proof: 12 signs, 60 bits.
    Recovery,
}

impl Use {
    fn length(self) -> usize {
        match self {
            Self::Activation => 16,
            Self::Recovery => 12,
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Activation => "sign_in/activation_code/1",
            Self::Recovery => "sign_in/recovery_code/1",
        }
    }
}

/// A code in clear: exists only while it is shown or judged.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code {
    signs: String,
    purpose: Use,
}

impl Code {
    /// Draws a new one.
    pub(crate) fn draw(context: &Context, purpose: Use) -> Self {
        let mut bytes = vec![0_u8; purpose.length()];
        context.fill(&mut bytes);
        let signs = bytes.iter().filter_map(|byte| SIGNS.get(usize::from(byte % 32))).map(|sign| char::from(*sign));
        Self { signs: signs.collect(), purpose }
    }

    /// What was typed, if it has the form of one: gaps, hyphens and case do not matter.
    pub(crate) fn typed(text: &str, purpose: Use) -> Option<Self> {
        let signs: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|ch| ch.to_ascii_lowercase()).collect();
        (signs.len() == purpose.length()).then_some(Self { signs, purpose })
    }

    /// What the table keeps: a pseudo-random function of the code under a key outside the database, so that a stolen
    /// table cannot be searched for codes.
    pub(crate) fn keyed_hash(&self, secrets: &Secrets) -> String {
        base::sha256_hex(&secrets.derive(&format!("{}:{}", self.purpose.purpose(), self.signs)))
    }

    /// As it is printed: groups of four, `abcd-efgh-jkmn-pqrs`.
    pub(crate) fn shown(&self) -> String {
        let signs: Vec<char> = self.signs.to_ascii_uppercase().chars().collect();
        signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sealed]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_again_however_it_is_typed_and_only_for_its_use() {
        let secrets = Secrets::new([7; base::SECRET_BYTES]);
        let code = Code::draw(&Context::system(), Use::Activation);
        let again =
            Code::typed(&format!(" {} ", code.shown().to_lowercase().replace('-', " ")), Use::Activation).unwrap();

        assert_eq!(code.keyed_hash(&secrets), again.keyed_hash(&secrets));
        assert_ne!(code.keyed_hash(&secrets), code.keyed_hash(&Secrets::new([8; base::SECRET_BYTES])));
        assert!(Code::typed(&code.shown(), Use::Recovery).is_none());
        assert_eq!(Code::draw(&Context::system(), Use::Recovery).shown().len(), 14);
        assert_eq!(format!("{code:?}"), "[sealed]");
    }
}
