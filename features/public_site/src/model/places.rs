//! Where to go: provinces, communes and the front gates that serve them, in memory.

use std::collections::HashMap;

/// Most communes listed for a name; a whole province is always listed.
const MOST: usize = 30;

/// What a front gate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateKind {
    /// A police station.
    Police,
    /// A border guard post.
    BorderGuard,
    /// A people's committee.
    PeoplesCommittee,
    /// The health service of a province.
    Health,
}

impl GateKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Police, Self::BorderGuard, Self::PeoplesCommittee, Self::Health];

    /// Its key in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::BorderGuard => "border_guard",
            Self::PeoplesCommittee => "peoples_committee",
            Self::Health => "health",
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A front gate that anybody may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gate {
    pub(crate) unit: String,
    pub(crate) kind: GateKind,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) hours: String,
}

/// A province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Province {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// A commune with the name of its province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commune {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) province: String,
    pub(crate) province_name: String,
    /// The name folded, for the search.
    pub(crate) folded: String,
}

/// What a look-up gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing was asked for.
    Nothing,
    /// No commune has such a name there.
    None,
    /// Several communes fit; whether there are more than are listed.
    Several {
        /// Those that are listed.
        communes: Vec<Commune>,
        /// Whether there are more.
        are_cut: bool,
    },
    /// One commune, with the gates that serve it and its province.
    One {
        /// The commune.
        commune: Commune,
        /// Its gates, then its province's.
        gates: Vec<Gate>,
    },
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    provinces: Vec<Province>,
    communes: Vec<Commune>,
    gates: HashMap<String, Vec<Gate>>,
}

impl Places {
    pub(crate) fn new(provinces: Vec<Province>, communes: Vec<Commune>, all: Vec<Gate>) -> Self {
        let mut gates: HashMap<String, Vec<Gate>> = HashMap::new();
        for gate in all {
            gates.entry(gate.unit.clone()).or_default().push(gate);
        }
        Self { provinces, communes, gates }
    }

    pub(crate) fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// Looks a commune up by its code, or by any part of its name within a province or everywhere.
    pub(crate) fn find(&self, code: &str, province: &str, name: &str) -> Found {
        if !code.is_empty() {
            return self.communes.iter().find(|commune| commune.code == code).map_or(Found::None, |one| self.one(one));
        }
        let name = base::fold(name);
        if name.is_empty() && province.is_empty() {
            return Found::Nothing;
        }
        let fits = |commune: &&Commune| {
            (province.is_empty() || commune.province == province) && commune.folded.contains(name.as_str())
        };
        let mut communes: Vec<_> = self.communes.iter().filter(fits).collect();
        // The name itself before names that only have it in them.
        communes.sort_by_key(|commune| !(commune.folded == name || commune.folded.ends_with(&format!(" {name}"))));
        match communes.as_slice() {
            [] => Found::None,
            [one] => self.one(one),
            several => {
                let most = if name.is_empty() { several.len() } else { MOST };
                Found::Several {
                    communes: several.iter().take(most).map(|commune| (*commune).clone()).collect(),
                    are_cut: several.len() > most,
                }
            }
        }
    }

    fn one(&self, commune: &Commune) -> Found {
        let of = |unit: &str| self.gates.get(unit).cloned().unwrap_or_default();
        let mut gates = of(&commune.code);
        gates.extend(of(&commune.province));
        Found::One { commune: commune.clone(), gates }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places() -> Places {
        let commune = |code: &str, name: &str| Commune {
            code: code.to_owned(),
            name: name.to_owned(),
            province: "M1".to_owned(),
            province_name: "Tỉnh Mẫu".to_owned(),
            folded: base::fold(name),
        };
        let gate = Gate {
            unit: "M1001".to_owned(),
            kind: GateKind::Police,
            name: "Công an xã Suối Mơ".to_owned(),
            address: "Thôn Mẫu".to_owned(),
            phone: String::new(),
            hours: String::new(),
        };
        let province = Province { code: "M1".to_owned(), name: "Tỉnh Mẫu".to_owned() };
        let communes =
            vec![commune("M1002", "Xã Suối Mơ Thượng"), commune("M1001", "Xã Suối Mơ"), commune("M1003", "Xã Đồi Gió")];
        Places::new(vec![province], communes, vec![gate])
    }

    #[test]
    fn a_commune_is_found_without_accents_and_the_name_itself_comes_first() {
        let Found::Several { communes, are_cut } = places().find("", "", "suoi mo") else { panic!("two fit") };

        assert_eq!(communes.first().map(|commune| commune.name.as_str()), Some("Xã Suối Mơ"));
        assert_eq!((communes.len(), are_cut), (2, false));
        assert!(matches!(places().find("", "", "Đồi"), Found::One { commune, .. } if commune.code == "M1003"));
    }

    #[test]
    fn a_commune_that_was_picked_shows_its_gates() {
        let Found::One { gates, .. } = places().find("M1001", "", "anything") else { panic!("one") };

        assert_eq!(gates.len(), 1);
        assert_eq!(places().find("M9999", "", ""), Found::None);
        assert_eq!(places().find("", "", "  "), Found::Nothing);
    }

    proptest! {
        #[test]
        fn a_province_lists_all_its_communes_and_any_text_is_answered(name in "\\PC{0,40}") {
            let Found::Several { communes, .. } = places().find("", "M1", "") else { panic!("three") };
            prop_assert_eq!(communes.len(), 3);
            // Whatever is typed, nothing breaks.
            let _ = places().find("", "M1", &name);
            let _ = places().find(&name, "", "");
        }
    }
}
