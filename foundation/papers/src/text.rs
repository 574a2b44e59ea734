//! Text with bold and italic stretches.

use serde::Serialize;

/// A stretch of text in one type style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Bold in addition to what the place in the document already asks for.
    pub bold: bool,
    /// Italic in addition to what the place in the document already asks for.
    pub italic: bool,
}

/// A paragraph's worth of text. It is data: no markup in it is ever interpreted.
///
/// A line break separates paragraphs of the same kind. Control characters, which neither XML nor
/// a printed page can hold, are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    runs: Vec<Run>,
}

impl Text {
    /// Upright text of normal weight.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::default().then(text, false, false)
    }

    /// Bold text.
    pub fn bold(text: impl AsRef<str>) -> Self {
        Self::default().then(text, true, false)
    }

    /// Italic text.
    pub fn italic(text: impl AsRef<str>) -> Self {
        Self::default().then(text, false, true)
    }

    /// The same text followed by another.
    #[must_use]
    pub fn and(mut self, more: impl Into<Self>) -> Self {
        self.runs.extend(more.into().runs);
        self
    }

    /// The stretches in reading order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The words alone.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to print.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    fn then(mut self, text: impl AsRef<str>, bold: bool, italic: bool) -> Self {
        self.runs.push(Run { text: printable(text.as_ref()), bold, italic });
        self
    }

    /// The text cut at its line breaks; lines without words are left out.
    pub(crate) fn lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for run in &self.runs {
            for (index, part) in run.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Self::default());
                }
                if let Some(line) = lines.last_mut() {
                    line.runs.push(Run { text: part.to_owned(), ..*run });
                }
            }
        }
        lines.retain(|line| !line.is_blank());
        lines
    }

    pub(crate) fn uppercase(mut self) -> Self {
        for run in &mut self.runs {
            run.text = run.text.to_uppercase();
        }
        self
    }

    /// Replaces whatever ends the text by `ending`.
    pub(crate) fn ended_with(mut self, ending: &str) -> Self {
        while let Some(last) = self.runs.last_mut() {
            let kept = last.text.trim_end_matches(|c: char| c.is_whitespace() || ".;,/".contains(c));
            last.text.truncate(kept.len());
            if !last.text.is_empty() {
                last.text.push_str(ending);
                break;
            }
            self.runs.pop();
        }
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<Run> for Text {
    fn from(run: Run) -> Self {
        Self { runs: vec![Run { text: printable(&run.text), ..run }] }
    }
}

fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(
            |c| if matches!(c, '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c },
        )
        .filter(|&c| c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_refuses_are_left_out() {
        assert_eq!(Text::plain("Tổ\u{0} công\u{1b} tác\u{ffff}\ttốt").words(), "Tổ công tác tốt");
    }

    #[test]
    fn a_line_break_parts_the_text_and_keeps_the_style() {
        let text = Text::plain("một\r\n\r\nhai ").and(Text::bold("ba\nbốn"));

        let lines = text.lines();

        assert_eq!(lines.iter().map(Text::words).collect::<Vec<_>>(), ["một", "hai ba", "bốn"]);
        assert!(lines.last().is_some_and(|line| line.runs().iter().all(|run| run.bold)));
    }

    #[test]
    fn an_ending_replaces_the_one_that_was_there() {
        assert_eq!(Text::plain("Căn cứ Luật; ").ended_with(";").words(), "Căn cứ Luật;");
        assert_eq!(Text::plain("chỉ đạo./.").ended_with("./.").words(), "chỉ đạo./.");
        assert_eq!(Text::plain("chỉ đạo").and(Text::bold(". ")).ended_with(".").words(), "chỉ đạo.");
    }
}
