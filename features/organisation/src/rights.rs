//! Who may look up the organisation: everybody who is signed in with a role.

use access::{Reach, Right};

use contracts::roles;

access::actions! {
    /// Looks up units, agencies and committees.
    ViewOrganisation = "organisation.view";
}

pub(crate) fn rights() -> Vec<Right> {
    roles::ALL.into_iter().map(|role| Right::new::<ViewOrganisation>(role, Reach::Everywhere)).collect()
}
