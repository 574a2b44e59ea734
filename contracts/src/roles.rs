//! Keys of the roles that a person may hold in a unit.

/// The standing office of the committee: commune police, or the advising body of the province (thường trực).
pub const STANDING_OFFICE: &str = "standing_office";
/// Head or deputy head of the committee (trưởng ban, phó trưởng ban).
pub const LEADER: &str = "leader";
/// An officer to whom work is assigned (cán bộ được giao).
pub const OFFICER: &str = "officer";
/// The administrator of accounts and units; sees no plan by this role alone.
pub const ADMIN: &str = "admin";

/// Takes in, reads and answers tips of the agency (cán bộ tiếp nhận tin báo); a member of the agency's vault.
pub const TIP_RECEIVER: &str = "tip_receiver";
/// Decides on tips of the agency: classification, hand-over, result (lãnh đạo phụ trách tin báo).
pub const TIP_LEADER: &str = "tip_leader";
/// Writes down calls at the hotline (trực đường dây).
pub const HOTLINE: &str = "hotline";
/// Reads the log and signs off its weekly review (kiểm toán nhật ký); changes nothing.
pub const AUDITOR: &str = "auditor";

/// All roles, in the order in which they are shown.
pub const ALL: [&str; 8] = [LEADER, STANDING_OFFICE, OFFICER, TIP_LEADER, TIP_RECEIVER, HOTLINE, AUDITOR, ADMIN];

/// The roles for which somebody belongs to the agency's vault: whoever has none of them left, leaves it.
pub const OF_THE_VAULT: [&str; 2] = [TIP_LEADER, TIP_RECEIVER];
