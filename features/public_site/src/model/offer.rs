//! Eight questions about an offer of work or marriage. There is no score and no verdict (ux.md S-56): each sign that
//! was seen is answered with what to do about it.

/// How many questions there are.
pub(crate) const QUESTIONS: usize = 8;

/// An answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Not known, or passed over.
    #[default]
    Unknown,
}

impl Answer {
    fn read(text: &str) -> Self {
        match text {
            "co" => Self::Yes,
            "khong" => Self::No,
            _ => Self::Unknown,
        }
    }
}

/// Reads the answers; anything else than yes or no is not known. `field` tells what a field holds.
pub(crate) fn read_answers(field: impl Fn(&str) -> String) -> [Answer; QUESTIONS] {
    std::array::from_fn(|place| Answer::read(&field(&format!("c{}", place + 1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_answered_is_not_known() {
        let answers = read_answers(|name| match name {
            "c1" => "co".to_owned(),
            "c8" => "khong".to_owned(),
            "c2" => "<b>".to_owned(),
            _ => String::new(),
        });

        assert_eq!(answers.first(), Some(&Answer::Yes));
        assert_eq!(answers.last(), Some(&Answer::No));
        assert_eq!(answers.iter().filter(|answer| **answer == Answer::Unknown).count(), 6);
    }
}
