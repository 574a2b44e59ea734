//! The access matrix: every route of both doors, visited as every kind of person, and what is wrong with the answers.
//!
//! The things of one unit (the *owner*) are looked at by its own people, by those of a unit above or below, by those of
//! the unit next door, by somebody without a role and by a stranger. Whatever the rights say, three things hold: a stranger is sent to
//! sign in; who has no right to a thing is told that there is none; and what one may not see leaves no trace – the pages
//! of the commune next door are the same to the letter before and after the owner makes something new.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::{Context as _, Result};
use reqwest::Method;
use web::RouteInfo;

use crate::{Answer, House, Samples, Visitor};

/// How a person stands to the things that are visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Of the unit that owns them: its rights decide.
    Own,
    /// Of a unit above: its rights decide.
    Above,
    /// Of a unit below: its rights decide.
    Below,
    /// Of a unit next door: knows nothing of them.
    Neighbour,
    /// Signed in, without any role.
    NoRole,
    /// Not signed in.
    Stranger,
}

/// One column of the matrix.
#[derive(Debug)]
pub struct Person {
    /// Its heading.
    pub title: &'static str,
    /// How the person stands to the things visited.
    pub stand: Stand,
    /// The browser.
    pub visitor: Visitor,
}

/// What the visits found.
#[derive(Debug, Default)]
pub struct Matrix {
    /// One line a route, for the snapshot.
    pub lines: Vec<String>,
    /// What must not be.
    pub faults: Vec<String>,
}

impl Matrix {
    /// The matrix as it is kept in the repository, under a heading.
    pub fn text(&self, heading: &str, people: &[Person]) -> String {
        let titles: Vec<_> = people.iter().map(|person| person.title).collect();
        format!("## {heading}\nroute | right | {}\n{}\n", titles.join(" | "), self.lines.join("\n"))
    }
}

/// Visits every route of the public door as a stranger.
pub async fn visit_public(house: &House) -> Result<Matrix> {
    let mut matrix = Matrix::default();
    let stranger = Visitor::stranger(&house.public_address)?;
    for route in sorted(&house.public_routes) {
        let answer = ask(&stranger, route.method, &Samples::none().fill(route.path)).await?;
        if answer.status >= 500 {
            matrix.faults.push(format!("{} {} of the public door breaks", route.method, route.path));
        }
        matrix.lines.push(format!("{} {} | {}", route.method, route.path, cell(&answer)));
    }
    Ok(matrix)
}

/// Visits every route of the work door as everybody.
pub async fn visit(house: &House, people: &[Person], samples: &Samples) -> Result<Matrix> {
    let mut matrix = Matrix::default();
    for route in sorted(&house.routes) {
        let path = samples.fill(route.path);
        let mut cells = Vec::new();
        for person in people {
            let answer = ask(&person.visitor, route.method, &path).await?;
            matrix.faults.extend(fault(&route, person, &answer, samples));
            cells.push(cell(&answer));
        }
        let line = format!("{} {} | {} | {}", route.method, route.path, route.right, cells.join(" | "));
        matrix.lines.push(line);
    }
    Ok(matrix)
}

fn sorted(routes: &[RouteInfo]) -> Vec<RouteInfo> {
    let mut sorted = routes.to_vec();
    // Pages before forms, so that what a form changes is seen by no page of this walk.
    sorted.sort_by_key(|route| (route.method, route.path));
    sorted
}

/// A page, or a form with nothing but its token: one without the right is refused before its fields are looked at.
async fn ask(visitor: &Visitor, method: &str, path: &str) -> Result<Answer> {
    if method == "GET" {
        return visitor.page(path).await;
    }
    if path == "/dang-xuat" {
        // Would end the visits.
        return visitor.send(visitor.request(Method::POST, path)).await;
    }
    let token = visitor.some_token().await?;
    visitor.post(path, &[("_token", &token)]).await
}

fn cell(answer: &Answer) -> String {
    match (answer.status, answer.location.as_str()) {
        (303, to) if to.starts_with("/dang-nhap") => "sign in".to_owned(),
        (status, _) => status.to_string(),
    }
}

fn fault(route: &RouteInfo, person: &Person, answer: &Answer, samples: &Samples) -> Option<String> {
    let who = format!("{} {} as {}", route.method, route.path, person.title);
    if answer.status >= 500 {
        return Some(format!("{who} breaks: {}", answer.status));
    }
    if route.right == "public" {
        return None;
    }
    let of_owner = samples.is_of_owner(route.path);
    let is_wrong = match person.stand {
        Stand::Stranger => {
            !(cell(answer) == "sign in" || (route.method == "POST" && [403, 404].contains(&answer.status)))
        }
        Stand::Neighbour => of_owner && answer.status != 404,
        Stand::NoRole => route.right != "signed-in" && answer.status != 404,
        Stand::Own | Stand::Above | Stand::Below => false,
    };
    if is_wrong {
        return Some(format!("{who} answers {}", cell(answer)));
    }
    let hidden = matches!(person.stand, Stand::Neighbour | Stand::NoRole | Stand::Stranger);
    let shown = samples.marks.iter().find(|mark| hidden && answer.text.contains(mark.as_str()));
    shown.map(|mark| format!("{who} shows “{mark}”"))
}

/// Every page and file that names no thing of its own – lists, counts, searches, calendars, exports – as one person
/// sees it.
pub async fn lists(house: &House, visitor: &Visitor) -> Result<BTreeMap<String, String>> {
    let mut seen = BTreeMap::new();
    for route in house.routes.iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
        for query in Samples::SEARCHES {
            let path = format!("{}{query}", route.path);
            let answer = visitor.page(&path).await?;
            seen.insert(path, normal(&answer));
        }
    }
    Ok(seen)
}

/// What stands before the key of a form, which is another with every request.
const KEYS: [&str; 2] = ["name=\"form_key\" value=\"", "name=\"khoa\" value=\""];

/// A line without the values that follow a key.
fn without(line: &str, key: &str) -> String {
    let parts: Vec<_> = line.split(key).collect();
    let kept = parts.iter().enumerate().map(|(place, part)| match place {
        0 => (*part).to_owned(),
        _ => part.split_once('"').map_or_else(String::new, |(_, rest)| rest.to_owned()),
    });
    kept.collect()
}

/// The page without what changes with every request.
fn normal(answer: &Answer) -> String {
    let mut text = format!("{} {}\n", answer.status, answer.location);
    for line in answer.text.lines() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", KEYS.iter().fold(line.to_owned(), |line, key| without(&line, key)));
    }
    text
}

/// What of the lists of somebody who may not see a change has changed all the same.
pub fn traces(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, page) in after {
        let old = before.get(path).map_or("", String::as_str);
        if old != page {
            let differing = old.lines().zip(page.lines()).find(|(old, new)| old != new);
            let (old, new) = differing.unwrap_or(("", "another length"));
            faults.push(format!("{path} shows a trace: {} → {}", cut(old), cut(new)));
        }
    }
    faults
}

fn cut(line: &str) -> String {
    line.trim().chars().take(160).collect()
}

/// Compares the text with the file in the repository; with `LACHAN_BLESS=1` it writes the file instead.
pub fn compare(text: &str, file: &std::path::Path) -> Result<()> {
    if std::env::var_os("LACHAN_BLESS").is_some() {
        return Ok(std::fs::write(file, text)?);
    }
    let kept = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let differing: Vec<String> = kept
        .lines()
        .filter(|line| !text.lines().any(|new| new == *line))
        .map(|line| format!("- {line}"))
        .chain(text.lines().filter(|line| !kept.lines().any(|old| old == *line)).map(|line| format!("+ {line}")))
        .collect();
    anyhow::ensure!(
        differing.is_empty(),
        "the access matrix has changed; look at each line, then keep it with LACHAN_BLESS=1:\n{}",
        differing.join("\n")
    );
    Ok(())
}
