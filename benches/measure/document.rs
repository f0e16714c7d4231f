//! `docs/performance.md`: written anew by each run, but for the part between two marks that people write.
use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    Result,
    build::{self, Build},
    diff::{self, Difference},
    figures::Figures,
    gap::{self, Comparison},
    import::{Import, ROWS},
    numbers::{amount, float, grouped, megabytes, milliseconds},
    peers::Peer,
    suite::{Measured, find},
    targets::Target,
    validate::{Key, Validation},
};

/// The document, from the package's folder.
pub(crate) const PATH: &str = "docs/performance.md";

const BEGIN: &str = "<!-- written by hand: begin -->";
const END: &str = "<!-- written by hand: end -->";

/// What stands between the marks of a new document.
const NOTHING_YET: &str = "\n\n## What the numbers mean\n\n(Nobody has written it yet.)\n\n";

/// A document's hand-written part.
#[derive(Debug)]
pub(crate) struct ByHand(String);

/// Reads the hand-written part before hours are spent on measuring: without marks nothing is overwritten.
pub(crate) fn read() -> Result<ByHand> {
    let text = match fs::read_to_string(path()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(ByHand(NOTHING_YET.into()));
        }
        Err(error) => return Err(format!("{PATH}: {error}")),
        Ok(text) => text,
    };
    let part = text.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
    let (part, _) = part.ok_or_else(|| format!("{PATH} has no `{BEGIN}` … `{END}`"))?;
    Ok(ByHand(part.to_owned()))
}

/// Writes the document.
pub(crate) fn write(by_hand: &ByHand, generated: &str) -> Result<()> {
    let text = format!("{generated}\n{BEGIN}{}{END}\n", by_hand.0);
    let path = path();
    let folder = path.parent().unwrap_or(&path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    written.map_err(|error| format!("{PATH}: {error}"))
}

/// The part that the program writes.
pub(crate) fn generated(figures: &Figures, targets: &[Target]) -> String {
    let mut text = String::from(
        "# Performance\n\n\
         Written by `make bench`, all but the last part. Times are wall time of whole processes, from start \
         to end, with files in the page cache: medians, and in brackets the shortest and the longest. MB are \
         1,000,000 bytes.\n\n",
    );
    machine(&mut text, figures);
    corpora(&mut text, figures);
    reached(&mut text, targets);
    text.push_str("## Validate\n\nAgencies that stand alone.\n\n");
    validation(&mut text, &figures.standalone);
    leaves_out(&mut text, &figures.standalone);
    text.push_str(
        "Counties over a national layer; a schema of a table cannot be held against overlays.\n\n",
    );
    validation(&mut text, &figures.layered);
    comparison(&mut text, &figures.gap);
    difference(&mut text, &figures.diff);
    workbook(&mut text, &figures.import);
    text.push_str("## Build\n\n");
    site(&mut text, &figures.build);
    site(&mut text, &figures.build_few);
    commands(&mut text);
    text
}

fn machine(text: &mut String, figures: &Figures) {
    let it = &figures.machine;
    let rounds = figures.options.rounds;
    let rows = [
        ("Processor", format!("{}, {} cores", it.processor, it.cores)),
        ("Memory", it.memory.clone()),
        ("System", it.system.clone()),
        ("File system", figures.file_system.clone().unwrap_or_else(|| "unknown".to_owned())),
        ("Load before", it.load.clone()),
        ("Compiler", it.compiler.clone()),
        ("Program", figures.version.clone()),
        ("Rounds", rounds.to_string()),
    ];
    text.push_str("## The machine\n\n| | |\n|---|---|\n");
    for (name, value) in rows {
        line(text, format_args!("| {name} | {value} |"));
    }
    text.push('\n');
}

fn corpora(text: &mut String, figures: &Figures) {
    text.push_str(
        "## The corpus\n\n\
         Generated (`cargo run --release --example corpus -- --help`), without defects: Chinese tables as \
         people type them, eight elements and more in each entry, in several styles of YAML.\n\n\
         | | agencies | tables | files | entries | MB | rules | evaluations |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let corpora = [("stand alone", &figures.standalone), ("layered", &figures.layered)];
    for (name, Validation { bytes, contents: it, .. }) in corpora {
        let megabytes = megabytes(*bytes);
        let counts = [it.agencies, it.tables].map(grouped).join(" | ");
        let read = [it.files, it.entries].map(grouped).join(" | ");
        let rules = [it.rules, it.evaluations].map(grouped).join(" | ");
        line(text, format_args!("| {name} | {counts} | {read} | {megabytes:.1} | {rules} |"));
    }
    text.push('\n');
}

fn reached(text: &mut String, targets: &[Target]) {
    text.push_str("## Targets\n\n| | to reach | reached | |\n|---|---|---|---|\n");
    for Target { what, goal, reached } in targets {
        let (reached, word) = match reached {
            Some((reached, true)) => (reached.as_str(), "yes"),
            Some((reached, false)) => (reached.as_str(), "**no**"),
            None => ("not measured", ""),
        };
        line(text, format_args!("| {what} | {goal} | {reached} | {word} |"));
    }
    text.push('\n');
}

fn validation(text: &mut String, validation: &Validation) {
    let all = validation.rows.iter().rev().find_map(|row| match row.key {
        Key::Govcat(threads) => Some(threads),
        _ => None,
    });
    let ours = all.and_then(|threads| find(&validation.rows, Key::Govcat(threads)));
    line(
        text,
        format_args!(
            "| | threads | ms | MB/s | peak MB | time against govcat on {} |",
            all.unwrap_or(1)
        ),
    );
    text.push_str("|---|--:|--:|--:|--:|--:|\n");
    for row in &validation.rows {
        let (key, threads) = (row.key, row.key.threads());
        match &row.outcome {
            Ok(it) => {
                let rate = amount(megabytes(validation.bytes) / it.seconds());
                let (time, peak, ratio) = (time(it), peak(it), ratio(it, ours));
                line(
                    text,
                    format_args!("| {key} | {threads} | {time} | {rate} | {peak} | {ratio} |"),
                );
            }
            Err(why) => line(text, format_args!("| {key} | | | | | {why} |")),
        }
    }
    text.push('\n');
}

fn leaves_out(text: &mut String, validation: &Validation) {
    text.push_str("What the peers leave out of what `govcat validate` does:\n\n");
    for row in &validation.rows {
        if let (Key::Peer(peer), Ok(_)) = (row.key, &row.outcome) {
            let version = peer.version().unwrap_or_else(|| "unknown".to_owned());
            line(text, format_args!("- {peer}, version {version}: {};", peer.leaves_out()));
        }
    }
    text.push_str(
        "- all of them: a vocabulary with synonyms, layers, suppressions, and words that a clerk understands.\n\n",
    );
}

fn comparison(text: &mut String, comparison: &Comparison) {
    let Comparison { agencies, tables, entries, bytes, compared, unmet, report, rows } = comparison;
    line(
        text,
        format_args!(
            "## Gap\n\n\
             {} counties over a national layer, a part of them with tables of their own ({} tables, {} entries, \
             {} MB): {} entries are compared with the standard, {} of them have planted gaps, and the report \
             as JSON has {} MB. `govcat validate` reads the same files; both throw their output away.\n",
            grouped(*agencies),
            grouped(*tables),
            grouped(*entries),
            amount(megabytes(*bytes)),
            grouped(*compared),
            grouped(*unmet),
            amount(megabytes(*report)),
        ),
    );
    text.push_str(
        "| | threads | ms | entries compared/s | peak MB | time against validate |\n\
         |---|--:|--:|--:|--:|--:|\n",
    );
    for row in rows {
        let (key, threads) = (row.key, row.key.threads());
        match &row.outcome {
            Ok(it) => {
                let rate = match key {
                    gap::Key::Gap(..) => amount(float(*compared) / it.seconds()),
                    gap::Key::Validate(_) => String::new(),
                };
                let validate = find(rows, gap::Key::Validate(threads));
                let (time, peak, ratio) = (time(it), peak(it), ratio(it, validate));
                line(
                    text,
                    format_args!("| {key} | {threads} | {time} | {rate} | {peak} | {ratio} |"),
                );
            }
            Err(why) => line(text, format_args!("| {key} | | | | | {why} |")),
        }
    }
    text.push('\n');
}

fn difference(text: &mut String, difference: &Difference) {
    let Difference { tables, entries, edits, changes, lines, rows } = difference;
    line(
        text,
        format_args!(
            "## Diff\n\n\
             Two versions of agencies that stand alone ({} tables, {} entries), {} planted edits between them; every \
             other file was also written anew in another style, and some edits only put entries in another order.\n",
            grouped(*tables),
            grouped(*entries),
            grouped(*edits),
        ),
    );
    let said: Vec<_> = changes
        .iter()
        .map(|(direction, count)| format!("{} {direction}", grouped(*count)))
        .collect();
    line(
        text,
        format_args!(
            "- `govcat diff` says: {}. These are the planted ones, one by one.",
            said.join(", ")
        ),
    );
    if let Some([added, removed]) = lines {
        line(
            text,
            format_args!(
                "- `git diff --no-index` says: {} lines added, {} removed.",
                grouped(*added),
                grouped(*removed),
            ),
        );
    }
    text.push_str(
        "\n| | threads | ms | peak MB | time against validate |\n|---|--:|--:|--:|--:|\n",
    );
    for row in rows {
        let (key, threads) = (row.key, row.key.threads());
        let validate = find(rows, diff::Key::Validate(threads));
        match &row.outcome {
            Ok(it) => {
                let (time, peak, ratio) = (time(it), peak(it), ratio(it, validate));
                line(text, format_args!("| {key} | {threads} | {time} | {peak} | {ratio} |"));
            }
            Err(why) => line(text, format_args!("| {key} | | | | {why} |")),
        }
    }
    text.push('\n');
}

fn site(text: &mut String, build: &Build) {
    let Build { agencies, pages, tables, files, bytes, rows } = build;
    line(
        text,
        format_args!(
            "{agencies} agencies that stand alone: {} pages ({} of them hold a table, {} files in all), {} MB.\n",
            grouped(*pages),
            grouped(*tables),
            grouped(*files),
            amount(megabytes(*bytes)),
        ),
    );
    let copy = find(rows, build::Key::Copy);
    text.push_str(
        "| | threads | ms | pages/s | tables/s | MB/s written | peak MB | time against `cp -r` |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for row in rows {
        let (key, threads) = (row.key, row.key.threads());
        match &row.outcome {
            Ok(it) => {
                let rates = [float(*pages), float(*tables), megabytes(*bytes)]
                    .map(|amount_of| amount(amount_of / it.seconds()))
                    .join(" | ");
                let (time, peak, ratio) = (time(it), peak(it), ratio(it, copy));
                line(
                    text,
                    format_args!("| {key} | {threads} | {time} | {rates} | {peak} | {ratio} |"),
                );
            }
            Err(why) => line(text, format_args!("| {key} | | | | | | | {why} |")),
        }
    }
    text.push('\n');
}

fn workbook(text: &mut String, import: &Import) {
    let (rows, size) = (grouped(ROWS), amount(megabytes(import.bytes)));
    line(
        text,
        format_args!(
            "## Import\n\nA workbook of {rows} rows in five sheets ({size} MB), matched with the national \
             standard, on one core.\n\n| | time | peak MB |\n|---|--:|--:|\n| **`govcat import`** | {} | {} |\n",
            time(&import.measured),
            peak(&import.measured)
        ),
    );
}

fn commands(text: &mut String) {
    text.push_str("## The commands\n\n```text\n");
    for (command, what) in [
        ("make peers", "installs the peers into target/peers"),
        ("make bench", "measures, and writes this page"),
        ("govcat validate --format concise --quiet --threads N", "output thrown away"),
        ("govcat gap --format FORMAT --quiet --threads N", "output thrown away"),
        ("govcat diff old new --format json --quiet --threads N", "output thrown away"),
        ("git diff --no-index old new", "output thrown away"),
        (
            "govcat import county.xlsx --agency X --dry-run --format json --threads 1",
            "output thrown away",
        ),
        ("govcat build --quiet --threads N --out SITE", ""),
        ("cp -r SITE COPY", ""),
    ] {
        let what = if what.is_empty() { String::new() } else { format!("  # {what}") };
        line(text, format_args!("{command}{what}"));
    }
    for peer in Peer::ALL {
        line(text, format_args!("{} benches/schema-peer.json TABLE…", peer.command()));
    }
    text.push_str("```\n");
}

fn time(measured: &Measured) -> String {
    let [shortest, longest] = measured.range().map(milliseconds);
    format!("{} ({shortest}–{longest})", milliseconds(measured.seconds()))
}

fn peak(measured: &Measured) -> String {
    measured.peak.map_or_else(|| "not measured".to_owned(), |peak| amount(megabytes(peak)))
}

fn ratio(measured: &Measured, to: Option<&Measured>) -> String {
    to.map_or_else(String::new, |to| format!("{:.2}", measured.seconds() / to.seconds()))
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH)
}
