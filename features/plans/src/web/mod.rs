//! Pages and forms.

mod documents;
mod draft;
mod duplicate;
mod import_routes;
mod issue_check;
mod plan_list;
mod plan_view;
mod reading;
mod upload;
mod words;

mod answers;
mod assignment;
mod assignment_typed;
mod calendar;
mod calendar_entries;
mod calendar_file;
mod cascade;
mod export;
mod matrix;
mod obligation;
mod obligation_edit;
mod progress_form;
mod remind;
mod review;
mod views;
mod work_routes;
mod worklist;

use ::web::{NavItem, Routes};

/// All routes of the room.
pub(crate) fn routes() -> Routes {
    let routes = Routes::new();
    work_routes::work_routes(import_routes::import_routes(routes))
}

/// The entries in the main menu.
pub(crate) fn nav() -> Vec<NavItem> {
    [work_routes::work_nav(), import_routes::import_nav()].concat()
}

/// An address with those of its filters that are set, ready for one more.
pub(crate) fn address(path: &str, filters: &[(&str, &String)]) -> String {
    let mut address = format!("{path}?");
    for (name, value) in filters.iter().filter(|(_, value)| !value.is_empty()) {
        address.push_str(name);
        address.push('=');
        address.push_str(&encode(value));
        address.push('&');
    }
    address
}

/// Percent-encodes a query value.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;

    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
