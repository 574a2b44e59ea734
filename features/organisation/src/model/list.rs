//! A list of units as a file: tab-separated, one heading row (`data/README.md`).

use std::collections::BTreeSet;

use thiserror::Error;

use super::{COUNTRY, Lineage, Node, Outcome, Pair, Share};

/// Why a file is not a list of units.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ListError {
    /// A column is missing from the heading.
    #[error("no column {0}")]
    Column(&'static str),
    /// A line cannot be understood; counted from 1, the heading being 1.
    #[error("line {0} is not understood")]
    Line(u64),
    /// A code stands twice.
    #[error("the code {0} stands twice")]
    Twice(String),
    /// A succession names a code that neither list has.
    #[error("the succession names {0}, which no list has")]
    Unknown(String),
    /// Units that vanish and of which no successor is told.
    #[error("{} units vanish without a successor", .0.len())]
    NoHeir(Vec<String>),
}

/// A whole tree and what went into what, read from files.
#[derive(Debug, Clone)]
pub struct UnitList {
    pub(crate) nodes: Vec<Node>,
    pub(crate) pairs: Vec<Pair>,
    /// Where it comes from.
    pub(crate) source: String,
}

impl UnitList {
    /// Reads a list of units, and any number of succession lists.
    ///
    /// # Errors
    /// What is wrong with the first thing that is wrong.
    pub fn read(source: &str, units: &str, successions: &[&str]) -> Result<Self, ListError> {
        let mut pairs = Vec::new();
        for text in successions {
            pairs.extend(read_pairs(text)?);
        }
        Ok(Self { nodes: read_units(units)?, pairs, source: source.to_owned() })
    }

    /// How many units there are, the country among them.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether it has no unit but the country.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// As the outcome of a reorganisation of a tree: a unit of which nothing is told and whose code goes on is itself.
    pub(crate) fn outcome(&self, old: &[Node]) -> Result<Outcome, ListError> {
        let before: BTreeSet<&str> = old.iter().map(|node| node.code.as_str()).collect();
        let after: BTreeSet<&str> = self.nodes.iter().map(|node| node.code.as_str()).collect();
        let mut pairs = self.pairs.clone();
        for pair in &pairs {
            if !before.contains(pair.old.as_str()) {
                return Err(ListError::Unknown(pair.old.clone()));
            }
            if !after.contains(pair.new.as_str()) {
                return Err(ListError::Unknown(pair.new.clone()));
            }
        }
        let told: BTreeSet<String> = pairs.iter().map(|pair| pair.old.clone()).collect();
        let mut lost = Vec::new();
        for node in old.iter().filter(|node| !told.contains(&node.code)) {
            if after.contains(node.code.as_str()) {
                let (old, new) = (node.code.clone(), node.code.clone());
                pairs.push(Pair { old, new, share: Share::Whole });
            } else if node.level != "district" {
                // A level that goes away needs no successor of its own: its communes have theirs.
                lost.push(node.code.clone());
            }
        }
        if !lost.is_empty() {
            return Err(ListError::NoHeir(lost));
        }
        Ok(Outcome { nodes: self.nodes.clone(), lineage: Lineage::new(pairs) })
    }
}

/// The root of every tree. The statistical office's tables begin with the provinces.
pub(crate) fn country() -> Node {
    Node {
        code: COUNTRY.to_owned(),
        level: "country".to_owned(),
        parent: None,
        kind: "nước".to_owned(),
        name: "Việt Nam".to_owned(),
    }
}

/// The columns of a table by name.
struct Table<'a> {
    heading: csv::StringRecord,
    reader: csv::Reader<&'a [u8]>,
}

impl<'a> Table<'a> {
    fn open(text: &'a str) -> Result<Self, ListError> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_reader(text.as_bytes());
        let heading = reader.headers().map_err(|_| ListError::Line(1))?.clone();
        Ok(Self { heading, reader })
    }

    fn place(&self, column: &'static str) -> Result<usize, ListError> {
        self.heading.iter().position(|name| name.trim() == column).ok_or(ListError::Column(column))
    }

    fn rows(&mut self) -> impl Iterator<Item = Result<(u64, csv::StringRecord), ListError>> {
        self.reader.records().zip(2_u64..).map(|(row, line)| Ok((line, row.map_err(|_| ListError::Line(line))?)))
    }
}

fn field(row: &csv::StringRecord, place: usize) -> String {
    base::one_line(row.get(place).unwrap_or_default())
}

/// Reads units: `code level parent type name`, other columns are passed over. The country is added.
pub(crate) fn read_units(text: &str) -> Result<Vec<Node>, ListError> {
    let mut table = Table::open(text)?;
    let mut places = [0; 5];
    for (place, column) in places.iter_mut().zip(["code", "level", "parent", "type", "name"]) {
        *place = table.place(column)?;
    }
    let mut nodes = vec![country()];
    let mut known = BTreeSet::from([COUNTRY.to_owned()]);
    for row in table.rows() {
        let (line, row) = row?;
        let [code, level, parent, kind, name] = places.map(|place| field(&row, place));
        let is_level = matches!(level.as_str(), "province" | "district" | "commune");
        if code.is_empty() || code.contains(' ') || !is_level || name.is_empty() || kind.is_empty() {
            return Err(ListError::Line(line));
        }
        if !known.insert(code.clone()) {
            return Err(ListError::Twice(code));
        }
        let parent = Some(if parent.is_empty() { COUNTRY.to_owned() } else { parent });
        nodes.push(Node { code, level, parent, kind, name });
    }
    Ok(nodes)
}

/// Reads successions: `old_code new_code share`; without the column `share` each is whole.
pub(crate) fn read_pairs(text: &str) -> Result<Vec<Pair>, ListError> {
    let mut table = Table::open(text)?;
    let (old, new, share) = (table.place("old_code")?, table.place("new_code")?, table.place("share").ok());
    let mut pairs = Vec::new();
    for row in table.rows() {
        let (line, row) = row?;
        let (old, new) = (field(&row, old), field(&row, new));
        let share = match share {
            Some(place) => Share::read(&field(&row, place)).ok_or(ListError::Line(line))?,
            None => Share::Whole,
        };
        if old.is_empty() || new.is_empty() {
            return Err(ListError::Line(line));
        }
        pairs.push(Pair { old, new, share });
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: &str =
        "code\tlevel\tparent\ttype\tname\n99\tprovince\t\ttỉnh\tTỉnh Mẫu\n99001\tcommune\t99\txã\tXã Mẫu\n";

    #[test]
    fn a_list_is_read_by_its_heading_and_faults_are_told_by_line() {
        assert_eq!(UnitList::read("tệp", UNITS, &[]).unwrap().len(), 3);
        assert_eq!(read_units("code\tlevel\n"), Err(ListError::Column("parent")));
        assert_eq!(read_units(&UNITS.replace("commune", "xã")), Err(ListError::Line(3)));
        assert_eq!(read_units(&UNITS.replace("99001", "99")), Err(ListError::Twice("99".into())));
    }

    #[test]
    fn a_unit_that_vanishes_needs_a_successor() {
        let old = read_units(UNITS).unwrap();
        let only_province = "code\tlevel\tparent\ttype\tname\n99\tprovince\t\ttỉnh\tTỉnh Mẫu\n";

        let lost = UnitList::read("tệp", only_province, &[]).unwrap().outcome(&old);
        assert_eq!(lost.unwrap_err(), ListError::NoHeir(vec!["99001".into()]));
        let strange = UnitList::read("tệp", only_province, &["old_code\tnew_code\n99001\t98\n"]).unwrap().outcome(&old);
        assert_eq!(strange.unwrap_err(), ListError::Unknown("98".into()));
        assert!(UnitList::read("tệp", UNITS, &[]).unwrap().outcome(&old).is_ok());
    }
}
