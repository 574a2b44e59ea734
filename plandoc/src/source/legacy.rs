//! Vietnamese from before Unicode that was saved as if it were Unicode.
//!
//! A DOCX in the font `.VnTime` holds Latin-1 characters ("KÕ ho¹ch") that only that
//! font shows as Vietnamese. TCVN3 loses the case of capital letters and VNI has
//! variants, so a silent conversion would give wrong names: the text is refused.

use super::SourceError;

/// TCVN 5712:1993 (VN3) codes of letters that Vietnamese Unicode text never holds.
const TCVN3_ONLY: &str = "¨©ª«¬®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñ÷øûüþÿ¡¢£¤¥¦§";
/// Second characters by which VNI writes tone and vowel marks.
const VNI_MARKS: &str = "ùøûõïáàåãäâêéèúüëôöæÙØÛÕÏÁÀÅÃÄÂÊÉÈÚÜËÔÖÆ";
/// One sign in this many words, without any real Vietnamese letter, is proof enough.
const ONE_SIGN_IN: usize = 6;

/// Refuses text in TCVN3 or VNI.
pub(super) fn refuse_legacy_encoding(text: &str) -> Result<(), SourceError> {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let real = text.chars().filter(|c| is_only_in_unicode_vietnamese(*c)).count();
    if words == 0 || real * 20 > words {
        return Ok(());
    }
    let tcvn3 = text.split_whitespace().filter(|word| word.chars().any(|c| TCVN3_ONLY.contains(c))).count();
    let vni = text.split_whitespace().filter(|word| has_vni_pair(word)).count();
    if tcvn3.max(vni) * ONE_SIGN_IN > words {
        return Err(SourceError::LegacyEncoding);
    }
    Ok(())
}

/// Letters with a mark that Latin-1 does not have.
fn is_only_in_unicode_vietnamese(c: char) -> bool {
    ('\u{1ea0}'..='\u{1ef9}').contains(&c) || "ăĂđĐĩĨũŨơƠưƯ".contains(c)
}

fn has_vni_pair(word: &str) -> bool {
    let pairs = word.chars().zip(word.chars().skip(1));
    word.contains(['ñ', 'Ñ'])
        || pairs.into_iter().any(|(vowel, mark)| "aeouyôöAEOUYÔÖ".contains(vowel) && VNI_MARKS.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_and_vni_are_refused() {
        for text in [
            "KÕ ho¹ch phßng, chèng téi ph¹m mua b¸n ng\u{ad}êi",
            "Keá hoaïch phoøng, choáng toäi phaïm mua baùn ngöôøi",
        ] {
            assert_eq!(refuse_legacy_encoding(text), Err(SourceError::LegacyEncoding), "{text}");
        }
    }

    #[test]
    fn unicode_vietnamese_and_plain_ascii_pass() {
        for text in [
            "Kế hoạch phòng, chống tội phạm mua bán người",
            "Ke hoach phong chong mua ban nguoi",
            "café crème à la carte pour deux",
        ] {
            assert_eq!(refuse_legacy_encoding(text), Ok(()), "{text}");
        }
    }
}
