//! `lachan demo`: invented data on this machine only.

use std::{net::SocketAddr, process::ExitCode};

use anyhow::Context as _;
use audit::Sequencer;
use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};
use base::{Context, Secrets};
use db::{Db, DbUrl, Options};
use public_site::Recordings;
use web::Site;

use crate::{DEMO_PASSWORD, DEMO_RECEIPT, Installation, assemble, cli::DemoArguments, demo, fill_demo, keys, serving};

pub(crate) async fn run(arguments: DemoArguments) -> anyhow::Result<ExitCode> {
    serving::start_logging();
    let listener = serving::listen(SocketAddr::from(([127, 0, 0, 1], arguments.port))).await?;
    let public_port = arguments.port.checked_add(1).context("the public door needs the port above")?;
    let public_listener = serving::listen(SocketAddr::from(([127, 0, 0, 1], public_port))).await?;
    let url = match &arguments.data {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            DbUrl::SqliteFile(folder.join("lachan-demo.db"))
        }
        None => DbUrl::SqliteTemporary,
    };
    let db = Db::open(&url, Options::default()).await?;
    let context = Context::system();
    let (secrets, key) = match arguments.data.as_ref().map(|folder| folder.join("keys")) {
        Some(keys) => (keys::read_or_make_root(&keys, &context)?, keys::read_or_make_log(&keys, &context)?),
        None => (Secrets::generate(&context), keys::draw_log(&context)?),
    };
    // A passkey belongs to a name, and this machine's is localhost.
    let origin = Some(format!("http://localhost:{}", arguments.port));
    // Played: nothing leaves this machine.
    let zalo = Some(tips::Zalo::simulated(&context.new_uuid().to_string()));
    let (site, guard) = (Site::sample(), guard::Rules::default());
    let recordings = arguments.recordings.as_deref().map(Recordings::read).transpose()?.unwrap_or_default();
    let installation = Installation {
        secrets,
        secure_cookies: false,
        site,
        guard,
        origin,
        provider: None,
        zalo,
        receipts_ready: arguments.receipts,
        recordings,
    };
    let app = assemble(db, context, installation).await?;
    let words = super::words(&app);
    let accounts = fill_demo(&app.services).await?;
    if arguments.national {
        demo::fill_national(&app.services).await?;
    }
    println!("{}", words.with("app-demo-ready", &[("address", format!("http://127.0.0.1:{}", arguments.port).into())]));
    println!("{}", words.with("app-demo-public", &[("address", format!("http://127.0.0.1:{public_port}").into())]));
    println!("{}", words.with("app-demo-accounts", &[("password", DEMO_PASSWORD.into())]));
    for account in accounts {
        println!("  {:<14} {} – {}", account.login, account.name, account.post);
    }
    println!("{}", words.t("app-demo-first"));
    println!("{}", words.with("app-demo-tips", &[("receipt", DEMO_RECEIPT.into())]));
    let jobs = app.start_jobs();
    let log = Sequencer::new(app.services.db.clone(), app.services.context.clone(), key).start();
    let router = app.router.layer(middleware::from_fn(only_this_machine));
    let public_router = app.public_router.layer(middleware::from_fn(only_this_machine));
    tokio::try_join!(serving::serve(listener, router), serving::serve_public(public_listener, public_router))?;
    jobs.stop().await;
    log.stop().await;
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Known passwords stand in the help text: no other host name may reach them, not even by a
/// name that a stranger points at 127.0.0.1.
async fn only_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if web::trusted_host(host) { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
}
