//! `govcat fix`: writes what findings offer instead, where a rule is sure that the meaning stays.
use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;

use crate::{
    check::Report,
    cli::{
        Exit,
        rewrite::{self, Texts},
        scope::Scope,
        session::{Chatter, Session, unknown_rule, unread},
    },
    diagnostic::{Diagnostic, Lang, Mend, Severity, message},
    edit::mend::mend,
    error::Error,
    rules,
    source::Workspace,
    span::FileId,
};

/// One value may need several mends, one after the other; no text needs more.
const ROUNDS: usize = 8;

/// The arguments of `govcat fix`.
#[derive(Debug, Args)]
pub(crate) struct FixArgs {
    /// Only these files or folders [default: everything]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; show what would change
    #[arg(long)]
    pub(crate) diff: bool,
    /// Only what this rule finds; may be repeated
    #[arg(long, value_name = "RULE")]
    pub(crate) only: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(args: &FixArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    for name in &args.only {
        if rules::find(name).is_none() {
            let what = message!("没有 {name} 这条规则", "there is no rule {name}");
            return Err(unknown_rule(name, what));
        }
    }
    let workspace = session.open(&args.paths)?.value;
    let scope = Scope::new(&args.paths, &workspace)?;
    let is_ours = |it: &Diagnostic| {
        let path = &workspace.file(it.span.file).path;
        !path.starts_with('<') && scope.holds(path)
    };
    let is_wanted = |it: &Diagnostic| {
        is_ours(it) && (args.only.is_empty() || args.only.iter().any(|code| it.code == code))
    };
    let before = rewrite::report(&workspace, session);
    let (mut texts, after) = mend_all(&workspace, &before, &is_wanted, session);
    let (texts, after) = match worse(&before, &after, &texts) {
        worse if worse.is_empty() => (texts, after),
        worse => {
            for id in worse {
                let path = &workspace.file(id).path;
                let line = message!(
                    "{path}：没有改，改了会有新的问题",
                    "{path}: left alone, for mending it would bring new findings"
                );
                session.err.print_line(line.text(session.lang));
                texts.remove(&id);
            }
            let after = rewrite::report(&workspace.with_texts(&texts), session);
            (texts, after)
        }
    };
    // Nothing else changes, the byte order mark neither.
    let texts: Texts = texts
        .into_iter()
        .map(|(id, text)| {
            let mark = if workspace.file(id).has_mark { "\u{feff}" } else { "" };
            (id, format!("{mark}{text}"))
        })
        .collect();
    if args.diff {
        rewrite::show(&workspace, &texts, session);
    } else {
        rewrite::save(&workspace, &texts)?;
    }
    let left: Vec<&Diagnostic> = after.findings.iter().filter(|it| is_ours(it)).collect();
    if session.chatter() == Chatter::Usual && !(args.diff && texts.is_empty()) {
        tell(args, &before, &left, texts.len(), &is_wanted, session);
    }
    if let Some(error) = unread(&workspace) {
        return Err(error);
    }
    let fails = left.iter().any(|it| it.severity == Severity::Error);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

/// Mends until nothing is left that offers a mend; gives the new texts and what is still wrong.
fn mend_all(
    workspace: &Workspace,
    before: &Report,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
    session: &Session<'_>,
) -> (Texts, Report) {
    let mut texts = Texts::new();
    let mut report = None;
    for _ in 0..ROUNDS {
        let findings = &report.as_ref().unwrap_or(before).findings;
        let mut mends: BTreeMap<FileId, Vec<&Mend>> = BTreeMap::new();
        for finding in findings.iter().filter(|it| is_wanted(it)) {
            if let Some(mend) = &finding.mend {
                mends.entry(mend.span.file).or_default().push(mend);
            }
        }
        let mut count = 0;
        for (id, mends) in mends {
            let old = texts.get(&id).unwrap_or(&workspace.file(id).text);
            let new = mend(old, &mends);
            if new.count > 0 && new.text != *old {
                count += new.count;
                texts.insert(id, new.text);
            }
        }
        if count == 0 {
            break;
        }
        report = Some(rewrite::report(&workspace.with_texts(&texts), session));
    }
    let report = report.unwrap_or_else(|| rewrite::report(workspace, session));
    (texts, report)
}

/// The files in which more is wrong than before, by any rule.
fn worse(before: &Report, after: &Report, texts: &Texts) -> Vec<FileId> {
    let count = |report: &Report| {
        let mut counts: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
        for it in report.findings.iter().filter(|it| it.severity < Severity::Info) {
            *counts.entry((it.span.file, it.code)).or_default() += 1;
        }
        counts
    };
    let (old, new) = (count(before), count(after));
    let is_more =
        |(key, count): &(&(FileId, &str), &usize)| old.get(*key).is_none_or(|it| it < *count);
    let mut files: Vec<FileId> = new.iter().filter(is_more).map(|(key, _)| key.0).collect();
    files.retain(|it| texts.contains_key(it));
    files.dedup();
    files
}

fn tell(
    args: &FixArgs,
    before: &Report,
    left: &[&Diagnostic],
    files: usize,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
    session: &mut Session<'_>,
) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in before.findings.iter().filter(|it| it.mend.is_some() && is_wanted(it)) {
        *counts.entry(finding.code).or_default() += 1;
    }
    for finding in left.iter().filter(|it| it.mend.is_some()) {
        if let Some(count) = counts.get_mut(finding.code) {
            *count = count.saturating_sub(1);
        }
    }
    counts.retain(|_, count| *count > 0);
    let count: usize = counts.values().sum();
    let number = |severity| left.iter().filter(|it| it.severity == severity).count();
    let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
    let infos = number(Severity::Info);
    let mut lines: Vec<String> =
        counts.iter().map(|(code, count)| format!("  {count:>4}  {code}")).collect();
    let (done, rest) = match (args.diff, session.lang) {
        (false, Lang::Zh) => (format!("改了 {files} 个文件里的 {count} 处"), "还要人看的："),
        (true, Lang::Zh) => (format!("可以改 {files} 个文件里的 {count} 处"), "还要人看的："),
        (false, Lang::En) => (format!("mended: {count} (files: {files})"), "left for people: "),
        (true, Lang::En) => (format!("would mend: {count} (files: {files})"), "left for people: "),
    };
    lines.insert(0, done);
    lines.push(match session.lang {
        Lang::Zh => format!("{rest}错误 {errors}，警告 {warnings}，提示 {infos}"),
        Lang::En => format!("{rest}errors {errors}, warnings {warnings}, infos {infos}"),
    });
    // A diff goes to `git apply`, so words about it do not.
    for line in lines {
        if args.diff {
            session.err.print_line(line);
        } else {
            session.out.print_line(line);
        }
    }
}
