//! `govcat templates eject`: copies the built-in templates, to be changed.
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::{
        Exit,
        session::{Chatter, Session},
        style::Paint,
        wrap,
    },
    diagnostic::{Lang, message},
    error::Error,
    output::{html::Templates, write::put_new},
};

/// Warns of files in `templates/` that make no difference.
pub(crate) fn say_unused(session: &mut Session<'_>, own: &[(String, String)]) {
    for (name, nearest) in Templates::unused(own) {
        let is_meant = nearest.map(|it| message!("；是不是 {it}？", "; do you mean {it}?"));
        let is_meant = is_meant.as_ref().map_or("", |it| it.text(session.lang));
        let warning = message!(
            "警告：templates/{name} 没有用上，没有这个名称的内置文件，也没有网页引用它{is_meant}",
            "warning: templates/{name} is not used: no built-in file has this name, and no page includes it{is_meant}"
        );
        let text = wrap::printable(warning.text(session.lang));
        let text = session.err_style().paint(Paint::Yellow, text);
        session.err.print_line(text);
    }
}

/// The arguments of `govcat templates`.
#[derive(Debug, Args)]
pub(crate) struct TemplatesArgs {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: TemplatesCommand,
}

/// The commands of `govcat templates`.
#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesCommand {
    /// Copy the built-in templates, stylesheet, script and words into a folder; files that are there stay
    Eject(EjectArgs),
}

/// The arguments of `govcat templates eject`.
#[derive(Debug, Args)]
pub(crate) struct EjectArgs {
    /// The folder [default: templates/ of the workspace, where `govcat build` looks]
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &TemplatesArgs, session: &mut Session<'_>) -> Result<Exit, Error> {
    let TemplatesCommand::Eject(args) = &args.command;
    let folder = match &args.dir {
        Some(dir) => dir.clone(),
        None => session
            .workspace_root()?
            .ok_or_else(|| {
                Error::new(message!(
                    "这里不是工作区，要写明复制到哪个文件夹",
                    "there is no workspace here; name the folder to copy to"
                ))
            })?
            .join("templates"),
    };
    let files: Vec<_> = Templates::built_in().collect();
    let there = put_new(&folder, files.iter().copied())?;
    for path in &there {
        let path = path.display();
        session.err.print_line(match session.lang {
            Lang::Zh => format!("{path} 已经有了，没有动"),
            Lang::En => format!("{path} is there already and was left as it is"),
        });
    }
    if session.chatter() == Chatter::Usual {
        let (count, folder) = (files.len() - there.len(), folder.display());
        session.out.print_line(match session.lang {
            Lang::Zh => format!(
                "复制了 {count} 个文件到 {folder}。只留下要改的，其余删去：没有的用内置的，随新版本更新"
            ),
            Lang::En => format!(
                "copied {count} files to {folder}. Keep those that you change and delete the others: what is missing is built in, and new with each version"
            ),
        });
    }
    Ok(Exit::Clean)
}
