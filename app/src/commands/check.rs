//! `lachan check`: can this installation work? One line a question, in plain Vietnamese.

use std::{path::Path, process::ExitCode};

use i18n::Translator;

pub(crate) async fn run(config: &Path) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(config).await?;
    let words = super::words(&app);
    let mut good = true;
    let mut say = |words: &Translator, key: &str, holds: bool| {
        println!(
            "{} {}",
            if holds { "✓" } else { "✗" },
            words.t(&format!("{key}-{}", if holds { "yes" } else { "no" }))
        );
        good &= holds;
    };
    say(&words, "app-check-database", true);
    let faults = db::check_statements(&app.services.db, &app.statements).await?;
    say(&words, "app-check-statements", faults.is_empty());
    let country = organisation::unit(&mut &app.services.db, organisation::COUNTRY).await?;
    say(&words, "app-check-territory", country.is_some());
    let accounts = sign_in::count_accounts(&mut &app.services.db).await?;
    say(&words, "app-check-accounts", accounts > 0);
    app.services.db.close().await;
    Ok(ExitCode::from(u8::from(!good)))
}
