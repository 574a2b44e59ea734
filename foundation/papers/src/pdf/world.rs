//! What typst may see: our template, one paper's data and the fonts. No files, no network, no clock.

use std::path::PathBuf;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts;
use crate::PaperError;

const TEMPLATE: &str = include_str!("paper.typ");

/// What all papers share; made once.
struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
}

static SHELF: OnceLock<Result<Shelf, String>> = OnceLock::new();

/// The world of one paper.
pub(super) struct Desk {
    shelf: &'static Shelf,
    data: Bytes,
}

impl Desk {
    /// The template with this data.
    pub(super) fn with_data(json: String) -> Result<Self, PaperError> {
        let shelf = SHELF.get_or_init(Shelf::fill).as_ref();
        let shelf = shelf.map_err(|error| PaperError::Typeset(error.clone()))?;
        Ok(Self { shelf, data: Bytes::from_string(json) })
    }
}

impl Shelf {
    fn fill() -> Result<Self, String> {
        let fonts = fonts::load();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(file("paper.typ")?, TEMPLATE.to_owned()),
            data: file("paper.json")?,
        })
    }
}

fn file(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.shelf.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shelf.template.id() { Ok(self.shelf.template.clone()) } else { Err(unknown(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.data { Ok(self.data.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}
