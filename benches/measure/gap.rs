//! `govcat gap` against `govcat validate` on the same files: counties with known gaps over a national layer.
use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

use crate::{
    Result,
    machine::Machine,
    places::{Corpus, Places},
    process::Call,
    suite::{self, Before, Contender, Need, Row, find},
};

/// The exit code of `govcat validate` where it finds something, as it does where gaps are planted.
const FINDINGS: i32 = 1;

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// `govcat validate` on so many threads.
    Validate(usize),
    /// `govcat gap` on so many threads, in one of its formats.
    Gap(&'static str, usize),
}

impl Key {
    /// On how many threads it runs.
    pub(crate) fn threads(self) -> usize {
        match self {
            Self::Validate(threads) | Self::Gap(_, threads) => threads,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Validate(_) => f.write_str("`govcat validate`"),
            Self::Gap(format, _) => write!(f, "**`govcat gap --format {format}`**"),
        }
    }
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// The agencies that are compared with the layer below.
    pub(crate) agencies: usize,
    /// Tables in the corpus.
    pub(crate) tables: usize,
    /// Entries in the corpus.
    pub(crate) entries: usize,
    /// The corpus's bytes.
    pub(crate) bytes: u64,
    /// Entries of the standard, each counted once for every agency that it is held against.
    pub(crate) compared: usize,
    /// How many of these are anything but met.
    pub(crate) unmet: usize,
    /// The bytes of the report.
    pub(crate) report: u64,
    /// The figures.
    pub(crate) rows: Vec<Row<Key>>,
}

impl Comparison {
    /// How many times as long as `govcat validate` it takes on each number of threads.
    pub(crate) fn ratios(&self, wanted: &str) -> impl Iterator<Item = (usize, f64)> {
        self.rows.iter().filter_map(move |row| match row.key {
            Key::Gap(format, threads) if format == wanted => {
                let validate = find(&self.rows, Key::Validate(threads))?;
                Some((threads, row.outcome.as_ref().ok()?.seconds() / validate.seconds()))
            }
            Key::Gap(..) | Key::Validate(_) => None,
        })
    }
}

/// The part of a report that is held against what was planted.
#[derive(Debug, Deserialize)]
struct Report {
    agencies: Vec<Agency>,
}

#[derive(Debug, Deserialize)]
struct Agency {
    counts: BTreeMap<String, usize>,
}

/// Measures the counties with gaps.
pub(crate) fn gap(places: &Places, machine: &Machine, rounds: usize) -> Result<Comparison> {
    let corpus = &places.gaps;
    let text = gap_call(places, corpus, "json").output()?;
    let report: Report = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let size = text.len() as u64;
    drop(text);
    let counts = counts(&report);
    check(corpus, &counts)?;
    let mut contenders = Vec::new();
    for threads in machine.threads() {
        for key in [Key::Validate(threads), Key::Gap("text", threads), Key::Gap("json", threads)] {
            let call = match key {
                Key::Validate(_) => validate_call(places, corpus),
                Key::Gap(format, _) => gap_call(places, corpus, format),
            };
            let call = call.with(["--threads", &threads.to_string()]);
            contenders.push(Contender { key, call, before: Before::Nothing, need: Need::Ours });
        }
    }
    let compared = counts.values().sum();
    Ok(Comparison {
        agencies: report.agencies.len(),
        tables: corpus.written.files,
        entries: corpus.written.entries,
        bytes: corpus.bytes,
        compared,
        unmet: compared - counts.get("met").copied().unwrap_or_default(),
        report: size,
        rows: suite::run("gap", contenders, rounds)?,
    })
}

fn validate_call(places: &Places, corpus: &Corpus) -> Call {
    let arguments = ["validate", "--format", "concise", "--quiet"];
    Call::new(&places.govcat, &corpus.folder, arguments).accepting(FINDINGS)
}

fn gap_call(places: &Places, corpus: &Corpus, format: &str) -> Call {
    Call::new(&places.govcat, &corpus.folder, ["gap", "--format", format, "--quiet"])
}

/// How many entries of all agencies are in each state.
fn counts(report: &Report) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (state, count) in report.agencies.iter().flat_map(|it| &it.counts) {
        *counts.entry(state.as_str()).or_default() += count;
    }
    counts
}

/// Holds what is reported against what was planted: figures of a run that overlooked gaps would be
/// worth nothing.
fn check(corpus: &Corpus, counts: &BTreeMap<&str, usize>) -> Result<()> {
    let mut planted: BTreeMap<&str, usize> = BTreeMap::new();
    // An entry that the standard does not have is in no state, and met is whatever has no gap.
    for gap in corpus.written.gaps.iter().filter(|it| !["extra", "met"].contains(&it.state)) {
        *planted.entry(gap.state).or_default() += 1;
    }
    let mut reported = counts.clone();
    reported.retain(|state, count| *state != "met" && *count > 0);
    if reported != planted {
        return Err(format!("the planted gaps are {planted:?}, and reported are {reported:?}"));
    }
    Ok(())
}
