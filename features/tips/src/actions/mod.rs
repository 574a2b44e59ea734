//! What can be done with a tip; one file for each.

mod answer;
mod calls;
mod follow_vaults;
mod hand_over;
mod mailbox;
mod read;
mod submit;
mod take_in;
mod zalo;

pub use answer::{acknowledge_danger, answer};
pub use calls::purge_calls;
pub(crate) use calls::{drop_call, finish_call, save_call};
pub(crate) use follow_vaults::{Followed, follow_vaults};
pub use hand_over::{NewHandover, hand_over, sign_for};
pub(crate) use mailbox::{More, open as open_mailbox, read as read_mailbox, write as write_to_mailbox};
pub(crate) use read::open_file;
pub use read::{OpenTip, open_tip, reveal_reporter};
pub(crate) use submit::{AfterSending, Receipts, Sending, find_way, receive, somebody_receives, submit};
pub use take_in::{Intake, TakenIn, take_in};
pub use zalo::send_notices;
pub(crate) use zalo::{Taken, take_zalo};
