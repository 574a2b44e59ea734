//! Keys of the roles that a person may hold in a unit.

/// The standing office of the committee: commune police, or the advising body of the province (thường trực).
pub const STANDING_OFFICE: &str = "standing_office";
/// Head or deputy head of the committee (trưởng ban, phó trưởng ban).
pub const LEADER: &str = "leader";
/// An officer to whom work is assigned (cán bộ được giao).
pub const OFFICER: &str = "officer";
/// The administrator of accounts and units; sees no plan by this role alone.
pub const ADMIN: &str = "admin";

/// All roles, in the order in which they are shown.
pub const ALL: [&str; 4] = [LEADER, STANDING_OFFICE, OFFICER, ADMIN];
