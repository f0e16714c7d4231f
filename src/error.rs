//! Why govcat could not work: arguments, files, templates. Always exit code 2.
//!
//! What is wrong with a *catalog* is never an [`Error`]; it is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic), and there may be many.
use std::{fmt, path::Path};

use crate::diagnostic::{Lang, Message};

/// A failure to work, in both languages.
#[derive(Debug)]
pub struct Error {
    message: Message,
    help: Option<Message>,
}

impl Error {
    /// A failure in words.
    #[must_use]
    pub fn new(message: Message) -> Self {
        Self { message, help: None }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// A failure of the operating system with a file.
    #[must_use]
    pub fn io(doing: Doing, path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        let (zh, en) = match doing {
            Doing::Read => ("读取", "read"),
            Doing::Write => ("写入", "write"),
            Doing::List => ("列出", "list"),
        };
        Self::new(Message {
            zh: format!("无法{zh} {path}：{error}"),
            en: format!("cannot {en} {path}: {error}"),
        })
    }

    /// What went wrong, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        self.message.text(lang)
    }

    /// How to mend it, in one language.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Option<&str> {
        self.help.as_ref().map(|it| it.text(lang))
    }
}

/// What was being done to a file when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Its bytes were read.
    Read,
    /// Its bytes were written.
    Write,
    /// A folder was listed.
    List,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Error {}
