//! What an officer says of a tip when classifying it, besides its kind.

use super::law::{Circumstance, Offence, Remoteness, TipKind};

/// What a classification says besides the kind. Written as `kind:offence`, then `:circumstance` and `:remote` where they are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessed {
    /// What the act would be.
    pub offence: Option<Offence>,
    /// What else calls for haste.
    pub circumstance: Circumstance,
    /// Whether the officer says that the commune is one with the longer hand-over limit. No list of such communes is known to the
    /// system: where nothing is said, the shorter limit holds.
    pub commune: Remoteness,
}

impl Assessed {
    /// Reads what stands after the kind. A part that says nothing leaves the shorter or the ordinary rule.
    pub fn read(detail: &str) -> Self {
        let mut parts = detail.split(':').skip(1);
        Self {
            offence: parts.next().and_then(Offence::from_key),
            circumstance: parts.next().and_then(Circumstance::from_key).unwrap_or(Circumstance::Ordinary),
            commune: parts.next().and_then(Remoteness::from_key).unwrap_or(Remoteness::Ordinary),
        }
    }

    /// What the row of a classification keeps.
    pub fn write(self, kind: TipKind) -> String {
        let offence = self.offence.map(Offence::key);
        let remote = (self.commune == Remoteness::Remote).then(|| self.commune.key());
        let is_said = remote.is_some() || self.circumstance != Circumstance::Ordinary;
        let circumstance = is_said.then(|| self.circumstance.key());
        [Some(kind.key()), offence, circumstance, remote].into_iter().flatten().collect::<Vec<_>>().join(":")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_classification_of_before_reads_as_before_and_says_no_more_than_it_must() {
        let plain = Assessed {
            offence: Some(Offence::Trafficking),
            circumstance: Circumstance::Ordinary,
            commune: Remoteness::Ordinary,
        };
        let kind = TipKind::Denunciation;
        assert_eq!(plain.write(kind), "denunciation:art_150");
        assert_eq!(Assessed::read("denunciation:art_150"), plain);
        assert_eq!(Assessed::read("denunciation").offence, None);

        for circumstance in Circumstance::ALL {
            for commune in Remoteness::ALL {
                let said = Assessed { circumstance: *circumstance, commune: *commune, ..plain };
                let detail = said.write(kind);
                assert_eq!(Assessed::read(&detail), said, "{detail}");
            }
        }
    }
}
