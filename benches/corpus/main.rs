//! `cargo run --release --example corpus -- DIR`: writes a workspace of any size to measure with.

#[path = "mod.rs"]
mod corpus;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use corpus::{Plan, Shape, Versions, Written};

const USAGE: &str = "\
usage: corpus [OPTIONS] DIR

Writes a workspace of generated catalogs into DIR, which must not exist or be empty.

  --files N         N tables, 26 to an agency, each agency on its own (default: 500)
  --counties N      instead: a national layer and N counties over it
  --alone PERCENT   how many of the counties have tables of their own (default: 25)
  --entries M       M entries in a table (default: 60)
  --provinces       provinces between the nation and the counties that inherit from it
  --townships P     a township over P in a hundred of the counties (default: 0)
  --seed S          the same seed gives the same bytes (default: 1)
  --defects K       plants K defects and writes down where in DIR/truth.json
  --gaps K          plants K gaps in the counties and writes them down in DIR/gaps.json
  --edits K         writes DIR/old and DIR/new with K edits between them, and DIR/edits.json
  --registries DIR  copies the *.yaml of a folder into the catalogs
  --help            prints this
";

/// What the command line asks for.
enum Request {
    Help,
    Write(Plan, PathBuf),
    WriteVersions(Plan, usize, PathBuf),
}

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    // Where a terminal is gone there is nobody left to tell.
    match read_arguments(std::env::args_os().skip(1)) {
        Ok(request) => match write(request) {
            Ok(line) => {
                let _ = writeln!(out, "{}", line.trim_end());
                ExitCode::SUCCESS
            }
            Err(error) => {
                let _ = writeln!(err, "corpus: {error}");
                ExitCode::from(2)
            }
        },
        Err(message) => {
            let _ = write!(err, "corpus: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn write(request: Request) -> io::Result<String> {
    match request {
        Request::Help => Ok(USAGE.to_owned()),
        Request::Write(plan, dir) => Ok(line(&plan.write(&dir)?)),
        Request::WriteVersions(plan, edits, dir) => {
            let Versions { new, changes, .. } = plan.write_versions(&dir, edits)?;
            Ok(format!("{}; {edits} edits, {} changes", line(&new), changes.len()))
        }
    }
}

fn line(written: &Written) -> String {
    let Written { agencies, files, entries, bytes, defects, gaps } = written;
    let (defects, gaps) = (defects.len(), gaps.len());
    format!(
        "{files} files, {entries} entries, {bytes} bytes, {defects} defects, {gaps} gaps ({agencies} agencies)"
    )
}

fn read_arguments(mut arguments: impl Iterator<Item = OsString>) -> Result<Request, String> {
    let mut plan = Plan::default();
    let (mut files, mut counties, mut alone, mut edits, mut dir) = (None, None, None, None, None);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{} needs a value", argument.display()));
        match argument.to_str() {
            Some("--help" | "-h") => return Ok(Request::Help),
            Some("--files") => files = Some(number(&value()?)?),
            Some("--counties") => counties = Some(number(&value()?)?),
            Some("--alone") => alone = Some(number(&value()?)?),
            Some("--entries") => plan.entries = number(&value()?)?,
            Some("--provinces") => plan.ranks.provinces = true,
            Some("--townships") => {
                plan.ranks.township_percent = number::<usize>(&value()?)?.min(100);
            }
            Some("--seed") => plan.seed = number(&value()?)?,
            Some("--defects") => plan.defects = number(&value()?)?,
            Some("--gaps") => plan.gaps = number(&value()?)?,
            Some("--edits") => edits = Some(number(&value()?)?),
            Some("--registries") => plan.registries = Some(PathBuf::from(value()?)),
            Some(flag) if flag.starts_with('-') => {
                return Err(format!("there is no option {flag}"));
            }
            _ if dir.is_none() => dir = Some(PathBuf::from(argument)),
            _ => return Err(format!("one DIR is enough: {}", argument.display())),
        }
    }
    plan.shape = match (files, counties, alone) {
        (None, None, None) => plan.shape,
        (Some(files), None, None) => Shape::Flat { files },
        (None, Some(counties), alone) => {
            Shape::Layered { counties, alone_percent: alone.unwrap_or(25).min(100) }
        }
        _ => return Err("--files stands alone; --alone goes with --counties".to_owned()),
    };
    let dir = dir.ok_or("DIR is missing")?;
    Ok(match edits {
        None => Request::Write(plan, dir),
        Some(edits) => Request::WriteVersions(plan, edits, dir),
    })
}

fn number<T: FromStr<Err: Display>>(value: &OsString) -> Result<T, String> {
    let text = value.to_string_lossy();
    text.parse().map_err(|error| format!("{text}: {error}"))
}
