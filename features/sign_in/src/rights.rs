//! Who may see and change accounts: the administrator of a unit for it and the units below; the head of its committee
//! confirms what an administrator proposes.

use access::{Reach, Right};
use contracts::roles::{ADMIN, AUDITOR, LEADER, STANDING_OFFICE, TIP_LEADER, TIP_RECEIVER};

access::actions! {
    /// Sees accounts, their roles and their history.
    SeeAccounts = "sign_in.see_accounts", Restricted;
    /// Adds, invites, closes accounts and proposes roles.
    ManageAccounts = "sign_in.manage_accounts", Restricted;
    /// Confirms what somebody else proposed: a role, a code in place of lost proofs.
    ConfirmAccess = "sign_in.confirm_access", Restricted;
    /// Reviews the accounts of a unit each quarter, and signs.
    ReviewAccounts = "sign_in.review_accounts", Restricted;
    /// Sees who holds the keys of one's agency.
    SeeKeys = "sign_in.see_keys", Restricted;
    /// Says who holds the keys of one's agency, and brings them back when they are lost.
    ManageKeys = "sign_in.manage_keys", Sealed;
    /// Asks for emergency access to one sealed record of one's agency, sees what became of it, and ends it.
    AskBreakGlass = "sign_in.ask_break_glass", Restricted;
    /// Says whether somebody gets emergency access.
    DecideBreakGlass = "sign_in.decide_break_glass", Sealed;
    /// Looks at an emergency access afterwards, and signs.
    ReviewBreakGlass = "sign_in.review_break_glass", Sealed;
    /// Sees alerts: duress, guessing.
    SeeAlerts = "sign_in.see_alerts", Restricted;
}

/// The roles that work with what is sealed to an agency, and so hold its keys.
pub(crate) const KEEPERS: [&str; 2] = [TIP_LEADER, TIP_RECEIVER];

pub(crate) fn rights() -> Vec<Right> {
    vec![
        Right::new::<SeeAccounts>(ADMIN, Reach::Below),
        Right::new::<SeeAccounts>(LEADER, Reach::Below),
        Right::new::<SeeAccounts>(AUDITOR, Reach::Below),
        Right::new::<ManageAccounts>(ADMIN, Reach::Below),
        Right::new::<ConfirmAccess>(ADMIN, Reach::Below),
        Right::new::<ConfirmAccess>(LEADER, Reach::Below),
        Right::new::<ReviewAccounts>(ADMIN, Reach::Below),
        Right::new::<ReviewAccounts>(LEADER, Reach::Below),
        Right::new::<SeeKeys>(TIP_LEADER, Reach::OwnUnit),
        Right::new::<SeeKeys>(TIP_RECEIVER, Reach::OwnUnit),
        Right::new::<ManageKeys>(TIP_LEADER, Reach::OwnUnit),
        Right::new::<AskBreakGlass>(TIP_LEADER, Reach::OwnUnit),
        Right::new::<AskBreakGlass>(TIP_RECEIVER, Reach::OwnUnit),
        Right::new::<DecideBreakGlass>(TIP_LEADER, Reach::OwnUnit),
        Right::new::<DecideBreakGlass>(TIP_RECEIVER, Reach::OwnUnit),
        Right::new::<ReviewBreakGlass>(TIP_LEADER, Reach::OwnUnit),
        Right::new::<SeeAlerts>(ADMIN, Reach::Below),
        Right::new::<SeeAlerts>(STANDING_OFFICE, Reach::Below),
    ]
}
