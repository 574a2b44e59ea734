//! How wide a line of bold capitals is: a rule's length is a share of its line's.

use ttf_parser::Face;

use crate::PaperError;

/// Liberation Serif Bold has the advance widths of Times New Roman Bold.
const BOLD: &[u8] = include_bytes!("../fonts/LiberationSerif-Bold.ttf");

/// The width of bold text in twips, set in one line at a size in half points.
///
/// # Errors
/// [`PaperError::Font`] if the embedded face cannot be read.
pub(crate) fn bold_width(text: &str, size: i32) -> Result<i32, PaperError> {
    let face = Face::parse(BOLD, 0).map_err(|_| PaperError::Font)?;
    let units: i32 = text
        .chars()
        .filter_map(|c| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)))
        .map(i32::from)
        .sum();
    Ok(units * size * 10 / i32::from(face.units_per_em()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{MOTTO, NATIONAL_NAME};

    #[test]
    fn the_rules_of_the_letterhead_follow_the_widths_of_times_bold() {
        // Adobe's metrics of Times-Bold: H 778, a 500, n 556, h 556 thousandths of the type size.
        let expected = (778 + 500 + 556 + 556) * 200 / 1000;

        assert!((bold_width("Hanh", 20).unwrap() - expected).abs() <= 1);
        assert!(bold_width(MOTTO, 26).unwrap() < bold_width(NATIONAL_NAME, 24).unwrap());
    }

    #[test]
    fn a_vietnamese_letter_is_as_wide_as_its_base() {
        assert_eq!(bold_width("ạệộứ", 26).unwrap(), bold_width("aeoư", 26).unwrap());
    }
}
