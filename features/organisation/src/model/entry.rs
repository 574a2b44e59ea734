//! An entry of a unit's register: an agency, a committee, a post, a seat; as typed in a form and kept under a version.

use jiff::civil::Date;

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Agency,
    Committee,
    Post,
    Seat,
}

impl EntryKind {
    pub(crate) const ALL: [Self; 4] = [Self::Agency, Self::Committee, Self::Post, Self::Seat];

    /// In addresses.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Agency => "co-quan",
            Self::Committee => "ban-chi-dao",
            Self::Post => "chuc-vu",
            Self::Seat => "thanh-vien",
        }
    }

    /// In the history, and the end of message keys.
    pub(crate) fn subject(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Committee => "committee",
            Self::Post => "post",
            Self::Seat => "seat",
        }
    }

    pub(crate) fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Names of the fields, in the order of the form.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Agency => &["loai", "ten", "ten-khac", "tu-ngay", "den-ngay", "ke-tuc"],
            Self::Committee => &["ten", "ten-ngan", "ky-hieu", "thuong-truc", "tu-ngay", "den-ngay"],
            Self::Post => &["nguoi", "co-quan", "chuc-danh", "tu-ngay", "den-ngay"],
            Self::Seat => &["can-bo", "vi-tri", "chuc-vu", "thu-tu", "tu-ngay", "den-ngay"],
        }
    }

    /// Fields that must not be empty.
    fn required(self) -> &'static [&'static str] {
        match self {
            Self::Agency => &["loai", "ten", "tu-ngay"],
            Self::Committee => &["ten", "ten-ngan", "tu-ngay"],
            Self::Post => &["nguoi", "co-quan", "chuc-danh", "tu-ngay"],
            Self::Seat => &["can-bo", "vi-tri", "tu-ngay"],
        }
    }
}

/// An entry with its values as a form shows them, one for each field of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: EntryKind,
    pub(crate) id: String,
    /// Code of the unit that it stands at.
    pub(crate) unit: String,
    pub(crate) version: i64,
    pub(crate) values: Vec<String>,
}

impl Entry {
    /// The value of a field; empty where the kind has none of that name.
    pub(crate) fn value(&self, field: &str) -> &str {
        let place = self.kind.fields().iter().position(|name| *name == field);
        place.and_then(|place| self.values.get(place)).map_or("", String::as_str)
    }

    pub(crate) fn set(&mut self, field: &str, value: &str) {
        if let Some(place) = self.kind.fields().iter().position(|name| *name == field)
            && let Some(cell) = self.values.get_mut(place)
        {
            value.clone_into(cell);
        }
    }

    /// First day; the form was checked before.
    pub(crate) fn from(&self) -> Option<Date> {
        i18n::parse_date(self.value("tu-ngay"))
    }

    /// Last day, if it ends.
    pub(crate) fn to(&self) -> Option<Date> {
        i18n::parse_date(self.value("den-ngay"))
    }

    /// What is wrong with the values: field and message key.
    pub(crate) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        for field in self.kind.required() {
            if self.value(field).trim().is_empty() {
                faults.push((*field, "organisation-fault-missing"));
            }
        }
        if !self.value("tu-ngay").is_empty() && self.from().is_none() {
            faults.push(("tu-ngay", "organisation-fault-date"));
        }
        match (self.value("den-ngay").is_empty(), self.from(), self.to()) {
            (false, _, None) => faults.push(("den-ngay", "organisation-fault-date")),
            (false, Some(from), Some(to)) if to < from => faults.push(("den-ngay", "organisation-fault-order")),
            _ => {}
        }
        if !self.value("thu-tu").is_empty() && self.value("thu-tu").parse::<u16>().is_err() {
            faults.push(("thu-tu", "organisation-fault-number"));
        }
        faults
    }

    /// The fields that differ from another version: field, there, here.
    pub(crate) fn changes_from(&self, before: &Self) -> Vec<(&'static str, String, String)> {
        let fields = self.kind.fields().iter();
        fields
            .zip(before.values.iter().zip(&self.values))
            .filter(|(_, (old, new))| old != new)
            .map(|(field, (old, new))| (*field, old.clone(), new.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(from: &str, to: &str) -> Entry {
        let values = ["Người Mẫu", "a", "Cán bộ", from, to].map(str::to_owned).to_vec();
        Entry { kind: EntryKind::Post, id: "1".into(), unit: "99".into(), version: 1, values }
    }

    #[test]
    fn dates_are_checked_and_ordered() {
        assert!(post("1/7/2025", "").faults().is_empty());
        assert!(post("01/07/2025", "01/07/2025").faults().is_empty());
        assert_eq!(post("", "").faults(), [("tu-ngay", "organisation-fault-missing")]);
        assert_eq!(post("31/2/2025", "").faults(), [("tu-ngay", "organisation-fault-date")]);
        assert_eq!(post("1/7/2025", "30/6/2025").faults(), [("den-ngay", "organisation-fault-order")]);
    }

    #[test]
    fn changes_are_told_field_by_field() {
        let (before, mut now) = (post("1/7/2025", ""), post("1/7/2025", ""));
        now.set("chuc-danh", "Trưởng Công an xã");

        assert_eq!(now.changes_from(&before), [("chuc-danh", "Cán bộ".to_owned(), "Trưởng Công an xã".to_owned())]);
    }
}
