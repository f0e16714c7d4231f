//! Keys with their values as the house lays them out: `govcat fmt` has nothing to change in them.
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::syntax::scalar::{self, Context, WIDTH};

/// Whether a text looks like any other, or is an id, which is quoted whatever it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Any text.
    Text,
    /// An id, a code, a version.
    Id,
}

impl Look {
    fn write(self, text: &str, context: Context) -> String {
        match self {
            Self::Text => scalar::write(text, context),
            Self::Id => scalar::quoted(text),
        }
    }
}

/// `key: value`, with the indentation of the key.
#[must_use]
pub fn text(indent: usize, key: &str, value: &str, look: Look) -> String {
    format!("{:indent$}{key}: {}", "", look.write(value, Context::Block))
}

/// `key: [a, b]`, or one line for each where that is too wide.
#[must_use]
pub fn list(indent: usize, key: &str, values: &[String], look: Look) -> String {
    let items: Vec<String> = values.iter().map(|it| look.write(it, Context::Flow)).collect();
    let line = format!("{:indent$}{key}: [{}]", "", items.join(", "));
    if line.width() <= WIDTH {
        return line;
    }
    let mut out = format!("{:indent$}{key}:", "");
    for value in values {
        let _ = write!(out, "\n{:indent$}  - {}", "", look.write(value, Context::Block));
    }
    out
}
