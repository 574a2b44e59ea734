//! Styles, as far as they change what is printed: numbering, capitals, hidden text.

use std::collections::HashMap;

use super::xml::Element;

/// A style may be based on another; longer chains are cycles or mischief.
const CHAIN: usize = 20;

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    num_id: Option<u32>,
    level: Option<usize>,
    caps: Option<bool>,
    vanish: Option<bool>,
}

/// The list that a paragraph belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// `w:numId`; 0 takes a paragraph out of its style's list (17.9.18).
    pub(super) num_id: Option<u32>,
    /// `w:ilvl`, 0 to 8.
    pub(super) level: Option<usize>,
}

impl ListPlace {
    /// Reads the `numPr` of paragraph properties.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(num_pr) = properties.and_then(|p| p.child("numPr")) else {
            return Self::default();
        };
        Self {
            num_id: num_pr.value_of("numId").and_then(|v| v.parse().ok()),
            level: num_pr.value_of("ilvl").and_then(|v| v.parse().ok()),
        }
    }
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(part: Option<&Element>) -> Self {
        let mut styles = Self::default();
        let Some(root) = part.and_then(|part| part.children.first()) else {
            return styles;
        };
        for element in root.children_named("style") {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let is_default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), Style::of(element));
        }
        styles
    }

    /// The list place that a paragraph style gives, and the style it comes from.
    pub(super) fn list_place<'a>(&'a self, style: Option<&'a str>) -> (ListPlace, Option<&'a str>) {
        let mut place = ListPlace::default();
        let mut source = None;
        for (id, style) in self.chain(style.or(self.default_paragraph.as_deref())) {
            place.level = place.level.or(style.level);
            if place.num_id.is_none() && style.num_id.is_some() {
                place.num_id = style.num_id;
                source = Some(id);
            }
        }
        (place, source)
    }

    /// Whether a style prints in capitals.
    pub(super) fn caps(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|(_, style)| style.caps)
    }

    /// Whether a style hides its text.
    pub(super) fn vanish(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|(_, style)| style.vanish)
    }

    /// Whether a paragraph style is a line of a table of contents ("toc 1" …), which only
    /// repeats headings.
    pub(super) fn is_contents_line(&self, style: Option<&str>) -> bool {
        style.is_some_and(|id| {
            let name = self.by_id.get(id).map_or(id, |style| &style.name).to_lowercase();
            name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok())
        })
    }

    /// The list that a list style stands for (`numStyleLink`, 17.9.21).
    pub(super) fn list_of_style(&self, style: &str) -> Option<u32> {
        self.chain(Some(style)).find_map(|(_, style)| style.num_id)
    }

    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = style.and_then(|id| self.by_id.get_key_value(id));
        std::iter::successors(first, |(_, style)| self.by_id.get_key_value(style.based_on.as_deref()?))
            .take(CHAIN)
            .map(|(id, style)| (id.as_str(), style))
    }
}

impl Style {
    fn of(element: &Element) -> Self {
        let run = element.child("rPr");
        let place = ListPlace::of(element.child("pPr"));
        Self {
            based_on: element.value_of("basedOn").map(str::to_owned),
            name: element.value_of("name").unwrap_or_default().to_owned(),
            num_id: place.num_id,
            level: place.level,
            caps: run.and_then(|run| run.switch("caps")),
            vanish: run.and_then(|run| run.switch("vanish")),
        }
    }
}
