//! `govcat build`: compiles the catalogs into a site.
use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    check::{Report, check},
    cli::{
        Exit,
        finding::findings,
        formats::{Checked, Format, Look},
        history,
        session::{Chatter, Session},
        shard,
        style::Paint,
        summary::Summary as Checks,
        templates::say_unused,
        validate::FailOn,
        wrap,
    },
    compile::{Compilation, compile},
    diagnostic::{Lang, Severity, message},
    error::Error,
    output::{
        html::Templates,
        site::{self, Contents, part},
        write::{Existing, Staging, Summary, Written},
    },
    render::{
        edition::{Edition, Revision},
        history::past,
        inputs::{Files, Inputs},
        site::Site,
    },
    rules,
    source::{Workspace, git::Repository, paths::Role, shard::Shard},
};

/// The arguments of `govcat build`.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The folder to write the site to
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(crate) out: PathBuf,
    /// If the folder holds something else, move that aside instead of refusing
    #[arg(long)]
    pub(crate) force: bool,
    /// Build what is whole although the catalogs have errors, and say what was left out
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Add pages on what changed since a git revision; repeat it for a history, the oldest first
    #[arg(long, value_name = "REVISION")]
    pub(crate) since: Vec<String>,
    /// Write only the I-th of N shares of the agencies, for a build that takes it over with --from
    #[arg(long, value_name = "I/N", value_parser = shard::shard, conflicts_with = "from")]
    pub(crate) shard: Option<Shard>,
    /// Take over what shards built into this folder; repeat it for each
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &BuildArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let mut found = Vec::new();
    let workspace = session.open(&[])?.take(&mut found);
    let own = workspace.templates()?;
    say_unused(session, &own);
    let revision = revision(&workspace);
    // What was found in the folders is no text that could be compared.
    let is_plain = found.is_empty()
        && workspace.unread.is_empty()
        && args.since.is_empty()
        && args.shard.is_none();
    let files = Files::of(&workspace);
    let inputs = is_plain
        .then(|| {
            let emblem = workspace.emblem()?;
            Ok(files.and(&(&own, emblem, &revision, session.today())))
        })
        .transpose()?;
    if let Some(inputs) = inputs
        && let Some((written, summary)) = Staging::current(&args.out, &workspace.root, inputs)?
    {
        say_written(session, summary, &written, true);
        return Ok(Exit::Clean);
    }
    let compilation = compile(&workspace, session.reader(), session.today()).take(&mut found);
    let report = check(&workspace, &compilation, found, rules::ALL);
    let has_errors = report.count(Severity::Error) > 0;
    if has_errors {
        print_errors(session, &workspace, &compilation, &report);
    }
    let mut edition = Edition::new(&workspace, &compilation.resolution, &report);
    edition.revision = revision;
    for message in &edition.homeless {
        let text = message.text(session.lang).to_owned();
        session.err.print_line(text);
    }
    if (has_errors || !edition.homeless.is_empty()) && !args.keep_going {
        session.err.print_line(match session.lang {
            Lang::Zh => "没有生成网站：先改正上面的错误；或加 --keep-going，略去有错误的部分照常生成",
            Lang::En => "no site was written: mend the errors above, or add --keep-going to build what is whole",
        });
        return Ok(if workspace.unread.is_empty() { Exit::Findings } else { Exit::Failed });
    }
    has_catalogs(&workspace, &report)?;
    edition.history = history::steps(&args.since, &workspace, &compilation, session)?;
    edition.past = past(&edition.history);
    // Everything that can be wrong before the first byte is written is wrong now.
    let site = Site::new(&workspace.config, edition.nav());
    let templates = Templates::new(&site, &workspace.config, own.clone())?;
    workspace.emblem()?;
    let existing = if args.force { Existing::MoveAside } else { Existing::Refuse };
    let mut staging = Staging::new(&args.out, &workspace.root, existing)?;
    staging.take_from(&args.from)?;
    let bar = progress_bar(session, edition.pages());
    let made_from = Inputs::new(&edition, &own, files);
    let progress = |pages| bar.inc(pages as u64);
    let contents = match args.shard {
        Some(shard) => {
            let agencies = shard.range(edition.agencies.len());
            part::write(&edition, agencies, &templates, &made_from, &staging, &progress)
        }
        None => site::write(&edition, &templates, &made_from, &staging, &progress),
    };
    bar.finish_and_clear();
    let contents = contents?;
    let is_whole = !has_errors && edition.homeless.is_empty() && contents.left_out.is_empty();
    let summary = Summary {
        pages: contents.pages,
        agencies: contents.agencies,
        entries: contents.counts.entries,
        warnings: report.count(Severity::Warning),
    };
    let written = staging.publish(inputs.filter(|_| is_whole), summary)?;
    say_left_out(session, &contents);
    say_written(session, summary, &written, args.shard.is_none());
    // The process ends soon; giving the memory back piece by piece would be a tenth of its time.
    std::mem::forget(templates);
    std::mem::forget(edition);
    std::mem::forget(compilation);
    Ok(match (workspace.unread.is_empty(), !is_whole) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

/// Prints the errors; warnings are what `govcat validate` is for.
fn print_errors(
    session: &mut Session<'_>,
    workspace: &Workspace,
    compilation: &Compilation<'_>,
    report: &Report,
) {
    let all = findings(&report.findings, workspace, compilation, session.lang, |_| true);
    let summary = Checks::new(report.counts, &all);
    let checked = Checked {
        lang: session.lang,
        unread: workspace.unread.iter().map(String::as_str).collect(),
        files: Vec::new(),
        findings: all.into_iter().filter(|it| it.severity == Severity::Error).collect(),
        summary,
        fail_on: FailOn::Error,
        show: Severity::Error,
        shard: None,
    };
    let style = session.err_style();
    Format::Full.write(&checked, Look::terminal(style), &mut session.err);
    if session.chatter() == Chatter::Usual {
        session.err.print_line(summary.line(session.lang, style));
    }
}

/// The version of the catalogs; `None` where they are in no repository, or there is no git.
fn revision(workspace: &Workspace) -> Option<Revision> {
    let repository = Repository::around(&workspace.root).ok()?;
    let commit = repository.head()?;
    Some(Revision { commit, is_changed: repository.is_changed()? })
}

/// A site of nothing is no site.
fn has_catalogs(workspace: &Workspace, report: &Report) -> Result<(), Error> {
    let place = workspace.root.display();
    if !workspace.files.iter().any(|it| matches!(it.role, Role::Catalog(_))) {
        return Err(Error::new(message!(
            "{place} 里没有目录文件，没有什么可生成的",
            "there is no catalog in {place}; there is nothing to build"
        ))
        .with_help(message!(
            "目录文件放在 catalogs/机关/ 里，以 .yaml 结尾",
            "catalogs are the .yaml files in catalogs/<agency>/"
        )));
    }
    if report.counts.entries == 0 {
        return Err(Error::new(message!(
            "{place} 的目录里没有任何事项，没有什么可生成的",
            "the catalogs in {place} hold no entry; there is nothing to build"
        )));
    }
    Ok(())
}

/// A bar on a terminal; nothing elsewhere.
fn progress_bar(session: &Session<'_>, pages: usize) -> ProgressBar {
    let target = match session.chatter() {
        Chatter::Usual => ProgressDrawTarget::stderr(),
        Chatter::Quiet => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(pages as u64), target);
    let template = match session.lang {
        Lang::Zh => "生成网页 {wide_bar} {pos}/{len} 页",
        Lang::En => "writing pages {wide_bar} {pos}/{len}",
    };
    // The plain bar does where the template is not understood.
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

/// Says which entries are not in the site.
fn say_left_out(session: &mut Session<'_>, contents: &Contents) {
    if contents.left_out.is_empty() {
        return;
    }
    let (lang, style) = (session.lang, session.err_style());
    let count = contents.left_out.len();
    let head = match lang {
        Lang::Zh => format!("略去 {count} 条有错误的事项："),
        Lang::En => format!("left out {count} entries with errors:"),
    };
    session.err.print_line(style.paint(Paint::Yellow, head));
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    for entry in contents.left_out.values() {
        let (id, name, place) = (&entry.id, &entry.name, &entry.place);
        let reason = entry.reason.text(lang);
        let line = format!("{place} {id} {name}{colon}{reason}");
        session.err.print_line(format_args!("  {}", wrap::printable(&line)));
    }
}

/// Says what was written: a site, or a part of one.
fn say_written(session: &mut Session<'_>, summary: Summary, written: &Written, is_whole: bool) {
    let lang = session.lang;
    if let Some(aside) = &written.moved_aside {
        let (folder, aside) = (written.folder.display(), aside.display());
        session.err.print_line(match lang {
            Lang::Zh => format!("{folder} 原有的内容移到了 {aside}"),
            Lang::En => format!("what was in {folder} was moved to {aside}"),
        });
    }
    if session.chatter() == Chatter::Quiet {
        return;
    }
    let Summary { pages, agencies, entries, warnings } = summary;
    let Written { folder, files, kept, .. } = written;
    let index = folder.join("index.html");
    let (folder, index) = (folder.display(), index.display());
    let style = session.out_style();
    let line = match lang {
        Lang::Zh => format!(
            "{agencies} 个机关、{entries} 条事项，{pages} 个网页，{files} 个文件（{kept} 个没有变化），警告 {warnings} 处"
        ),
        Lang::En => format!(
            "{agencies} agencies, {entries} entries, {pages} pages, {files} files ({kept} unchanged), {warnings} warnings"
        ),
    };
    let (done, open) = match lang {
        Lang::Zh => (format!("已生成 {folder}："), format!("用浏览器打开 {index}")),
        Lang::En => (format!("wrote {folder}: "), format!("open {index} in a browser")),
    };
    session.out.print_line(format_args!("{}{line}", style.paint(Paint::Green, done)));
    if is_whole {
        session.out.print_line(open);
    }
}
