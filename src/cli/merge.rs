//! `govcat merge`: one report of the shards' reports, byte for byte that of a run without shards.
mod causes;
mod order;
mod read;

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use crate::{
    cli::{
        Exit,
        formats::json::{Totals, of_printed},
        gap::{say_below, say_unused_patterns, score},
        merge::{
            causes::Causes,
            order::{Place, places},
            read::{Kind, parse},
        },
        outlet::Outlet,
        session::{Chatter, Session, unread_files},
        summary::Summary,
        validate::FailOn,
    },
    diagnostic::message,
    error::Error,
    source::read_text,
};

/// The arguments of `govcat merge`.
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// The reports that validate or gap wrote with --shard and --format json, all of them
    #[arg(value_name = "REPORT", required = true)]
    pub(crate) reports: Vec<PathBuf>,
    /// Where to write the report [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// From which severity on the catalogs fail (exit code 1) [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Fail (exit code 1) when an agency's score is below this
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) fail_under: Option<f64>,
}

/// Runs the command.
pub(crate) fn run(args: &MergeArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let places = places(&args.reports)?;
    let outlet = Outlet { format: (), file: args.out.clone() };
    let exit = match places.first().map(|it| it.kind) {
        Some(Kind::Gap) if args.fail_on.is_some() => return Err(misplaced("--fail-on", "gap")),
        Some(Kind::Validate) if args.fail_under.is_some() => {
            return Err(misplaced("--fail-under", "validate"));
        }
        Some(Kind::Gap) => gap(args, &places, &outlet, session)?,
        _ => validate(args, &places, &outlet, session)?,
    };
    let mut unread: Vec<&str> =
        places.iter().flat_map(|it| &it.shard.unread).map(AsRef::as_ref).collect();
    unread.sort_unstable();
    unread.dedup();
    unread_files(&unread).map_or(Ok(exit), Err)
}

fn misplaced(option: &str, command: &str) -> Error {
    Error::new(message!(
        "{option} 不能用于 govcat {command} 的报告",
        "{option} does not go with reports of govcat {command}"
    ))
}

/// Merges the reports of `govcat validate`. The findings are sorted by file, as paths are: not quite
/// as folders' names, by which the shards are cut.
fn validate(
    args: &MergeArgs,
    places: &[Place<'_>],
    outlet: &Outlet<()>,
    session: &mut Session<'_>,
) -> Result<Exit, Error> {
    let mut totals = Totals::default();
    let mut findings: Vec<(String, Box<str>)> = Vec::new();
    let fail_on = args.fail_on.unwrap_or(FailOn::Error);
    let mut exit = Exit::Clean;
    for place in places {
        let text = read_text(place.path)?;
        let report = parse(place.path, &text)?;
        totals.add(&report.summary.unwrap_or_default());
        for raw in report.findings.unwrap_or_default() {
            let finding = read::finding(place.path, raw)?;
            if fail_on.fails(finding.severity()) {
                exit = Exit::Findings;
            }
            findings.push((finding.file.into_owned(), raw.get().into()));
        }
    }
    let summary = Summary::from(totals);
    if summary.counts.entries == 0 && findings.is_empty() {
        return Err(Error::new(message!(
            "各份里没有任何事项，什么也没检查",
            "the shards hold no entry; nothing was checked"
        )));
    }
    // All findings of a file are in one shard, in their order.
    findings.sort_by(|a, b| a.0.cmp(&b.0));
    let text = of_printed(&totals, findings.iter().map(|it| &*it.1));
    outlet.send(text.as_bytes(), &mut session.out)?;
    if session.chatter() == Chatter::Usual {
        let line = summary.line(session.lang, session.err_style());
        session.err.print_line(line);
    }
    Ok(exit)
}

/// Merges the reports of `govcat gap`, one at a time: that of a whole country does not fit in memory.
fn gap(
    args: &MergeArgs,
    places: &[Place<'_>],
    outlet: &Outlet<()>,
    session: &mut Session<'_>,
) -> Result<Exit, Error> {
    if places.iter().all(|it| it.items == 0) {
        return Err(Error::new(message!(
            "各份里没有一个机关有可以对照的标准，或照这些条件没有可看的事项",
            "no agency in the shards has a standard to be compared with, or nothing is left to look at"
        )));
    }
    let mut below: Vec<(f64, String)> = Vec::new();
    let mut failed = None;
    outlet.stream(&mut session.out, |to| {
        to.write_all(br#"{"version":1,"agencies":["#)?;
        let mut comma: &[u8] = b"";
        let (mut tail, mut causes) = (String::new(), Causes::default());
        for place in places {
            let copied = copy(place, to, &mut comma, &mut below, &mut causes, args.fail_under);
            match copied {
                Ok(rest) => tail = rest,
                // What could not be read is told as itself, not as a failure to write.
                Err(Stop::Read(error)) => {
                    failed = Some(error);
                    return Ok(());
                }
                Err(Stop::Write(error)) => return Err(error),
            }
        }
        writeln!(to, "],{tail}\"causes\":{}}}", causes.printed())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    let mut unused: Vec<String> =
        places[0].shard.unused_ids.iter().map(|it| it.clone().into_owned()).collect();
    unused.retain(|id| places.iter().all(|it| it.shard.unused_ids.iter().any(|other| other == id)));
    say_unused_patterns(session, &unused);
    below.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (score, agency) in &below {
        say_below(session, agency, *score, args.fail_under.unwrap_or_default());
    }
    Ok(if below.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Why copying stopped.
enum Stop {
    Read(Error),
    Write(io::Error),
}

/// Copies the agencies of one report; gives what follows them.
fn copy(
    place: &Place<'_>,
    to: &mut dyn Write,
    comma: &mut &[u8],
    below: &mut Vec<(f64, String)>,
    causes: &mut Causes,
    least: Option<f64>,
) -> Result<String, Stop> {
    let text = read_text(place.path).map_err(Stop::Read)?;
    let mut report = parse(place.path, &text).map_err(Stop::Read)?;
    let rest = report.rest();
    report.causes.take().unwrap_or_default().into_iter().for_each(|it| causes.add(it));
    for raw in report.agencies.unwrap_or_default() {
        to.write_all(comma).map_err(Stop::Write)?;
        to.write_all(raw.get().as_bytes()).map_err(Stop::Write)?;
        *comma = b",";
        if let Some(least) = least {
            let agency = read::agency(place.path, raw).map_err(Stop::Read)?;
            let score = agency.score.filter(|it| *it < least);
            below.extend(score.map(|it| (it, agency.agency.into_owned())));
        }
    }
    Ok(rest)
}
