//! Fluent catalogues, loaded once at start.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use thiserror::Error;

use crate::{Lang, Messages, format};

/// What is wrong with a catalogue; found at start and by the tests, never by a visitor.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// A file is not well-formed Fluent.
    #[error("{room}/{lang}.ftl: {detail}")]
    Syntax {
        /// The room.
        room: &'static str,
        /// The language.
        lang: &'static str,
        /// What the parser said.
        detail: String,
    },
    /// Two rooms use one key, or one room uses it twice.
    #[error("{room}/{lang}.ftl: the key {key} stands twice")]
    Twice {
        /// The room that came second.
        room: &'static str,
        /// The language.
        lang: &'static str,
        /// The key.
        key: String,
    },
    /// A key has no counterpart in the other language.
    #[error("{room}: the key {key} stands in one language only")]
    Unpaired {
        /// The room.
        room: &'static str,
        /// The key.
        key: String,
    },
}

/// A value put into a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Some text, put in as it is.
    Text(Cow<'a, str>),
    /// A whole number, which also chooses the plural form.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// All messages of all rooms in both languages.
pub struct Catalogue {
    vi: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").finish_non_exhaustive()
    }
}

impl Catalogue {
    /// Joins the messages of all rooms; refuses malformed, doubled and unpaired keys.
    pub fn new(rooms: &[Messages]) -> Result<Self, CatalogueError> {
        let mut catalogue = Self { vi: bundle(Lang::Vi), en: bundle(Lang::En) };
        for room in rooms {
            let vi = add(&mut catalogue.vi, room.room, Lang::Vi, room.vi)?;
            let en = add(&mut catalogue.en, room.room, Lang::En, room.en)?;
            if let Some(key) = vi.symmetric_difference(&en).next() {
                return Err(CatalogueError::Unpaired { room: room.room, key: key.clone() });
            }
        }
        Ok(catalogue)
    }

    fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let bundle = match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            // Shown between marks that the page tests look for.
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set((*name).to_owned(), FluentValue::String(text.clone())),
                Arg::Number(number) => values.set((*name).to_owned(), FluentValue::from(*number)),
            }
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        if errors.is_empty() { text.into_owned() } else { format!("⟦{key}: {text}⟧") }
    }

    /// Whether the key is known.
    pub fn has(&self, key: &str) -> bool {
        self.vi.has_message(key)
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would show up in titles, files and tests.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(write_number));
    bundle
}

#[expect(clippy::cast_possible_truncation, reason = "only whole numbers are ever put in, by Arg::Number")]
fn write_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::integer(number.value as i64)),
        _ => None,
    }
}

fn add(
    bundle: &mut FluentBundle<FluentResource>,
    room: &'static str,
    lang: Lang,
    text: &str,
) -> Result<BTreeSet<String>, CatalogueError> {
    let lang = lang.code();
    let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| CatalogueError::Syntax {
        room,
        lang,
        detail: errors.first().map(ToString::to_string).unwrap_or_default(),
    })?;
    let keys = resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect();
    bundle.add_resource(resource).map_err(|errors| CatalogueError::Twice {
        room,
        lang,
        key: errors.first().map(ToString::to_string).unwrap_or_default(),
    })?;
    Ok(keys)
}

/// The catalogue in one language: what a page holds.
#[derive(Debug, Clone)]
pub struct Translator {
    catalogue: Arc<Catalogue>,
    lang: Lang,
}

impl Translator {
    /// Reads the catalogue in the given language.
    pub fn new(catalogue: Arc<Catalogue>, lang: Lang) -> Self {
        Self { catalogue, lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message of a key.
    pub fn t(&self, key: &str) -> String {
        self.catalogue.text(self.lang, key, &[])
    }

    /// Whether a key has a message.
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.has(key)
    }

    /// The message of a key with values put in.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalogue.text(self.lang, key, args)
    }

    /// The message of a key with one value, named `n` when it is a number and `x` when it is text.
    pub fn of<'a>(&self, key: &str, arg: impl Into<Arg<'a>>) -> String {
        let arg = arg.into();
        let name = if matches!(arg, Arg::Number(_)) { "n" } else { "x" };
        self.with(key, &[(name, arg)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(vi: &'static str, en: &'static str) -> Messages {
        Messages { room: "test", vi, en }
    }

    #[test]
    fn a_message_takes_numbers_in_the_vietnamese_form() {
        let catalogue = Catalogue::new(&[messages("rows = Có { $n } dòng\n", "rows = { $n } rows\n")]).unwrap();
        let vi = Translator::new(Arc::new(catalogue), Lang::Vi);

        assert_eq!(vi.of("rows", 1_667_i64), "Có 1.667 dòng");
        assert_eq!(vi.t("nothing"), "⟦nothing⟧");
    }

    #[test]
    fn a_key_in_one_language_only_is_refused() {
        let refused = Catalogue::new(&[messages("a = A\nb = B\n", "a = A\n")]);

        assert!(matches!(refused, Err(CatalogueError::Unpaired { key, .. }) if key == "b"));
    }

    #[test]
    fn a_key_used_by_two_rooms_is_refused() {
        let refused = Catalogue::new(&[messages("a = A\n", "a = A\n"), messages("a = B\n", "a = B\n")]);

        assert!(matches!(refused, Err(CatalogueError::Twice { .. })));
    }
}
