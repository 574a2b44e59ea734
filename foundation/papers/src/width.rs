//! How wide text is: a rule's length is a share of its line's, and centred lines look best when equal.

use ttf_parser::Face;

use crate::PaperError;

/// Liberation Serif has the advance widths of Times New Roman.
const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSerif-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/LiberationSerif-Bold.ttf");
/// Word processors round; a line that fits by less than this may still break.
const SLACK: i32 = 60;

/// Measures text of one size and weight.
pub(crate) struct Ruler {
    face: Face<'static>,
    /// Half points.
    size: i32,
}

impl Ruler {
    /// For text of this size in half points.
    ///
    /// # Errors
    /// [`PaperError::Font`] if the embedded face cannot be read.
    pub(crate) fn new(size: i32, bold: bool) -> Result<Self, PaperError> {
        let face = Face::parse(if bold { BOLD } else { REGULAR }, 0).map_err(|_| PaperError::Font)?;
        Ok(Self { face, size })
    }

    /// The width in twips of text set in one line.
    pub(crate) fn width(&self, text: &str) -> i32 {
        let advance = |c| self.face.glyph_hor_advance(self.face.glyph_index(c)?);
        let units: i32 = text.chars().filter_map(advance).map(i32::from).sum();
        units * self.size * 10 / i32::from(self.face.units_per_em())
    }

    /// The width that sets text in as few lines as the room allows, and these as equal as can be.
    pub(crate) fn balanced(&self, text: &str, room: i32) -> i32 {
        let words: Vec<_> = text.split_whitespace().map(|word| self.width(word)).collect();
        let space = self.width(" ");
        let lines = count_lines(&words, space, room);
        if lines < 2 {
            return self.width(text).min(room);
        }
        let (mut too_narrow, mut enough) = (0, room);
        while enough - too_narrow > 1 {
            let middle = i32::midpoint(too_narrow, enough);
            if count_lines(&words, space, middle) > lines {
                too_narrow = middle;
            } else {
                enough = middle;
            }
        }
        (enough + SLACK).min(room)
    }
}

fn count_lines(words: &[i32], space: i32, room: i32) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in words {
        let with_word = if used == 0 { *word } else { used + space + word };
        if with_word <= room {
            used = with_word;
        } else {
            // A word wider than the room makes every width below it too narrow.
            lines += if *word > room { words.len() } else { 1 };
            used = *word;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_times() {
        // Adobe's metrics of Times-Bold: H 778, a 500, n 556, h 556 thousandths of the type size.
        let expected = (778 + 500 + 556 + 556) * 200 / 1000;

        assert!((Ruler::new(20, true).unwrap().width("Hanh") - expected).abs() <= 1);
    }

    #[test]
    fn a_vietnamese_letter_is_as_wide_as_its_base() {
        let ruler = Ruler::new(26, true).unwrap();

        assert_eq!(ruler.width("ạệộứ"), ruler.width("aeoư"));
    }

    #[test]
    fn lines_of_a_centred_text_become_equal_without_becoming_more() {
        let ruler = Ruler::new(24, false).unwrap();
        let text = "ỦY BAN NHÂN DÂN TỈNH MẪU SƠN";

        let narrow = ruler.balanced(text, ruler.width(text) - 100);

        assert!(narrow < ruler.width(text) * 2 / 3, "{narrow}");
        assert!(narrow > ruler.width(text) / 2, "{narrow}");
        assert_eq!(ruler.balanced(text, 9_000), ruler.width(text));
    }
}
