//! A file as pieces to lay out: each key with its value, and each item, with the comments that belong to it.
use crate::{
    edit::comments::{self, Comment, has_blank_above, line_start, on_one_line},
    model::shape::{self, Form, Shape},
    syntax::{
        scalar,
        tree::{Kind, NodeRef, Tree},
    },
};

/// A key with its value, or an item.
#[derive(Debug)]
pub(super) struct Piece {
    /// Comments above it.
    pub(super) above: Vec<Comment>,
    /// Whether an empty line stands above it, below its comments.
    pub(super) blank_above: bool,
    /// The key; an item has none.
    pub(super) key: Option<Scalar>,
    /// The value.
    pub(super) value: Value,
    /// Comments on the line of the key or, where the value is on that line, behind it.
    pub(super) behind: Vec<Comment>,
}

/// What stands behind a key or a dash.
#[derive(Debug)]
pub(super) enum Value {
    /// A scalar.
    Scalar(Scalar),
    /// A list or a mapping.
    Many(Many),
}

/// A list or a mapping.
#[derive(Debug)]
pub(super) struct Many {
    /// Whether it is a mapping.
    pub(super) is_mapping: bool,
    /// Whether it was written in brackets.
    pub(super) in_brackets: bool,
    /// Its members.
    pub(super) pieces: Vec<Piece>,
    /// Comments below the last one.
    pub(super) below: Vec<Comment>,
}

/// A scalar.
#[derive(Debug)]
pub(super) enum Scalar {
    /// Without quotes: kept.
    Plain(String),
    /// In quotes: the quotes go where nothing needs them.
    Quoted(String),
    /// In quotes that stay: an id, a code, a version.
    Id(String),
    /// `|` or `>`: its lines as written.
    Block(String),
}

/// Keys whose values are written in quotes, whether or not each looks like a number.
const IDS: [&str; 8] =
    ["id", "was", "entry", "code", "version", "explains", "covers", "disclosed_by"];

/// Takes a tree to pieces.
pub(super) fn pieces(source: &str, tree: &Tree<'_>, shape: &'static Shape) -> Option<Many> {
    let root = tree.root()?;
    let comments = comments::comments(source, tree);
    let mut cutter = Cutter { source, comments: comments.into_iter().peekable() };
    let Value::Many(mut root) = cutter.value(root, Some(shape), source.len(), None) else {
        return None;
    };
    root.below.extend(cutter.comments);
    Some(root)
}

struct Cutter<'s, I: Iterator<Item = Comment>> {
    source: &'s str,
    comments: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = Comment>> Cutter<'_, I> {
    fn take_while(&mut self, wanted: impl Fn(&Comment) -> bool) -> Vec<Comment> {
        std::iter::from_fn(|| self.comments.next_if(&wanted)).collect()
    }

    /// `limit` is where what follows the value begins.
    fn value(
        &mut self,
        node: NodeRef<'_, '_>,
        shape: Option<&'static Shape>,
        limit: usize,
        key_column: Option<usize>,
    ) -> Value {
        let range = node.span().range();
        match node.kind() {
            Kind::Sequence => {
                let items: Vec<_> = node.items().map(|it| (None, it, shape)).collect();
                Value::Many(self.many(&items, false, range, limit, key_column))
            }
            Kind::Mapping => {
                let form = |key: &str| shape.and_then(|it| it.find(key).map(|at| it.keys[at].form));
                let pairs: Vec<_> = node
                    .pairs()
                    .map(|(key, value)| {
                        let inner = match form(&key.text().unwrap_or_default()) {
                            Some(Form::Record(inner) | Form::Records(inner)) => Some(inner),
                            Some(Form::Owner) => Some(&shape::OWNER),
                            _ => None,
                        };
                        (Some(key), value, inner)
                    })
                    .collect();
                let mut many = self.many(&pairs, true, range, limit, None);
                sort(&mut many, shape);
                Value::Many(many)
            }
            _ => Value::Scalar(scalar(self.source, node)),
        }
    }

    fn many(
        &mut self,
        members: &[(Option<NodeRef<'_, '_>>, NodeRef<'_, '_>, Option<&'static Shape>)],
        is_mapping: bool,
        range: std::ops::Range<usize>,
        limit: usize,
        key_column: Option<usize>,
    ) -> Many {
        let in_brackets = matches!(self.source.as_bytes().get(range.start), Some(b'[' | b'{'));
        let limit = if in_brackets { range.end } else { limit };
        let own = column(self.source, range.start);
        // Dashes may stand below the first letter of their key; what stands there too is not theirs.
        let column = own + usize::from(key_column == Some(own));
        let mut pieces = Vec::with_capacity(members.len());
        for (at, (key, value, shape)) in members.iter().enumerate() {
            let next = members.get(at + 1).map(|(key, value, _)| key.unwrap_or(*value));
            let limit = next.map_or(limit, |it| it.span().range().start);
            pieces.push(self.piece(*key, *value, *shape, limit));
        }
        // What is indented as far as the members stands below the last of them.
        let below = self.take_while(|it| {
            it.start < limit && (in_brackets || it.own_line.is_some_and(|own| own >= column))
        });
        Many { is_mapping, in_brackets, pieces, below }
    }

    fn piece(
        &mut self,
        key: Option<NodeRef<'_, '_>>,
        value: NodeRef<'_, '_>,
        shape: Option<&'static Shape>,
        limit: usize,
    ) -> Piece {
        let source = self.source;
        let written = value.span().range();
        let start = key.map_or(written.start, |it| it.span().range().start);
        let mut above = self.take_while(|it| it.start < start);
        let mut behind = Vec::new();
        if let Some(key) = key {
            let key_end = key.span().range().end;
            behind = self.take_while(|it| {
                it.own_line.is_none()
                    && on_one_line(source, key_end, it.start)
                    && (it.start < written.start || written.is_empty())
            });
            // Between a key and a scalar on another line: above the key, for there is no line of its own.
            if !matches!(value.kind(), Kind::Sequence | Kind::Mapping) {
                above.extend(self.take_while(|it| it.start < written.start && !written.is_empty()));
            }
        }
        let first = above.iter().filter(|it| it.own_line.is_some()).map(|it| it.start).next();
        let blank_above = first.is_none_or(|it| it < start) && has_blank_above(source, start);
        let mut value = self.value(value, shape, limit, key.map(|_| column(source, start)));
        if key.and_then(NodeRef::text).is_some_and(|it| IDS.contains(&it.as_ref())) {
            keep_quotes(&mut value);
        }
        behind.extend(self.take_while(|it| {
            it.own_line.is_none()
                && it.start < limit.max(written.end)
                && on_one_line(source, written.end, it.start)
        }));
        Piece { above, blank_above, key: key.map(|it| scalar(source, it)), value, behind }
    }
}

fn column(source: &str, at: usize) -> usize {
    at - line_start(source, at)
}

fn keep_quotes(value: &mut Value) {
    match value {
        Value::Scalar(scalar) => {
            if let Scalar::Quoted(text) = scalar {
                *scalar = Scalar::Id(std::mem::take(text));
            }
        }
        Value::Many(many) if !many.is_mapping => {
            many.pieces.iter_mut().for_each(|it| keep_quotes(&mut it.value));
        }
        Value::Many(_) => {}
    }
}

fn scalar(source: &str, node: NodeRef<'_, '_>) -> Scalar {
    let text = || node.text().unwrap_or_default().into_owned();
    let range = node.span().range();
    match node.kind() {
        Kind::Quoted => Scalar::Quoted(text()),
        Kind::Block => Scalar::Block(block(source, range)),
        _ => {
            let text = text();
            // Written over several lines it may hold what only quotes keep.
            let is_kept = !source[range].contains('\n') || text.is_empty();
            if is_kept || scalar::is_plain(&text, scalar::Context::Flow) {
                Scalar::Plain(text)
            } else {
                Scalar::Quoted(text)
            }
        }
    }
}

/// A block scalar from its head (`|-`) on. Its node begins with the first word; the head is the last
/// word of the line above it and above empty lines.
fn block(source: &str, range: std::ops::Range<usize>) -> String {
    let before = source[..line_start(source, range.start)].trim_end();
    let line = &before[line_start(before, before.len())..];
    let line = line.split_once(" #").map_or(line, |it| it.0);
    let head = line.split_whitespace().next_back().unwrap_or("|");
    let from = source[before.len()..].find('\n').map_or(range.start, |it| before.len() + it);
    format!("{head}{}", &source[from..range.end])
}

/// Puts the keys in the order of the format. Where a key is unknown or there twice, somebody must look
/// first, and they stay.
fn sort(many: &mut Many, shape: Option<&'static Shape>) {
    let Some(shape) = shape else { return };
    let place = |piece: &Piece| match &piece.key {
        Some(Scalar::Plain(key) | Scalar::Quoted(key)) => shape.find(key),
        _ => None,
    };
    let mut seen: Vec<_> = many.pieces.iter().map(place).collect();
    if seen.is_sorted() || seen.contains(&None) {
        return;
    }
    seen.sort_unstable();
    if seen.windows(2).any(|it| it[0] == it[1]) {
        return;
    }
    // What stands above the first key is about the whole.
    let (head, own): (Vec<_>, Vec<_>) =
        std::mem::take(&mut many.pieces[0].above).into_iter().partition(|it| !it.is_allow());
    many.pieces[0].above = own;
    many.pieces.sort_by_key(place);
    let first = &mut many.pieces[0].above;
    first.splice(0..0, head);
}
