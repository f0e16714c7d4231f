//! The tree: one flat list of nodes in the order of the text, each with its range of bytes.
use std::borrow::Cow;

use crate::span::{FileId, Span};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A scalar without quotes; an empty one is a missing value.
    Plain,
    /// A scalar in single or double quotes.
    Quoted,
    /// A block scalar, `|` or `>`.
    Block,
    /// A list.
    Sequence,
    /// A mapping; its children are key, value, key, value, …
    Mapping,
    /// An alias (`*name`), which catalogs may not use, or a value that a syntax error cut off.
    /// It is reported where it is read.
    Unreadable,
}

/// Marks a container in which a syntax error fell: what it lacks may have been lost there.
pub(crate) const DAMAGED: u8 = 1;

/// One node. `next` is the index behind its subtree. `text` is 0 where the text is a slice of the
/// source, else one more than the index of the decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) next: u32,
    pub(crate) text: u32,
}

/// A file as a tree.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    pub(crate) file: u32,
    pub(crate) source: &'s str,
    pub(crate) nodes: Vec<Node>,
    pub(crate) decoded: Vec<Box<str>>,
    /// Containers that go on in another fragment, behind a syntax error: (container, fragment).
    pub(crate) continued: Vec<(u32, u32)>,
}

/// A node in its tree.
#[derive(Clone, Copy, Debug)]
pub struct NodeRef<'t, 's> {
    tree: &'t Tree<'s>,
    at: u32,
}

impl<'s> Tree<'s> {
    /// The outermost node, if the file holds anything.
    #[must_use]
    pub fn root(&self) -> Option<NodeRef<'_, 's>> {
        (!self.nodes.is_empty()).then_some(NodeRef { tree: self, at: 0 })
    }

    /// Whether a byte lies inside a scalar.
    pub(crate) fn in_scalar(&self, offset: u32) -> bool {
        let behind = self.nodes.partition_point(|node| node.start <= offset);
        self.nodes[..behind].iter().rev().take_while(|it| it.end + 4096 > offset).any(|node| {
            !matches!(node.kind, Kind::Sequence | Kind::Mapping)
                && (node.start..node.end).contains(&offset)
        })
    }

    fn fragment_after(&self, at: u32) -> Option<u32> {
        self.continued.iter().find(|(from, _)| *from == at).map(|(_, to)| *to)
    }
}

impl<'t, 's> NodeRef<'t, 's> {
    fn node(self) -> &'t Node {
        &self.tree.nodes[self.at as usize]
    }

    /// What the node is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where it was written; quotes and brackets belong to it.
    #[must_use]
    pub fn span(self) -> Span {
        let Node { start, end, .. } = *self.node();
        Span { file: FileId(self.tree.file), start, end }
    }

    /// Whether a syntax error fell inside.
    #[must_use]
    pub fn is_damaged(self) -> bool {
        self.node().flags & DAMAGED != 0
    }

    /// The text of a scalar; `None` for what is no scalar.
    #[must_use]
    pub fn text(self) -> Option<Cow<'s, str>> {
        let node = self.node();
        match node.kind {
            Kind::Sequence | Kind::Mapping | Kind::Unreadable => None,
            _ if node.text > 0 => {
                Some(Cow::Owned(self.tree.decoded[node.text as usize - 1].to_string()))
            }
            Kind::Quoted => Some(Cow::Borrowed(
                &self.tree.source[node.start as usize + 1..node.end as usize - 1],
            )),
            Kind::Plain | Kind::Block => {
                Some(Cow::Borrowed(&self.tree.source[node.start as usize..node.end as usize]))
            }
        }
    }

    /// Whether nothing was written: an empty plain scalar, or YAML's words for it.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Plain
            && matches!(self.text().as_deref(), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// The items of a list, behind syntax errors too; none for other kinds.
    pub fn items(self) -> impl Iterator<Item = NodeRef<'t, 's>> {
        let list = (self.kind() == Kind::Sequence).then_some(self.at);
        Children::new(self.tree, list)
    }

    /// The keys and values of a mapping, behind syntax errors too; none for other kinds.
    pub fn pairs(self) -> impl Iterator<Item = (NodeRef<'t, 's>, NodeRef<'t, 's>)> {
        let mapping = (self.kind() == Kind::Mapping).then_some(self.at);
        let mut children = Children::new(self.tree, mapping);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }
}

/// The direct children of a container and of the fragments that continue it.
struct Children<'t, 's> {
    tree: &'t Tree<'s>,
    container: Option<u32>,
    at: u32,
}

impl<'t, 's> Children<'t, 's> {
    fn new(tree: &'t Tree<'s>, container: Option<u32>) -> Self {
        Self { tree, container, at: container.map_or(0, |it| it + 1) }
    }
}

impl<'t, 's> Iterator for Children<'t, 's> {
    type Item = NodeRef<'t, 's>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let container = self.container?;
            if self.at < self.tree.nodes[container as usize].next {
                let child = NodeRef { tree: self.tree, at: self.at };
                self.at = child.node().next;
                return Some(child);
            }
            *self = Self::new(self.tree, self.tree.fragment_after(container));
        }
    }
}
