//! The log that cannot be rewritten: an append-only Merkle tree over every change, and over every
//! look at sealed data.
//!
//! - [`record`] writes an entry in the change's **own transaction**, so an entry exists exactly when the
//!   change does. Reads of sealed data and refused attempts use [`record_now`], **before** the data is shown.
//! - The [`Sequencer`] numbers entries within a second and keeps the tree (RFC 6962, SHA-256); every ten
//!   minutes it signs a [`Checkpoint`] (c2sp.org/tlog-checkpoint). No writer ever waits for a head row.
//! - [`export`] writes the log in the form of c2sp.org/tlog-tiles; [`verify`] checks such a folder without
//!   a database, and so does the independent program `xtask/verify_log.py`.
//!
//! **The leaf** is SHA-256(0x00 ‖ JSON) over the canonical JSON of [`Leaf`]. Payload and reason enter it only as
//! HMAC-SHA256 under a salt of the entry's own, so [`shred`] can destroy them and every proof stays valid.
//!
//! **A payload** holds ids, counts and keys of choices; never a sealed value, a password, a token, an address of
//! the network. Its canonical form has sorted keys and no white space.
//!
//! **A look** is an entry made by [`Entry::look`]; [`viewers`] lists them ("Ai đã xem").

mod canonical;
mod entry;
mod error;
mod export;
mod key;
mod list;
mod note;
mod payloads;
mod proof;
mod record;
mod sequencer;
mod shred;
pub mod statements;
mod store;
mod tree;
mod verify;
mod witness;

use db::Migration;

pub use access::Class;
pub use canonical::Leaf;
pub use entry::{Entry, EntryId};
pub use error::AuditError;
pub use export::export;
pub use key::{BadKey, LogKey, Verifier};
pub use list::{Filter, Listed, Matter, actions, count, find, list, many_looks, viewers};
pub use note::{Checkpoint, NoteFault, SignedNote};
pub use payloads::check_payloads;
pub use proof::{Proof, ProofFault, prove};
pub use record::{record, record_now, record_public, record_system};
pub use sequencer::{Running, Sequencer};
pub use shred::shred;
pub use store::{LogState, StoredCheckpoint, checkpoint, checkpoints, count_checkpoints, state};
pub use tree::{Hash, Tree, tile_path, tiles_of};
pub use verify::{Fault, Trusted, Verdict, verify};
pub use witness::{WitnessRefusal, witness};

/// The tables of this room.
pub const MIGRATIONS: &[Migration] =
    &[Migration { id: "audit/0001_create", sql: include_str!("../migrations/0001_create.sql") }];
