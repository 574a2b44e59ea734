//! What this feature measures of the protection: locks, passwords, second proofs, accounts (ux.md §6.4).

use ::web::{Measure, Measured, Services};
use jiff::ToSpan as _;

use crate::{
    model::{IDLE_MINUTES, LONGEST_WAIT_HOURS, SHORTEST_PASSWORD, SecondFactor, TRIES, UNUSED_DAYS, quarter},
    store::{self, watch},
};

/// The parameters about signing in and accounts.
pub(crate) fn measure(services: &Services) -> Measured<'_> {
    Box::pin(async move {
        let mut db = &services.db;
        let today = services.context.today();
        let parameters = store::parameters(&mut db, today).await?;
        let (unproven, shared) = watch::count_weak(&mut db).await?;
        let since = services.context.now().checked_sub((UNUSED_DAYS * 24 + 24).hours());
        let unused = watch::unused_since(&mut db, since.unwrap_or(services.context.now())).await?.len();
        let before = today.checked_sub(3.months()).unwrap_or(today);
        let signed = watch::count_signed(&mut db, &quarter(today)).await?
            + watch::count_signed(&mut db, &quarter(before)).await?;
        // In its first quarter an installation has nothing to review yet.
        let first = watch::first_account_at(&mut db).await?;
        let is_young = first.is_none_or(|at| base::local_date(at) > before);
        let is_required = parameters.second_factor == SecondFactor::Required;
        Ok(vec![
            Measure::new("idle-lock", IDLE_MINUTES, IDLE_MINUTES <= 15),
            Measure::new("wrong-tries", TRIES, TRIES <= 5),
            Measure::new("unlock-after", LONGEST_WAIT_HOURS, LONGEST_WAIT_HOURS >= 12),
            // There is no first password to change: the owner sets one with a one-time code.
            Measure::new("first-change", "sign-in-value-own", true),
            Measure::new("password", SHORTEST_PASSWORD, SHORTEST_PASSWORD >= 12),
            // Not by date (OWASP ASVS 5.0 6.2.10); administrators prove in a second way instead.
            Measure::new("admin-password", "sign-in-value-no-date", is_required),
            Measure::new("one-person", i18n::integer(shared), shared == 0),
            Measure::new("inactive", unused, unused == 0),
            Measure::new("account-review", i18n::integer(signed), signed > 0 || is_young),
            Measure::new("second-factor", i18n::integer(unproven), is_required),
        ])
    })
}
