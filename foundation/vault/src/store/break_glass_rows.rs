//! Requests to break the glass, as they are read.

use db::{Query, Row, params};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{records::Record, recovery_statements as statements};
use crate::{
    bound::bind,
    error::{Result, VaultError},
    opener::Opener,
};

/// A request to break the glass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    /// Its id.
    pub id: String,
    /// The agency whose record it is.
    pub agency: String,
    /// Kind and id of the record.
    pub record: (String, String),
    /// Who asked.
    pub account: String,
    /// For how many minutes.
    pub minutes: i64,
    /// Where it stands, as it was last noted.
    pub state: GlassState,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Until when it holds or held.
    pub expires_at: Option<Timestamp>,
    /// Who looked at it afterwards.
    pub reviewed_by: Option<String>,
    /// When that was.
    pub reviewed_at: Option<Timestamp>,
    /// What the review found.
    pub verdict: Option<Verdict>,
}

impl BreakGlass {
    /// Where it stands at an instant: one whose time is over has ended, even before that is noted.
    pub fn state_at(&self, now: Timestamp) -> GlassState {
        match self.state {
            GlassState::Granted if self.expires_at.is_none_or(|until| until <= now) => GlassState::Ended,
            state => state,
        }
    }

    pub(super) fn record(&self) -> Record<'_> {
        Record { kind: &self.record.0, id: &self.record.1 }
    }

    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.text("id")?,
            agency: row.text("agency")?,
            record: (row.text("record_type")?, row.text("record_id")?),
            account: row.text("account")?,
            minutes: row.int("minutes")?,
            state: GlassState::from_key(&row.text("state")?).ok_or(VaultError::Form)?,
            asked_at: row.instant("asked_at")?,
            decided_by: row.opt_text("decided_by")?,
            decided_at: row.opt_instant("decided_at")?,
            expires_at: row.opt_instant("expires_at")?,
            reviewed_by: row.opt_text("reviewed_by")?,
            reviewed_at: row.opt_instant("reviewed_at")?,
            verdict: row.opt_text("verdict")?.as_deref().and_then(Verdict::from_key),
        })
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlassState {
    /// Nobody has decided.
    Asked,
    /// It holds until its end.
    Granted,
    /// Refused.
    Refused,
    /// It held; nobody has looked at it yet.
    Ended,
    /// Somebody has looked at it.
    Reviewed,
}

impl GlassState {
    const ALL: [Self; 5] = [Self::Asked, Self::Granted, Self::Refused, Self::Ended, Self::Reviewed];

    /// Its key, in the database and in catalogues.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Ended => "ended",
            Self::Reviewed => "reviewed",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == key)
    }
}

/// What the review found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was right to break the glass.
    Justified,
    /// It was not; the matter goes on outside this program.
    Unjustified,
}

impl Verdict {
    /// Its key, in the database, in forms and in catalogues.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Unjustified => "unjustified",
        }
    }

    /// The verdict of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Justified, Self::Unjustified].into_iter().find(|verdict| verdict.as_str() == key)
    }
}

/// The newest hundred requests of an agency in a state, as it was last noted.
///
/// # Errors
/// Only the database's.
pub async fn list_break_glasses(q: &mut impl Query, agency: &str, state: GlassState) -> Result<Vec<BreakGlass>> {
    let rows = q.rows(&statements::LIST_GLASSES, params![agency, state.as_str()]).await?;
    rows.iter().map(BreakGlass::read).collect()
}

/// The newest hundred requests of an account, in every state.
///
/// # Errors
/// Only the database's.
pub async fn list_own_break_glasses(q: &mut impl Query, account: &str) -> Result<Vec<BreakGlass>> {
    let rows = q.rows(&statements::LIST_OWN_GLASSES, params![account]).await?;
    rows.iter().map(BreakGlass::read).collect()
}

/// One request.
///
/// # Errors
/// Only the database's.
pub async fn find_break_glass(q: &mut impl Query, id: &str) -> Result<Option<BreakGlass>> {
    q.row(&statements::FIND_GLASS, params![id]).await?.as_ref().map(BreakGlass::read).transpose()
}

/// The reason of a request, for members of the agency's vault.
///
/// # Errors
/// [`VaultError::NotHeld`] for anybody else.
pub async fn break_glass_reason(q: &mut impl Query, opener: &Opener, id: &str) -> Result<Zeroizing<String>> {
    let row = q.row(&statements::FIND_GLASS_REASON, params![id]).await?.ok_or(VaultError::NotHeld)?;
    let agency = row.text("agency")?;
    let vault = opener.vault(q, &agency, row.int("vault_version")?).await?;
    let text = vault.open(&reason_bound(id, &agency), &row.blob("reason_sealed")?)?;
    std::str::from_utf8(&text).map(|text| Zeroizing::new(text.to_owned())).map_err(|_| VaultError::Form)
}

/// What the reason is bound to.
pub(super) fn reason_bound(id: &str, agency: &str) -> Vec<u8> {
    bind("lachan.vault.break-glass/1", &[id.as_bytes(), agency.as_bytes()])
}
