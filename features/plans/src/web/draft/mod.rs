//! The forms in which a person goes over a draft: one file a form.

pub(crate) mod discard;
pub(crate) mod duty_form;
mod duty_typed;
pub(crate) mod facts_form;
mod facts_typed;
mod form;
pub(crate) mod item_buttons;
pub(crate) mod item_form;
pub(crate) mod item_split;
mod item_typed;
mod partial_date;
pub(crate) mod target_form;
mod target_typed;
mod typed;

pub(crate) use form::conflict;
pub(crate) use partial_date::partial_date;
