//! `make bench`: how fast govcat is and how much memory it takes, beside what else could do a part of the work.
//!
//! Everything is measured from outside: whole processes, from start to end, on a corpus made for the
//! occasion. In each round every contender runs once, so that a disturbance hits all of them; the
//! figure is the median over the rounds. Memory is read in runs of its own, which are not timed.
#![allow(
    clippy::disallowed_methods,
    reason = "it measures time and makes its own files; the rules are for the program"
)]

mod arguments;
mod bare;
mod build;
#[path = "../corpus/mod.rs"]
mod corpus;
mod diff;
mod document;
mod figures;
mod gap;
mod hugo;
mod import;
mod machine;
mod nation;
mod numbers;
mod peers;
mod places;
mod process;
mod scratch;
mod suite;
mod targets;
mod validate;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use arguments::{Measure, Request};
use figures::Figures;
use machine::Machine;
use mimalloc::MiMalloc;
use places::Places;

/// As in the program, parts of which are measured in here.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// An error is a sentence for whoever ran the program.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let outcome = match arguments::read(std::env::args_os().skip(1)) {
        Ok(Request::Help) => {
            say_out(arguments::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Ok(Request::Measure(options)) => measure(options),
        Ok(Request::Nation(largest, inside)) => all_counties(largest, inside),
        Ok(Request::Bare(bare)) => bare::run(&bare).map(|()| ExitCode::SUCCESS),
        Err(message) => Err(format!("{message}\n\n{}", arguments::USAGE.trim_end())),
    };
    outcome.unwrap_or_else(|message| {
        say(&format!("measure: {message}"));
        ExitCode::from(2)
    })
}

fn all_counties(largest: usize, inside: Option<PathBuf>) -> Result<ExitCode> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let govcat = places::govcat(&own)?;
    let room = tempfile::Builder::new()
        .prefix("govcat-nation-")
        .tempdir_in(inside.unwrap_or_else(std::env::temp_dir))
        .map_err(|error| error.to_string())?;
    nation::nation(&govcat, room.path(), largest).map(|()| ExitCode::SUCCESS)
}

fn measure(options: Measure) -> Result<ExitCode> {
    let document = document::read()?;
    let machine = Machine::look();
    say(&format!("{} cores, load {}", machine.cores, machine.load));
    let places = Places::make(options.files, options.inside.clone())?;
    let rounds = options.rounds;
    let figures = Figures {
        version: places.govcat_version()?,
        standalone: validate::standalone(&places, &machine, rounds)?,
        layered: validate::layered(&places, &machine, rounds)?,
        gap: gap::gap(&places, &machine, rounds)?,
        diff: diff::diff(&places, &machine, rounds)?,
        import: import::import(&places, rounds)?,
        build: build::build(&places, &places.standalone, "build", &machine, rounds)?,
        build_few: build::build(&places, &places.few, "build of a few", &machine, rounds)?,
        file_system: machine::file_system(places.scratch.path()),
        options,
        machine,
    };
    let targets = targets::targets(&figures);
    let generated = document::generated(&figures, &targets);
    say_out(&generated);
    let is_met = targets.iter().all(targets::Target::is_met);
    if figures.options.writes() {
        document::write(&document, &generated)?;
        say(&format!("wrote {}", document::PATH));
        return Ok(ExitCode::SUCCESS);
    }
    Ok(if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says on standard error what is going on.
fn say(line: &str) {
    // Where a terminal is gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Prints a result.
fn say_out(text: &str) {
    // Where a terminal is gone there is nobody left to tell.
    let _ = io::stdout().write_all(text.as_bytes());
}
