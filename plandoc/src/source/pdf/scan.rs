//! Recognised words with their places → the same lines and columns as a text layer gives.

use super::super::SourceError;
use super::flow;
use super::geometry::{Glyph, Marks};
use super::page::Page;

/// The height that every page is scaled to, in points: A4.
const HEIGHT: f64 = 842.0;
/// The font size as part of the height of a line's ink (with marks above and below).
const INK: f64 = 0.8;
/// Words the program itself trusts less than this (per cent) on average are no words.
const TRUST: f64 = 45.0;
/// Fewer letters per page are no recognised text.
const LETTERS_PER_PAGE: usize = 20;

/// The text of recognised pages.
pub(super) fn text_of(pages: &[String]) -> Result<String, SourceError> {
    let words: Vec<Vec<Word>> = pages.iter().map(|page| words(page)).collect();
    let all: Vec<&Word> = words.iter().flatten().filter(|word| word.level == WORD).collect();
    let letters = all.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic()).count();
    let trust = mean(all.iter().map(|word| word.trust));
    if letters < LETTERS_PER_PAGE.saturating_mul(pages.len()) || trust < TRUST {
        return Err(SourceError::OcrFailed);
    }
    let text = flow::text_of(words.iter().map(|words| Page::of(marks(words))).collect());
    Ok(text.lines().map(mended).collect::<Vec<_>>().join("\n"))
}

/// "HI. TỔ CHỨC" → "III. TỔ CHỨC": strokes of a Roman label before a heading in capitals that were taken for one letter.
fn mended(line: &str) -> String {
    let heading = line
        .split_once(' ')
        .filter(|(_, rest)| !rest.chars().any(char::is_lowercase) && rest.chars().any(char::is_alphabetic));
    let Some((numeral, rest)) = heading.and_then(|(label, rest)| Some((label.strip_suffix('.')?, rest))) else {
        return line.to_owned();
    };
    let is_misread =
        numeral.len() <= 4 && numeral.contains(['H', 'l', '|', 'L']) && numeral.chars().all(|c| "IVXHl|L1".contains(c));
    if !is_misread {
        return line.to_owned();
    }
    let strokes = numeral.replace('H', "II").replace(['l', '|', 'L', '1'], "I");
    format!("{strokes}. {rest}")
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

const PAGE: u32 = 1;
const LINE: u32 = 4;
const WORD: u32 = 5;

/// One row of the list: a page, block, paragraph, line or word with its box in pixels from the top left.
struct Word {
    level: u32,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    trust: f64,
    text: String,
}

fn words(tsv: &str) -> Vec<Word> {
    tsv.lines().skip(1).filter_map(word).collect()
}

/// level, page, block, paragraph, line, word, left, top, width, height, trust, text.
fn word(row: &str) -> Option<Word> {
    let fields: Vec<&str> = row.split('\t').collect();
    let number = |at: usize| fields.get(at)?.parse::<f64>().ok().filter(|n| n.is_finite());
    Some(Word {
        level: fields.first()?.parse().ok()?,
        left: number(6)?,
        top: number(7)?,
        width: number(8)?,
        height: number(9)?,
        trust: number(10)?,
        text: fields.get(11).map(|text| text.trim().to_owned()).unwrap_or_default(),
    })
}

fn marks(words: &[Word]) -> Marks {
    let page = words.iter().find(|word| word.level == PAGE);
    let (width, height) = page.map_or((1.0, 1.0), |page| (page.width.max(1.0), page.height.max(1.0)));
    let scale = HEIGHT / height;
    let mut heights: Vec<f64> = words.iter().filter(|word| word.level == LINE).map(|line| line.height).collect();
    heights.sort_by(f64::total_cmp);
    let size = heights.get(heights.len() / 2).copied().unwrap_or(1.0) * INK * scale;
    let mut glyphs = Vec::new();
    let mut base = 0.0;
    for word in words {
        match word.level {
            LINE => base = HEIGHT - (word.top + word.height) * scale,
            WORD if !word.text.is_empty() => {
                let (x0, x1) = (word.left * scale, (word.left + word.width) * scale);
                let glyph = |text: &str, x0, x1| Glyph { text: text.to_owned(), x0, x1, y: base, size, bold: false };
                glyphs.push(glyph(&word.text, x0, x1));
                glyphs.push(glyph(" ", x1, x1));
            }
            _ => {}
        }
    }
    Marks { glyphs, rules: Vec::new(), width: width * scale, height: HEIGHT }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n";

    fn line(y: u32, words: &[(&str, u32)]) -> String {
        let row = |level: u32, x: u32, width: usize, conf: u32, text: &str| {
            format!("{level}\t1\t1\t1\t1\t0\t{x}\t{y}\t{width}\t60\t{conf}\t{text}\n")
        };
        words
            .iter()
            .fold(row(4, 300, 1900, 0, ""), |all, (text, x)| all + &row(5, *x, text.chars().count() * 28, 90, text))
    }

    #[test]
    fn recognised_words_become_lines_and_columns() {
        let page = HEAD.to_owned()
            + &line(200, &[("UBND", 300), ("TỈNH", 440), ("CỘNG", 1300), ("HÒA", 1440)])
            + &line(280, &[("BAN", 320), ("CHỈ", 440), ("ĐẠO", 560), ("Độc", 1300), ("lập", 1420)])
            + &line(500, &[("KẾ", 1100), ("HOẠCH", 1200)]);

        let text = text_of(&[page]).unwrap();

        assert_eq!(text, "UBND TỈNH\nBAN CHỈ ĐẠO\nCỘNG HÒA\nĐộc lập\nKẾ HOẠCH");
    }

    #[test]
    fn a_page_of_specks_is_no_text() {
        assert_eq!(text_of(&[HEAD.to_owned() + &line(200, &[("|", 300), ("l", 400)])]), Err(SourceError::OcrFailed));
    }

    #[test]
    fn a_misread_roman_label_is_mended_and_nothing_else() {
        assert_eq!(mended("HI. TỔ CHỨC THỰC HIỆN"), "III. TỔ CHỨC THỰC HIỆN");
        assert_eq!(mended("l. MỤC ĐÍCH"), "I. MỤC ĐÍCH");
        for line in ["1. CÔNG AN TỈNH", "HI. Tổ chức", "TM. BAN CHỈ ĐẠO", "IV. KINH PHÍ"] {
            assert_eq!(mended(line), line);
        }
    }
}
