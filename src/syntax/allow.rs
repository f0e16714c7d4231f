//! Suppressions in comments: `# govcat: allow(rule): reason`, on a line or above it.
use memchr::memmem;

use crate::{
    source::line_index::LineIndex,
    span::{FileId, Span},
    syntax::tree::Tree,
};

/// One suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rules it names.
    pub codes: Vec<String>,
    /// Why; empty where none was given, which is itself a finding.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// The line (from 0) whose findings it suppresses.
    pub line: usize,
}

/// Finds the suppressions of a file.
pub(crate) fn read(file: FileId, source: &str, tree: &Tree<'_>) -> Vec<Allow> {
    let mut found = Vec::new();
    let mut lines = None;
    for at in memmem::find_iter(source.as_bytes(), "govcat:") {
        let line_start = source[..at].rfind('\n').map_or(0, |it| it + 1);
        let before = &source[line_start..at];
        let Some(hash) = before.rfind('#').map(|it| line_start + it) else { continue };
        let offset = u32::try_from(hash).unwrap_or(u32::MAX);
        let is_comment = before[hash - line_start + 1..].trim().is_empty()
            && source[line_start..hash]
                .chars()
                .next_back()
                .is_none_or(|it| it == ' ' || it == '\t')
            && !tree.in_scalar(offset);
        let line_end = source[at..].find('\n').map_or(source.len(), |it| at + it);
        let words = source[at + "govcat:".len()..line_end].trim();
        let Some((codes, rest)) =
            words.strip_prefix("allow(").and_then(|it| it.split_once(')')).filter(|_| is_comment)
        else {
            continue;
        };
        let index = lines.get_or_insert_with(|| LineIndex::new(source));
        let own = index.line_of(offset);
        let alone = source[line_start..hash].trim().is_empty();
        found.push(Allow {
            codes: codes
                .split(',')
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty())
                .collect(),
            reason: rest.trim_start_matches([':', '：', ' ']).trim().to_owned(),
            span: Span { file, start: offset, end: u32::try_from(line_end).unwrap_or(u32::MAX) },
            line: if alone { next_written_line(source, index, own) } else { own },
        });
    }
    found
}

/// The next line that holds more than a comment.
fn next_written_line(source: &str, index: &LineIndex, from: usize) -> usize {
    (from + 1..index.lines())
        .find(|&line| {
            let text = source[index.start_of(line)..].lines().next().unwrap_or("").trim();
            !text.is_empty() && !text.starts_with('#')
        })
        .unwrap_or(from)
}
