//! What can be done with a tip; one file for each.

mod alarm;
mod answer;
mod calls;
mod follow_vaults;
mod hand_over;
mod keep_away;
mod mailbox;
pub(crate) mod pictures;
mod offers;
mod read;
mod shares;
mod steps;
mod submit;
mod take_in;
mod zalo;

pub use alarm::see_alarm;
pub(crate) use alarm::{ALARM_SHOWN_FOR, raise_alarms};
pub use answer::{acknowledge_danger, answer};
pub use calls::purge_calls;
pub(crate) use calls::{drop_call, finish_call, save_call};
pub(crate) use follow_vaults::{Followed, follow_vaults};
pub use hand_over::{NewHandover, hand_over, sign_for};
pub use keep_away::{About, Kept, keep_away, lift};
pub(crate) use keep_away::{keep_from, receiver_past};
pub(crate) use mailbox::{Mailbox, More, open as open_mailbox, read as read_mailbox, write as write_to_mailbox};
pub use offers::{decline, withdraw};
pub use read::{OpenTip, open_tip, reveal_reporter};
pub(crate) use read::{GoneTip, find_gone, open_file, open_original};
pub use steps::{Classification, Typed, assign, classify, decide, note_plain, suspend};
pub(crate) use steps::{may_note, officers};
pub(crate) use submit::{AfterSending, Receipts, Sending, find_way, receive, somebody_receives, submit};
pub use take_in::{Intake, TakenIn, take_in};
pub use zalo::send_notices;
pub(crate) use zalo::{Taken, take_zalo};
