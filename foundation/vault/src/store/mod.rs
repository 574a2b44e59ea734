//! Keys, vaults and records in the database. Whoever calls has asked the policy already; the vault adds that nobody
//! gives what they cannot open themselves.

mod break_glass;
mod break_glass_rows;
mod leaving;
mod opening;
mod people;
mod records;
mod recovery;
pub(crate) mod recovery_statements;
mod rotation;
mod shares;
mod sharing;
pub(crate) mod statements;
mod vaults;
mod waiting;

pub use break_glass::{
    LONGEST_MINUTES, ask_break_glass, end_break_glass, end_break_glasses, grant_break_glass, refuse_break_glass,
    review_break_glass,
};
pub use break_glass_rows::{
    BreakGlass, GlassState, Verdict, break_glass_reason, find_break_glass, list_break_glasses, list_own_break_glasses,
};
pub use leaving::{leave_vaults, list_leaving, rotate_if_left, stay_in_vaults};
pub use opening::{
    ListedKey, ReceiptRecord, list_holders, open_by_receipt, open_listed, open_record, open_record_to_change,
};
pub use people::{LockRow, add_lock, add_person, change_lock, find_public_key, list_locks, remove_lock, reset_person};
pub use records::{Holder, Record, new_record, shred};
pub use recovery::{OpenRecovery, RecoveryKind, begin_recovery, finish_recovery, hand_in_share, list_open_recoveries};
pub use rotation::{Resealed, adopt, remove_member, reseal_step, rotate};
pub use shares::{FEWEST_NEEDED, MOST_TRUSTEES, RecoveryState, list_trusteeships, recovery_state, set_trustees};
pub use sharing::{end_share, share};
pub use vaults::{Member, Waiting, admit, create_vault, has_vault, list_members, list_vaults_of, list_waiting};
pub use waiting::{count_waiting_receipts, put_off, settle_step};
