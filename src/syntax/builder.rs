//! Writes nodes into a tree in the order of the text. Both readers build with it, so that spans
//! follow one convention: a block container reaches from its first child to its last.
use crate::{
    span::FileId,
    syntax::tree::{DAMAGED, Kind, Node, Tree},
};

/// A tree being written.
pub(crate) struct Builder<'s> {
    tree: Tree<'s>,
    open: Vec<u32>,
    /// Where the last finished node ends.
    last_end: u32,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(file: FileId, source: &'s str) -> Self {
        // Measured over catalogs: a node for every 24 bytes or more.
        let nodes = Vec::with_capacity(source.len() / 24 + 8);
        Self {
            tree: Tree { file: file.0, source, nodes, ..Tree::default() },
            open: Vec::new(),
            last_end: 0,
        }
    }

    /// The index that the next node gets.
    pub(crate) fn next_index(&self) -> u32 {
        index(self.tree.nodes.len())
    }

    /// The open containers, outermost first.
    pub(crate) fn open_containers(&self) -> &[u32] {
        &self.open
    }

    pub(crate) fn kind(&self, at: u32) -> Kind {
        self.tree.nodes[at as usize].kind
    }

    /// The first byte of a node.
    pub(crate) fn start(&self, at: u32) -> u32 {
        self.tree.nodes[at as usize].start
    }

    /// How many nodes are direct children of a container.
    pub(crate) fn children(&self, at: u32) -> usize {
        let (mut child, mut count) = (at + 1, 0);
        while (child as usize) < self.tree.nodes.len() {
            child = self.tree.nodes[child as usize].next;
            count += 1;
        }
        count
    }

    pub(crate) fn open(&mut self, kind: Kind, start: u32) {
        self.open.push(self.next_index());
        self.push(kind, start, start, 0);
    }

    /// Closes the innermost container: at its bracket, or behind its last child.
    pub(crate) fn close(&mut self, bracket: Option<u32>) {
        let Some(at) = self.open.pop() else { return };
        let next = self.next_index();
        let node = &mut self.tree.nodes[at as usize];
        node.end = bracket.unwrap_or(self.last_end.max(node.start));
        node.next = next;
        self.last_end = node.end;
    }

    /// Closes every container because of a syntax error at `end`.
    pub(crate) fn break_off(&mut self, end: u32) {
        while let Some(&at) = self.open.last() {
            // A key without its value gets an unreadable one, so that pairs stay pairs.
            if self.kind(at) == Kind::Mapping && self.children(at) % 2 == 1 {
                self.push(Kind::Unreadable, end, end, 0);
            }
            self.tree.nodes[at as usize].flags |= DAMAGED;
            self.close(Some(end.max(self.last_end)));
        }
    }

    /// Marks what was closed last inside the innermost open container: a line that stands too far
    /// left closes what it belongs to before it is found wrong.
    pub(crate) fn damage_last(&mut self) {
        let Some(&(mut at)) = self.open.last() else { return };
        loop {
            let (mut child, mut last) = (at + 1, None);
            while let Some(node) = self.tree.nodes.get(child as usize) {
                last = matches!(node.kind, Kind::Sequence | Kind::Mapping).then_some(child);
                child = node.next;
            }
            let Some(last) = last else { return };
            self.tree.nodes[last as usize].flags |= DAMAGED;
            at = last;
        }
    }

    pub(crate) fn scalar(&mut self, kind: Kind, start: u32, end: u32) {
        self.push(kind, start, end, 0);
    }

    /// A scalar whose text is not a slice of the source.
    pub(crate) fn decoded(&mut self, kind: Kind, start: u32, end: u32, text: &str) {
        self.tree.decoded.push(text.into());
        let text = index(self.tree.decoded.len());
        self.push(kind, start, end, text);
    }

    /// Says that the container `from` goes on in the container `to`.
    pub(crate) fn continues(&mut self, from: u32, to: u32) {
        self.tree.continued.push((from, to));
    }

    pub(crate) fn finish(self) -> Tree<'s> {
        self.tree
    }

    fn push(&mut self, kind: Kind, start: u32, end: u32, text: u32) {
        let next = self.next_index() + 1;
        self.last_end = end;
        self.tree.nodes.push(Node { kind, flags: 0, start, end, next, text });
    }
}

/// Files are at most 4 GiB (the workspace refuses larger ones), so every index fits.
fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
