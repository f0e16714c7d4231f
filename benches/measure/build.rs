//! `govcat build`: a first build, one after which nothing changed, and a plain copy of the finished tree.
use std::{fmt, path::Path};

use crate::{
    Result,
    machine::Machine,
    places::{Places, all_under, files_under, size_of},
    process::Call,
    suite::{self, Contender, Need, Row},
};

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A build where there is none yet, on so many threads.
    First(usize),
    /// A build over the same site.
    Again(usize),
    /// A copy of the site.
    Copy,
}

impl Key {
    /// On how many threads it runs.
    pub(crate) fn threads(self) -> usize {
        match self {
            Self::First(threads) | Self::Again(threads) => threads,
            Self::Copy => 1,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First(_) => "**`govcat build`**, first",
            Self::Again(_) => "`govcat build` again, nothing changed",
            Self::Copy => "`cp -r` of the finished site",
        })
    }
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Build {
    /// HTML pages in the site.
    pub(crate) pages: usize,
    /// Pages that hold a whole table.
    pub(crate) tables: usize,
    /// Files in it.
    pub(crate) files: usize,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// The figures.
    pub(crate) rows: Vec<Row<Key>>,
}

/// Measures building the corpus of agencies that stand alone.
pub(crate) fn build(places: &Places, machine: &Machine, rounds: usize) -> Result<Build> {
    let site = places.scratch.spot("site");
    let copy = places.scratch.spot("copy");
    let mut contenders = Vec::new();
    for threads in machine.threads() {
        for key in [Key::First(threads), Key::Again(threads)] {
            contenders.push(Contender {
                key,
                call: call(places, &site.path, threads),
                clear: matches!(key, Key::First(_)).then(|| site.clone()),
                need: Need::Ours,
            });
        }
    }
    contenders.push(Contender {
        key: Key::Copy,
        call: Call::new(Path::new("cp"), &places.standalone.folder, ["-r"])
            .with([&site.path, &copy.path]),
        clear: Some(copy),
        need: Need::Theirs,
    });
    let rows = suite::run("build", contenders, rounds)?;
    let files = all_under(&site.path)?;
    Ok(Build {
        pages: files_under(&site.path, "html")?.len(),
        tables: places.standalone.written.files,
        files: files.len(),
        bytes: size_of(&files)?,
        rows,
    })
}

fn call(places: &Places, site: &Path, threads: usize) -> Call {
    Call::new(&places.govcat, &places.standalone.folder, ["build", "--quiet", "--threads"])
        .with([&threads.to_string()])
        .with([Path::new("--out"), site])
}
