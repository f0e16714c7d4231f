//! `govcat validate`: checks the catalogs and says what is wrong.
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        Exit,
        formats::{Checked, Format, Look},
        outlet::{Outlet, outlets},
        rounds::{AtOnce, Round, counts, findings, unread},
        scope::Scope,
        session::{Chatter, Session, unread_files},
        shard::{self, ShardJson},
        statistics,
        summary::Summary,
    },
    diagnostic::{Severity, message},
    error::Error,
    source::{
        SourceFile,
        paths::{Role, classify},
        shard::Shard,
    },
};

/// The arguments of `govcat validate`.
#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// Report only what is wrong in these files or folders [default: everything]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print: full, concise, json, sarif, github, gitlab or junit; may be repeated, and
    /// FORMAT=FILE writes to a file
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
    /// From which severity on the catalogs fail (exit code 1)
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// From which severity on the full format draws findings; the summary counts all
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) show: Show,
    /// Count the findings of each rule, the worst first
    #[arg(long)]
    pub(crate) statistics: bool,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
    /// Check one of N shares of the agencies, the I-th; govcat merge makes one JSON report of all
    #[arg(long, value_name = "I/N", value_parser = shard::shard, conflicts_with = "paths")]
    pub(crate) shard: Option<Shard>,
}

/// From which severity on findings are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    Error,
    Warning,
    Info,
}

impl From<Show> for Severity {
    fn from(show: Show) -> Self {
        match show {
            Show::Error => Self::Error,
            Show::Warning => Self::Warning,
            Show::Info => Self::Info,
        }
    }
}

/// From which severity on the catalogs fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Whether a finding of that severity fails.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity <= Severity::Error,
            Self::Warning => severity <= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &ValidateArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let outlets = outlets(&args.format)?;
    // Which files a path names is known when all are there.
    let at_once = if args.paths.is_empty() { args.at_once.files() } else { usize::MAX };
    let coming = session.rounds(&args.paths, args.shard, at_once)?;
    let has_catalogs = coming.paths().any(|it| matches!(classify(it), Some(Role::Catalog(_))));
    let shard = args.shard.map(|it| ShardJson::of(it, coming.survey(), session));
    let is_only = coming.len() == 1;
    let rounds: Vec<Round> = coming.map(|it| Round::check(it, session, is_only)).collect();
    let Some(first) = rounds.first() else { return Ok(Exit::Clean) };
    let scope = Scope::new(&args.paths, &first.workspace)?;
    let all = findings(&rounds, session.lang, |it| scope.holds(it));
    let mut files: Vec<&SourceFile> = Vec::new();
    for Round { workspace, .. } in &rounds {
        let own = workspace.ids().filter(|(id, _)| workspace.answers_for(*id));
        files.extend(own.map(|(_, it)| it).filter(|it| is_input(it) && scope.holds(&it.path)));
    }
    if !is_only {
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    let unread = unread(&rounds);
    let checked = Checked {
        lang: session.lang,
        unread: unread.clone(),
        files,
        summary: Summary::new(counts(&rounds), &all),
        findings: all,
        fail_on: args.fail_on,
        show: args.show.into(),
        shard: shard.map(|it| it.with_unread(&unread)),
    };
    let nothing = nothing(args, &rounds, has_catalogs);
    // Where nothing was checked, what was found may say why: a file that lies in the wrong place.
    if nothing.is_none() || !checked.findings.is_empty() {
        print(args, &outlets, &checked, session)?;
    }
    if let Some(error) = nothing.or_else(|| unread_files(&unread)) {
        return Err(error);
    }
    let fails = checked.findings.iter().any(|it| args.fail_on.fails(it.severity));
    drop(checked);
    // See `Round::check`.
    std::mem::forget(rounds);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

/// Writes the reports, then statistics and the summary; beside a report for machines these go to
/// standard error.
fn print(
    args: &ValidateArgs,
    outlets: &[Outlet],
    checked: &Checked<'_>,
    session: &mut Session<'_>,
) -> Result<(), Error> {
    let look = Look::terminal(session.out_style());
    for outlet in outlets {
        outlet.write(checked, look, &mut session.out)?;
    }
    let on_stdout = outlets.iter().all(|it| it.file.is_some() || it.format.is_text());
    let style = if on_stdout { session.out_style() } else { session.err_style() };
    let mut text = String::new();
    if args.statistics {
        text.push_str(&statistics::table(&checked.findings, session.lang, style));
    }
    if session.chatter() == Chatter::Usual {
        text.push_str(&checked.summary.line(session.lang, style));
        text.push('\n');
        let hidden = checked.findings.iter().filter(|it| it.severity > checked.show).count();
        if hidden > 0 && outlets.iter().any(|it| it.file.is_none() && it.format == Format::Full) {
            let words = message!(
                "其中 {hidden} 处没有列出，加 --show info 全部列出",
                "{hidden} of them are not shown; --show info shows all"
            );
            text.push_str(words.text(session.lang));
            text.push('\n');
        }
    }
    if on_stdout {
        session.out.print(text);
    } else {
        session.err.print(text);
    }
    Ok(())
}

/// Whether a file was read from the workspace.
fn is_input(file: &SourceFile) -> bool {
    file.was_read && file.is_catalog_input()
}

/// A run that looked at nothing is no answer, and no pass.
fn nothing(args: &ValidateArgs, rounds: &[Round], has_catalogs: bool) -> Option<Error> {
    let place = rounds.first()?.workspace.root.display();
    if !has_catalogs {
        let help = message!(
            "目录文件放在 catalogs/机关/ 里，以 .yaml 结尾",
            "catalogs are the .yaml files in catalogs/<agency>/"
        );
        let what = message!(
            "{place} 里没有目录文件，什么也没检查",
            "there is no catalog in {place}; nothing was checked"
        );
        return Some(Error::new(what).with_help(help));
    }
    // Of a shard it is told when all are merged: there may be more shards than agencies.
    let found = rounds.iter().any(|it| !it.report.findings.is_empty());
    let is_empty = args.shard.is_none() && counts(rounds).entries == 0 && !found;
    is_empty.then(|| {
        Error::new(message!(
            "{place} 的目录里没有任何事项，什么也没检查",
            "the catalogs in {place} hold no entry; nothing was checked"
        ))
    })
}
