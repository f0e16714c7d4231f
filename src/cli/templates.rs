//! `govcat templates eject`: copies the built-in templates, to be changed.
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{
    cli::{
        Exit,
        session::{Chatter, Session},
    },
    diagnostic::{Lang, message},
    error::Error,
    output::{html::Templates, write::put_new},
};

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
