//! Which kind of agency took over which function of a kind that was abolished: dated data with a source, from
//! `data/agency_changes.tsv`.

use std::sync::LazyLock;

use jiff::civil::Date;

const DATA: &str = include_str!("../../data/agency_changes.tsv");

/// One function that went from one kind of agency to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeover {
    /// Key of the kind that had it.
    pub kind: &'static str,
    /// Level of the agency that had it: `province` or `district`.
    pub level: &'static str,
    /// Key of the function; `any` is all that is not named otherwise.
    pub function: &'static str,
    /// Last day on which the old kind had it.
    pub last_day: Date,
    /// Key of the kind that has it now.
    pub to_kind: &'static str,
    /// Its level: `province`, `commune`, or `region` for courts and procuracies of regions.
    pub to_level: &'static str,
    /// Whether a source for who took over was read.
    pub verified: bool,
    /// Whether a source for the day was read; each province decided for itself.
    pub day_verified: bool,
    /// The source.
    pub citation: &'static str,
}

static TAKEOVERS: LazyLock<Vec<Takeover>> = LazyLock::new(|| DATA.lines().skip(1).filter_map(parse).collect());

fn parse(line: &'static str) -> Option<Takeover> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    Some(Takeover {
        kind: next()?,
        level: next()?,
        function: next()?,
        last_day: next()?.parse().ok()?,
        to_kind: next()?,
        to_level: next()?,
        verified: next()? == "yes",
        day_verified: next()? == "yes",
        citation: next()?,
    })
}

/// Who took over from a kind of agency at a level by a day: for one function, or for all of them where none is asked.
///
/// A function that is not named for the kind is led by the rows of `any`. Nothing before the old kind ended, and
/// nothing for a kind that goes on.
pub fn takeovers(kind: &str, level: &str, function: Option<&str>, on: Date) -> Vec<&'static Takeover> {
    let of_kind = || TAKEOVERS.iter().filter(|one| one.kind == kind && one.level == level && one.last_day < on);
    let Some(function) = function else { return of_kind().collect() };
    let named: Vec<_> = of_kind().filter(|one| one.function == function).collect();
    if named.is_empty() { of_kind().filter(|one| one.function == "any").collect() } else { named }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn to(kind: &str, level: &str, function: &str, on: Date) -> Vec<&'static str> {
        takeovers(kind, level, Some(function), on).iter().map(|one| one.to_kind).collect()
    }

    #[test]
    fn every_row_of_the_data_is_understood() {
        assert_eq!(TAKEOVERS.len(), DATA.lines().count() - 1);
        assert!(TAKEOVERS.iter().all(|one| !one.citation.is_empty()));
    }

    #[test]
    fn the_labour_department_is_followed_by_function_not_as_a_whole() {
        let now = date(2026, 1, 5);

        assert_eq!(to("labour", "province", "victim_support", now), ["health"]);
        assert_eq!(to("labour", "province", "labour_employment", now), ["home_affairs"]);
        assert!(to("labour", "province", "unheard_of", now).is_empty());
        assert!(takeovers("labour", "province", None, date(2025, 2, 28)).is_empty(), "it still stood on its last day");
        assert!(!takeovers("labour", "province", None, date(2025, 3, 1)).is_empty());
        assert!(!takeovers("information", "province", Some("press"), now)[0].verified);
    }

    #[test]
    fn the_district_police_leads_to_the_province_and_in_local_order_to_the_commune() {
        let day = date(2025, 3, 1);

        assert_eq!(takeovers("police", "district", Some("investigation"), day)[0].to_level, "province");
        assert_eq!(takeovers("police", "district", Some("local_order"), day)[0].to_level, "commune");
        assert!(takeovers("police", "commune", None, day).is_empty());
    }
}
