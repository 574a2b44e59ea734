//! `lachan user`: accounts at the terminal of the machine.

use std::process::ExitCode;

use sign_in::terminal::{self, NewOfficer};

use crate::cli::{UserAddArguments, UserCommand, UserNamed, WithConfig};

pub(crate) async fn run(command: &UserCommand) -> anyhow::Result<ExitCode> {
    match command {
        UserCommand::List(with) => list(with).await,
        UserCommand::Add(arguments) => add(arguments).await,
        UserCommand::Invite(named) => invite(named).await,
        UserCommand::Disable(named) => disable(named).await,
    }
}

async fn list(with: &WithConfig) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&with.config).await?;
    let words = super::words(&app);
    let accounts = terminal::list(&app.services).await?;
    if accounts.is_empty() {
        println!("{}", words.t("app-user-none"));
    }
    for one in accounts {
        let state = words.t(&format!("app-user-state-{}", one.state));
        println!("{}\t{}\t{}\t{}\t{state}", one.login, one.name, one.unit, one.roles.join(","));
    }
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn add(arguments: &UserAddArguments) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&arguments.with.config).await?;
    let new = NewOfficer {
        login: &arguments.login,
        name: &arguments.name,
        unit: &arguments.unit,
        agency: &arguments.agency,
        post: &arguments.post,
        roles: &arguments.roles,
    };
    let code = terminal::add(&app.services, &new).await?;
    println!("{}\n  {code}", super::words(&app).of("app-user-added", arguments.login.as_str()));
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn invite(named: &UserNamed) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&named.with.config).await?;
    let words = super::words(&app);
    match terminal::invite(&app.services, &named.login).await? {
        Some(code) => println!("{}\n  {code}", words.of("app-user-invited", named.login.as_str())),
        None => println!("{}", words.of("app-user-waits", named.login.as_str())),
    }
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn disable(named: &UserNamed) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&named.with.config).await?;
    terminal::disable(&app.services, &named.login).await?;
    println!("{}", super::words(&app).of("app-user-disabled", named.login.as_str()));
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}
