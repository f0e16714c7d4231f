//! `govcat completions` and `govcat man`: what a shell and `man` want to know.
use clap::Args;
use clap_complete::Shell;

use crate::{
    cli::{Exit, session::Session, usage},
    diagnostic::message,
    error::Error,
};

/// The arguments of `govcat completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Prints a completion script.
pub(crate) fn run(args: &CompletionsArgs, session: &mut Session<'_>) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut usage::command(session.lang), "govcat", &mut text);
    session.out.print(String::from_utf8_lossy(&text));
    Exit::Clean
}

/// Prints the manual page.
pub(crate) fn man(session: &mut Session<'_>) -> Result<Exit, Error> {
    let mut text = Vec::new();
    let page = clap_mangen::Man::new(usage::command(session.lang));
    page.render(&mut text).map_err(|error| Error::new(message!("{error}", "{error}")))?;
    session.out.print(String::from_utf8_lossy(&text));
    Ok(Exit::Clean)
}
