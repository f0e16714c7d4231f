//! `govcat validate` with all rules, against the least that can be done with the same bytes and against its peers.
use std::fmt;

use govcat::syntax::Reader;
use serde_json::Value;

use crate::{
    Result,
    arguments::Work,
    machine::Machine,
    peers::Peer,
    places::{Corpus, Places},
    process::Call,
    suite::{self, Before, Contender, Need, Row},
};

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The least work on the same bytes, on so many threads.
    Bare(Work, usize),
    /// `govcat validate` on so many threads.
    Govcat(usize),
    /// A peer; they all use one thread.
    Peer(Peer),
}

impl Key {
    /// On how many threads it runs.
    pub(crate) fn threads(self) -> usize {
        match self {
            Self::Bare(_, threads) | Self::Govcat(threads) => threads,
            Self::Peer(_) => 1,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare(Work::Read, _) => f.write_str("read the bytes"),
            Self::Bare(Work::Events, _) => f.write_str("parse to YAML events"),
            Self::Bare(Work::Typed(Reader::Fast), _) => {
                f.write_str("read, check UTF-8, parse, type")
            }
            Self::Bare(Work::Typed(Reader::Full), _) => {
                f.write_str("read, check UTF-8, parse, type: `--no-fast-path`")
            }
            Self::Govcat(_) => f.write_str("**`govcat validate`**"),
            Self::Peer(peer) => peer.fmt(f),
        }
    }
}

/// What came of it on one corpus.
#[derive(Debug)]
pub(crate) struct Validation {
    /// The corpus's bytes.
    pub(crate) bytes: u64,
    /// What is in it.
    pub(crate) contents: Contents,
    /// The figures.
    pub(crate) rows: Vec<Row<Key>>,
}

/// What a run says it looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contents {
    /// Agencies.
    pub(crate) agencies: usize,
    /// Tables.
    pub(crate) tables: usize,
    /// Files that were read.
    pub(crate) files: u64,
    /// Entries.
    pub(crate) entries: u64,
    /// Rules that are on.
    pub(crate) rules: u64,
    /// How often a rule looked at something.
    pub(crate) evaluations: u64,
}

/// Measures the agencies that stand alone; the peers can read these.
pub(crate) fn standalone(places: &Places, machine: &Machine, rounds: usize) -> Result<Validation> {
    let corpus = &places.standalone;
    let contents = contents(places, corpus)?;
    let mut contenders = vec![bare(places, corpus, Work::Read, 1)];
    for threads in machine.threads() {
        contenders.push(bare(places, corpus, Work::Events, threads));
    }
    for threads in machine.threads() {
        contenders.push(bare(places, corpus, Work::Typed(Reader::Fast), threads));
    }
    contenders.push(bare(places, corpus, Work::Typed(Reader::Full), 1));
    contenders.extend(govcat(places, corpus, machine));
    let mut missing = Vec::new();
    for peer in Peer::ALL {
        let key = Key::Peer(peer);
        match peer.call(places) {
            Ok(call) => contenders.push(Contender {
                key,
                call,
                before: Before::Nothing,
                need: Need::Theirs,
            }),
            Err(why) => missing.push(Row { key, outcome: Err(why) }),
        }
    }
    let mut rows = suite::run("validate", contenders, rounds)?;
    rows.append(&mut missing);
    Ok(Validation { bytes: corpus.bytes, contents, rows })
}

/// Measures the counties over a national layer. A schema of a table is no use here: overlays leave out
/// what they inherit.
pub(crate) fn layered(places: &Places, machine: &Machine, rounds: usize) -> Result<Validation> {
    let corpus = &places.layered;
    let contents = contents(places, corpus)?;
    let contenders = govcat(places, corpus, machine).collect();
    let rows = suite::run("validate, layered", contenders, rounds)?;
    Ok(Validation { bytes: corpus.bytes, contents, rows })
}

fn bare(places: &Places, corpus: &Corpus, work: Work, threads: usize) -> Contender<Key> {
    let call = Call::new(&places.own, &corpus.folder, [work.name(), ".", &threads.to_string()]);
    Contender { key: Key::Bare(work, threads), call, before: Before::Nothing, need: Need::Ours }
}

fn govcat(
    places: &Places,
    corpus: &Corpus,
    machine: &Machine,
) -> impl Iterator<Item = Contender<Key>> {
    machine.threads().into_iter().map(|threads| Contender {
        key: Key::Govcat(threads),
        call: validate(places, corpus, "concise").with([
            "--quiet",
            "--threads",
            &threads.to_string(),
        ]),
        before: Before::Nothing,
        need: Need::Ours,
    })
}

fn validate(places: &Places, corpus: &Corpus, format: &str) -> Call {
    Call::new(&places.govcat, &corpus.folder, ["validate", "--format", format])
}

/// Lets govcat say what it looks at, and holds that against what was written: figures of a run that
/// skipped something would be worth nothing.
fn contents(places: &Places, corpus: &Corpus) -> Result<Contents> {
    let text = validate(places, corpus, "json").output()?;
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let count = |name: &str| {
        json["summary"][name].as_u64().ok_or_else(|| format!("there is no `{name}` in the summary"))
    };
    let written = &corpus.written;
    let contents = Contents {
        agencies: written.agencies,
        tables: written.files,
        files: count("files")?,
        entries: count("entries")?,
        rules: count("rules")?,
        evaluations: count("evaluations")?,
    };
    let found = count("errors")? + count("warnings")? + count("infos")?;
    if found > 0 {
        return Err(format!("the corpus should be clean, and has {found} findings"));
    }
    if usize::try_from(contents.entries) != Ok(written.entries) {
        let (read, written) = (contents.entries, written.entries);
        return Err(format!("{written} entries were written, and {read} read"));
    }
    Ok(contents)
}
