//! Planted strings, and the search for them in everything that a program leaves behind.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use aho_corasick::{AhoCorasick, MatchKind};
use anyhow::{Context as _, Result};
use base::{Context, FixedClock, SeededChance};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use std::sync::Arc;

/// A form in which a string may stand in a file.
pub const FORMS: [&str; 7] = ["UTF-8", "folded", "UTF-16LE", "UTF-16BE", "base64", "hex", "percent"];

/// Strings that stand nowhere else: words with a Vietnamese letter, a number and chance.
#[derive(Debug)]
pub struct Plants {
    all: Vec<String>,
    used: usize,
}

impl Plants {
    /// The same strings for the same number, so that another process can look for them.
    pub fn new(count: usize) -> Self {
        let clock = Arc::new(FixedClock::at(jiff::Timestamp::UNIX_EPOCH));
        let context = Context::new(clock, Arc::new(SeededChance::new(4)));
        let all = (0..count).map(|number| format!("mầm{number:04}{}", letters(&context))).collect();
        Self { all, used: 0 }
    }

    /// All of them.
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// How many are not planted yet.
    pub fn left(&self) -> usize {
        self.all.len().saturating_sub(self.used)
    }

    /// The next ones, with spaces between them.
    pub fn take(&mut self, count: usize) -> String {
        let until = self.used.saturating_add(count).min(self.all.len());
        let taken = self.all.get(self.used..until).unwrap_or_default().join(" ");
        self.used = until;
        taken
    }
}

fn letters(context: &Context) -> String {
    let mut bytes = [0_u8; 10];
    context.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

/// One string in one form, as bytes; base64 has three, one for each place in a group.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let hex = in_hex(bytes);
    let percent: String = bytes
        .iter()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    let mut found = vec![
        ("UTF-8", bytes.to_vec()),
        ("folded", base::fold(text).into_bytes()),
        ("UTF-16LE", wide(u16::to_le_bytes)),
        ("UTF-16BE", wide(u16::to_be_bytes)),
        ("hex", hex.clone().into_bytes()),
        ("hex", hex.to_uppercase().into_bytes()),
        ("percent", percent.into_bytes()),
    ];
    for shift in 0..3 {
        let plain = in_base64(bytes, shift);
        let in_addresses: Vec<u8> = plain
            .iter()
            .map(|byte| match byte {
                b'+' => b'-',
                b'/' => b'_',
                other => *other,
            })
            .collect();
        if in_addresses != plain {
            found.push(("base64", in_addresses));
        }
        found.push(("base64", plain));
    }
    found
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

/// The part of the base64 of something that holds `bytes` at a place of this remainder, which no neighbour changes.
fn in_base64(bytes: &[u8], shift: usize) -> Vec<u8> {
    let before = vec![0_u8; shift];
    let text = STANDARD_NO_PAD.encode([&before, bytes].concat());
    let first = (shift * 8).div_ceil(6);
    let last = (shift + bytes.len()) * 8 / 6;
    text.as_bytes().get(first..last).unwrap_or_default().to_vec()
}

/// Looks for strings in every form.
#[derive(Debug)]
pub struct Search {
    machine: AhoCorasick,
    names: Vec<(String, &'static str)>,
}

/// A planted string that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub file: PathBuf,
    /// The string.
    pub text: String,
    /// In which form.
    pub form: &'static str,
}

impl Search {
    /// For these strings.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut names = Vec::new();
        let mut patterns = Vec::new();
        for text in texts {
            for (form, bytes) in forms(text) {
                names.push((text.to_owned(), form));
                patterns.push(bytes);
            }
        }
        // Streams are searched in this way only.
        let machine = AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns)?;
        Ok(Self { machine, names })
    }

    /// Everything in a stream, piece by piece: it may be larger than the memory.
    pub fn stream(&self, file: &Path, stream: impl Read) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for hit in self.machine.stream_find_iter(stream) {
            let (text, form) = self.names.get(hit?.pattern().as_usize()).cloned().context("a pattern")?;
            found.push(Found { file: file.to_owned(), text, form });
        }
        Ok(found)
    }

    /// Everything in a folder and all folders in it; tells also which files were searched.
    pub fn folder(&self, folder: &Path) -> Result<(Vec<Found>, Vec<PathBuf>)> {
        let (mut found, mut files) = (Vec::new(), Vec::new());
        for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                let (more, read) = self.folder(&path)?;
                found.extend(more);
                files.extend(read);
            } else if kind.is_file() {
                // A running server takes its temporary files away while we look.
                let Ok(file) = File::open(&path) else { continue };
                found.extend(self.stream(&path, file)?);
                files.push(path);
            }
        }
        Ok((found, files))
    }
}

/// A picture whose metadata say these words in every way in which cameras and editors write them.
pub fn picture_that_says(picture: &[u8], words: &str) -> Vec<u8> {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let exif = [b"Exif\0\0".as_slice(), words.as_bytes(), &[0, 0], &wide].concat();
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>{words}</dc:creator></x:xmpmeta>");
    let segments = [segment(0xE1, &exif), segment(0xE1, xmp.as_bytes()), segment(0xFE, words.as_bytes())].concat();
    let (start, rest) = picture.split_at(2.min(picture.len()));
    // What follows the end of the picture is read by nobody and kept by everybody who copies the file.
    [start, &segments, rest, words.as_bytes()].concat()
}

fn segment(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xFF, kind], length.as_slice(), content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: &str, text: &str) -> Vec<u8> {
        match form {
            "UTF-8" => text.as_bytes().to_vec(),
            "folded" => base::fold(text).into_bytes(),
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            "hex" => in_hex(text.as_bytes()).into_bytes(),
            "percent" => text.replace('ầ', "%E1%BA%A7").into_bytes(),
            _ => base64::engine::general_purpose::STANDARD.encode(text).into_bytes(),
        }
    }

    #[test]
    fn each_form_is_found_wherever_it_stands_and_nothing_else_is() {
        let plants = Plants::new(40);
        let search = Search::new(plants.all().iter().map(String::as_str)).unwrap();
        let noise = "Nguyễn Mẫu ở xã Mẫu gửi mầm0001 và những lời khác. ".repeat(3_000);
        assert_eq!(search.stream(Path::new("noise"), noise.as_bytes()).unwrap(), Vec::new());

        for form in FORMS {
            for place in [0, 1, 2, 3, 8_190, 65_535, noise.len()] {
                let mut bytes = noise.clone().into_bytes();
                bytes.splice(place..place, written(form, &plants.all()[7]));
                let found = search.stream(Path::new("noise"), bytes.as_slice()).unwrap();
                let found: Vec<_> = found.into_iter().map(|found| (found.text, found.form)).collect();
                assert_eq!(found, [(plants.all()[7].clone(), form)], "{form} at {place}");
            }
        }
    }

    #[test]
    fn base64_of_a_longer_text_is_found_at_every_remainder() {
        let plants = Plants::new(3);
        let search = Search::new(plants.all().iter().map(String::as_str)).unwrap();
        for before in 0..7 {
            for after in 0..7 {
                let text = format!("{}{}{}", "x".repeat(before), plants.all()[1], "y".repeat(after));
                let found = search.stream(Path::new("-"), written("base64", &text).as_slice()).unwrap();
                assert_eq!(found.len(), 1, "{before} before, {after} after");
            }
        }
    }

    #[test]
    fn a_picture_says_its_words_in_each_of_its_segments() {
        let words = Plants::new(2).take(2);
        let said = picture_that_says(b"\xFF\xD8\xFF\xD9", &words);
        let search = Search::new(words.split(' ')).unwrap();
        let found = search.stream(Path::new("-"), said.as_slice()).unwrap();
        assert_eq!(found.iter().filter(|found| found.form == "UTF-8").count(), 8);
        assert_eq!(found.iter().filter(|found| found.form == "UTF-16LE").count(), 2);
    }
}
