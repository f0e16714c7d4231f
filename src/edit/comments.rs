//! The comments of a file, in the order of the text. The tree does not hold them; they are found in
//! the gaps between its scalars.
use crate::syntax::tree::{Kind, NodeRef, Tree};

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// Its first byte, the `#`.
    pub(super) start: usize,
    /// From `#` to the end of the line, without blanks there.
    pub(super) text: String,
    /// The column of `#` where it has a line to itself.
    pub(super) own_line: Option<usize>,
    /// Whether an empty line stands above.
    pub(super) blank_above: bool,
}

impl Comment {
    /// Whether it suppresses findings; then the line that it stands on or above means something.
    pub(super) fn is_allow(&self) -> bool {
        self.text.trim_start_matches('#').trim_start().starts_with("govcat:")
    }
}

/// Finds every comment.
pub(super) fn comments(source: &str, tree: &Tree<'_>) -> Vec<Comment> {
    let mut scalars = Vec::new();
    if let Some(root) = tree.root() {
        collect(root, &mut scalars);
    }
    let mut found = Vec::new();
    let mut from = 0;
    for (start, end) in scalars.into_iter().chain([(source.len(), source.len())]) {
        while from < start {
            let gap = &source[from..start];
            let Some(at) = gap.find('#').map(|it| from + it) else { break };
            let before = source[..at].chars().next_back();
            if before.is_none_or(|c| matches!(c, ' ' | '\t' | '\n' | '\r')) {
                let end = source[at..].find('\n').map_or(source.len(), |it| at + it);
                found.push(comment(source, at, end));
                from = end;
            } else {
                from = at + 1;
            }
        }
        from = from.max(end);
    }
    found
}

/// The places of all scalars, in the order of the text.
fn collect(node: NodeRef<'_, '_>, into: &mut Vec<(usize, usize)>) {
    match node.kind() {
        Kind::Sequence => node.items().for_each(|it| collect(it, into)),
        Kind::Mapping => {
            for (key, value) in node.pairs() {
                collect(key, into);
                collect(value, into);
            }
        }
        _ => {
            let range = node.span().range();
            into.push((range.start, range.end));
        }
    }
}

fn comment(source: &str, at: usize, end: usize) -> Comment {
    let line = line_start(source, at);
    let alone = source[line..at].trim().is_empty();
    Comment {
        start: at,
        text: source[at..end].trim_end().to_owned(),
        own_line: alone.then_some(at - line),
        blank_above: has_blank_above(source, at),
    }
}

/// The first byte of a line.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |it| it + 1)
}

/// Whether the line above the one of a byte is empty.
pub(super) fn has_blank_above(source: &str, at: usize) -> bool {
    let line = line_start(source, at);
    line > 0 && source[line_start(source, line - 1)..line - 1].trim().is_empty()
}

/// Whether two bytes stand on one line.
pub(super) fn on_one_line(source: &str, from: usize, to: usize) -> bool {
    from <= to && !source[from..to].contains('\n')
}
