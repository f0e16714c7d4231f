//! The country, county by county: how time and memory of each command grow with the number of counties.
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Result,
    corpus::{Plan, Shape, ranks::Ranks},
    numbers::{MEGABYTE, amount, float, grouped, megabytes},
    places::{Corpus, registries},
    process::Call,
    say, say_out,
};

/// How many counties, the whole country last.
const SIZES: [usize; 5] = [1, 10, 100, 1_000, 2_843];
/// Sites of more counties than this are not built: they need the room of a disk of their own.
const LARGEST_SITE: usize = 100;
/// How many in a hundred counties have tables of their own.
const ALONE_PERCENT: usize = 90;
/// How many tables differ in the second version of a corpus, one in so many.
const EDITED: usize = 50;

/// What one command took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    seconds: f64,
    peak: Option<u64>,
}

/// Measures all sizes up to `largest` in a folder, and prints them as a table of docs/scale.md.
pub(crate) fn nation(govcat: &Path, inside: &Path, largest: usize) -> Result<()> {
    let commands = ["validate", "gap", "diff", "build"];
    say_out(
        "| counties | agencies | files | entries | MB | validate | gap | diff | build |\n\
         |--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut before: Option<(u64, Vec<Option<Cost>>)> = None;
    for counties in SIZES.into_iter().filter(|it| *it <= largest) {
        let corpus = make(&inside.join("new"), counties)?;
        let old = make(&inside.join("old"), counties)?;
        edit(&old)?;
        let costs: Vec<Option<Cost>> = commands
            .into_iter()
            .map(|command| {
                say(&format!("{counties} counties: {command}"));
                let call = call(govcat, command, inside, &corpus);
                let fits = command != "build" || counties <= LARGEST_SITE;
                fits.then(|| cost(&call, &inside.join("site"))).transpose()
            })
            .collect::<Result<_>>()?;
        let cells: Vec<String> = costs.iter().map(|it| it.map_or_else(String::new, cell)).collect();
        let written = &corpus.written;
        say_out(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            grouped(counties),
            grouped(written.agencies),
            grouped(written.files),
            grouped(written.entries),
            amount(megabytes(corpus.bytes)),
            cells.join(" | "),
        ));
        if let Some((bytes, earlier)) = &before {
            let cells: Vec<String> = earlier
                .iter()
                .zip(&costs)
                .map(|(a, b)| exponents((*bytes, *a), (corpus.bytes, *b)).unwrap_or_default())
                .collect();
            say_out(&format!("| exponents | | | | | {} |\n", cells.join(" | ")));
        }
        before = Some((corpus.bytes, costs));
        for folder in ["new", "old", "site"] {
            clear(&inside.join(folder))?;
        }
    }
    Ok(())
}

fn make(folder: &Path, counties: usize) -> Result<Corpus> {
    let ranks = Ranks { provinces: true, township_percent: 2 };
    let shape = Shape::Layered { counties, alone_percent: ALONE_PERCENT };
    let plan = Plan { shape, ranks, registries: Some(registries()), ..Plan::default() };
    Corpus::of(folder, &plan)
}

/// Changes a word in some of the tables.
fn edit(corpus: &Corpus) -> Result<()> {
    for table in corpus.tables()?.iter().step_by(EDITED) {
        let file = corpus.folder.join(table);
        let failed = |error: std::io::Error| format!("{}: {error}", file.display());
        let text = fs::read_to_string(&file).map_err(failed)?;
        fs::write(&file, text.replacen("20个工作日", "30个工作日", 1)).map_err(failed)?;
    }
    Ok(())
}

fn call(govcat: &Path, command: &str, inside: &Path, corpus: &Corpus) -> Call {
    let at = |name: &str| inside.join(name);
    let paths: Vec<PathBuf> = match command {
        "diff" => vec![at("old"), at("new")],
        "build" => vec!["--out".into(), at("site")],
        _ => Vec::new(),
    };
    let format: &[&str] = match command {
        "build" => &[],
        "validate" => &["--format", "concise"],
        _ => &["--format", "json"],
    };
    Call::new(govcat, &corpus.folder, [command, "--quiet"]).with(format).with(paths).accepting(1)
}

/// One run for memory, which also warms up, and one for time; each builds its site anew.
fn cost(call: &Call, site: &Path) -> Result<Cost> {
    let peak = call.peak()?;
    clear(site)?;
    Ok(Cost { seconds: call.time()?.as_secs_f64(), peak })
}

fn clear(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn cell(cost: Cost) -> String {
    let peak = cost.peak.map_or_else(|| "?".to_owned(), |it| amount(megabytes(it)));
    format!("{:.2} s, {peak} MB", cost.seconds)
}

/// By which power of the bytes time and memory grew.
fn exponents(a: (u64, Option<Cost>), b: (u64, Option<Cost>)) -> Option<String> {
    let (small, large) = (a.1?, b.1?);
    let growth = (megabytes(b.0) / megabytes(a.0)).ln();
    let time = (large.seconds / small.seconds).ln() / growth;
    let memory = |it: Option<u64>| it.map(|it| float(usize::try_from(it).unwrap_or(0)) / MEGABYTE);
    let memory = (memory(large.peak)? / memory(small.peak)?).ln() / growth;
    Some(format!("{time:.2}, {memory:.2}"))
}
