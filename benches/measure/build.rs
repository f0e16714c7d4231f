//! `govcat build`: from nothing, again after nothing changed, again after a word changed; beside a plain copy of
//! the finished tree and a site generator that makes as many pages.
use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use crate::{
    Result, hugo,
    machine::Machine,
    places::{Corpus, Places, all_under, files_under, size_of},
    process::Call,
    suite::{self, Before, Contender, Need, Row},
};

/// Two channels that a table may have.
const WORDS: [&str; 2] = ["政府网站", "政府公报"];

/// Who is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A build where there is none yet, on so many threads.
    First(usize),
    /// A build over the same site.
    Again(usize),
    /// A build after a word of one table changed.
    Changed(usize),
    /// A copy of the site.
    Copy,
    /// A page for each table and each entry, and nothing else.
    Hugo(usize),
}

impl Key {
    /// On how many threads it runs.
    pub(crate) fn threads(self) -> usize {
        match self {
            Self::First(threads)
            | Self::Again(threads)
            | Self::Changed(threads)
            | Self::Hugo(threads) => threads,
            Self::Copy => 1,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First(_) => "**`govcat build`**, first",
            Self::Again(_) => "`govcat build` again, nothing changed",
            Self::Changed(_) => "`govcat build` again, a word of one table changed",
            Self::Copy => "`cp -r` of the finished site",
            Self::Hugo(_) => "Hugo: a bare page for each table and each entry",
        })
    }
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Build {
    /// Agencies.
    pub(crate) agencies: usize,
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

/// Measures building a corpus of agencies that stand alone.
pub(crate) fn build(
    places: &Places,
    corpus: &Corpus,
    name: &str,
    machine: &Machine,
    rounds: usize,
) -> Result<Build> {
    let site = places.scratch.spot(&format!("{name}-site"));
    let copy = places.scratch.spot(&format!("{name}-copy"));
    let workspace = &corpus.folder;
    let table = table(corpus)?;
    let mut contenders = Vec::new();
    let mut add = |key, call, before, need| contenders.push(Contender { key, call, before, need });
    for threads in machine.threads() {
        let call = call(places, workspace, &site.path, threads);
        add(Key::First(threads), call.clone(), Before::Clear(site.clone()), Need::Ours);
        add(Key::Again(threads), call.clone(), Before::Nothing, Need::Ours);
        let edit = Before::Edit(table.clone(), WORDS);
        add(Key::Changed(threads), call, edit, Need::Ours);
    }
    let cp = Call::new(Path::new("cp"), workspace, ["-r"]).with([&site.path, &copy.path]);
    add(Key::Copy, cp, Before::Clear(copy), Need::Theirs);
    let peer = places.scratch.spot(&format!("{name}-hugo"));
    let out = places.scratch.spot(&format!("{name}-hugo-site"));
    hugo::write(corpus, &peer.path)?;
    let call = hugo::call(&peer.path, &out.path);
    add(Key::Hugo(machine.cores), call, Before::Clear(out), Need::Theirs);
    let rows = suite::run(name, contenders, rounds)?;
    let files = all_under(&site.path)?;
    Ok(Build {
        agencies: corpus.written.agencies,
        pages: files_under(&site.path, "html")?.len(),
        tables: corpus.written.files,
        files: files.len(),
        bytes: size_of(&files)?,
        rows,
    })
}

/// A table in the middle of the corpus that has one of the two words.
fn table(corpus: &Corpus) -> Result<PathBuf> {
    let tables = corpus.tables()?;
    let half = tables.len() / 2;
    let has_one = |file: &PathBuf| {
        fs::read_to_string(file).is_ok_and(|text| WORDS.iter().any(|it| text.contains(it)))
    };
    let (before, after) = tables.split_at(half);
    let mut files = after.iter().chain(before).map(|it| corpus.folder.join(it));
    files.find(has_one).ok_or_else(|| "no table has a channel".to_owned())
}

fn call(places: &Places, workspace: &Path, site: &Path, threads: usize) -> Call {
    Call::new(&places.govcat, workspace, ["build", "--quiet", "--threads"])
        .with([&threads.to_string()])
        .with([Path::new("--out"), site])
}
