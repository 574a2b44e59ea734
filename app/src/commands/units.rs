//! `lachan units import FILE` and `lachan units reorganise FILE`: the territory changes. Without `--apply` they only
//! say what would happen. Exit codes: 0 done or shown, 1 it cannot be done, 2 bad use.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use access::Actor;
use clap::{Args, Subcommand};
use i18n::Translator;
use organisation::{Facts, NewUnit, Obstacle, OrganisationError, Preview, Step, UnitList};
use serde::Deserialize;

use crate::{App, FOLLOWERS, cli::WithConfig};

const ANSWER_IS_NO: u8 = 1;
const BAD_USE: u8 = 2;

/// What to do with the territory.
#[derive(Debug, Subcommand)]
pub(crate) enum UnitsCommand {
    /// Compare a list of units with the one in force and, with --apply, put it in force.
    Import(ImportUnits),
    /// Preview a reorganisation written in TOML and, with --apply, put it in force.
    Reorganise(Reorganise),
}

/// Arguments of `lachan units import`.
#[derive(Debug, Args)]
pub(crate) struct ImportUnits {
    #[command(flatten)]
    with: WithConfig,
    /// The list: tab-separated, columns code, level, parent, type, name.
    file: PathBuf,
    /// What went into what: tab-separated, columns `old_code`, `new_code`, share. May be given several times.
    #[arg(long, value_name = "FILE")]
    succession: Vec<PathBuf>,
    /// First day of the list, as 2027-01-01 or 01/01/2027; today where it is not given.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The document that orders it.
    #[arg(long, value_name = "TEXT")]
    citation: Option<String>,
    /// Only say what would change (so it is without --apply too).
    #[arg(long, conflicts_with = "apply")]
    dry_run: bool,
    /// Put the list in force.
    #[arg(long)]
    apply: bool,
}

/// Arguments of `lachan units reorganise`.
#[derive(Debug, Args)]
pub(crate) struct Reorganise {
    #[command(flatten)]
    with: WithConfig,
    /// The plan of steps, in TOML.
    file: PathBuf,
    /// Only say what would change (so it is without --apply too).
    #[arg(long, conflicts_with = "apply")]
    dry_run: bool,
    /// Put the plan in force.
    #[arg(long)]
    apply: bool,
}

/// A plan of steps as its file says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    title: String,
    citation: String,
    effective_on: String,
    step: Vec<StepEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", deny_unknown_fields)]
enum StepEntry {
    Merge {
        #[serde(default)]
        whole: Vec<String>,
        #[serde(default)]
        part: Vec<String>,
        code: String,
        kind: String,
        name: String,
        #[serde(default)]
        parent: String,
    },
    Split {
        from: String,
        code: String,
        kind: String,
        name: String,
        #[serde(default)]
        parent: String,
    },
    Rename {
        code: String,
        kind: String,
        name: String,
    },
    Move {
        code: String,
        parent: String,
    },
}

impl From<StepEntry> for Step {
    fn from(entry: StepEntry) -> Self {
        match entry {
            StepEntry::Merge { whole, part, code, kind, name, parent } => {
                Self::Merge { whole, part, into: NewUnit { code, kind, name, parent } }
            }
            StepEntry::Split { from, code, kind, name, parent } => {
                Self::Split { from, into: NewUnit { code, kind, name, parent } }
            }
            StepEntry::Rename { code, kind, name } => Self::Rename { code, kind, name },
            StepEntry::Move { code, parent } => Self::Move { code, parent },
        }
    }
}

pub(crate) async fn run(command: &UnitsCommand) -> anyhow::Result<ExitCode> {
    match command {
        UnitsCommand::Import(arguments) => import(arguments).await,
        UnitsCommand::Reorganise(arguments) => reorganise(arguments).await,
    }
}

fn refused(code: u8, sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(code)
}

/// A text file, or the sentence to tell.
fn text_of(path: &Path, words: &Translator) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|_| words.of("app-units-no-file", path.display().to_string()))
}

async fn import(arguments: &ImportUnits) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&arguments.with.config).await?;
    let words = super::words(&app);
    let read = || -> Result<(String, Vec<String>), String> {
        let successions = arguments.succession.iter().map(|path| text_of(path, &words)).collect::<Result<_, _>>()?;
        Ok((text_of(&arguments.file, &words)?, successions))
    };
    let (units, successions) = match read() {
        Ok(texts) => texts,
        Err(sentence) => return Ok(refused(BAD_USE, &sentence)),
    };
    let first = match &arguments.as_of {
        None => app.services.context.today(),
        Some(text) => match i18n::parse_date(text) {
            Some(day) => day,
            None => return Ok(refused(BAD_USE, &words.of("app-units-no-date", text))),
        },
    };
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let successions: Vec<&str> = successions.iter().map(String::as_str).collect();
    let list = match UnitList::read(&name, &units, &successions) {
        Ok(list) => list,
        Err(error) => {
            let told = organisation::obstacle_told(&words, &Obstacle::List(error));
            return Ok(refused(ANSWER_IS_NO, &format!("{name}: {told}")));
        }
    };
    let actor = console(&app).await?;
    let citation = arguments.citation.clone().unwrap_or_else(|| name.clone());
    let facts = Facts { title: words.of("app-units-title", &name), citation, effective_on: first };
    let outcome = if arguments.apply {
        organisation::apply_list(&app.services, &actor, &FOLLOWERS, &list, &facts).await
    } else {
        organisation::preview_list(&app.services, &actor, &FOLLOWERS, &list, first).await
    };
    finish(app, &words, outcome, arguments.apply).await
}

async fn reorganise(arguments: &Reorganise) -> anyhow::Result<ExitCode> {
    let (app, _) = super::open(&arguments.with.config).await?;
    let words = super::words(&app);
    let text = match text_of(&arguments.file, &words) {
        Ok(text) => text,
        Err(sentence) => return Ok(refused(BAD_USE, &sentence)),
    };
    let file: PlanFile = match toml::from_str(&text) {
        Ok(file) => file,
        Err(error) => return Ok(refused(ANSWER_IS_NO, &words.of("app-units-no-plan", error.message()))),
    };
    let Some(effective_on) = i18n::parse_date(&file.effective_on) else {
        return Ok(refused(ANSWER_IS_NO, &words.of("app-units-no-date", &file.effective_on)));
    };
    let facts = Facts { title: file.title, citation: file.citation, effective_on };
    let steps: Vec<Step> = file.step.into_iter().map(Step::from).collect();
    let actor = console(&app).await?;
    let outcome = if arguments.apply {
        organisation::apply_steps(&app.services, &actor, &FOLLOWERS, &facts, &steps).await
    } else {
        organisation::preview_facts(&app.services, &actor, &FOLLOWERS, &facts, &steps).await
    };
    finish(app, &words, outcome, arguments.apply).await
}

/// Says what came of it.
async fn finish(
    app: App,
    words: &Translator,
    outcome: Result<Preview, OrganisationError>,
    applied: bool,
) -> anyhow::Result<ExitCode> {
    let preview = match outcome {
        Ok(preview) => preview,
        Err(OrganisationError::Obstacle(obstacle)) => {
            return Ok(refused(ANSWER_IS_NO, &organisation::obstacle_told(words, &obstacle)));
        }
        Err(OrganisationError::Invalid(_)) => return Ok(refused(ANSWER_IS_NO, &words.t("app-units-no-facts"))),
        Err(other) => return Err(other.into()),
    };
    for line in lines(words, &preview) {
        println!("{line}");
    }
    if !preview.strays.is_empty() {
        return Ok(refused(ANSWER_IS_NO, &organisation::obstacle_told(words, &Obstacle::Strays(preview.strays))));
    }
    let same = preview.difference.is_empty() && preview.landings.is_empty();
    eprintln!(
        "{}",
        words.t(match (same, applied) {
            (true, _) => "app-units-same",
            (_, true) => "app-units-applied",
            (_, false) => "app-units-shown",
        })
    );
    app.services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// What differs and what moves, one line each.
fn lines(words: &Translator, preview: &Preview) -> Vec<String> {
    let mut lines = Vec::new();
    let told = &preview.difference;
    lines.extend(told.added.iter().map(|(code, name)| format!("+ {code} {name}")));
    lines.extend(told.removed.iter().map(|(code, name)| format!("- {code} {name}")));
    lines.extend(told.renamed.iter().map(|(code, old, new)| format!("~ {code} {old} → {new}")));
    lines.extend(told.moved.iter().map(|(code, old, new)| format!("> {code}: {old} → {new}")));
    lines.extend(told.relevelled.iter().map(|(code, old, new)| format!("^ {code}: {old} → {new}")));
    let with = |key: &str, what: &str, before: i64, after: i64| {
        words.with(key, &[("x", what.into()), ("n", before.into()), ("m", after.into())])
    };
    for (level, before, after) in &preview.levels {
        lines.push(with("app-units-level", &words.t(&format!("organisation-level-{level}")), *before, *after));
    }
    for tally in &preview.tallies {
        let counts = [("n", tally.before.into()), ("m", tally.after.into()), ("k", tally.moving.into())];
        let what = words.t(tally.key);
        lines.push(words.with("app-units-tally", &[&[("x", what.as_str().into())], &counts[..]].concat()));
    }
    lines.push(with("app-units-agencies", "", preview.agencies_ended, preview.agencies_made));
    lines
}

/// Whoever holds the machine acts as the administrator of the whole tree.
async fn console(app: &App) -> anyhow::Result<Actor> {
    let country = organisation::unit(&mut &app.services.db, organisation::COUNTRY).await?;
    let ground = country.map_or(access::Ground { first: 0, last: 0 }, |unit| unit.ground);
    Ok(Actor {
        account: "console".to_owned(),
        person: "console".to_owned(),
        name: "console".to_owned(),
        unit: organisation::COUNTRY.to_owned(),
        unit_name: organisation::COUNTRY.to_owned(),
        ground,
        agency: None,
        ceiling: access::Class::Internal,
        roles: vec![organisation::roles::ADMIN.to_owned()],
    })
}
