//! Emergency access to one sealed record, as its pages show it.

use jiff::Timestamp;
use vault::{BreakGlass, GlassState};

/// A kind of sealed record that may be opened in an emergency; the application says which there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Openable {
    /// The kind, as the vault names it.
    pub kind: &'static str,
    /// The page that shows one, with `{id}` where its id stands.
    pub page: &'static str,
}

/// A request with the names of those who had to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GlassRow {
    /// What the vault knows of it.
    pub glass: BreakGlass,
    /// Where it stands now.
    pub state: GlassState,
    /// Who asked.
    pub asker: String,
    /// Who decided.
    pub decider: Option<String>,
    /// Who looked at it afterwards.
    pub reviewer: Option<String>,
}

impl GlassRow {
    /// Whether nobody has decided.
    pub(crate) fn is_asked(&self) -> bool {
        self.state == GlassState::Asked
    }

    /// Until when it holds, while it does.
    pub(crate) fn holds_until(&self) -> Option<&Timestamp> {
        self.glass.expires_at.as_ref().filter(|_| self.state == GlassState::Granted)
    }

    /// Since when it does not hold any more, where it did.
    pub(crate) fn ended_at(&self) -> Option<&Timestamp> {
        self.glass.expires_at.as_ref().filter(|_| self.state != GlassState::Granted)
    }

    /// Whether it waits for its review.
    pub(crate) fn is_ended(&self) -> bool {
        self.state == GlassState::Ended
    }

    /// Whether an account asked for it or let it be opened, and so cannot look at it afterwards.
    pub(crate) fn is_of(&self, account: &str) -> bool {
        self.glass.account == account || self.glass.decided_by.as_deref() == Some(account)
    }
}

/// The requests of an agency, by what is to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AgencyGlasses {
    /// Nobody has decided.
    pub asked: Vec<GlassRow>,
    /// They hold.
    pub open: Vec<GlassRow>,
    /// They wait for a review.
    pub ended: Vec<GlassRow>,
    /// Nothing is to be done any more.
    pub done: Vec<GlassRow>,
}

impl AgencyGlasses {
    /// Puts each where it belongs, in the order given.
    pub(crate) fn of(rows: Vec<GlassRow>) -> Self {
        let mut all = Self::default();
        for row in rows {
            match row.state {
                GlassState::Asked => all.asked.push(row),
                GlassState::Granted => all.open.push(row),
                GlassState::Ended => all.ended.push(row),
                GlassState::Refused | GlassState::Reviewed => all.done.push(row),
            }
        }
        all
    }

    /// All of them, each part with the member of its message key.
    pub(crate) fn parts(&self) -> [(&'static str, &[GlassRow]); 4] {
        [("asked", &self.asked), ("open", &self.open), ("ended", &self.ended), ("done", &self.done)]
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts().iter().all(|(_, rows)| rows.is_empty())
    }
}

/// The id of a record as somebody gives it: the id itself, or the address of a page of it, copied from a browser.
pub(crate) fn record_id(typed: &str) -> String {
    let path = typed.split(['?', '#']).next().unwrap_or_default();
    let parts = || path.split('/').map(str::trim).filter(|part| !part.is_empty());
    let is_id = |part: &&str| part.len() == 36 && part.chars().all(|ch| ch.is_ascii_hexdigit() || ch == '-');
    parts().find(is_id).or_else(|| parts().next_back()).unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_by_its_id_or_by_the_address_of_a_page_of_it() {
        let id = "0190b5d4-0000-7000-8000-00000000abcd";
        for typed in [
            id.to_owned(),
            format!("  {} ", id.to_uppercase()),
            format!("/tin-bao/{id}"),
            format!("https://138.tinh.example/tin-bao/{id}/nguoi-bao?x=1#y"),
        ] {
            assert_eq!(record_id(&typed), id, "{typed}");
        }
        assert_eq!(record_id("n1"), "n1");
        assert_eq!(record_id(" / "), "");
    }
}
