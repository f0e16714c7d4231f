//! Text to tree, with the place of every value. Parsing never fails: what is wrong becomes
//! diagnostics, and what is right beside it is still read.
//!
//! Two readers give the same tree: `plain` for the block YAML that catalogs are written in,
//! `full` for everything. The first says "not sure" to whatever is unusual.
pub mod allow;
mod builder;
mod errors;
mod full;
mod plain;
pub mod scalar;
mod scan;
#[cfg(test)]
mod tests;
pub mod tree;

use crate::{
    diagnostic::{Diagnostic, Outcome, message},
    span::{FileId, Span},
    syntax::{
        allow::Allow,
        tree::{NodeRef, Tree},
    },
};

/// Which reader may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// The plain reader first, the full one for what it is not sure of.
    #[default]
    Fast,
    /// The full reader only; slower, for comparison.
    Full,
}

/// A file as a tree, and the suppressions in its comments.
#[derive(Debug, Default)]
pub struct Parsed<'s> {
    /// The tree; empty when the file holds nothing.
    pub tree: Tree<'s>,
    /// The `# govcat: allow(…)` comments.
    pub allows: Vec<Allow>,
}

/// Reads one file. Codes found here: `syntax-error`, `unsupported-yaml`, `empty-file`.
#[must_use]
pub fn parse(file: FileId, source: &str, reader: Reader) -> Outcome<Parsed<'_>> {
    let fast = match reader {
        Reader::Fast => plain::parse(file, source),
        Reader::Full => None,
    };
    let Outcome { value: mut tree, mut diagnostics } =
        fast.map_or_else(|| full::parse(file, source), Outcome::clean);
    // A lone `---` or `~` is nothing, too.
    if tree.root().is_some_and(NodeRef::is_null) {
        tree = Tree::default();
    }
    if tree.root().is_none() && diagnostics.is_empty() {
        diagnostics.push(
            Diagnostic::new(
                "empty-file",
                Span::top(file),
                message!("文件是空的，没有任何内容", "the file is empty: it holds no data"),
            )
            .with_help(message!(
                "写入目录内容，或删除这个文件",
                "write a catalog into it, or delete it"
            )),
        );
    }
    let allows = allow::read(file, source, &tree);
    Outcome { value: Parsed { tree, allows }, diagnostics }
}
