//! Writes a paper as PDF by typesetting it with typst.

mod fonts;
mod world;

use typst::World;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use self::world::Desk;
use crate::compose::compose;
use crate::{Paper, PaperError};

/// Results of typesetting that the last few papers did not use are forgotten.
const REMEMBERED: usize = 4;

/// Writes a paper as a tagged PDF with embedded fonts. The same paper gives the same bytes on
/// machines with the same fonts.
///
/// # Errors
/// A table whose rows do not fill its columns; a failure to typeset.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let composed = compose(paper)?;
    let data = serde_json::to_string(&composed).map_err(|error| PaperError::Typeset(error.to_string()))?;
    let desk = Desk::with_data(data)?;
    let bytes = typeset(&desk);
    typst::comemo::evict(REMEMBERED);
    bytes
}

fn typeset(desk: &dyn World) -> Result<Vec<u8>, PaperError> {
    let document: PagedDocument = typst::compile(desk).output.map_err(|errors| refused(&errors))?;
    typst_pdf::pdf(&document, &PdfOptions::default()).map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> PaperError {
    let reasons: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    PaperError::Typeset(reasons.join("; "))
}
