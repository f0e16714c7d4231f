//! Whether two texts of a file say the same: the same values under the same keys, the same comments.
use crate::{
    edit::comments,
    span::FileId,
    syntax::{
        self, Reader,
        tree::{Kind, NodeRef},
    },
};

/// A value without places: what a file says.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Nothing,
    Text(String),
    List(Vec<Self>),
    Pairs(Vec<(Self, Self)>),
}

/// Whether both texts are sound YAML and say the same.
#[must_use]
pub fn is_same(old: &str, new: &str) -> bool {
    read(old).is_some_and(|old| read(new) == Some(old))
}

/// What a text says and what its comments are; `None` where it is not sound.
fn read(text: &str) -> Option<(Option<Said>, Vec<String>)> {
    let parsed = syntax::parse(FileId(0), text, Reader::Full);
    if parsed.diagnostics.iter().any(|it| it.code != "empty-file") {
        return None;
    }
    let tree = parsed.value.tree;
    let mut comments: Vec<String> =
        comments::comments(text, &tree).into_iter().map(|it| it.text).collect();
    comments.sort_unstable();
    Some((tree.root().map(said), comments))
}

fn said(node: NodeRef<'_, '_>) -> Said {
    match node.kind() {
        Kind::Sequence => Said::List(node.items().map(said).collect()),
        Kind::Mapping => {
            let mut pairs: Vec<_> =
                node.pairs().map(|(key, value)| (said(key), said(value))).collect();
            // The order of keys says nothing; of two that are alike, the first counts.
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Said::Pairs(pairs)
        }
        _ if node.is_null() => Said::Nothing,
        _ => Said::Text(node.text().unwrap_or_default().into_owned()),
    }
}
