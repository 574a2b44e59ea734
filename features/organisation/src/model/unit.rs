//! Units of the territory and what became of them.

use access::{Ground, Thing};
use jiff::civil::{Date, date};

/// The tree in force since 1 July 2025: provinces and communes, no districts (Luật Tổ chức chính quyền địa
/// phương 72/2025/QH15).
pub const CURRENT_TREE: &str = "2025-07-01";
/// The tree in force until 30 June 2025: provinces, districts and communes.
pub const PREVIOUS_TREE: &str = "until-2025-06-30";
/// The first day of the current tree.
pub const CURRENT_SINCE: Date = date(2025, 7, 1);
/// Code of the whole country, the root of every tree. Our own: the statistical office gives it none.
pub const COUNTRY: &str = "VN";

/// A unit of the territory in one tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Code of the statistical office: 2 digits for a province, 3 for a district, 5 for a commune.
    pub code: String,
    /// `country`, `province`, `district` or `commune`.
    pub level: String,
    /// Code of the unit above, none for the country.
    pub parent: Option<String>,
    /// The kind in words, as "phường".
    pub kind: String,
    /// The full name, as "Phường Ba Đình".
    pub name: String,
    /// The unit and all below it, in its tree's numbering.
    pub ground: Ground,
}

impl Unit {
    /// What the policy needs to know of something that belongs to this unit and is assigned to nobody.
    pub fn thing(&self) -> Thing {
        Thing::of(self.ground)
    }
}

/// A version of the tree of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Its key, as in addresses.
    pub id: String,
    /// First day, where the source tells it.
    pub valid_from: Option<Date>,
    /// Last day, where it has ended.
    pub valid_to: Option<Date>,
    /// Where the data come from.
    pub source: String,
}

/// One unit that went into another on the day on which a tree changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The unit at the other end: the successor, or the predecessor.
    pub unit: Unit,
    /// The tree of that unit.
    pub tree: String,
    /// `whole`, `part-main` or `part` of the old unit.
    pub share: String,
}
