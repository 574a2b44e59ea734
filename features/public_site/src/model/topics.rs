//! The tricks and their signs; the words of each stand in the catalogue under its key.

/// One trick: its place in addresses and catalogue, its pictogram, how many signs and steps its words have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Topic {
    /// In the address and in message keys.
    pub(crate) slug: &'static str,
    /// The path data of its pictogram on a field of 24 by 24.
    pub(crate) pictogram: &'static str,
}

impl Topic {
    /// The places of its signs and steps in the catalogue.
    pub(crate) const PLACES: [&'static str; 4] = ["1", "2", "3", "4"];

    /// The key of one of its messages.
    pub(crate) fn key(self, part: &str) -> String {
        format!("public-topic-{}-{part}", self.slug)
    }
}

/// All of them, the most frequent first.
pub(crate) const TOPICS: [Topic; 6] = [
    Topic { slug: "viec-nhe-luong-cao", pictogram: "M4 8h16v11H4zM9 8V5h6v3M4 13h16" },
    Topic {
        slug: "moi-gioi-hon-nhan",
        pictogram: "M9 9a5 5 0 1 0 .01 10A5 5 0 0 0 9 9zM15 9a5 5 0 1 1-.01 10M9 9l2-4h2l2 4",
    },
    Topic { slug: "quen-qua-mang", pictogram: "M8 3h8v18H8zM11 18h2M10 8h4M10 11h4" },
    Topic {
        slug: "nguoi-quen-ru-di-xa",
        pictogram: "M4 17h16M6 17V9h9l4 4v4M8 20a2 2 0 1 0 0-.1M16 20a2 2 0 1 0 0-.1",
    },
    Topic { slug: "giu-giay-to-tru-no", pictogram: "M5 4h14v16H5zM8 9a2 2 0 1 0 4 0 2 2 0 0 0-4 0M8 15h8M15 8h2" },
    Topic { slug: "cho-con-mang-thai-ho", pictogram: "M12 4a3 3 0 1 0 .01 0zM7 20v-5a5 5 0 0 1 10 0v5M10 16h4" },
];

/// The topic of an address.
pub(crate) fn topic(slug: &str) -> Option<Topic> {
    TOPICS.iter().copied().find(|topic| topic.slug == slug)
}
