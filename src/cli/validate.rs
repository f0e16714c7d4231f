//! `govcat validate`: checks the catalogs and says what is wrong.
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{
    check::{Report, check},
    cli::{
        Exit,
        finding::findings,
        formats::{Checked, Format, Look},
        outlet::{Outlet, outlets},
        scope::Scope,
        session::{Chatter, Session, unread},
        statistics,
        summary::Summary,
    },
    compile::compile,
    diagnostic::{Severity, message},
    error::Error,
    rules,
    source::{SourceFile, Workspace, paths::Role},
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
    let mut found = Vec::new();
    let workspace = session.open(&args.paths)?.take(&mut found);
    let scope = Scope::new(&args.paths, &workspace)?;
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let findings =
        findings(&report.findings, &workspace, &compilation, session.lang, |it| scope.holds(it));
    let checked = Checked {
        lang: session.lang,
        workspace: &workspace,
        files: workspace.files.iter().filter(|it| is_input(it) && scope.holds(&it.path)).collect(),
        summary: Summary::new(report.counts, &findings),
        findings,
        fail_on: args.fail_on,
        show: args.show.into(),
    };
    let nothing = nothing(&workspace, &report);
    // Where nothing was checked, what was found may say why: a file that lies in the wrong place.
    if nothing.is_none() || !checked.findings.is_empty() {
        print(args, &outlets, &checked, session)?;
    }
    if let Some(error) = nothing.or_else(|| unread(&workspace)) {
        return Err(error);
    }
    let fails = checked.findings.iter().any(|it| args.fail_on.fails(it.severity));
    // The process ends here; giving the memory back piece by piece would be a tenth of its time.
    drop(checked);
    std::mem::forget((report, compilation));
    std::mem::forget(workspace);
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
fn nothing(workspace: &Workspace, report: &Report) -> Option<Error> {
    let place = workspace.root.display();
    if !workspace.files.iter().any(|it| matches!(it.role, Role::Catalog(_))) {
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
    let is_empty = report.counts.entries == 0 && report.findings.is_empty();
    is_empty.then(|| {
        Error::new(message!(
            "{place} 的目录里没有任何事项，什么也没检查",
            "the catalogs in {place} hold no entry; nothing was checked"
        ))
    })
}
