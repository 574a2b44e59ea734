//! Points, matrices and the marks of a page. Lengths are in PDF points (1/72 inch), y grows upwards.

use lopdf::Object;

/// A PDF matrix [a b c d e f] (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    #[expect(clippy::many_single_char_names, reason = "the names of ISO 32000-1, 8.3.3")]
    pub(super) const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    pub(super) const fn moved(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    /// Reads six operands; anything else is no matrix.
    #[expect(clippy::many_single_char_names, reason = "the names of ISO 32000-1, 8.3.3")]
    pub(super) fn of(operands: &[Object]) -> Option<Self> {
        match numbers(operands).as_slice() {
            [a, b, c, d, e, f] => Some(Self::new(*a, *b, *c, *d, *e, *f)),
            _ => None,
        }
    }

    /// `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

/// The numbers among operands, finite ones only.
pub(super) fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(number).collect()
}

/// One number.
pub(super) fn number(operand: &Object) -> Option<f64> {
    operand.as_float().ok().map(f64::from).filter(|n| n.is_finite())
}

/// A drawn character or ligature.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The base line.
    pub(super) y: f64,
    /// The font size on the page.
    pub(super) size: f64,
    pub(super) bold: bool,
}

/// A drawn horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

/// Thicker filled shapes are areas, not lines.
const RULE_THICKNESS: f64 = 3.0;
/// Shorter lines are parts of drawings.
const RULE_LENGTH: f64 = 5.0;

impl Rule {
    /// A rule between two corners, if the shape is thin and long enough.
    pub(super) fn between(a: (f64, f64), b: (f64, f64)) -> Option<Self> {
        let (x0, x1) = (a.0.min(b.0), a.0.max(b.0));
        let (y0, y1) = (a.1.min(b.1), a.1.max(b.1));
        let (width, height) = (x1 - x0, y1 - y0);
        let thin = width.min(height) <= RULE_THICKNESS;
        (thin && width.max(height) >= RULE_LENGTH).then_some(Self { x0, y0, x1, y1 })
    }

    pub(super) fn is_horizontal(&self) -> bool {
        self.x1 - self.x0 >= self.y1 - self.y0
    }
}

/// Everything on one page that matters.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) width: f64,
    pub(super) height: f64,
}
