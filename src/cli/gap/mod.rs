//! `govcat gap`: what agencies lack against their standard.
mod agency;
mod asked;
mod before;
mod gathered;
pub(crate) mod lines;
mod overview;
mod sinks;

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal},
};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use crate::{
    check::check_errors,
    cli::{
        Exit,
        gap::{
            asked::Asked,
            gathered::Gathered,
            sinks::{Ending, Sink},
        },
        outlet::outlets_or,
        rounds::{AtOnce, Round, concerned, domains},
        session::{Session, unread_files},
        shard::{self, ShardJson},
        standing,
    },
    compile::compile,
    diagnostic::message,
    error::Error,
    gap::{self, grade::Scale},
    render::gap::Telling,
    resolve::AgencyId,
    rules,
    source::shard::Shard,
};

/// The arguments of `govcat gap`.
#[derive(Debug, Args)]
pub(crate) struct GapArgs {
    /// Only these agencies [default: all that extend another]
    #[arg(value_name = "AGENCY")]
    pub(crate) agencies: Vec<String>,
    /// How to print: text, json, html, csv or xlsx; may be repeated, and FORMAT=FILE writes to a
    /// file
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
    /// Fail (exit code 1) when an agency's score is below this
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) fail_under: Option<f64>,
    /// Look at this domain only; may be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) domain: Vec<String>,
    /// Look only at what this office is named for; may be repeated
    #[arg(long, value_name = "OFFICE")]
    pub(crate) office: Vec<String>,
    /// Say which gaps came and went since a git revision, or since an earlier report that was written
    /// with --format json
    #[arg(long, value_name = "REVISION|FILE")]
    pub(crate) against: Option<String>,
    /// Compare one of N shares of the agencies, the I-th; govcat merge makes one JSON report of all
    #[arg(long, value_name = "I/N", value_parser = shard::shard, conflicts_with_all = ["agencies", "against"])]
    pub(crate) shard: Option<Shard>,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

/// How a gap report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    Text,
    Json,
    Html,
    Csv,
    Xlsx,
}

pub(crate) fn score(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(score) if (0.0..=100.0).contains(&score) => Ok(score),
        _ => Err("0–100".to_owned()),
    }
}

/// Runs the command.
pub(crate) fn run(args: &GapArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let outlets = outlets_or(&args.format, GapFormat::Text)?;
    for outlet in &outlets {
        check_terminal(outlet.format == GapFormat::Xlsx && outlet.file.is_none(), "xlsx")?;
    }
    let mut earlier = before::report(args.against.as_deref())?;
    let mut coming = session.rounds(&[], args.shard, args.at_once.files())?;
    let shard = args.shard.map(|it| ShardJson::of(it, coming.survey(), session));
    let scale = Scale::new(&coming.survey().config().gap);
    // Whether an office that is asked for is named by anybody is known at the end.
    let is_held = !args.office.is_empty() && args.shard.is_none();
    let mut sinks: Vec<_> = outlets.iter().map(|it| Sink::new(it, is_held)).collect();
    let mut gathered = Gathered::new(&scale);
    let mut asked = None;
    let (mut rounds, mut unread) = (Vec::new(), BTreeSet::new());
    loop {
        let mut found = Vec::new();
        let mut workspace = coming.next().unwrap_or_default().take(&mut found);
        let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
        unread.extend(workspace.unread.iter().cloned());
        let resolution = &compilation.resolution;
        let asked = match &mut asked {
            Some(asked) => asked,
            // All agencies are known in each round.
            none => none.insert(Asked::new(args, earlier.take(), &workspace, resolution, session)?),
        };
        let is_own = |it: &AgencyId| workspace.part.holds(Some(&resolution.agency(*it).key));
        let own: Vec<AgencyId> = asked.agencies.iter().copied().filter(is_own).collect();
        let today = session.today();
        let (whole, checked) = rayon::join(
            || gap::gap(resolution, &own, &scale, today),
            || check_errors(&workspace, &compilation, found, rules::ALL),
        );
        let report = gathered.take(whole, asked, resolution, &workspace);
        let view = &asked.view;
        let lang = session.lang;
        let telling = Telling { workspace: &workspace, resolution, report: &report, view, lang };
        for sink in &mut sinks {
            sink.take(&telling, session)?;
        }
        let domains = domains(&checked, &compilation);
        if coming.len() > 0 {
            report.agencies.into_par_iter().for_each(drop);
            compilation.discard();
            workspace.keep_texts(&concerned(&checked));
            rounds.push(Round { workspace, report: checked, domains });
            continue;
        }
        let layers = standing::layers(resolution, &asked.agencies);
        let ended = gathered.end(args, asked, resolution)?;
        let telling =
            Telling { workspace: &workspace, resolution, report: &ended.report, view, lang };
        let unread: Vec<&str> = unread.iter().map(String::as_str).collect();
        let shard = shard.map(|it| it.with_unread(&unread).with_unused(&ended.unused));
        let ending = Ending {
            causes: &ended.causes,
            movement: ended.movement.as_ref(),
            shard: shard.as_ref(),
        };
        for sink in sinks {
            sink.finish(&telling, &ending, session)?;
        }
        let below = below(args, &telling);
        // The process ends here; giving the memory back piece by piece would take its time.
        std::mem::forget(report);
        std::mem::forget(compilation);
        rounds.push(Round { workspace, report: checked, domains });
        standing::say_rounds(session, &rounds, &layers);
        if args.shard.is_none() {
            say_unused_patterns(session, &ended.unused);
        }
        std::mem::forget(rounds);
        return match unread_files(&unread) {
            Some(error) => Err(error),
            None => Ok(verdict(args, &below, session)),
        };
    }
}

/// Bytes on a terminal are of no use to anybody.
pub(crate) fn check_terminal(is_binary: bool, format: &str) -> Result<(), Error> {
    if !is_binary || !io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::new(message!("{format} 不能显示在终端上", "{format} cannot be shown on a terminal"))
        .with_help(message!("写成 --format {format}=文件名", "write --format {format}=FILE")))
}

/// Says which ids of the settings no entry bears.
pub(crate) fn say_unused_patterns(session: &mut Session<'_>, unused: &[String]) {
    for pattern in unused {
        let words = message!(
            "govcat.toml 的 [gap] 里有 {pattern}，但没有这个编号的事项",
            "govcat.toml: [gap] names {pattern}, but no entry bears that id"
        );
        session.err.print_line(words.text(session.lang));
    }
}

/// Says whose score is below what was asked.
pub(crate) fn say_below(session: &mut Session<'_>, key: &str, score: f64, least: f64) {
    let words =
        message!("{key} 得分 {score:.1}，低于 {least}", "{key} scores {score:.1}, below {least}");
    session.err.print_line(words.text(session.lang));
}

/// The agencies whose scores, as they are printed, are below what was asked, the worst first.
fn below(args: &GapArgs, telling: &Telling<'_, '_>) -> Vec<(String, f64)> {
    let Some(least) = args.fail_under else { return Vec::new() };
    let agencies = telling.report.worst_first().into_iter();
    let scores = agencies.filter_map(|it| Some((it.agency, it.tally.rounded()?)));
    scores
        .filter(|(_, score)| *score < least)
        .map(|(agency, score)| (telling.key(agency).to_owned(), score))
        .collect()
}

/// Exit code 1 where there are such agencies.
fn verdict(args: &GapArgs, below: &[(String, f64)], session: &mut Session<'_>) -> Exit {
    for (agency, score) in below {
        say_below(session, agency, *score, args.fail_under.unwrap_or_default());
    }
    if below.is_empty() { Exit::Clean } else { Exit::Findings }
}
