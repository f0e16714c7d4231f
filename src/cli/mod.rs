//! The command line: the only printer, and the only place that knows exit codes.
mod args;
mod build;
mod completions;
mod deadline;
mod diff;
mod explain;
mod export;
mod finding;
mod fix;
mod fmt;
mod formats;
mod gap;
mod history;
mod help_zh;
mod import;
mod init;
mod language;
mod merge;
mod outlet;
mod printer;
mod rewrite;
mod rounds;
mod resolve;

mod sample;
mod schema;
mod scope;
mod serve;
mod session;
mod shard;
mod standing;
mod statistics;
mod style;
mod summary;
mod templates;
mod today;
mod usage;
mod validate;
mod wrap;

use std::{ffi::OsString, io::Write, panic, process::ExitCode};

use crate::{
    cli::{
        args::{Cli, Command},
        printer::Printer,
        session::Session,
    },
    error::Error,
};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing is wrong.
    Clean,
    /// The catalog is wrong.
    Findings,
    /// govcat could not work.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// Runs govcat on its arguments, the program's own name first. Whatever is printed goes to `out`
/// and `err`; a reader that stops reading is no failure.
pub fn main(
    args: impl Iterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    keep_caught_panics_quiet();
    let (mut out, mut err) = (Printer::new(out), Printer::new(err));
    let args: Vec<OsString> = args.collect();
    let lang = language::of_arguments(&args);
    match usage::parse(&args, lang, &mut out, &mut err) {
        Err(exit) => exit.into(),
        Ok(Cli { global, command, .. }) => {
            let mut session = Session::new(global, lang, out, err);
            let exit = run(&command, &mut session).unwrap_or_else(|error| {
                session.fail(&error);
                Exit::Failed
            });
            session.finish(exit).into()
        }
    }
}

/// The reader of old workbooks panics over damaged ones. That is caught where it is called, and told as an error.
fn keep_caught_panics_quiet() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |it| {
        if !it.location().is_some_and(|it| it.file().contains("calamine")) {
            usual(it);
        }
    }));
}

fn run(command: &Command, session: &mut Session<'_>) -> Result<Exit, Error> {
    match command {
        Command::Init(args) => init::run(args, session),
        Command::Validate(args) => validate::run(args, session),
        Command::Fmt(args) => fmt::run(args, session),
        Command::Fix(args) => fix::run(args, session),
        Command::Build(args) => build::run(args, session),
        Command::Serve(args) => serve::run(args, session),
        Command::Resolve(args) => resolve::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Gap(args) => gap::run(args, session),
        Command::Merge(args) => merge::run(args, session),
        Command::Sample(args) => sample::run(args, session),
        Command::Deadline(args) => deadline::run(args, session),
        Command::Diff(args) => diff::run(args, session),
        Command::GitDiffDriver(args) => diff::driver::run(args, session),
        Command::Import(args) => import::run(args, session),
        Command::Explain(args) => explain::run(args, session),
        Command::Schema(args) => schema::run(args, session),
        Command::Templates(args) => templates::run(args, session),
        Command::Completions(args) => Ok(completions::run(args, session)),
        Command::Man => completions::man(session),
    }
}
