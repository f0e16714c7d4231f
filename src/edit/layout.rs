//! The house layout of a catalog file.
//!
//! - two blanks a level, the items of a list one level below their key, one blank behind `:` and `-`;
//! - keys in the order of the format (`model/shape.rs`); where one is unknown or there twice they stay;
//! - what is in brackets stays there while its line has at most 120 columns, else each item gets its own
//!   line; what has lines of its own keeps them;
//! - quotes only where a reader of YAML would take the text for something else, and then double ones;
//!   ids, codes and versions keep theirs, for most of them look like numbers;
//! - at most one empty line between neighbours, none at the start of a list, one line break at the end;
//! - comments stay with what they stand above or behind, two blanks before `#`.
use crate::{
    edit::{piece, print, same::is_same},
    model::shape::Shape,
    span::FileId,
    syntax::{self, Reader},
};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Laid {
    /// It is in the house layout.
    AsWritten,
    /// In the house layout it reads so.
    Anew(String),
    /// It is not sound YAML, or says a thing twice, and is left alone.
    Unsound,
    /// The layout would lose something; a mistake of govcat, not of the file.
    Unlike,
}

/// Lays a file out. What is not sure to say the same afterwards is left alone.
#[must_use]
pub fn lay_out(source: &str, shape: &'static Shape) -> Laid {
    let text = source.replace("\r\n", "\n");
    let parsed = syntax::parse(FileId(0), &text, Reader::Full);
    if !parsed.diagnostics.is_empty() {
        return Laid::Unsound;
    }
    let Some(root) = piece::pieces(&text, &parsed.value.tree, shape) else { return Laid::Unsound };
    let new = print::print(&root);
    if new == source {
        return Laid::AsWritten;
    }
    if is_same(&text, &new) { Laid::Anew(new) } else { Laid::Unlike }
}
