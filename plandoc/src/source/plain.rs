//! Bytes of a text file → text.

use super::SourceError;

/// More control characters than one in this many, and the bytes are no text.
const ONE_CONTROL_IN: usize = 200;

/// Decodes UTF-8 (with or without a byte order mark) or UTF-16 with a byte order mark.
///
/// Bytes that are no UTF-8 but look like writing are an old Vietnamese encoding;
/// guessing which one would give wrong names, so they are refused.
pub(super) fn decode(bytes: &[u8]) -> Result<String, SourceError> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes)?,
    };
    let controls = text.chars().filter(|c| is_strange(*c)).count();
    if controls * ONE_CONTROL_IN > text.chars().count() {
        return Err(SourceError::NotText);
    }
    Ok(text.replace("\r\n", "\n"))
}

fn utf8(bytes: &[u8]) -> Result<String, SourceError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if looks_like_writing(bytes) => Err(SourceError::LegacyEncoding),
        Err(_) => Err(SourceError::NotText),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, SourceError> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0,
    });
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| SourceError::NotText)
}

/// Writing in any one-byte encoding is mostly ASCII letters and blanks with hardly a control byte.
fn looks_like_writing(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|b| is_strange(char::from(**b)) && b.is_ascii()).count();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic() || **b == b' ').count();
    controls * ONE_CONTROL_IN <= bytes.len() && letters * 2 > bytes.len()
}

/// A control, private or replacement character that writing does not use.
fn is_strange(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' => false,
        '\u{fffd}' => true,
        _ => c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) || c >= '\u{f0000}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_and_utf_16_are_read_with_and_without_marks() {
        let little: Vec<u8> = "\u{feff}Kế hoạch".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Kế hoạch".encode_utf16().flat_map(u16::to_be_bytes).collect();

        for bytes in ["Kế hoạch".as_bytes(), "\u{feff}Kế hoạch".as_bytes(), &little, &big] {
            assert_eq!(decode(bytes).as_deref(), Ok("Kế hoạch"));
        }
    }

    #[test]
    fn one_byte_writing_is_an_old_encoding() {
        // "KÕ ho¹ch ..." in TCVN3.
        let bytes = b"K\xD5 ho\xB9ch ph\xDFng chong toi pham mua ban nguoi";

        assert_eq!(decode(bytes), Err(SourceError::LegacyEncoding));
    }

    #[test]
    fn noise_is_not_text() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();

        assert_eq!(decode(&noise), Err(SourceError::NotText));
        assert_eq!(decode(&[0; 100]), Err(SourceError::NotText));
    }
}
