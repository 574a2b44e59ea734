//! Whether what was read is a plan at all, and if not, one clear reason.

use crate::plan::Plan;

static MESSAGES: &str = include_str!("../data/verdict.vi.tsv");

/// This many marks of an administrative document make one, the named kind counting double.
const MARKS_NEEDED: usize = 3;

/// Why a text is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// Nothing is written there.
    #[error("the text is empty")]
    NoText,
    /// No kind of document, number, basis or agency: a recipe, a poem, noise.
    #[error("the text has no marks of an administrative document")]
    NoMarks,
    /// An administrative document in which nothing is to be done.
    #[error("the text names nothing to do")]
    NoTasks,
    /// A report or a submission.
    #[error("the document is of another kind")]
    AnotherKind,
}

impl NotAPlan {
    /// Stable key for catalogues and logs.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoText => "no-text",
            Self::NoMarks => "no-marks",
            Self::NoTasks => "no-tasks",
            Self::AnotherKind => "another-kind",
        }
    }

    /// One Vietnamese sentence that says what is wrong and what to do.
    pub fn message_vi(self) -> &'static str {
        let line = MESSAGES.lines().find_map(|line| line.strip_prefix(self.key())?.strip_prefix('\t'));
        line.unwrap_or_default()
    }
}

impl Plan {
    /// Whether this is a plan; the reason if not.
    pub fn looks_like_plan(&self) -> Result<(), NotAPlan> {
        let nothing = self.agencies.is_empty()
            && self.sections.is_empty()
            && self.tasks.is_empty()
            && self.document.kind.is_none();
        if nothing && self.objectives.is_empty() && self.legal_bases.is_empty() {
            return Err(if self.is_blank { NotAPlan::NoText } else { NotAPlan::NoMarks });
        }
        if self.marks() < MARKS_NEEDED {
            return Err(NotAPlan::NoMarks);
        }
        if matches!(self.document.kind.as_deref(), Some("BC" | "TTr")) {
            return Err(NotAPlan::AnotherKind);
        }
        if self.tasks.is_empty() { Err(NotAPlan::NoTasks) } else { Ok(()) }
    }

    /// Marks of an administrative document.
    fn marks(&self) -> usize {
        let document = &self.document;
        let bodies = self.agencies.iter().filter(|agency| agency.specific).count();
        let assigned = self.tasks.iter().any(|task| !task.lead.is_empty() || !task.implement.is_empty());
        usize::from(document.kind.is_some()) * 2
            + usize::from(document.symbol.is_some())
            + usize::from(self.legal_bases.iter().any(|basis| basis.number.is_some()))
            + usize::from(document.signer.is_some())
            + usize::from(bodies >= 2)
            + usize::from(assigned && bodies >= 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_text;

    #[test]
    fn a_recipe_is_no_plan() {
        let soup = "CANH CHUA CÁ LÓC\nI. NGUYÊN LIỆU\n1. Một con cá lóc.\n2. Hai quả cà chua.\nII. CÁCH NẤU\n- Rửa sạch cá.\n- Đun sôi nước, cho me vào.\n";

        assert_eq!(read_text("x", soup).looks_like_plan(), Err(NotAPlan::NoMarks));
    }

    #[test]
    fn a_recipe_that_calls_itself_a_plan_is_none_either() {
        let soup = "KẾ HOẠCH\nNấu canh chua cuối tuần\nI. NGUYÊN LIỆU\n1. Một con cá lóc.\nII. CÁCH NẤU\n- Đun sôi nước, cho me vào.\n";

        assert_eq!(read_text("x", soup).looks_like_plan(), Err(NotAPlan::NoMarks));
    }

    #[test]
    fn nothing_at_all_is_said_to_be_nothing() {
        assert_eq!(read_text("x", " \n\u{feff}\n").looks_like_plan(), Err(NotAPlan::NoText));
    }

    #[test]
    fn every_reason_has_its_sentence() {
        for reason in [NotAPlan::NoText, NotAPlan::NoMarks, NotAPlan::NoTasks, NotAPlan::AnotherKind] {
            assert!(reason.message_vi().ends_with('.'), "{}", reason.key());
        }
    }
}
