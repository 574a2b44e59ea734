//! `lachan plan read FILE...`: what a plan obliges whom to do, without a database.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use i18n::{Arg, Catalogue, Lang, Messages, Translator};
use plandoc::plan::{Note, Plan};
use plandoc::source::{self, Limits};
use serde::Serialize;

/// The words of this command.
const MESSAGES: Messages = Messages {
    room: "plan read",
    vi: include_str!("../../messages/plan_read.vi.ftl"),
    en: include_str!("../../messages/plan_read.en.ftl"),
};
const DONE: u8 = 0;
const ANSWER_IS_NO: u8 = 1;
const BAD_USE: u8 = 2;

/// Arguments of `lachan plan read`.
#[derive(Debug, Args)]
pub(crate) struct PlanRead {
    /// Plans to read: txt, md, docx or pdf.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object (`lachan.plan/1`) per file, one per line.
    #[arg(long)]
    json: bool,
    /// Write the normalised text, to which all spans refer, to this file.
    #[arg(long, value_name = "FILE")]
    normalised: Option<PathBuf>,
}

/// Reads every file; one sentence on standard error for each that cannot be read.
///
/// # Errors
/// Only if the output itself cannot be written.
pub(crate) fn run(args: &PlanRead) -> anyhow::Result<ExitCode> {
    let words = Translator::new(Arc::new(Catalogue::new(&[MESSAGES])?), Lang::Vi);
    let mut errors = std::io::stderr().lock();
    if args.normalised.is_some() && args.files.len() > 1 {
        writeln!(errors, "{}", words.t("plan-read-one-file-only"))?;
        return Ok(ExitCode::from(BAD_USE));
    }
    let mut out = std::io::stdout().lock();
    let mut code = DONE;
    for path in &args.files {
        match read(path, args.normalised.as_deref(), &words) {
            Ok(reading) if args.json => writeln!(out, "{}", serde_json::to_string(&reading)?)?,
            Ok(reading) => write!(out, "{}", summary(&reading, &words))?,
            Err(sentence) => {
                writeln!(errors, "{}: {sentence}", path.display())?;
                code = ANSWER_IS_NO;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::from(code))
}

/// A plan, and how its text was won.
#[derive(Debug, Serialize)]
struct Reading {
    #[serde(flatten)]
    plan: Plan,
    source: Origin,
}

#[derive(Debug, Serialize)]
struct Origin {
    format: &'static str,
    pages: Option<u32>,
    ocr: bool,
}

/// Reads one file, or says in one sentence why not.
fn read(path: &Path, normalised: Option<&Path>, words: &Translator) -> Result<Reading, String> {
    let name = path.to_string_lossy();
    let bytes = bytes_of(path, words)?;
    let text = source::read(&name, &bytes, &Limits::default()).map_err(|error| error.message_vi())?;
    let normal = plandoc::normalise(&text.text);
    let plan = plandoc::read_normalised(&name, &normal);
    if let Some(target) = normalised {
        std::fs::write(target, &normal.text).map_err(|_| words.t("plan-read-cannot-write"))?;
    }
    plan.looks_like_plan().map_err(|reason| reason.message_vi().to_owned())?;
    let source = Origin { format: text.format.key(), pages: text.pages, ocr: text.ocr };
    Ok(Reading { plan, source })
}

/// The bytes of a file, one more than the limit at most: enough for the reader to refuse it.
fn bytes_of(path: &Path, words: &Translator) -> Result<Vec<u8>, String> {
    use std::io::Read as _;
    let cannot_open = |_| words.t("plan-read-cannot-open");
    let limit = u64::try_from(Limits::default().max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(cannot_open)?.take(limit).read_to_end(&mut bytes).map_err(cannot_open)?;
    Ok(bytes)
}

/// What a person wants to know at first sight.
fn summary(reading: &Reading, words: &Translator) -> String {
    let Reading { plan, source } = reading;
    let mut lines = vec![plan.file.clone(), format!("  {}", document_line(plan, words))];
    let named = [("plan-read-issuer", &plan.document.issuer), ("plan-read-title", &plan.document.title)];
    lines.extend(named.into_iter().filter_map(|(key, value)| Some(format!("  {}", words.of(key, value.as_deref()?)))));
    if source.ocr {
        lines.push(format!("  {}", words.t("plan-read-ocr")));
    }
    lines.push(format!("  {}", counts(plan, words)));
    lines.extend(leads(plan, words));
    let dated = plan.tasks.iter().filter(|task| task.due.is_some()).count();
    lines.push(format!("  {}", words.of("plan-read-dated", dated)));
    if !plan.notes.is_empty() {
        lines.push(format!("  {}", words.t("plan-read-notes")));
        lines.extend(plan.notes.iter().map(|note| format!("    {}", note_line(note, words))));
    }
    lines.join("\n") + "\n"
}

fn document_line(plan: &Plan, words: &Translator) -> String {
    let document = &plan.document;
    let number = match (&document.number, &document.symbol) {
        (Some(number), Some(symbol)) => format!("{number}/{symbol}"),
        (Some(number), None) => number.clone(),
        (None, _) => "none".to_owned(),
    };
    let kind = document.type_name.as_deref().unwrap_or_default();
    words.with("plan-read-document", &[("type", kind.into()), ("number", number.into())])
}

fn counts(plan: &Plan, words: &Translator) -> String {
    let counted: [(&str, Arg<'_>); 5] = [
        ("sections", plan.sections.len().into()),
        ("tasks", plan.tasks.len().into()),
        ("targets", plan.targets.len().into()),
        ("reports", plan.reports.len().into()),
        ("campaigns", plan.campaigns.len().into()),
    ];
    words.with("plan-read-counts", &counted)
}

fn note_line(note: &Note, words: &Translator) -> String {
    let text = if note.text.is_empty() { "none" } else { &note.text };
    words.with("plan-read-note", &[("kind", note.kind.as_str().into()), ("text", text.into())])
}

/// How many tasks each agency leads, most first.
fn leads(plan: &Plan, words: &Translator) -> Vec<String> {
    let nobody = words.t("plan-read-no-lead");
    let mut tasks: BTreeMap<&str, usize> = BTreeMap::new();
    for task in &plan.tasks {
        if task.lead.is_empty() {
            *tasks.entry(&nobody).or_default() += 1;
        }
        for agency in &task.lead {
            *tasks.entry(agency).or_default() += 1;
        }
    }
    if tasks.is_empty() {
        return Vec::new();
    }
    let mut sorted: Vec<_> = tasks.into_iter().collect();
    sorted.sort_by_key(|(agency, count)| (std::cmp::Reverse(*count), *agency));
    let line = |(agency, count): (&str, usize)| {
        format!("    {}", words.with("plan-read-lead", &[("agency", agency.into()), ("n", count.into())]))
    };
    std::iter::once(format!("  {}", words.t("plan-read-leads"))).chain(sorted.into_iter().map(line)).collect()
}
