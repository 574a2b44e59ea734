//! Who holds the keys of an agency, as its page shows it.

use jiff::Timestamp;
use vault::{OpenRecovery, RecoveryState};

/// Somebody who holds the keys, or might.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyHolder {
    /// The account.
    pub account: String,
    /// Whose it is.
    pub name: String,
    /// Since when the person holds the keys, or waits for them.
    pub since: Option<Timestamp>,
}

/// Somebody of the agency without the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Colleague {
    /// The account.
    pub account: String,
    /// Whose it is.
    pub name: String,
    /// Whether the person has a key pair, which the first sign-in makes: without it nobody can be admitted.
    pub has_key: bool,
    /// Whether the person had the keys and waits to have them again.
    pub waits: bool,
}

/// A recovery or rehearsal under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnderWay {
    /// What the vault knows of it.
    pub open: OpenRecovery,
    /// Who asked.
    pub name: String,
    /// Whether the reader of the page asked.
    pub is_mine: bool,
}

impl UnderWay {
    /// Whether enough shares are in.
    pub(crate) fn is_enough(&self) -> bool {
        self.open.given >= self.open.needed
    }

    /// Whether only the rehearsal of one.
    pub(crate) fn is_rehearsal(&self) -> bool {
        self.open.kind == vault::RecoveryKind::Rehearsal
    }
}

/// How an agency's vault is secured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// What the vault knows of it.
    pub state: RecoveryState,
    /// The names of those whose share opens.
    pub usable: Vec<String>,
    /// The names of those whose share is lost.
    pub lost: Vec<String>,
}

/// The keys of one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keyring {
    /// The agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Whether it has a vault at all.
    pub has_vault: bool,
    /// Whether the reader of the page is a member.
    pub is_member: bool,
    /// The members.
    pub members: Vec<KeyHolder>,
    /// Colleagues without the keys.
    pub others: Vec<Colleague>,
    /// How it is secured; none where nobody was made a trustee.
    pub split: Option<Split>,
    /// What is under way.
    pub under_way: Vec<UnderWay>,
    /// How many requests for emergency access wait for a decision.
    pub glasses_asked: usize,
    /// Who may be made a trustee: account, name and unit.
    pub possible: Vec<(String, String, String)>,
}

/// An agency that made the reader of the page a trustee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trusteeship {
    /// Its name.
    pub agency_name: String,
    /// What is under way there.
    pub under_way: Vec<UnderWay>,
}
