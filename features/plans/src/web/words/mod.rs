//! What pages of a plan show, in words.

mod basis;
mod choice;
mod dates;
mod duty;
mod head;
mod item;
mod note;
mod target;

pub(crate) use basis::BasisView;
pub(crate) use choice::{Choice, LEVELS};
pub(crate) use dates::{campaign, partial_date};
pub(crate) use duty::{DutyView, duty_days};
pub(crate) use head::{HeadView, title};
pub(crate) use item::{GroupView, groups, section_name};
pub(crate) use note::NoteView;
pub(crate) use target::TargetView;
