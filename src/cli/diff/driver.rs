//! `govcat git-diff-driver`: what git runs for each changed file, so that `git log -p --ext-diff`
//! speaks of catalogs and not of lines.
use std::path::Path;

use clap::Args;

use crate::{
    cli::{
        Exit,
        diff::{
            loss::Loss,
            report::{DiffFormat, Reach, Report},
            sides::Side,
        },
        formats::Look,
        session::Session,
        style::Paint,
        wrap,
    },
    compile::compile,
    diagnostic::{Message, message},
    diff::{accept, diff},
    error::Error,
    source::{
        Workspace,
        paths::{self, Role},
    },
};

/// The two lines that make git use it.
const SETUP: &str = "\
git config diff.govcat.command 'govcat git-diff-driver'
echo 'catalogs/**/*.yaml diff=govcat' >> .gitattributes

git diff
git log -p --ext-diff";

/// The arguments of `govcat git-diff-driver`.
#[derive(Debug, Args)]
#[command(after_help = SETUP)]
pub(crate) struct DriverArgs {
    /// What git passes: the path; then file, id and mode of the old version and of the new one; for
    /// a renamed file also its new path and what git says of that
    #[arg(value_name = "ARG", required = true, num_args = 1..=9, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}

/// Runs the command. git gives up the whole log where a driver fails, so a file that cannot be read
/// is said to be so.
pub(crate) fn run(args: &DriverArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let root = session.workspace_root()?;
    let config = root.as_deref().map(Workspace::settings).transpose()?.unwrap_or_default();
    session.speak(&config);
    let Some(call) = Call::read(&args.args) else {
        // git calls with the path alone where a merge is not settled.
        let path = args.args.first().map_or("", String::as_str);
        let words = message!("{path}：合并冲突尚未解决", "{path}: unmerged");
        session.out.print_line(wrap::printable(words.text(session.lang)));
        return Ok(Exit::Clean);
    };
    let style = session.out_style();
    let head = match call.new_path {
        Some(new) if new != call.path => format!("{} → {new}", call.path),
        _ => call.path.to_owned(),
    };
    session
        .out
        .print_line(style.paint(Paint::Bold, format!("govcat diff {}", wrap::printable(&head))));
    let Some(key) = call.agency() else {
        let words = message!("不是目录文件，没有比较", "no catalog; not compared");
        session.out.print_line(words.text(session.lang));
        return Ok(Exit::Clean);
    };
    let old = call.side(call.old, &key, root.as_deref(), message!("旧版", "old"))?;
    let new = call.side(call.new, &key, root.as_deref(), message!("新版", "new"))?;
    let (reader, today) = (session.reader(), session.today());
    let (a, b) = rayon::join(
        || compile(&old.workspace, reader, today),
        || compile(&new.workspace, reader, today),
    );
    let mut set = diff(&a.value.resolution, &b.value.resolution);
    accept::weigh(&mut set, &config);
    let report = Report {
        lang: session.lang,
        old: old.version(),
        new: new.version(),
        set: &set,
        stale: &[],
        reach: Reach::Counted,
    };
    session.out.print(DiffFormat::Text.text(&report, Look::terminal(style))?);
    let line = report.totals(style);
    session.out.print_line(line);
    Loss::of(&old, &a.diagnostics).say(session);
    Loss::of(&new, &b.diagnostics).say(session);
    Ok(Exit::Clean)
}

/// What git passed.
struct Call<'a> {
    path: &'a str,
    old: &'a str,
    new: &'a str,
    new_path: Option<&'a str>,
}

impl<'a> Call<'a> {
    fn read(args: &'a [String]) -> Option<Self> {
        let [path, old, _, _, new, _, _, rest @ ..] = args else { return None };
        Some(Self { path, old, new, new_path: rest.first().map(String::as_str) })
    }

    /// The folder's name of the agency; `None` for what is no catalog.
    fn agency(&self) -> Option<String> {
        let path = self.new_path.unwrap_or(self.path);
        // The workspace may lie in a folder of the repository.
        let starts = path.match_indices("catalogs/").map(|(at, _)| at);
        let inside = starts.filter(|at| *at == 0 || path.as_bytes()[at - 1] == b'/').last()?;
        match paths::classify(&path[inside..])? {
            Role::Catalog(key) | Role::Agency(key) => Some(key),
            Role::Domains | Role::Vocabulary | Role::Basis | Role::Calendar => Some("x".to_owned()),
            _ => None,
        }
    }

    fn side(
        &self,
        file: &str,
        key: &str,
        root: Option<&Path>,
        label: Message,
    ) -> Result<Side, Error> {
        let mut found = Vec::new();
        // A file that was not there yet, or is there no more.
        let workspace = if file == "/dev/null" || file.eq_ignore_ascii_case("nul") {
            Workspace::assemble(Vec::new())?
        } else {
            let path = self.new_path.unwrap_or(self.path);
            Workspace::load_as(Path::new(file), path, key, root)
        };
        let workspace = workspace.take(&mut found);
        Ok(Side { label, workspace, found })
    }
}
