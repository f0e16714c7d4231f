//! Pieces to text: indentation, quotes, brackets, empty lines.
use unicode_width::UnicodeWidthStr;

use crate::{
    edit::{
        comments::Comment,
        piece::{Many, Piece, Scalar, Value},
    },
    syntax::scalar::{self, Context, WIDTH},
};

/// What a level is indented by.
const STEP: usize = 2;

/// Lays a file out.
pub(super) fn print(root: &Many) -> String {
    let mut out = String::new();
    if root.pieces.is_empty() {
        out.push_str(if root.is_mapping { "{}\n" } else { "[]\n" });
    }
    members(root, 0, &mut out);
    out
}

/// The members of a list or a mapping, each on lines of its own.
fn members(many: &Many, indent: usize, out: &mut String) {
    // An empty line parts neighbours; there is none above the first.
    let mut is_first = true;
    for piece in &many.pieces {
        above(piece, indent, &mut is_first, out);
        member(piece, indent, out);
        is_first = false;
    }
    for comment in &many.below {
        line_of(comment, indent, &mut is_first, out);
    }
}

/// What stands above a member: its own comments, and those of what its line begins with.
fn above(piece: &Piece, indent: usize, is_first: &mut bool, out: &mut String) {
    for comment in &piece.above {
        line_of(comment, indent, is_first, out);
    }
    if piece.blank_above && !*is_first {
        out.push('\n');
    }
    *is_first = false;
    if let Some(first) = inner_first(piece) {
        // The line of a dash begins with the first key, so what is above that is above the dash.
        for comment in &first.above {
            line_of(comment, indent, is_first, out);
        }
    }
}

/// The first member of a mapping that begins on the line of its dash.
fn inner_first(piece: &Piece) -> Option<&Piece> {
    match &piece.value {
        Value::Many(many) if piece.key.is_none() && many.is_mapping && stands_open(many) => {
            many.pieces.first()
        }
        _ => None,
    }
}

/// Whether a mapping is written key by key wherever it stands.
fn stands_open(many: &Many) -> bool {
    !many.in_brackets && !many.pieces.is_empty()
}

fn line_of(comment: &Comment, indent: usize, is_first: &mut bool, out: &mut String) {
    if comment.blank_above && !*is_first {
        out.push('\n');
    }
    *is_first = false;
    push_indent(indent, out);
    out.push_str(&comment.text);
    out.push('\n');
}

fn member(piece: &Piece, indent: usize, out: &mut String) {
    push_indent(indent, out);
    rest(piece, indent, out);
}

/// A member from its key or dash on; `indent` is the column of that.
fn rest(piece: &Piece, indent: usize, out: &mut String) {
    match &piece.key {
        Some(key) => {
            out.push_str(&simple(key, Context::Block));
            out.push(':');
        }
        None => out.push('-'),
    }
    match &piece.value {
        Value::Scalar(Scalar::Block(text)) => {
            block_scalar(text, indent, &piece.behind, out);
            return;
        }
        Value::Scalar(scalar) => {
            let text = simple(scalar, Context::Block);
            if !text.is_empty() {
                out.push(' ');
                out.push_str(&text);
            }
            behind(&piece.behind, out);
        }
        Value::Many(many) => match on_one_line(piece, many, out) {
            Some(text) => {
                out.push(' ');
                out.push_str(&text);
                behind(&piece.behind, out);
            }
            None if piece.key.is_none() && many.is_mapping && piece.behind.is_empty() => {
                let indent = indent + STEP;
                out.push(' ');
                let mut is_first = false;
                for (at, inner) in many.pieces.iter().enumerate() {
                    if at > 0 {
                        above(inner, indent, &mut is_first, out);
                        member(inner, indent, out);
                        continue;
                    }
                    // Out of brackets its comments are not above the dash yet; they stand behind.
                    rest(inner, indent, out);
                    if many.in_brackets {
                        for comment in &inner.above {
                            line_of(comment, indent, &mut is_first, out);
                        }
                    }
                }
                for comment in &many.below {
                    line_of(comment, indent, &mut is_first, out);
                }
                return;
            }
            None => {
                behind(&piece.behind, out);
                out.push('\n');
                members(many, indent + STEP, out);
                return;
            }
        },
    }
    out.push('\n');
}

fn behind(comments: &[Comment], out: &mut String) {
    for comment in comments {
        out.push_str("  ");
        out.push_str(&comment.text);
    }
}

/// What was in brackets stays there while it fits and has no comments inside; what each had a line of
/// its own keeps it.
fn on_one_line(piece: &Piece, many: &Many, out: &str) -> Option<String> {
    if !many.pieces.is_empty() && !many.in_brackets {
        return None;
    }
    let text = in_brackets(many)?;
    let line = out.rsplit('\n').next().unwrap_or("");
    // A suppression holds for its line, so what it is about stays on that line.
    let is_held = piece.behind.iter().chain(&piece.above).any(Comment::is_allow);
    let fits = line.width() + 1 + text.width() <= WIDTH;
    (is_held || fits || many.pieces.is_empty()).then_some(text)
}

/// A list or a mapping in brackets; `None` where a comment or a block scalar stands inside.
fn in_brackets(many: &Many) -> Option<String> {
    let mut parts = Vec::with_capacity(many.pieces.len());
    if !many.below.is_empty() {
        return None;
    }
    for piece in &many.pieces {
        if !piece.above.is_empty() || !piece.behind.is_empty() {
            return None;
        }
        let value = match &piece.value {
            Value::Scalar(Scalar::Block(_)) => return None,
            Value::Scalar(scalar) => simple(scalar, Context::Flow),
            Value::Many(many) => in_brackets(many)?,
        };
        parts.push(match &piece.key {
            Some(key) => format!("{}: {value}", simple(key, Context::Flow)).trim_end().to_owned(),
            // Nothing between two commas is no item.
            None if value.is_empty() => "null".to_owned(),
            None => value,
        });
    }
    let inside = parts.join(", ");
    Some(if many.is_mapping { format!("{{{inside}}}") } else { format!("[{inside}]") })
}

fn simple(scalar: &Scalar, context: Context) -> String {
    match scalar {
        Scalar::Plain(text) | Scalar::Block(text) => text.clone(),
        Scalar::Quoted(text) => scalar::write(text, context),
        Scalar::Id(text) => scalar::quoted(text),
    }
}

/// A block scalar: its head as written, its lines moved as a whole.
fn block_scalar(text: &str, indent: usize, comments: &[Comment], out: &mut String) {
    let mut lines = text.lines();
    out.push(' ');
    out.push_str(lines.next().unwrap_or("").trim_end());
    behind(comments, out);
    out.push('\n');
    let lines: Vec<&str> = lines.collect();
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().filter(|it| !it.trim().is_empty()).map(|it| depth(it)).min();
    for line in lines {
        if line.trim().is_empty() {
            out.push('\n');
            continue;
        }
        push_indent(indent + STEP, out);
        out.push_str(&line[least.unwrap_or(0)..]);
        out.push('\n');
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}
