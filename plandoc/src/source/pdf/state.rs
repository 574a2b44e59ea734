//! The graphics and text state of one content stream (ISO 32000-1, 8.4 and 9.3).

use std::rc::Rc;

use lopdf::Object;

use super::fonts::Font;
use super::geometry::{Matrix, Rule, numbers};

/// Saved graphics states; the standard asks readers for 28.
const SAVED_STATES: usize = 512;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
}

/// The state of one content stream.
pub(super) struct Stream {
    pub(super) state: State,
    saved: Vec<State>,
    pub(super) text: Matrix,
    line: Matrix,
    pub(super) path: Vec<Rule>,
    pub(super) rectangles: Vec<Rule>,
    pen: (f64, f64),
    start: (f64, f64),
    /// Open marked contents; `true` for page furniture (14.8.2.2).
    pub(super) marked: Vec<bool>,
}

impl Stream {
    pub(super) fn new(matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            rectangles: Vec::new(),
            pen: (0.0, 0.0),
            start: (0.0, 0.0),
            marked: Vec::new(),
        }
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    fn line_to(&mut self, to: (f64, f64)) {
        self.path.extend(Rule::between(self.pen, to));
        self.pen = to;
    }

    fn rectangle(&mut self, corners: &[f64]) {
        let [x, y, width, height] = corners else {
            return;
        };
        let a = self.state.matrix.apply(*x, *y);
        let b = self.state.matrix.apply(x + width, y + height);
        match Rule::between(a, b) {
            Some(thin) => self.path.push(thin),
            None => self.rectangles.extend(
                [
                    ((a.0, a.1), (b.0, a.1)),
                    ((a.0, b.1), (b.0, b.1)),
                    ((a.0, a.1), (a.0, b.1)),
                    ((b.0, a.1), (b.0, b.1)),
                ]
                .into_iter()
                .filter_map(|(from, to)| Rule::between(from, to)),
            ),
        }
        self.pen = a;
        self.start = a;
    }

    /// Obeys an operator that only changes the state.
    pub(super) fn set(&mut self, operator: &str, operands: &[Object]) {
        let values = numbers(operands);
        match (operator, values.as_slice()) {
            ("q", _) if self.saved.len() < SAVED_STATES => self.saved.push(self.state.clone()),
            ("Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            ("cm", _) => {
                if let Some(matrix) = Matrix::of(operands) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            ("BT", _) => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            ("Tm", _) => {
                if let Some(matrix) = Matrix::of(operands) {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            ("Td", [x, y]) => self.next_line(*x, *y),
            ("TD", [x, y]) => {
                self.state.leading = -y;
                self.next_line(*x, *y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tc", [space]) => self.state.char_space = *space,
            ("Tw", [space]) => self.state.word_space = *space,
            ("Tz", [percent]) => self.state.stretch = percent / 100.0,
            ("TL", [leading]) => self.state.leading = *leading,
            ("Ts", [rise]) => self.state.rise = *rise,
            ("m", [x, y]) => {
                self.pen = self.state.matrix.apply(*x, *y);
                self.start = self.pen;
            }
            ("l", [x, y]) => self.line_to(self.state.matrix.apply(*x, *y)),
            ("h", _) => self.line_to(self.start),
            ("re", corners) => self.rectangle(corners),
            ("BMC" | "BDC", _) => self.marked.push(is_furniture(operands)),
            ("EMC", _) => {
                self.marked.pop();
            }
            _ => {}
        }
    }
}

/// Headers, footers and page numbers that the file itself marks as such (14.8.2.2.2).
fn is_furniture(operands: &[Object]) -> bool {
    let [Object::Name(tag), Object::Dictionary(properties)] = operands else {
        return false;
    };
    let is = |key: &[u8], names: &[&[u8]]| {
        properties.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
    };
    tag == b"Artifact" && (is(b"Type", &[b"Pagination"]) || is(b"Subtype", &[b"Header", b"Footer", b"Watermark"]))
}
