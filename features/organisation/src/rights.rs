//! Who may look up the organisation: everybody who is signed in with a role. Who may change it: the administrator, in
//! the own unit and below.

use access::{Reach, Right};

use contracts::roles;

access::actions! {
    /// Looks up units, agencies and committees.
    ViewOrganisation = "organisation.view";
    /// Adds, corrects and ends agencies, committees, posts and seats.
    EditOrganisation = "organisation.edit";
    /// Plans, applies and takes back a reorganisation of the territory.
    Reorganise = "organisation.reorganise";
}

pub(crate) fn rights() -> Vec<Right> {
    let mut rows: Vec<_> =
        roles::ALL.into_iter().map(|role| Right::new::<ViewOrganisation>(role, Reach::Everywhere)).collect();
    rows.push(Right::new::<EditOrganisation>(roles::ADMIN, Reach::Below));
    rows.push(Right::new::<Reorganise>(roles::ADMIN, Reach::Below));
    rows
}
