//! Two people changed one thing: which field is whose, decided field by field and never by who came last.

/// One field as it was when the form was opened, as the person left it, and as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name of the field.
    pub name: &'static str,
    /// When the form was opened.
    pub base: String,
    /// In the form that was sent.
    pub mine: String,
    /// In the database now.
    pub theirs: String,
}

/// Which value a field should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both say the same: nothing to choose.
    Same,
    /// Only the sender changed it.
    Mine,
    /// Only somebody else changed it.
    Theirs,
    /// Both changed it, differently: a person has to choose.
    Both,
}

impl Field {
    /// Whose change it is. Line ends and outer white space are no change.
    pub fn side(&self) -> Side {
        let (base, mine, theirs) = (plain(&self.base), plain(&self.mine), plain(&self.theirs));
        if mine == theirs {
            Side::Same
        } else if base == theirs {
            Side::Mine
        } else if base == mine {
            Side::Theirs
        } else {
            Side::Both
        }
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(base: &str, mine: &str, theirs: &str) -> Side {
        Field { name: "x", base: base.into(), mine: mine.into(), theirs: theirs.into() }.side()
    }

    #[test]
    fn only_a_field_that_both_changed_needs_a_choice() {
        assert_eq!(side("a", "a", "a"), Side::Same);
        assert_eq!(side("a", "b", "a"), Side::Mine);
        assert_eq!(side("a", "a", "b"), Side::Theirs);
        assert_eq!(side("a", "b", "b"), Side::Same);
        assert_eq!(side("a", "b", "c"), Side::Both);
        assert_eq!(side("a\r\nb", "a\nb ", "c"), Side::Theirs);
    }

    proptest! {
        #[test]
        fn mine_and_theirs_mirror_each_other(base in "[ab]{0,2}", mine in "[ab]{0,2}", theirs in "[ab]{0,2}") {
            let mirrored = match side(&base, &theirs, &mine) {
                Side::Mine => Side::Theirs,
                Side::Theirs => Side::Mine,
                other => other,
            };
            prop_assert_eq!(side(&base, &mine, &theirs), mirrored);
        }
    }
}
