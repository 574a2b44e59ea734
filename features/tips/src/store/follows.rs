//! Tips and the vaults of their agencies follow a reorganisation of the territory.
//!
//! Rows move in the transaction of the reorganisation. Keys cannot: no secret of a vault is at hand there. So the vault
//! of an agency that ended stays as it is until one of its members comes (the action `follow_vaults`); that it
//! waits can be read from the tables at any time ([`old_vaults`]).

use contracts::{follow, settle_positions, territory::FollowsUnits};
use db::{Query, Tx, params};

use crate::error::Result;

db::statements! {
    /// The positions of tips.
    SETTLE_TIPS = settle_positions!("tip");
    /// Bars that heirs had.
    CLEAR_HEIRS = "DELETE FROM tip_bar WHERE barred_kind = 'agency' AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
        AND EXISTS (SELECT 1 FROM tip_bar_heir h WHERE h.tip_id = tip_bar.tip_id AND h.agency = tip_bar.barred)";
    /// And the note of them.
    FORGET_HEIRS = "DELETE FROM tip_bar_heir WHERE EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)";
    /// Whoever took over from an agency that a tip is about is kept from it too; but not the agency that holds the tip,
    /// or nobody at all could deal with it.
    FIND_HEIRS = "INSERT INTO tip_bar_heir (tip_id, agency)
        WITH RECURSIVE heir (tip_id, agency, depth) AS (
            SELECT b.tip_id, a.successor, CAST(1 AS BIGINT) FROM tip_bar b JOIN agency a ON a.id = b.barred
            WHERE b.barred_kind = 'agency' AND a.successor IS NOT NULL
            UNION
            SELECT h.tip_id, a.successor, h.depth + 1 FROM heir h JOIN agency a ON a.id = h.agency
            WHERE a.successor IS NOT NULL AND h.depth < 16)
        SELECT DISTINCT h.tip_id, h.agency FROM heir h JOIN tip t ON t.id = h.tip_id
        WHERE t.agency <> h.agency AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
            AND NOT EXISTS (SELECT 1 FROM tip_bar b WHERE b.tip_id = h.tip_id AND b.barred_kind = 'agency'
                AND b.barred = h.agency)";
    /// Bars heirs.
    BAR_HEIRS = "INSERT INTO tip_bar (tip_id, barred_kind, barred)
        SELECT h.tip_id, 'agency', h.agency FROM tip_bar_heir h
        WHERE EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)";
    /// After an undo: vaults of agencies that stand again, whose secret others were given, get another key.
    NOTE_RENEWALS = "INSERT INTO tip_vault_renewal (agency)
        SELECT DISTINCT l.agency FROM vault_link l JOIN agency a ON a.id = l.agency AND a.valid_to IS NULL
        WHERE l.under_agency <> l.agency AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
            AND NOT EXISTS (SELECT 1 FROM tip_vault_renewal r WHERE r.agency = l.agency)";
    /// After an undo: nobody else opens them any more.
    DROP_ADOPTIONS = "DELETE FROM vault_link WHERE under_agency <> agency
        AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
        AND EXISTS (SELECT 1 FROM agency a WHERE a.id = vault_link.agency AND a.valid_to IS NULL)";
    /// After an undo: they are sealed to again. The newest version of a vault whose agency stands is retired by an
    /// adoption only.
    REVIVE_VAULTS = "UPDATE agency_vault SET is_live = 1, retired_at = NULL
        WHERE is_live = 0 AND EXISTS (SELECT 1 FROM tree WHERE tree.id = $1)
            AND EXISTS (SELECT 1 FROM agency a WHERE a.id = agency_vault.agency AND a.valid_to IS NULL)
            AND NOT EXISTS (SELECT 1 FROM agency_vault n WHERE n.agency = agency_vault.agency
                AND n.version > agency_vault.version)";

    /// Vaults of agencies that ended and whose successor, by however many steps, is an agency ($1); whether an account
    /// ($2) is their member, and how many tips are sealed to them.
    OLD_VAULTS = "WITH RECURSIVE old (agency, depth) AS (
            SELECT a.id, CAST(1 AS BIGINT) FROM agency a WHERE a.successor = $1
            UNION
            SELECT a.id, o.depth + 1 FROM old o JOIN agency a ON a.successor = o.agency WHERE o.depth < 16)
        SELECT DISTINCT a.id AS agency, a.name AS name,
            (SELECT COUNT(*) FROM vault_member m WHERE m.agency = v.agency AND m.version = v.version AND m.account = $2)
                AS mine,
            (SELECT COUNT(*) FROM record_key k WHERE k.holder_kind = 'agency' AND k.holder = v.agency
                AND k.record_type = 'tip') AS tips
        FROM old o JOIN agency a ON a.id = o.agency JOIN agency_vault v ON v.agency = a.id AND v.is_live = 1
        ORDER BY a.name, a.id";
    /// Whether the vault of an agency needs another key.
    IS_RENEWAL_DUE = "SELECT COUNT(*) FROM tip_vault_renewal WHERE agency = $1";
    /// It has one.
    RENEWED = "DELETE FROM tip_vault_renewal WHERE agency = $1";
}

/// What follows. A tip keeps its number and its book; hand-overs that were signed keep the names they were signed under.
pub const FOLLOWS_UNITS: FollowsUnits = FollowsUnits {
    feature: "tips",
    rows: &[
        follow!("tips-follow-unit", unit, "tip", "id", "unit"),
        follow!("tips-follow-place", unit, "tip", "id", "place"),
        follow!("tips-follow-agency", agency, "tip", "id", "agency"),
        follow!("tips-follow-entry", agency, "tip_entry", "id", "keeper"),
        follow!("tips-follow-handover", agency, "tip_handover", "id", "waits_for"),
    ],
    settle: &[
        &SETTLE_TIPS,
        &CLEAR_HEIRS,
        &FORGET_HEIRS,
        &FIND_HEIRS,
        &BAR_HEIRS,
        &NOTE_RENEWALS,
        &DROP_ADOPTIONS,
        &REVIVE_VAULTS,
    ],
};

/// The vault of an agency that ended, which waits for one of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldVault {
    /// The agency that ended.
    pub(crate) agency: String,
    /// Its name.
    pub(crate) name: String,
    /// Whether the person is a member.
    pub(crate) is_mine: bool,
    /// Tips that nobody else can open.
    pub(crate) tips: i64,
}

/// The vaults of an agency's predecessors that were not handed on yet, as an account stands to them.
pub(crate) async fn old_vaults(q: &mut impl Query, agency: &str, account: &str) -> Result<Vec<OldVault>> {
    let rows = q.rows(&OLD_VAULTS, params![agency, account]).await?;
    rows.iter()
        .map(|row| {
            Ok(OldVault {
                agency: row.text("agency")?,
                name: row.text("name")?,
                is_mine: row.int("mine")? > 0,
                tips: row.int("tips")?,
            })
        })
        .collect()
}

/// Whether the vault of an agency needs another key.
pub(crate) async fn is_renewal_due(q: &mut impl Query, agency: &str) -> Result<bool> {
    Ok(q.count(&IS_RENEWAL_DUE, params![agency]).await? > 0)
}

/// Notes that it has one.
pub(crate) async fn renewed(tx: &mut Tx, agency: &str) -> Result<()> {
    tx.run(&RENEWED, params![agency]).await?;
    Ok(())
}
