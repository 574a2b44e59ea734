//! What can be done with a tip; one file for each.

mod answer;
mod hand_over;
mod mailbox;
mod read;
mod submit;
mod take_in;

pub use answer::{acknowledge_danger, answer};
pub use hand_over::{NewHandover, hand_over, sign_for};
pub(crate) use mailbox::{More, open as open_mailbox, read as read_mailbox, write as write_to_mailbox};
pub(crate) use read::open_file;
pub use read::{OpenTip, open_tip, reveal_reporter};
pub(crate) use submit::{AfterSending, Sending, somebody_receives, submit};
pub use take_in::{Intake, take_in};
