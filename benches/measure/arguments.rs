//! The command line.
use std::{ffi::OsString, path::PathBuf};

use govcat::syntax::Reader;

/// The help.
pub(crate) const USAGE: &str = "\
usage: measure [OPTIONS]

Measures govcat and its peers on a generated corpus and writes docs/performance.md.

  --runs N   how many rounds the medians are of (default: 7)
  --in DIR   where the corpora and the sites are written (default: in memory
             where there are 4 GB free, else the system's temporary folder)
  --quick    a fifth of the corpus and 3 rounds; writes nothing
  --check    writes nothing; exit code 1 where a target is missed
  --nation N prints what each command takes for 1, 10, 100, … counties, N at the
             most; the country's 2,843 want some 15 GB of room
  --help     prints this
";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Request {
    /// To print the help.
    Help,
    /// To measure.
    Measure(Measure),
    /// To measure ever more counties, up to so many.
    Nation(usize, Option<PathBuf>),
    /// To be one of the contenders; only the program itself asks for that.
    Bare(Bare),
}

/// How to measure.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// How many rounds.
    pub(crate) rounds: usize,
    /// How many tables the corpus has.
    pub(crate) files: usize,
    /// Where to write.
    pub(crate) inside: Option<PathBuf>,
    /// What becomes of the figures.
    purpose: Purpose,
}

impl Measure {
    /// Whether the figures are written down.
    pub(crate) fn writes(&self) -> bool {
        self.purpose == Purpose::Record
    }
}

/// What becomes of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// They are written down.
    Record,
    /// They are only printed.
    Look,
}

/// The least work on the same bytes, in a process of its own.
#[derive(Debug)]
pub(crate) struct Bare {
    /// What is done.
    pub(crate) work: Work,
    /// The workspace.
    pub(crate) folder: PathBuf,
    /// On how many threads.
    pub(crate) threads: usize,
}

/// The least that a validator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Reads the files.
    Read,
    /// Reads the files and runs the YAML parser over them; its events are thrown away.
    Events,
    /// Reads the files, checks that they are UTF-8, parses and types them, with the place of every value.
    Typed(Reader),
}

impl Work {
    const ALL: [Self; 4] =
        [Self::Read, Self::Events, Self::Typed(Reader::Fast), Self::Typed(Reader::Full)];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "bare-read",
            Self::Events => "bare-events",
            Self::Typed(Reader::Fast) => "bare-typed",
            Self::Typed(Reader::Full) => "bare-typed-full",
        }
    }
}

/// Reads the arguments.
pub(crate) fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Request, String> {
    let mut options = Measure { rounds: 7, files: 500, inside: None, purpose: Purpose::Record };
    let mut nation = None;
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(Request::Help),
            Some("--quick") => {
                options = Measure { rounds: 3, files: 100, purpose: Purpose::Look, ..options };
            }
            Some("--check") => options.purpose = Purpose::Look,
            Some("--in") => {
                options.inside = Some(arguments.next().ok_or("a folder is missing")?.into());
            }
            Some("--runs") => options.rounds = number(arguments.next())?,
            Some("--nation") => nation = Some(number(arguments.next())?),
            name => {
                let work = Work::ALL.into_iter().find(|work| name == Some(work.name()));
                let work = work.ok_or_else(|| format!("there is no option {}", argument.display()));
                return bare(work?, arguments);
            }
        }
    }
    Ok(match nation {
        Some(largest) => Request::Nation(largest, options.inside),
        None => Request::Measure(options),
    })
}

fn bare(work: Work, mut arguments: impl Iterator<Item = OsString>) -> Result<Request, String> {
    let folder = arguments.next().ok_or("a folder is missing")?.into();
    let threads = number(arguments.next())?;
    Ok(Request::Bare(Bare { work, folder, threads }))
}

fn number(value: Option<OsString>) -> Result<usize, String> {
    let value = value.ok_or("a number is missing")?;
    let text = value.to_string_lossy();
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{text} is not a number above zero")),
    }
}
