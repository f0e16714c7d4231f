//! Puts the values that mends give into the text of a file. Everything else stays as it was written.
use crate::{
    diagnostic::Mend,
    span::FileId,
    syntax::{
        self, Reader,
        scalar::{self, Context},
        tree::{Kind, NodeRef},
    },
};

/// A text with values put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many values were put in.
    pub count: usize,
}

/// Puts in what mends give. Of two for one value the first is taken; the next run sees what is left.
#[must_use]
pub fn mend(source: &str, mends: &[&Mend]) -> Mended {
    let mut scalars = Vec::new();
    let parsed = syntax::parse(FileId(0), source, Reader::Full).value;
    if let Some(root) = parsed.tree.root() {
        collect(root, Context::Block, source, &mut scalars);
    }
    let mut text = String::with_capacity(source.len());
    let (mut from, mut count) = (0, 0);
    for place in scalars {
        let is_about = |it: &&&Mend| it.span.range() == place.range;
        let Some(mend) = mends.iter().find(is_about) else { continue };
        text.push_str(&source[from..place.range.start]);
        text.push_str(&if place.is_quoted {
            scalar::quoted(&mend.value)
        } else {
            scalar::write(&mend.value, place.context)
        });
        from = place.range.end;
        count += 1;
    }
    text.push_str(&source[from..]);
    Mended { text, count }
}

struct Place {
    range: std::ops::Range<usize>,
    context: Context,
    is_quoted: bool,
}

/// The scalars of a file, in the order of the text.
fn collect(node: NodeRef<'_, '_>, context: Context, source: &str, into: &mut Vec<Place>) {
    let range = node.span().range();
    let inside = match source.as_bytes().get(range.start) {
        Some(b'[' | b'{') => Context::Flow,
        _ => context,
    };
    match node.kind() {
        Kind::Sequence => node.items().for_each(|it| collect(it, inside, source, into)),
        Kind::Mapping => {
            for (key, value) in node.pairs() {
                collect(key, inside, source, into);
                collect(value, inside, source, into);
            }
        }
        // Its lines are its layout; somebody must look.
        Kind::Block => {}
        kind => into.push(Place { range, context, is_quoted: kind == Kind::Quoted }),
    }
}
