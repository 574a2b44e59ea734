//! `lachan plan import FILE --committee UNIT`: a plan becomes a draft of that unit's committee.

use std::process::ExitCode;

use access::{Actor, Class};
use anyhow::Context as _;

use crate::cli::ImportArguments;

pub(crate) async fn run(arguments: &ImportArguments) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&arguments.with.config).await?;
    let words = super::words(&app);
    let Some(unit) = organisation::unit(&mut &app.services.db, &arguments.committee).await? else {
        eprintln!("{}", words.of("app-import-no-unit", &arguments.committee));
        return Ok(ExitCode::from(1));
    };
    let bytes = std::fs::read(&arguments.file).with_context(|| arguments.file.display().to_string())?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let actor = console(&unit);
    match plans::import_plan(&app.services, &actor, &name, &bytes).await {
        Ok(plan) => println!("{}", words.of("app-import-done", plan.to_string())),
        Err(error) => {
            eprintln!("{}: {}", name, error.told(&words));
            return Ok(ExitCode::from(1));
        }
    }
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Whoever holds the machine acts as the standing office of the unit named.
fn console(unit: &organisation::Unit) -> Actor {
    Actor {
        account: "console".to_owned(),
        person: "console".to_owned(),
        name: "console".to_owned(),
        unit: unit.code.clone(),
        unit_name: unit.name.clone(),
        ground: unit.ground,
        agency: None,
        roles: vec![organisation::roles::STANDING_OFFICE.to_owned()],
        ceiling: Class::Internal,
    }
}
