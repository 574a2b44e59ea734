//! Who sees the log and the state of the installation.

use access::{Reach, Right};
use contracts::roles::{ADMIN, AUDITOR};

access::actions! {
    /// Reads the log, exports it, takes proofs of entries.
    SeeLog = "administration.see_log", Restricted;
    /// Signs off the weekly review of the log.
    ReviewLog = "administration.review_log", Restricted;
    /// Sees the parameters of protection.
    SeeSystem = "administration.see_system";
    /// Sees which days are worked, row by row with their sources.
    SeeWorkdays = "administration.see_workdays";
    /// Adds, corrects and withdraws such rows; they hold for the whole installation.
    SetWorkdays = "administration.set_workdays";
}

/// The log is one for the installation, so whoever reads it reads all of it. The administrator does not: whoever manages
/// accounts is who the log watches most.
pub(crate) fn rights() -> Vec<Right> {
    vec![
        Right::new::<SeeLog>(AUDITOR, Reach::Everywhere),
        Right::new::<ReviewLog>(AUDITOR, Reach::Everywhere),
        Right::new::<SeeSystem>(AUDITOR, Reach::Everywhere),
        Right::new::<SeeSystem>(ADMIN, Reach::Everywhere),
        Right::new::<SeeWorkdays>(AUDITOR, Reach::Everywhere),
        Right::new::<SeeWorkdays>(ADMIN, Reach::Everywhere),
        // On the ground of the whole installation, so only whoever administers all of it.
        Right::new::<SetWorkdays>(ADMIN, Reach::Below),
    ]
}
