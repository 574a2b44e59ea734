//! Sealing: what a stolen database, backup or disk does not tell (design.md §4).
//!
//! ```text
//! person key pair    secret locked with a password (Argon2id with the pepper), a passkey or a code
//! agency vault key   secret sealed to each member's public key; versioned
//! record key         random, one per record; sealed to the vault of each agency that holds it, and to a receipt
//! field              under the record key, bound to table, column, row and key version
//! ```
//!
//! - Anybody may write to an agency: [`new_record`] needs no secret, and what it seals the server cannot open again.
//! - A signed-in request carries an [`Opener`], made from the session's [`SessionWrap`]; with it [`open_record`] works
//!   for members of a vault that holds the record, and for nobody else.
//! - Every ciphertext starts with the version of its form, its kind and the id of its key.
//!
//! The ciphers are the libraries': HPKE (X25519, HKDF-SHA-256, ChaCha20-Poly1305), XChaCha20-Poly1305, Argon2id,
//! HKDF, HMAC. See `README.md` for what all this does not stop.

mod aead;
mod bound;
mod column;
mod desk;
mod error;
mod field;
mod form;
mod index;
mod inventory;
mod keys;
mod lock;
mod opener;
mod pepper;
mod person;
mod receipt;
mod secret;
mod shamir;
mod store;
pub mod testing;

use db::Migration;
#[doc(hidden)]
pub use db::Statement;

pub use column::SealedColumn;
pub use desk::{Given, ReceiptDesk, volatile_key};
pub use error::{Result, VaultError};
pub use field::{Place, RecordKey};
pub use index::{BlindIndex, IndexKey};
pub use inventory::inventory;
pub use keys::{KeyId, KeyPair, PublicKey};
pub use lock::Lock;
pub use opener::Opener;
pub use pepper::Pepper;
pub use person::{LockedPerson, Person, SessionWrap};
pub use receipt::{OpenedReceipt, RECEIPT_DIGITS, ReadyReceipt, Receipt};
pub use secret::Secret32;
pub use store::{
    BreakGlass, FEWEST_NEEDED, GlassState, Holder, LONGEST_MINUTES, ListedKey, LockRow, MOST_TRUSTEES, Member,
    OpenRecovery, ReceiptRecord, Record, RecoveryKind, RecoveryState, Resealed, Verdict, Waiting, add_lock, add_person,
    admit, adopt, ask_break_glass, begin_recovery, break_glass_reason, change_lock, count_waiting_receipts,
    create_vault, end_break_glass, end_break_glasses, end_share, find_break_glass, find_public_key, finish_recovery,
    grant_break_glass, hand_in_share, has_vault, leave_vaults, list_break_glasses, list_holders, list_leaving,
    list_locks, list_members, list_open_recoveries, list_own_break_glasses, list_trusteeships, list_vaults_of,
    list_waiting, new_record, open_by_receipt, open_listed, open_record, open_record_to_change, put_off,
    recovery_state, refuse_break_glass, remove_lock, remove_member, reseal_step, reset_person, review_break_glass,
    rotate, rotate_if_left, set_trustees, settle_step, share, shred, stay_in_vaults,
};

/// The tables of this room.
pub const MIGRATIONS: &[Migration] = &[
    Migration { id: "vault/0001_keys", sql: include_str!("../migrations/0001_keys.sql") },
    Migration { id: "vault/0002_receipt", sql: include_str!("../migrations/0002_receipt.sql") },
    Migration { id: "vault/0003_recovery", sql: include_str!("../migrations/0003_recovery.sql") },
    Migration { id: "vault/0004_leaving", sql: include_str!("../migrations/0004_leaving.sql") },
    Migration { id: "vault/0005_waiting_desk", sql: include_str!("../migrations/0005_waiting_desk.sql") },
];

/// Every SQL text of this room, for the check on both engines.
pub fn statements() -> impl Iterator<Item = &'static Statement> {
    store::statements::ALL.iter().chain(store::recovery_statements::ALL).copied()
}
