//! Recordings of pages for people who do not read well (ux.md A-19): files that an installation lays into a folder.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use i18n::Lang;

use crate::model::TOPICS;

/// Largest recording, in bytes (ux.md A-19: 250 KB, for a telephone on 2G).
pub const LARGEST: u64 = 250 * 1_024;
/// Kinds of sound that telephones play.
const KINDS: [&str; 3] = ["mp3", "opus", "ogg"];
/// Pages besides the tricks that can have a recording.
const PAGES: [&str; 3] = [HOME, HELP, SAFETY];

/// The front page.
pub(crate) const HOME: &str = "trang-chu";
/// Whom to call.
pub(crate) const HELP: &str = "can-giup-ngay";
/// How to stay safe here.
pub(crate) const SAFETY: &str = "an-toan";

/// Why a folder is not taken.
#[derive(Debug, thiserror::Error)]
pub enum BadRecordings {
    /// It cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file belongs to no page: its name is `PAGE.LANGUAGE.KIND`, as `an-toan.vi.mp3`.
    #[error("{0}: the name must be PAGE.LANGUAGE.KIND, as an-toan.vi.mp3; pages: {1}; kinds: mp3, opus, ogg")]
    NoPage(PathBuf, String),
    /// A file is larger than [`LARGEST`].
    #[error("{0}: larger than 250 KB")]
    TooLarge(PathBuf),
    /// Two files speak the same page in the same language.
    #[error("{0}: the page has another recording in this language")]
    Twice(PathBuf),
}

/// The recordings of an installation; none by default.
#[derive(Debug, Clone, Default)]
pub struct Recordings(BTreeMap<(String, &'static str), Recording>);

/// One recording.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    /// Its file name, which is its address.
    pub(crate) name: String,
    /// Its size in KB, rounded up: shown, because data costs money.
    pub(crate) kilobytes: u64,
    /// Where it lies.
    pub(crate) path: PathBuf,
}

impl Recordings {
    /// Reads the names and sizes of a folder.
    ///
    /// # Errors
    /// [`BadRecordings`]: nothing is passed over, so that a misspelt name is noticed.
    pub fn read(folder: &Path) -> Result<Self, BadRecordings> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| BadRecordings::Unreadable { path, source }
        };
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
            let path = entry.map_err(unreadable(folder))?.path();
            let size = fs::metadata(&path).map_err(unreadable(&path))?.len();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let Some(key) = key(&name) else { return Err(BadRecordings::NoPage(path, pages().join(", "))) };
            if size > LARGEST {
                return Err(BadRecordings::TooLarge(path));
            }
            let recording = Recording { name, kilobytes: size.div_ceil(1_024), path: path.clone() };
            if found.insert(key, recording).is_some() {
                return Err(BadRecordings::Twice(path));
            }
        }
        Ok(Self(found))
    }

    /// The recording of a page in a language.
    pub(crate) fn of(&self, page: &str, lang: Lang) -> Option<&Recording> {
        self.0.get(&(page.to_owned(), lang.code()))
    }

    /// The recording of an address.
    pub(crate) fn named(&self, name: &str) -> Option<&Recording> {
        self.0.get(&key(name)?).filter(|recording| recording.name == name)
    }
}

fn pages() -> Vec<&'static str> {
    TOPICS.iter().map(|topic| topic.slug).chain(PAGES).collect()
}

/// Page and language of a file name.
fn key(name: &str) -> Option<(String, &'static str)> {
    let mut parts = name.split('.');
    let (page, lang, kind) = (parts.next()?, parts.next()?, parts.next()?);
    let lang = Lang::ALL.into_iter().map(Lang::code).find(|code| *code == lang)?;
    let is_known = parts.next().is_none() && KINDS.contains(&kind) && pages().contains(&page);
    is_known.then(|| (page.to_owned(), lang))
}
