//! Fonts: which characters the codes of a string stand for, and how wide they are.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::super::SourceError;
use super::content::Budget;
use super::geometry::{number, numbers};

/// Largest unpacked `ToUnicode` map; those of real fonts are below 200 kB.
const MAP_BYTES: usize = 4 * 1024 * 1024;
/// What reading a font costs at least, and what each width costs.
const FONT_BYTES: usize = 1_000;
const WIDTH_BYTES: usize = 8;
/// Most codes with a width of their own in one font.
const MAX_WIDTHS: u32 = 70_000;
/// Width of a code whose font does not tell, in thousandths of the font size.
const UNKNOWN_WIDTH: f64 = 500.0;

type Map = Box<dyn Fn(u32, u8) -> Option<String>>;

/// A font as far as text needs it.
pub(super) struct Font {
    composite: bool,
    map: Option<Map>,
    simple: Vec<String>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    pub(super) bold: bool,
}

/// One code of a shown string.
pub(super) struct Shown {
    pub(super) text: String,
    /// Width in units of the font size.
    pub(super) width: f64,
    /// The one-byte code 32, to which word spacing applies (9.3.3).
    pub(super) is_space_code: bool,
}

/// The fonts of a document, each read once.
pub(super) struct Fonts<'d> {
    document: &'d Document,
    by_id: HashMap<ObjectId, Rc<Font>>,
}

impl<'d> Fonts<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, by_id: HashMap::new() }
    }

    /// The font that a resource entry names.
    ///
    /// Reading a font is charged to the budget, so that thousands of fonts cannot share one large map.
    pub(super) fn font(&mut self, entry: &Object, budget: &mut Budget) -> Result<Option<Rc<Font>>, SourceError> {
        let Ok((id, object)) = self.document.dereference(entry) else {
            return Ok(None);
        };
        if let Some(font) = id.and_then(|id| self.by_id.get(&id)) {
            return Ok(Some(Rc::clone(font)));
        }
        let Ok(dictionary) = object.as_dict() else {
            return Ok(None);
        };
        budget.take_bytes(FONT_BYTES + map_bytes(self.document, dictionary))?;
        let font = Rc::new(Font::read(self.document, dictionary));
        budget.take_bytes(font.widths.len() * WIDTH_BYTES)?;
        if let Some(id) = id {
            self.by_id.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

impl Font {
    fn read(document: &Document, dictionary: &Dictionary) -> Self {
        let composite = dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        let descendant = composite.then(|| descendant(document, dictionary)).flatten();
        let described = descendant.unwrap_or(dictionary);
        let name = dictionary.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let (widths, default_width) =
            if composite { composite_widths(document, described) } else { simple_widths(document, dictionary) };
        Self {
            composite,
            map: unicode_map(document, dictionary),
            simple: if composite { Vec::new() } else { simple_codes(document, dictionary) },
            widths,
            default_width,
            bold: String::from_utf8_lossy(name).to_lowercase().contains("bold"),
        }
    }

    /// Splits a string into its codes.
    pub(super) fn show(&self, bytes: &[u8]) -> impl Iterator<Item = Shown> {
        bytes.chunks(if self.composite { 2 } else { 1 }).map(|code| self.shown(code))
    }

    fn shown(&self, code: &[u8]) -> Shown {
        let value = code.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte));
        let width = self.widths.get(&value).copied().unwrap_or(self.default_width) / 1000.0;
        Shown { text: self.text(value, code.len()), width, is_space_code: !self.composite && value == 32 }
    }

    fn text(&self, value: u32, length: usize) -> String {
        let length = u8::try_from(length).unwrap_or(1);
        let mapped = self.map.as_ref().and_then(|map| map(value, length).or_else(|| map(value, 3 - length.min(2))));
        let simple = || {
            let text = self.simple.get(usize::try_from(value).ok()?)?;
            (!text.is_empty()).then(|| text.clone())
        };
        let text = mapped.or_else(simple).unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        text.chars().filter(|c| !c.is_control()).collect()
    }
}

fn descendant<'d>(document: &'d Document, font: &'d Dictionary) -> Option<&'d Dictionary> {
    let list = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok()?;
    document.dereference(list.first()?).ok()?.1.as_dict().ok()
}

/// The `ToUnicode` map, which is right where it exists, whatever `Encoding` says (9.10.2).
fn unicode_map(document: &Document, font: &Dictionary) -> Option<Map> {
    let mut only_map = Dictionary::new();
    only_map.set("Type", Object::Name(b"Font".to_vec()));
    only_map.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
    match only_map.get_font_encoding_with_limit(document, MAP_BYTES) {
        Ok(Encoding::UnicodeMapEncoding(map)) => {
            Some(Box::new(move |code, length| map.get(code, length).map(|units| String::from_utf16_lossy(&units))))
        }
        _ => None,
    }
}

/// The unpacked size of the `ToUnicode` map.
fn map_bytes(document: &Document, font: &Dictionary) -> usize {
    let map = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    map.and_then(|map| map.get_plain_content_with_limit(MAP_BYTES)).map_or(0, |content| content.len())
}

/// What the 256 codes of a simple font stand for by its encoding.
fn simple_codes(document: &Document, font: &Dictionary) -> Vec<String> {
    let Ok(encoding) = font.get_font_encoding_with_limit(document, MAP_BYTES) else {
        return Vec::new();
    };
    if matches!(encoding, Encoding::UnicodeMapEncoding(_)) {
        return Vec::new();
    }
    (0..=u8::MAX).map(|code| encoding.bytes_to_string(&[code]).unwrap_or_default()).collect()
}

fn simple_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f64>, f64) {
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0).min(255);
    let scale = type3_scale(document, font);
    let list = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths: HashMap<u32, f64> = list
        .map(|list| {
            let widths = list.iter().take(256).map(|w| document.dereference(w).ok().and_then(|(_, w)| number(w)));
            (first..).zip(widths).filter_map(|(code, width)| Some((code, width? * scale))).collect()
        })
        .unwrap_or_default();
    let missing = font
        .get_deref(b"FontDescriptor", document)
        .and_then(Object::as_dict)
        .and_then(|descriptor| descriptor.get_deref(b"MissingWidth", document));
    let default = missing.ok().and_then(number).unwrap_or(UNKNOWN_WIDTH);
    (widths, default)
}

/// Widths of a Type 3 font are in its own glyph space (9.6.5); all others are in thousandths.
fn type3_scale(document: &Document, font: &Dictionary) -> f64 {
    let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
    matrix.ok().and_then(|m| numbers(m).first().copied()).map_or(1.0, |a| a.abs() * 1000.0)
}

/// `DW` and `W` of a CID font (9.7.4.3).
fn composite_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f64>, f64) {
    let default = font.get_deref(b"DW", document).ok().and_then(number).unwrap_or(1000.0);
    let mut widths = HashMap::new();
    let Ok(list) = font.get_deref(b"W", document).and_then(Object::as_array) else {
        return (widths, default);
    };
    let mut rest = list.iter();
    let mut room = usize::try_from(MAX_WIDTHS).unwrap_or(usize::MAX) * 2;
    while let Some(first) = rest.next().and_then(|first| cid(document, first)) {
        let Some(second) = rest.next().and_then(|second| document.dereference(second).ok()) else {
            break;
        };
        if let Ok(each) = second.1.as_array() {
            widths.extend((first..MAX_WIDTHS).zip(each.iter().take(room).filter_map(number)));
            room = room.saturating_sub(each.len());
        } else if let (Some(last), Some(width)) = (cid(document, second.1), rest.next().and_then(number)) {
            let codes = (first..=last.min(MAX_WIDTHS)).take(room);
            room = room.saturating_sub(codes.clone().count());
            widths.extend(codes.map(|code| (code, width)));
        }
    }
    (widths, default)
}

fn cid(document: &Document, object: &Object) -> Option<u32> {
    u32::try_from(document.dereference(object).ok()?.1.as_i64().ok()?).ok()
}
