//! Accounts follow their unit and their agency through a reorganisation of the territory.

use contracts::{follow, territory::FollowsUnits};

/// What follows: the session of an account finds the new unit at its next request.
pub const FOLLOWS_UNITS: FollowsUnits = FollowsUnits {
    feature: "sign_in",
    rows: &[
        follow!("sign-in-follow-account", unit, "account", "id", "unit"),
        follow!("sign-in-follow-agency", agency, "account", "id", "agency_id"),
    ],
    settle: &[],
};
