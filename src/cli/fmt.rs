//! `govcat fmt`: lays catalog files out, comments kept, without changing what they say.
use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::{
        Exit,
        rewrite::{self, Texts},
        scope::Scope,
        session::{Chatter, Session, unread},
    },
    diagnostic::{Lang, Message, message},
    edit::layout::{Laid, lay_out},
    error::Error,
    model::schema::of_role,
    source::{SourceFile, Workspace},
    span::FileId,
};

/// The arguments of `govcat fmt`.
#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Only these files or folders [default: everything]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; fail (exit code 1) where a file is laid out otherwise
    #[arg(long)]
    pub(crate) check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub(crate) diff: bool,
}

/// What became of the files.
#[derive(Default)]
struct Outcome {
    texts: Texts,
    unsound: Vec<FileId>,
    unlike: Vec<FileId>,
    files: usize,
}

/// Runs the command.
pub(crate) fn run(args: &FmtArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let workspace = session.open(&args.paths)?.value;
    let scope = Scope::new(&args.paths, &workspace)?;
    let mut outcome = lay_out_all(&workspace, &scope);
    if outcome.files == 0 {
        return Err(Error::new(message!("没有可以整理的文件", "there is no file to lay out")));
    }
    keep_findings(&workspace, &mut outcome, session);
    if args.diff {
        rewrite::show(&workspace, &outcome.texts, session);
    }
    if !args.check && !args.diff {
        rewrite::save(&workspace, &outcome.texts)?;
    }
    tell(args, &workspace, &outcome, session);
    if let Some(error) = unread(&workspace) {
        return Err(error);
    }
    let is_short = !outcome.unsound.is_empty() || !outcome.unlike.is_empty();
    let fails = is_short || args.check && !outcome.texts.is_empty();
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

fn lay_out_all(workspace: &Workspace, scope: &Scope) -> Outcome {
    let mut outcome = Outcome::default();
    for (id, file) in workspace.ids() {
        let is_ours = file.was_read && !file.path.starts_with('<') && scope.holds(&file.path);
        let Some(shape) = of_role(&file.role).filter(|_| is_ours) else { continue };
        outcome.files += 1;
        match lay_out(&file.text, shape) {
            Laid::AsWritten if file.has_mark => {
                outcome.texts.insert(id, file.text.clone());
            }
            Laid::AsWritten => {}
            Laid::Anew(text) => {
                outcome.texts.insert(id, text);
            }
            Laid::Unsound => outcome.unsound.push(id),
            Laid::Unlike => outcome.unlike.push(id),
        }
    }
    outcome
}

/// A file in which the new layout would find other things wrong is left alone: a comment that
/// suppresses a finding holds for its line.
fn keep_findings(workspace: &Workspace, outcome: &mut Outcome, session: &Session<'_>) {
    if outcome.texts.is_empty() {
        return;
    }
    let changed = workspace.with_texts(&outcome.texts);
    let (old, new) = (rewrite::report(workspace, session), rewrite::report(&changed, session));
    let (old, new) = (rewrite::prints(old.findings.iter()), rewrite::prints(new.findings.iter()));
    let unlike: Vec<FileId> =
        outcome.texts.keys().copied().filter(|id| old.get(id) != new.get(id)).collect();
    for id in unlike {
        outcome.texts.remove(&id);
        outcome.unlike.push(id);
    }
}

fn tell(args: &FmtArgs, workspace: &Workspace, outcome: &Outcome, session: &mut Session<'_>) {
    let lang = session.lang;
    let mut say = |file: &SourceFile, what: Message| {
        let path = &file.path;
        session.err.print_line(match lang {
            Lang::Zh => format!("{path}：{}", what.zh),
            Lang::En => format!("{path}: {}", what.en),
        });
    };
    for id in &outcome.unsound {
        say(
            workspace.file(*id),
            message!(
                "有错误，没有整理；先运行 govcat validate",
                "left alone, for it cannot be read; run govcat validate"
            ),
        );
    }
    for id in &outcome.unlike {
        say(
            workspace.file(*id),
            message!(
                "没有整理：整理以后意思或检查结果会变",
                "left alone: laid out, it would say or be found otherwise"
            ),
        );
    }
    for id in outcome.texts.keys() {
        let file = workspace.file(*id);
        match (file.has_mark, file.text.contains('\r')) {
            (false, false) => {}
            (mark, _) => say(
                file,
                if mark {
                    message!(
                        "去掉字节顺序标记，换行一律用 LF",
                        "the byte order mark goes, lines end with LF"
                    )
                } else {
                    message!("换行由 CRLF 改为 LF", "lines end with LF instead of CRLF")
                },
            ),
        }
    }
    if session.chatter() == Chatter::Quiet || args.diff && !args.check {
        return;
    }
    let changed = outcome.texts.len();
    let kept = outcome.files - changed - outcome.unsound.len() - outcome.unlike.len();
    if args.check {
        for id in outcome.texts.keys() {
            session.out.print_line(&workspace.file(*id).path);
        }
    }
    let line = if args.check {
        message!(
            "{changed} 个文件需要整理，{kept} 个已经整齐",
            "{changed} to be laid out, {kept} are as they should be"
        )
    } else {
        message!(
            "整理了 {changed} 个文件，{kept} 个本来就整齐",
            "{changed} laid out, {kept} were as they should be"
        )
    };
    session.out.print_line(line.text(lang));
}
