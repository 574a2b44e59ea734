//! The lists of "Việc của tôi": each tile is one of them, and its number is the length of the list.

/// One list of a person's obligations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Past their last day.
    Late,
    /// Due from today until in seven days.
    Soon,
    /// Being worked on, in time.
    Doing,
    /// With a report that waits for review.
    Waiting,
    /// Whose last report was given back.
    Returned,
    /// Due later, or with no day to meet.
    Later,
    /// Done.
    Done,
    /// With a last day before the plan took effect.
    Elapsed,
    /// All of them.
    All,
}

impl List {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Late,
        Self::Soon,
        Self::Doing,
        Self::Waiting,
        Self::Returned,
        Self::Later,
        Self::Done,
        Self::Elapsed,
        Self::All,
    ];

    /// The name in the statements and in message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Doing => "doing",
            Self::Waiting => "waiting",
            Self::Returned => "returned",
            Self::Later => "later",
            Self::Done => "done",
            Self::Elapsed => "elapsed",
            Self::All => "all",
        }
    }

    /// The name in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Late => "qua-han",
            Self::Soon => "7-ngay-toi",
            Self::Doing => "dang-lam",
            Self::Waiting => "cho-duyet",
            Self::Returned => "bi-tra-lai",
            Self::Later => "sap-toi",
            Self::Done => "da-xong",
            Self::Elapsed => "qua-han-truoc-ban-hanh",
            Self::All => "tat-ca",
        }
    }

    /// The list of an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.slug() == slug)
    }
}

/// How long each list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    lengths: [i64; 9],
}

impl Counts {
    /// The lengths in the order of [`List::ALL`].
    pub fn new(lengths: [i64; 9]) -> Self {
        Self { lengths }
    }

    /// The length of one list.
    pub fn of(&self, list: List) -> i64 {
        List::ALL.iter().zip(self.lengths).find(|(one, _)| **one == list).map_or(0, |(_, length)| length)
    }
}
