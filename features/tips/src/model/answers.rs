//! What a reporter tells: nine questions, of which one is needed (ux.md §3.4).

use serde::{Deserialize, Serialize};

use super::contact::SafeContact;

/// How much the reporter lets us know (ux.md S-23). From anonymous one may go on to the others, never back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// No name is asked.
    #[default]
    Anonymous,
    /// Whoever takes the tip in knows, nobody else.
    Confidential,
    /// The agency that deals with it may get in touch.
    Named,
}

impl Privacy {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Anonymous, Self::Confidential, Self::Named];

    /// The key in forms, messages and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Confidential => "confidential",
            Self::Named => "named",
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// Signs that a reporter may tick; each is a message `tips-sign-…`.
pub const SIGNS: [&str; 9] = ["sold", "offer", "debt", "papers", "locked", "forced", "child", "missing", "organ"];

/// Who is in danger: keys of the first question.
pub const WHO: [&str; 3] = ["me", "other", "unknown"];

/// How urgent it is: keys of the second question.
pub const URGENT: [&str; 3] = ["now", "soon", "no"];

/// How the reporter wants to be reached: keys of the eighth question.
pub const CONTACT: [&str; 3] = ["none", "code", "phone"];

/// Who the reporter is; empty for an anonymous one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reporter {
    /// Name, in one field.
    pub name: String,
    /// Address, if told.
    pub address: String,
    /// Number of an identity paper, if told.
    pub id_number: String,
    /// Whether the reporter is under 18 (TT 28/2020/TT-BCA Điều 5 khoản 6).
    pub is_minor: bool,
    /// Who came along with a minor: guardian, witness, or that it was recorded.
    pub minor_with: String,
    /// How to reach them safely.
    pub contact: SafeContact,
}

impl Reporter {
    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was told, of whatever channel. Field list of TT 28/2020/TT-BCA Điều 5 khoản 3.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Told {
    /// Key of [`WHO`], empty when skipped.
    pub who: String,
    /// Key of [`URGENT`].
    pub urgent: String,
    /// Keys of [`SIGNS`].
    pub signs: Vec<String>,
    /// What is happening, in the reporter's words.
    pub text: String,
    /// Code of the commune, where one was chosen.
    pub commune: String,
    /// Where, in words.
    pub place: String,
    /// When, in words.
    pub when: String,
    /// People, telephone numbers, number plates, accounts, as told.
    pub people: String,
    /// Witnesses, and who else knows (officers' forms).
    pub witnesses: String,
    /// Means, direction of flight, damage, what was done so far (officers' forms).
    pub circumstances: String,
    /// How the reporter knows (officers' forms).
    pub source: String,
    /// The agency or organisation that passed it on, as the hotline 111 (officers' forms).
    pub sender: String,
    /// The paper it came with: number and day, code of the call at 111, postmark (officers' forms).
    pub paper: String,
    /// Whether somebody of the local office is involved: the tip then goes to the level above.
    pub about_local_office: bool,
    /// Key of [`CONTACT`].
    pub contact: String,
}

/// The most that one answer may hold, in characters.
pub const LONGEST: usize = 8_000;

impl Told {
    /// Whether the one needed question is answered: a sign or some words.
    pub fn is_enough(&self) -> bool {
        !self.signs.is_empty() || !self.text.trim().is_empty()
    }

    /// Whether life is at stake now: the danger lane.
    pub fn is_danger(&self) -> bool {
        self.urgent == "now"
    }

    /// Place in the queue within a lane, small first: urgent, a child, a serious sign, the rest.
    pub fn urgency(&self) -> i64 {
        let has = |sign: &str| self.signs.iter().any(|one| one == sign);
        match self.urgent.as_str() {
            "now" => 0,
            _ if has("child") || has("locked") => 1,
            "soon" => 2,
            _ if has("sold") || has("forced") || has("organ") => 3,
            _ => 4,
        }
    }

    /// The words by which a flood is told from what is true. Only the story: signs, the place and the people are the same
    /// in many true tips, as of those who are held in one house.
    pub fn words(&self) -> &str {
        &self.text
    }

    /// Whether any answer holds this receipt: somebody who sends it would give it away (ux.md S-41).
    pub fn holds(&self, digits: &str) -> bool {
        [&self.text, &self.place, &self.when, &self.people].into_iter().any(|answer| holds(answer, digits))
    }
}

/// Whether a text holds the digits of a receipt, however they are spaced.
pub fn holds(text: &str, digits: &str) -> bool {
    let only: String = text.chars().filter(char::is_ascii_digit).collect();
    !digits.is_empty() && only.contains(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_or_a_few_words_are_enough() {
        assert!(!Told::default().is_enough());
        assert!(!Told { text: " \n ".into(), ..Told::default() }.is_enough());
        assert!(Told { text: "Có người bị lừa".into(), ..Told::default() }.is_enough());
        assert!(Told { signs: vec!["debt".into()], ..Told::default() }.is_enough());
    }

    #[test]
    fn danger_now_comes_before_a_child_before_the_rest() {
        let of = |urgent: &str, sign: &str| {
            Told { urgent: urgent.into(), signs: vec![sign.into()], ..Told::default() }.urgency()
        };

        assert!(of("now", "offer") < of("", "child"));
        assert!(of("", "child") < of("soon", "offer"));
        assert!(of("soon", "offer") < of("no", "sold"));
        assert!(of("no", "sold") < of("no", "offer"));
    }

    #[test]
    fn a_receipt_inside_an_answer_is_found_however_it_is_spaced() {
        let told = Told { text: "mã: 1234 5678-9012 3456 7890 nhé".into(), ..Told::default() };

        assert!(told.holds("12345678901234567890"));
        assert!(!told.holds("99999999999999999999"));
        assert!(!Told::default().holds(""));
    }
}
