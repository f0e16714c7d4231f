//! Colours, where the reader can see them.
use std::{env, fmt, io::IsTerminal};

use crate::{cli::args::When, diagnostic::Severity};

/// Whether a stream takes colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// It does.
    Coloured,
    /// It does not.
    Plain,
}

/// What to paint a text with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    Bold,
    Red,
    Yellow,
    Cyan,
    Green,
}

impl Style {
    /// Decides for a stream. `NO_COLOR` counts unless colours are asked for.
    pub(crate) fn decide(when: When, stream: &impl IsTerminal) -> Self {
        let is_coloured = match when {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                let refused = env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
                let dumb = env::var_os("TERM").is_some_and(|it| it == "dumb");
                !refused && !dumb && stream.is_terminal()
            }
        };
        if is_coloured { Self::Coloured } else { Self::Plain }
    }

    /// A text to print in a colour.
    pub(crate) fn paint<T: fmt::Display>(self, paint: Paint, text: T) -> Painted<T> {
        Painted { paint: (self == Self::Coloured).then_some(paint), text }
    }
}

impl From<Severity> for Paint {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Red,
            Severity::Warning => Self::Yellow,
            Severity::Info => Self::Cyan,
        }
    }
}

/// A text in a colour.
#[derive(Debug)]
pub(crate) struct Painted<T> {
    paint: Option<Paint>,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(paint) = self.paint else { return self.text.fmt(f) };
        let code = match paint {
            Paint::Bold => "1",
            Paint::Red => "1;31",
            Paint::Yellow => "1;33",
            Paint::Cyan => "36",
            Paint::Green => "1;32",
        };
        write!(f, "\x1b[{code}m{}\x1b[0m", self.text)
    }
}
