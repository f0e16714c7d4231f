//! `govcat diff` of two versions with known edits between them, against one `govcat validate`, and beside
//! `git diff --no-index`.
use std::{collections::BTreeMap, fmt, path::Path};

use serde::Deserialize;

use crate::{
    Result,
    corpus::Versions,
    machine::Machine,
    places::Places,
    process::Call,
    suite::{self, Before, Contender, Need, Row, find},
};

/// The exit code of both where they find differences.
const DIFFERENT: i32 = 1;

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// `govcat validate` of the old version on so many threads.
    Validate(usize),
    /// `govcat diff` on so many threads.
    Diff(usize),
    /// `git diff --no-index`.
    Git,
}

impl Key {
    /// On how many threads it runs.
    pub(crate) fn threads(self) -> usize {
        match self {
            Self::Validate(threads) | Self::Diff(threads) => threads,
            Self::Git => 1,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Validate(_) => "`govcat validate` of one version",
            Self::Diff(_) => "**`govcat diff --format json`**",
            Self::Git => "`git diff --no-index`",
        })
    }
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Difference {
    /// Tables in each version.
    pub(crate) tables: usize,
    /// Entries in the old version.
    pub(crate) entries: usize,
    /// Planted edits.
    pub(crate) edits: usize,
    /// What `govcat diff` says, by direction.
    pub(crate) changes: BTreeMap<String, usize>,
    /// Lines that `git diff` says were added, and taken away; nothing where there is no git.
    pub(crate) lines: Option<[usize; 2]>,
    /// The figures.
    pub(crate) rows: Vec<Row<Key>>,
}

impl Difference {
    /// How many times as long as one `govcat validate` it takes on each number of threads.
    pub(crate) fn ratios(&self) -> impl Iterator<Item = (usize, f64)> {
        self.rows.iter().filter_map(|row| match row.key {
            Key::Diff(threads) => {
                let validate = find(&self.rows, Key::Validate(threads))?;
                Some((threads, row.outcome.as_ref().ok()?.seconds() / validate.seconds()))
            }
            Key::Validate(_) | Key::Git => None,
        })
    }
}

/// The part of a report that is held against what was planted.
#[derive(Debug, Deserialize)]
struct Report {
    summary: BTreeMap<String, usize>,
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
struct Change {
    agency: Option<String>,
    domain: Option<String>,
    entry: Option<String>,
    action: String,
    field: Option<String>,
    direction: String,
}

/// Measures two versions.
pub(crate) fn diff(places: &Places, machine: &Machine, rounds: usize) -> Result<Difference> {
    let text = diff_call(places).output()?;
    let report: Report = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    check(&report, &places.versions)?;
    let git = Call::new(Path::new("git"), &places.versions_folder, GIT).accepting(DIFFERENT);
    let mut contenders = Vec::new();
    for threads in machine.threads() {
        for key in [Key::Validate(threads), Key::Diff(threads)] {
            let call = match key {
                Key::Diff(_) => diff_call(places),
                _ => validate_call(places),
            };
            let call = call.with(["--threads", &threads.to_string()]);
            contenders.push(Contender { key, call, before: Before::Nothing, need: Need::Ours });
        }
    }
    let lines = git.clone().with(["--numstat", "old", "new"]).output().ok().map(|it| lines(&it));
    let call = git.with(["old", "new"]);
    contenders.push(Contender { key: Key::Git, call, before: Before::Nothing, need: Need::Theirs });
    Ok(Difference {
        tables: places.versions.old.files,
        entries: places.versions.old.entries,
        edits: places.versions.edits,
        changes: report.summary,
        lines,
        rows: suite::run("diff", contenders, rounds)?,
    })
}

const GIT: [&str; 2] = ["diff", "--no-index"];

fn validate_call(places: &Places) -> Call {
    let arguments = ["validate", "--workspace", "old", "--format", "concise", "--quiet"];
    Call::new(&places.govcat, &places.versions_folder, arguments)
}

fn diff_call(places: &Places) -> Call {
    let arguments = ["diff", "old", "new", "--format", "json", "--quiet"];
    Call::new(&places.govcat, &places.versions_folder, arguments).accepting(DIFFERENT)
}

/// The sums of the columns of `--numstat`.
fn lines(table: &str) -> [usize; 2] {
    let column = |at: usize| {
        let cells =
            table.lines().filter_map(|line| line.split('\t').nth(at)?.parse::<usize>().ok());
        cells.sum()
    };
    [column(0), column(1)]
}

/// Holds what is reported against what was planted.
fn check(report: &Report, versions: &Versions) -> Result<()> {
    let row = |parts: [&str; 6]| parts.join(" ");
    let or_dash = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
    let mut planted: Vec<String> = versions
        .changes
        .iter()
        .map(|it| {
            let field = it.effect.field.unwrap_or("-");
            let (action, direction) = (it.effect.action, it.effect.direction);
            row([&it.agency, it.domain, &it.effect.entry, action, field, direction])
        })
        .collect();
    let mut reported: Vec<String> = report
        .changes
        .iter()
        .map(|it| {
            let [agency, domain, entry, field] =
                [&it.agency, &it.domain, &it.entry, &it.field].map(or_dash);
            row([&agency, &domain, &entry, &it.action, &field, &it.direction])
        })
        .collect();
    planted.sort();
    reported.sort();
    if planted != reported {
        let (planted, reported) = (planted.len(), reported.len());
        return Err(format!("{planted} changes were planted; {reported} reported ones differ"));
    }
    Ok(())
}
