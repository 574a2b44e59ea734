//! Automatic lists → the labels that stand on the paper (ECMA-376 part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::styles::{ListPlace, Styles};
use super::symbols;
use super::xml::Element;

/// Levels of a list (17.9.6).
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    abstracts: HashMap<u32, Abstract>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    restarted: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct List {
    abstract_id: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: HashMap<usize, Level>,
    /// `numStyleLink`: the levels stand in the list of this style.
    style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    paragraph_style: Option<String>,
    legal: bool,
    never_restarts: bool,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(part: Option<&Element>, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        let Some(root) = part.and_then(|part| part.children.first()) else {
            return numbering;
        };
        for element in root.children_named("abstractNum") {
            if let Some(id) = number(element.attribute("abstractNumId")) {
                numbering.abstracts.insert(id, Abstract::of(element));
            }
        }
        for element in root.children_named("num") {
            if let Some(id) = number(element.attribute("numId")) {
                numbering.lists.insert(id, List::of(element));
            }
        }
        numbering.follow_style_links(styles);
        numbering
    }

    fn follow_style_links(&mut self, styles: &Styles) {
        let targets: HashMap<u32, u32> = self
            .abstracts
            .iter()
            .filter_map(|(id, list)| {
                let linked = styles.list_of_style(list.style.as_deref()?)?;
                Some((*id, self.lists.get(&linked)?.abstract_id))
            })
            .collect();
        for list in self.lists.values_mut() {
            if let Some(target) = targets.get(&list.abstract_id) {
                list.abstract_id = *target;
            }
        }
    }

    /// Counts one paragraph and gives its printed label.
    ///
    /// `style` is the paragraph style the list place comes from, by which a level may be
    /// bound to a style (17.9.23).
    pub(super) fn label(&mut self, place: ListPlace, style: Option<&str>) -> Option<String> {
        let id = place.num_id.filter(|id| *id != 0)?;
        let list = self.lists.get(&id)?;
        let abstract_id = list.abstract_id;
        let abstract_list = self.abstracts.get(&abstract_id)?;
        let levels: Vec<Level> = (0..LEVELS)
            .map(|at| list.levels.get(&at).or_else(|| abstract_list.levels.get(&at)).cloned().unwrap_or_default())
            .collect();
        let bound = style.and_then(|style| levels.iter().position(|l| l.paragraph_style.as_deref() == Some(style)));
        let at = place.level.or(bound).unwrap_or(0).min(LEVELS - 1);
        let restart = list.starts.get(&at).copied().filter(|_| self.restarted.insert((id, at)));
        let counters = self.counters.entry(abstract_id).or_default();
        count(counters, &levels, at, restart);
        printed(counters, &levels, at)
    }
}

/// Moves the counter of one level on and clears the levels below it.
fn count(counters: &mut [Option<u32>; LEVELS], levels: &[Level], at: usize, restart: Option<u32>) {
    for (level, (counter, definition)) in counters.iter_mut().zip(levels).enumerate() {
        if level < at {
            counter.get_or_insert(definition.start);
        } else if level == at {
            *counter = Some(match (restart, *counter) {
                (Some(start), _) => start,
                (None, Some(before)) => before.saturating_add(1),
                (None, None) => definition.start,
            });
        } else if !definition.never_restarts {
            *counter = None;
        }
    }
}

fn printed(counters: &[Option<u32>; LEVELS], levels: &[Level], at: usize) -> Option<String> {
    let level = levels.get(at)?;
    if level.format == "bullet" {
        let below_bullet = at.checked_sub(1).and_then(|up| levels.get(up)).is_some_and(|up| up.format == "bullet");
        return Some(symbols::bullet(&level.text, below_bullet).to_owned());
    }
    let mut label = String::new();
    let mut rest = level.text.chars();
    while let Some(c) = rest.next() {
        let Some(number) = (c == '%').then(|| rest.clone().next()).flatten().and_then(|d| d.to_digit(10)) else {
            label.push(c);
            continue;
        };
        rest.next();
        let Some(shown) = usize::try_from(number).ok().and_then(|n| n.checked_sub(1)) else {
            continue;
        };
        if let (Some(Some(value)), Some(definition)) = (counters.get(shown), levels.get(shown)) {
            let format = if level.legal { "decimal" } else { &definition.format };
            label.push_str(&symbols::numeral(*value, format));
        }
    }
    let label = label.trim().to_owned();
    (!label.is_empty()).then(|| with_dot(label))
}

/// A bare numeral ("I", "2.1") gets the full stop by which a reader of lines knows it is a label.
fn with_dot(label: String) -> String {
    if label.ends_with(|c: char| c.is_alphanumeric()) { label + "." } else { label }
}

impl List {
    fn of(element: &Element) -> Self {
        let mut list =
            Self { abstract_id: number(element.value_of("abstractNumId")).unwrap_or(u32::MAX), ..Self::default() };
        for change in element.children_named("lvlOverride") {
            let Some(at) = change.attribute("ilvl").and_then(|v| v.parse::<usize>().ok()) else {
                continue;
            };
            if let Some(start) = number(change.value_of("startOverride")) {
                list.starts.insert(at, start);
            }
            if let Some(level) = change.child("lvl") {
                list.levels.insert(at, Level::of(level));
            }
        }
        list
    }
}

impl Abstract {
    fn of(element: &Element) -> Self {
        let levels = element
            .children_named("lvl")
            .filter_map(|level| Some((level.attribute("ilvl")?.parse().ok()?, Level::of(level))))
            .collect();
        Self { levels, style: element.value_of("numStyleLink").map(str::to_owned) }
    }
}

impl Level {
    fn of(element: &Element) -> Self {
        // A newer number format stands in `mc:Choice`, the fallback beside it.
        let format = element.child("numFmt").or_else(|| element.find("numFmt"));
        Self {
            start: number(element.value_of("start")).unwrap_or(0),
            format: format.and_then(|f| f.attribute("val")).unwrap_or("decimal").to_owned(),
            text: element.value_of("lvlText").unwrap_or_default().to_owned(),
            paragraph_style: element.value_of("pStyle").map(str::to_owned),
            legal: element.switch("isLgl").unwrap_or(false),
            never_restarts: element.value_of("lvlRestart") == Some("0"),
        }
    }
}

fn number(value: Option<&str>) -> Option<u32> {
    value?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::Limits;
    use super::super::xml::parse;
    use super::*;

    const XML: &str = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Muc"/><w:lvlText w:val="%2."/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
          <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
          <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    fn numbering() -> Numbering {
        let part = parse(XML.as_bytes(), &Limits::default()).unwrap();
        Numbering::read(Some(&part), &Styles::default())
    }

    fn label(numbering: &mut Numbering, num_id: u32, level: usize) -> String {
        numbering.label(ListPlace { num_id: Some(num_id), level: Some(level) }, None).unwrap()
    }

    #[test]
    fn labels_count_per_level_and_start_again_below_a_new_heading() {
        let mut numbering = numbering();

        let labels = [0, 1, 1, 2, 3, 4, 0, 1].map(|level| label(&mut numbering, 1, level));

        assert_eq!(labels, ["I.", "1.", "2.", "1.2.1.", "-", "+", "II.", "1."]);
    }

    #[test]
    fn a_restarting_list_starts_once_more_and_then_counts_on() {
        let mut numbering = numbering();

        let labels = [(1, 1), (1, 1), (2, 1), (2, 1)].map(|(list, level)| label(&mut numbering, list, level));

        assert_eq!(labels, ["1.", "2.", "1.", "2."]);
    }

    #[test]
    fn a_style_finds_its_own_level_and_list_zero_has_no_label() {
        let mut numbering = numbering();

        let by_style = numbering.label(ListPlace { num_id: Some(1), level: None }, Some("Muc"));
        let none = numbering.label(ListPlace { num_id: Some(0), level: None }, None);

        assert_eq!((by_style.as_deref(), none), (Some("1."), None));
    }
}
