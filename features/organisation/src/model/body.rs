//! Those who act in a unit: agencies, committees, people and their posts.

use jiff::civil::Date;

/// An agency of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Identifier.
    pub id: String,
    /// Code of its unit.
    pub unit: String,
    /// Key of its kind, as in `data/agency_kinds.tsv`.
    pub kind: String,
    /// Full name.
    pub name: String,
    /// Other names and abbreviations it goes by.
    pub other_names: Vec<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day, where it has ended.
    pub valid_to: Option<Date>,
    /// Identifier of the agency that took over.
    pub successor: Option<String>,
}

impl Agency {
    /// Whether it exists on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// A person who serves: an officer or a committee member. Never a citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identifier.
    pub id: String,
    /// Full name in one field (ux.md L-05).
    pub name: String,
}

/// A person in a post of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The person.
    pub person: Person,
    /// The agency.
    pub agency: Agency,
    /// Title of the post.
    pub title: String,
}

/// A Steering Committee 138 of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committee {
    /// Identifier.
    pub id: String,
    /// Code of its unit.
    pub unit: String,
    /// Full name.
    pub name: String,
    /// Short name, as used inside texts.
    pub short_name: String,
    /// Symbol in document numbers, as "BCĐ138".
    pub symbol: String,
    /// Identifier of the agency that is its standing office.
    pub standing_agency: Option<String>,
}

/// A seat in a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// `head`, `deputy`, `standing` or `member`.
    pub seat: String,
    /// The post by which the person sits there.
    pub title: String,
    /// Name of the agency the person comes from.
    pub agency: Option<String>,
}

/// The text by which names are sorted: the last word first, then the rest (ux.md L-05).
pub(crate) fn sort_key(name: &str) -> String {
    let folded = base::fold(name);
    match folded.rsplit_once(' ') {
        Some((rest, last)) => format!("{last} {rest}"),
        None => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_their_last_word() {
        assert_eq!(sort_key("Giàng A Páo"), "pao giang a");
        assert_eq!(sort_key("Én"), "en");
    }
}
