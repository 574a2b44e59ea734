//! The words of the interface: message catalogues in Vietnamese and English, and the written form of
//! dates and numbers (ux.md L-01, L-02). No visible text stands in code or templates.

mod catalogue;
mod format;

pub use catalogue::{Arg, Catalogue, CatalogueError, Translator};
pub use format::{date, date_time, decimal, integer, parse_date, percent};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese, the first language of the interface.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The language of a code; anything but `en` is Vietnamese.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Vi }
    }
}

/// The messages of one room: the text of its `vi.ftl` and of its `en.ftl`.
#[derive(Debug, Clone, Copy)]
pub struct Messages {
    /// The room they belong to, for error messages.
    pub room: &'static str,
    /// Fluent text in Vietnamese.
    pub vi: &'static str,
    /// Fluent text in English, with the same keys.
    pub en: &'static str,
}

/// Takes in `messages/vi.ftl` and `messages/en.ftl` of the crate that calls it.
#[macro_export]
macro_rules! include_messages {
    ($room:literal) => {
        $crate::Messages {
            room: $room,
            vi: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/vi.ftl")),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/en.ftl")),
        }
    };
}
