//! Accounts as an administrator sees them. No password, no code, no proof stands here.

use jiff::Timestamp;

/// An account with where it stands.
#[derive(Debug, Clone)]
pub(crate) struct AccountRow {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) person_id: String,
    pub(crate) person_name: String,
    pub(crate) unit: String,
    pub(crate) unit_name: String,
    pub(crate) agency_name: Option<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) state: AccountState,
    pub(crate) disabled_why: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) last_sign_in_at: Option<Timestamp>,
    /// How many roles wait for a second person.
    pub(crate) waiting: i64,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountState {
    /// Invited, and not taken yet.
    Invited,
    /// In use.
    Active,
    /// Closed.
    Disabled,
}

impl AccountState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }
}

/// What a list of accounts is narrowed to; empty means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    /// Words of the name, or of the name for signing in.
    #[serde(rename = "tu")]
    pub(crate) words: String,
    /// `invited`, `active`, `disabled`, `waiting`.
    #[serde(rename = "trang-thai")]
    pub(crate) state: String,
    /// Key of a role.
    #[serde(rename = "vai-tro")]
    pub(crate) role: String,
    #[serde(rename = "trang")]
    pub(crate) page: Option<i64>,
}

impl Filter {
    /// The states one may ask for.
    pub(crate) const STATES: [&'static str; 4] = ["active", "invited", "disabled", "waiting"];

    /// Up to three folded words, each as a pattern for `LIKE … ESCAPE '!'`.
    pub(crate) fn patterns(&self) -> [String; 3] {
        let folded = base::fold(&self.words);
        let mut words = folded.split(' ').map(|word| {
            let escaped = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
            format!("%{escaped}%")
        });
        std::array::from_fn(|_| words.next().unwrap_or_else(|| "%".to_owned()))
    }
}

/// An invitation, without its code.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) id: String,
    /// Whether it replaces lost proofs, which takes two persons.
    pub(crate) is_for_loss: bool,
    pub(crate) proposed_by: String,
    pub(crate) proposed_name: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) confirmed_name: Option<String>,
    pub(crate) confirmed_at: Option<Timestamp>,
    pub(crate) ends_at: Option<Timestamp>,
    pub(crate) used_at: Option<Timestamp>,
    pub(crate) withdrawn_at: Option<Timestamp>,
}

impl Invitation {
    /// Key of where it stands.
    pub(crate) fn state(&self, now: Timestamp) -> &'static str {
        if self.used_at.is_some() {
            "used"
        } else if self.withdrawn_at.is_some() {
            "withdrawn"
        } else if self.confirmed_at.is_none() {
            "waiting"
        } else if self.ends_at.is_some_and(|at| at <= now) {
            "over"
        } else {
            "open"
        }
    }
}

/// A role of an account, from its proposal to its end.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) proposed_by: String,
    pub(crate) proposed_name: String,
    pub(crate) proposed_at: Timestamp,
    pub(crate) confirmed_name: Option<String>,
    pub(crate) confirmed_at: Option<Timestamp>,
    pub(crate) ended_name: Option<String>,
    pub(crate) ended_at: Option<Timestamp>,
}

impl Grant {
    /// Whether it waits for a second person.
    pub(crate) fn waits(&self) -> bool {
        self.confirmed_at.is_none() && self.ended_at.is_none()
    }

    /// Whether it holds.
    pub(crate) fn holds(&self) -> bool {
        self.confirmed_at.is_some() && self.ended_at.is_none()
    }
}
