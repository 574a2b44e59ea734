//! `lachan check`: can this installation work? One line a question, in plain Vietnamese.

use std::{path::Path, process::ExitCode};

use administration::Standing;
use i18n::Translator;

use crate::App;

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
    good &= tell_parameters(&app, &words).await?;
    app.services.db.close().await;
    Ok(ExitCode::from(u8::from(!good)))
}

/// The parameters of protection as the administrator's page shows them; `false` where one fails.
async fn tell_parameters(app: &App, words: &Translator) -> anyhow::Result<bool> {
    println!("{}", words.t("adm-system-title"));
    let findings = administration::report(&app.services).await?;
    for finding in &findings {
        let value = match &finding.value {
            Some(value) if app.services.catalogue.has(value) => words.t(value),
            Some(value) => value.clone(),
            None => "–".to_owned(),
        };
        let mark = match finding.standing {
            Standing::Holds => "✓",
            Standing::Fails => "✗",
            Standing::ByPeople | Standing::Unknown => "–",
        };
        println!(
            "{mark} {} · {} · {} · {}",
            words.t(&format!("adm-param-{}", finding.parameter)),
            words.t(&format!("adm-standing-{}", finding.standing.key())),
            words.of("adm-is", value),
            words.of("adm-wanted", words.t(&format!("adm-wanted-{}", finding.parameter))),
        );
    }
    Ok(findings.iter().all(|finding| finding.standing != Standing::Fails))
}
