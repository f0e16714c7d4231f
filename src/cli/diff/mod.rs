//! `govcat diff`: what a new version strengthens or weakens for the public.
pub(crate) mod driver;
mod github;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod list;
pub(crate) mod loss;
mod markdown;
pub(crate) mod places;
pub(crate) mod public;
pub(crate) mod report;
pub(crate) mod rounds;
pub(crate) mod sides;
mod text;

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        Exit,
        diff::{
            loss::Loss,
            report::{DiffFormat, Reach, Report, weight},
            rounds::Found,
            sides::{Both, Listed, Side},
        },
        formats::Look,
        outlet::{Outlet, outlets_or},
        rounds::AtOnce,
        session::{Chatter, Session, unread},
    },
    diagnostic::{Severity, message},
    diff::{Change, ChangeSet, accept, rules},
    error::Error,
    model::likeness::nearest,
    source::{Workspace, config::Config, paths::Role},
};

/// The arguments of `govcat diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Two folders, files or git revisions, also REVISION:PATH, A..B and A...B; one is compared with
    /// the workspace as it is now [default: where HEAD left the main branch]
    #[arg(value_name = "VERSION", num_args = 0..=2)]
    pub(crate) versions: Vec<String>,
    /// How to print: text, json, markdown, github, html for reviewers or public for citizens; may be
    /// repeated, and FORMAT=FILE writes to a file
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<String>,
    /// Which changes fail (exit code 1); an accepted one never does
    #[arg(long, value_name = "CHANGES", default_value = "weakened")]
    pub(crate) fail_on: DiffFailOn,
    /// List the agencies that a change reaches and the entries that it touches
    #[arg(long)]
    pub(crate) expand: bool,
    #[command(flatten)]
    pub(crate) at_once: AtOnce,
}

/// Which changes fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFailOn {
    Weakened,
    Undetermined,
    Any,
    Never,
}

impl DiffFailOn {
    /// Whether a change fails: by its direction, unless `[diff]` makes more or less of its rule.
    fn fails(self, change: &Change) -> bool {
        if change.accepted.is_some() {
            return false;
        }
        match self {
            Self::Weakened => weight(change) <= Severity::Error,
            Self::Undetermined => weight(change) <= Severity::Warning,
            Self::Any => true,
            Self::Never => false,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &DiffArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let outlets = outlets_or(&args.format, DiffFormat::Text)?;
    let root = session.workspace_root()?;
    if let Some(root) = &root {
        session.speak(&Workspace::settings(root)?);
    }
    let Both { old, new, config } = sides::list(&args.versions, root.as_deref())?;
    session.speak(&config);
    check_settings(&config)?;
    let reach = if args.expand { Reach::Listed } else { Reach::Counted };
    let at_once = args.at_once.files();
    let run = Run { old, new, config, reach, fail_on: args.fail_on, outlets, at_once };
    run.finish(session)
}

/// A comparison that is ready to be made.
struct Run {
    old: Listed,
    new: Listed,
    config: Config,
    reach: Reach,
    fail_on: DiffFailOn,
    outlets: Vec<Outlet<DiffFormat>>,
    at_once: usize,
}

impl Run {
    fn finish(self, session: &mut Session<'_>) -> Result<Exit, Error> {
        let Self { old, new, config, reach, fail_on, outlets, at_once } = self;
        let scopes = old.scope.clone().zip(new.scope.clone());
        let Found { old, new, mut set, lost } = rounds::compare(old, new, at_once, session);
        places::find(&mut set, &old.workspace, &new.workspace);
        if let Some((old_path, new_path)) = &scopes {
            scope(&mut set, (&old, old_path), (&new, new_path));
        }
        has_entries(&set, &old, &new)?;
        let stale = accept::weigh(&mut set, &config);
        // An approval may be for what lies elsewhere.
        let stale = if scopes.is_some() { Vec::new() } else { stale };
        let report = Report {
            lang: session.lang,
            old: old.version(),
            new: new.version(),
            set: &set,
            stale: &stale,
            reach,
        };
        print(&outlets, &report, session)?;
        let [old_loss, new_loss] = [Loss::of(&old, &lost[0]), Loss::of(&new, &lost[1])];
        old_loss.say(session);
        new_loss.say(session);
        if let Some(error) = unread(&new.workspace).or_else(|| unread(&old.workspace)) {
            return Err(error);
        }
        let is_broken = !new_loss.is_empty() && fail_on != DiffFailOn::Never;
        let fails = is_broken || set.changes.iter().any(|it| fail_on.fails(it));
        // The process ends here; giving the memory back piece by piece would take its time.
        std::mem::forget((set, old, new));
        Ok(if fails { Exit::Findings } else { Exit::Clean })
    }
}

/// Writes the reports, then the totals; beside a report for machines these go to standard error.
fn print(
    outlets: &[Outlet<DiffFormat>],
    report: &Report<'_>,
    session: &mut Session<'_>,
) -> Result<(), Error> {
    let look = Look::terminal(session.out_style());
    for outlet in outlets {
        let look = if outlet.file.is_some() { Look::FILE } else { look };
        outlet.send(outlet.format.text(report, look)?.as_bytes(), &mut session.out)?;
    }
    if session.chatter() == Chatter::Quiet {
        return Ok(());
    }
    let on_stdout = outlets.iter().all(|it| it.file.is_some() || it.format.is_text());
    let style = if on_stdout { session.out_style() } else { session.err_style() };
    let line = report.totals(style);
    if on_stdout {
        session.out.print_line(line);
    } else {
        session.err.print_line(line);
    }
    Ok(())
}

/// Leaves out what lies outside the path that was named.
fn scope(set: &mut ChangeSet, old: (&Side, &str), new: (&Side, &str)) {
    let holds = |(side, path): (&Side, &str), span: Option<crate::span::Span>| {
        span.is_some_and(|it| {
            let file = &side.workspace.file(it.file).path;
            file == path || file.strip_prefix(path).is_some_and(|it| it.starts_with('/'))
        })
    };
    set.changes.retain(|it| holds(old, it.old_at) || holds(new, it.new_at));
}

/// A comparison of nothing is no answer, and no pass.
fn has_entries(set: &ChangeSet, old: &Side, new: &Side) -> Result<(), Error> {
    let has_catalogs =
        |it: &Side| it.workspace.files.iter().any(|it| matches!(it.role, Role::Catalog(_)));
    let compared = set.compared;
    let is_empty = compared.old_entries + compared.new_entries == 0;
    if has_catalogs(new) && !is_empty || !has_catalogs(new) && has_catalogs(old) {
        return Ok(());
    }
    let (a, b) = (&old.label, &new.label);
    let (zh, en) = (format!("{} 和 {}", a.zh, b.zh), format!("{} and {}", a.en, b.en));
    Err(Error::new(message!(
        "{zh} 里没有任何事项，什么也没比较",
        "{en} hold no entry; nothing was compared"
    ))
    .with_help(message!(
        "目录文件放在 catalogs/机关/ 里，以 .yaml 结尾",
        "catalogs are the .yaml files in catalogs/<agency>/"
    )))
}

/// Every rule that the settings name must exist: a slip there would switch nothing off.
fn check_settings(config: &Config) -> Result<(), Error> {
    let Some(name) = accept::unknown_rule(config) else { return Ok(()) };
    let what = message!(
        "govcat.toml 的 [diff] 里有 {name}，但没有这条规则",
        "govcat.toml: [diff] names {name}, but there is no such rule"
    );
    Err(Error::new(what).with_help(match nearest(name, rules::ALL.iter().map(|it| it.code)) {
        Some(near) => message!("是不是 {near}？", "did you mean {near}?"),
        None => message!(
            "govcat explain --changes 列出全部规则",
            "govcat explain --changes lists all rules"
        ),
    }))
}
