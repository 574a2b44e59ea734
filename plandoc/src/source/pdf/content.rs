//! The content streams of a page, interpreted as far as text and lines need (ISO 32000-1, 8 and 9).

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::{Limits, SourceError};
use super::fonts::Fonts;
use super::geometry::{Glyph, Marks, Matrix, numbers};
use super::state::Stream;

/// Forms inside forms; real files nest two or three.
const FORM_DEPTH: usize = 12;
/// Operations of one document; a dense page has a few thousand.
const OPERATIONS: usize = 3_000_000;
/// A glyph leaning more than this (rise over run) is a stamp or a margin note across the page.
const LEANING: f64 = 0.2;

/// What reading a document may still cost.
pub(super) struct Budget {
    unpacked: usize,
    operations: usize,
    marks_per_page: usize,
    limit: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            unpacked: limits.max_unzipped,
            operations: OPERATIONS,
            marks_per_page: limits.max_marks_per_page,
            limit: limits.max_unzipped,
        }
    }

    fn spent(&self) -> SourceError {
        SourceError::TooLargeInside { limit: self.limit }
    }

    fn take_operation(&mut self) -> Result<(), SourceError> {
        self.operations = self.operations.checked_sub(1).ok_or_else(|| self.spent())?;
        Ok(())
    }

    /// Charges unpacked bytes.
    pub(super) fn take_bytes(&mut self, bytes: usize) -> Result<(), SourceError> {
        self.unpacked = self.unpacked.checked_sub(bytes).ok_or_else(|| self.spent())?;
        Ok(())
    }
}

/// The glyphs and lines of one page, in the upright position in which it is read.
pub(super) fn marks<'d>(
    document: &'d Document,
    page: ObjectId,
    fonts: &mut Fonts<'d>,
    budget: &mut Budget,
) -> Result<Marks, SourceError> {
    let (base, width, height) = upright(document, page);
    let content = match document.get_page_content_with_limit(page, budget.unpacked) {
        Ok(content) => content,
        Err(lopdf::Error::Decompress(_)) => return Err(budget.spent()),
        Err(_) => Vec::new(),
    };
    let resources = page_resources(document, page);
    let mut interpreter = Interpreter { document, fonts, budget, marks: Marks { width, height, ..Marks::default() } };
    interpreter.run(&content, &resources, base, 0)?;
    Ok(interpreter.marks)
}

/// A value of the page or of the nearest ancestor that has it (7.7.3.4).
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut node = document.get_dictionary(page).ok()?;
    // Page trees are shallow; the bound ends cycles.
    for _ in 0..32 {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

fn page_resources(document: &Document, page: ObjectId) -> Dictionary {
    inherited(document, page, b"Resources").and_then(|r| r.as_dict().ok()).cloned().unwrap_or_default()
}

/// The matrix that moves a page to the origin and turns it upright, and its size.
fn upright(document: &Document, page: ObjectId) -> (Matrix, f64, f64) {
    let sides = ["CropBox", "MediaBox"].iter().find_map(|key| {
        let sides = numbers(inherited(document, page, key.as_bytes())?.as_array().ok()?);
        <[f64; 4]>::try_from(sides).ok()
    });
    // A4 where the file does not say.
    let [left, bottom, right, top] = sides.unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let (width, height) = ((right - left).abs().max(1.0), (top - bottom).abs().max(1.0));
    let home = Matrix::moved(-left.min(right), -bottom.min(top));
    let turn = inherited(document, page, b"Rotate").and_then(|r| r.as_i64().ok()).unwrap_or(0).rem_euclid(360);
    match turn {
        90 => (home.then(Matrix::new(0.0, -1.0, 1.0, 0.0, 0.0, width)), height, width),
        180 => (home.then(Matrix::new(-1.0, 0.0, 0.0, -1.0, width, height)), width, height),
        270 => (home.then(Matrix::new(0.0, 1.0, -1.0, 0.0, height, 0.0)), height, width),
        _ => (home, width, height),
    }
}

struct Interpreter<'a, 'd> {
    document: &'d Document,
    fonts: &'a mut Fonts<'d>,
    budget: &'a mut Budget,
    marks: Marks,
}

impl Interpreter<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, matrix: Matrix, depth: usize) -> Result<(), SourceError> {
        self.budget.take_bytes(content.len())?;
        let mut stream = Stream::new(matrix);
        for operation in Content::decode_iter(content) {
            // What can be read before damaged content is kept.
            let Ok(operation) = operation else { break };
            self.budget.take_operation()?;
            self.operate(&operation, &mut stream, resources, depth)?;
            if self.marks.glyphs.len() + self.marks.rules.len() + stream.path.len() > self.budget.marks_per_page {
                return Err(self.budget.spent());
            }
        }
        Ok(())
    }

    fn operate(
        &mut self,
        operation: &Operation,
        stream: &mut Stream,
        resources: &Dictionary,
        depth: usize,
    ) -> Result<(), SourceError> {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "Do" => self.form(operands, stream, resources, depth)?,
            "Tf" => self.set_font(operands, stream, resources)?,
            "Tj" => self.show(operands.last(), stream),
            "'" => {
                stream.next_line(0.0, -stream.state.leading);
                self.show(operands.last(), stream);
            }
            "\"" => {
                if let [word, letter, ..] = numbers(operands).as_slice() {
                    stream.state.word_space = *word;
                    stream.state.char_space = *letter;
                }
                stream.next_line(0.0, -stream.state.leading);
                self.show(operands.last(), stream);
            }
            "TJ" => self.show_spaced(operands, stream),
            "S" | "s" | "B" | "B*" | "b" | "b*" => {
                self.marks.rules.append(&mut stream.path);
                self.marks.rules.append(&mut stream.rectangles);
            }
            "f" | "F" | "f*" => {
                self.marks.rules.append(&mut stream.path);
                stream.rectangles.clear();
            }
            "n" => {
                stream.path.clear();
                stream.rectangles.clear();
            }
            other => stream.set(other, operands),
        }
        Ok(())
    }

    fn set_font(
        &mut self,
        operands: &[Object],
        stream: &mut Stream,
        resources: &Dictionary,
    ) -> Result<(), SourceError> {
        let Some(name) = operands.first().and_then(|name| name.as_name().ok()) else {
            return Ok(());
        };
        let fonts = resources.get_deref(b"Font", self.document).and_then(Object::as_dict);
        stream.state.font = match fonts.and_then(|fonts| fonts.get(name)) {
            Ok(entry) => self.fonts.font(entry, self.budget)?,
            Err(_) => None,
        };
        stream.state.size = numbers(operands).last().copied().unwrap_or(0.0);
        Ok(())
    }

    /// Draws a form (8.10) with its own resources, or those of the page where it has none.
    fn form(
        &mut self,
        operands: &[Object],
        stream: &Stream,
        resources: &Dictionary,
        depth: usize,
    ) -> Result<(), SourceError> {
        let form = operands
            .first()
            .and_then(|name| name.as_name().ok())
            .and_then(|name| {
                resources.get_deref(b"XObject", self.document).ok()?.as_dict().ok()?.get_deref(name, self.document).ok()
            })
            .and_then(|object| object.as_stream().ok())
            .filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form"));
        let Some(form) = form.filter(|_| depth < FORM_DEPTH) else {
            return Ok(());
        };
        let content = match form.get_plain_content_with_limit(self.budget.unpacked) {
            Ok(content) => content,
            Err(lopdf::Error::Decompress(_)) => return Err(self.budget.spent()),
            Err(_) => return Ok(()),
        };
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let matrix = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let matrix = matrix.and_then(|m| Matrix::of(m)).unwrap_or(Matrix::IDENTITY);
        self.run(&content, own.unwrap_or(resources), matrix.then(stream.state.matrix), depth + 1)
    }

    fn show_spaced(&mut self, operands: &[Object], stream: &mut Stream) {
        for part in operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
            if let Some(shift) = super::geometry::number(part) {
                let by = -shift / 1000.0 * stream.state.size * stream.state.stretch;
                stream.text = Matrix::moved(by, 0.0).then(stream.text);
            } else {
                self.show(Some(part), stream);
            }
        }
    }

    fn show(&mut self, string: Option<&Object>, stream: &mut Stream) {
        let Some(bytes) = string.and_then(|string| string.as_str().ok()) else {
            return;
        };
        let Some(font) = stream.state.font.clone() else {
            return;
        };
        let hidden = stream.marked.contains(&true);
        for shown in font.show(bytes) {
            // The caller refuses a page with this many marks.
            if self.marks.glyphs.len() > self.budget.marks_per_page {
                return;
            }
            let state = &stream.state;
            let scale = Matrix::new(state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise);
            let placed = scale.then(stream.text).then(state.matrix);
            if !hidden {
                self.marks.glyphs.extend(glyph(shown.text, shown.width, placed, font.bold));
            }
            let word = if shown.is_space_code { state.word_space } else { 0.0 };
            let advance = (shown.width * state.size + state.char_space + word) * state.stretch;
            stream.text = Matrix::moved(advance, 0.0).then(stream.text);
        }
    }
}

fn glyph(text: String, width: f64, placed: Matrix, bold: bool) -> Option<Glyph> {
    let size = placed.c.hypot(placed.d);
    let upright = placed.a > 0.0 && placed.d > 0.0 && placed.b.abs() <= LEANING * placed.a;
    let sane = size > 0.5 && size < 500.0 && placed.e.is_finite() && placed.f.is_finite() && width.is_finite();
    (upright && sane && !text.is_empty()).then_some(Glyph {
        text,
        x0: placed.e,
        x1: placed.e + width * placed.a,
        y: placed.f,
        size,
        bold,
    })
}
