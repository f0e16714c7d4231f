//! The reader for the plain block YAML that catalogs are written in: one forward pass.
//!
//! It answers `None`, "not sure", to whatever is unusual (anchors, tags, block scalars, escapes,
//! text over several lines, tabs, anything wrong), and the full reader then reads the file. Where
//! it answers, its tree equals the full reader's; tests hold the two against each other.
use crate::{
    span::FileId,
    syntax::{
        builder::Builder,
        scan,
        tree::{Kind, Tree},
    },
};

/// Deeper files go to the full reader, which has the limits.
const MAX_DEPTH: usize = 16;
/// The full reader's limit for a key on one line is 1,024 characters; this stays well below.
const MAX_KEY: usize = 256;

/// Reads a file, if it is plain.
pub(crate) fn parse(file: FileId, source: &str) -> Option<Tree<'_>> {
    let bytes = source.as_bytes();
    if scan::has_odd_characters(bytes) {
        return None;
    }
    let mut reader = PlainReader {
        bytes,
        builder: Builder::new(file, source),
        open: Vec::new(),
        pending: false,
    };
    let mut at = 0;
    while at < bytes.len() {
        at = reader.line(at)?;
    }
    if reader.pending {
        return None;
    }
    for _ in 0..reader.open.len() {
        reader.builder.close(None);
    }
    Some(reader.builder.finish())
}

/// An open block container and the column of its children.
#[derive(Clone, Copy)]
struct Open {
    kind: Kind,
    column: usize,
}

struct PlainReader<'s> {
    bytes: &'s [u8],
    builder: Builder<'s>,
    open: Vec<Open>,
    /// Whether the last key still waits for its value, on a line below.
    pending: bool,
}

impl PlainReader<'_> {
    /// Reads the line that begins at `start`; gives the start of the next.
    fn line(&mut self, start: usize) -> Option<usize> {
        let at = self.skip_blanks(start);
        let column = at - start;
        let behind = match self.byte(at) {
            b'\n' | b'\r' | b'#' => at,
            b'-' if self.byte(at + 1) == b' ' => self.item(at, column)?,
            // It may be the `...` that ends a document.
            b'.' if column == 0 => return None,
            _ => {
                self.close_deeper(column, false)?;
                self.pair(at, column)?
            }
        };
        self.next_line(behind)
    }

    /// Closes what lies deeper than `column`; afterwards a container of that column is on top,
    /// or a value is expected.
    fn close_deeper(&mut self, column: usize, item: bool) -> Option<()> {
        if self.pending {
            // A key's value: deeper than the key, or a list at the key's own column.
            let parent = self.open.last()?.column;
            return (column > parent || item && column == parent).then_some(());
        }
        while let Some(top) = self.open.last() {
            let same = top.column == column && (top.kind == Kind::Sequence) == item;
            // A list may stand at the column of the mapping around it; a key then ends the list.
            if same || (top.column < column) {
                break;
            }
            if top.column == column && top.kind == Kind::Mapping {
                return None;
            }
            self.open.pop();
            self.builder.close(None);
        }
        let fits = match self.open.last() {
            Some(top) => top.column == column,
            None => self.builder.next_index() == 0,
        };
        fits.then_some(())
    }

    fn open(&mut self, kind: Kind, column: usize, at: usize) -> Option<()> {
        if self.open.len() == MAX_DEPTH {
            return None;
        }
        self.open.push(Open { kind, column });
        self.builder.open(kind, offset(at));
        self.pending = false;
        Some(())
    }

    /// `- …`; like all that follow it gives the byte behind what it has read.
    fn item(&mut self, dash: usize, column: usize) -> Option<usize> {
        self.close_deeper(column, true)?;
        if self.pending || self.open.is_empty() {
            self.open(Kind::Sequence, column, dash)?;
        }
        let at = self.skip_blanks(dash + 1);
        if !starts_plain(self.byte(at)) {
            return self.value(at);
        }
        let end = self.plain_end(at);
        if self.byte(end) != b':' {
            self.plain(at, end);
            return Some(end);
        }
        self.open(Kind::Mapping, column + at - dash, at)?;
        self.key(at, end)
    }

    /// `key: …` on a line of its own.
    fn pair(&mut self, at: usize, column: usize) -> Option<usize> {
        if self.pending || self.open.is_empty() {
            self.open(Kind::Mapping, column, at)?;
        }
        let is_key = self.open.last()?.kind == Kind::Mapping && starts_plain(self.byte(at));
        let colon = is_key.then(|| self.plain_end(at))?;
        (self.byte(colon) == b':').then_some(())?;
        self.key(at, colon)
    }

    /// The key `at..colon` and what stands behind it on its line.
    fn key(&mut self, at: usize, colon: usize) -> Option<usize> {
        if colon - at >= MAX_KEY {
            return None;
        }
        self.plain(at, colon);
        let at = self.skip_blanks(colon + 1);
        self.pending = matches!(self.byte(at), b'\n' | b'\r' | b'#');
        if self.pending { Some(at) } else { self.value(at) }
    }

    /// A scalar or a list on the rest of the line.
    fn value(&mut self, at: usize) -> Option<usize> {
        match self.byte(at) {
            quote @ (b'"' | b'\'') => self.quoted(at, quote),
            b'[' | b'{' => self.flow(at, 0),
            first if starts_plain(first) => {
                let end = self.plain_end(at);
                // A colon and a blank inside a value are an error.
                (self.byte(end) != b':').then(|| self.plain(at, end))?;
                Some(end)
            }
            _ => None,
        }
    }

    /// The byte behind a plain scalar: a colon before a blank, a `#` behind one, or the line's end.
    fn plain_end(&self, at: usize) -> usize {
        let mut from = at;
        loop {
            let found = self.find(from, *b":#");
            let is_inside = match self.byte(found) {
                b':' => !matches!(self.byte(found + 1), b' ' | b'\n' | b'\r'),
                b'#' => self.byte(found - 1) != b' ',
                _ => false,
            };
            if !is_inside {
                return found;
            }
            from = found + 1;
        }
    }

    /// A plain scalar, and perhaps blanks behind it.
    fn plain(&mut self, at: usize, mut end: usize) {
        while self.byte(end - 1) == b' ' {
            end -= 1;
        }
        self.builder.scalar(Kind::Plain, offset(at), offset(end));
    }

    /// A quoted scalar on one line, without escapes.
    fn quoted(&mut self, at: usize, quote: u8) -> Option<usize> {
        // A backslash is one in single quotes, and an escape in double ones.
        let escape = if quote == b'"' { b'\\' } else { quote };
        let close = self.find(at + 1, [quote, escape]);
        if self.byte(close) != quote || self.byte(close + 1) == quote {
            return None;
        }
        self.builder.scalar(Kind::Quoted, offset(at), offset(close + 1));
        Some(close + 1)
    }

    /// `[a, "b"]` or `{a: b}` on one line.
    fn flow(&mut self, at: usize, depth: usize) -> Option<usize> {
        let (kind, close) = match self.byte(at) {
            b'[' => (Kind::Sequence, b']'),
            _ => (Kind::Mapping, b'}'),
        };
        if depth == MAX_DEPTH {
            return None;
        }
        self.builder.open(kind, offset(at));
        let mut from = self.skip_blanks(at + 1);
        while self.byte(from) != close {
            if kind == Kind::Mapping {
                from = self.flow_key(from)?;
            }
            from = self.flow_value(from, depth)?;
            from = self.skip_blanks(from);
            match self.byte(from) {
                b',' => from = self.skip_blanks(from + 1),
                other if other == close => break,
                _ => return None,
            }
            // A comma before the bracket is allowed in YAML, but unusual.
            if self.byte(from) == close {
                return None;
            }
        }
        self.builder.close(Some(offset(from + 1)));
        Some(from + 1)
    }

    fn flow_key(&mut self, at: usize) -> Option<usize> {
        let colon = self.flow_plain(at)?;
        let is_pair = self.byte(colon) == b':' && self.byte(colon + 1) == b' ';
        is_pair.then(|| self.skip_blanks(colon + 1))
    }

    fn flow_value(&mut self, at: usize, depth: usize) -> Option<usize> {
        match self.byte(at) {
            quote @ (b'"' | b'\'') => self.quoted(at, quote),
            b'[' | b'{' => self.flow(at, depth + 1),
            // A colon behind it is none of the signs that may follow.
            _ => self.flow_plain(at),
        }
    }

    /// A plain scalar inside brackets, up to a bracket, a comma, a colon, a `#` or the line's end.
    fn flow_plain(&mut self, at: usize) -> Option<usize> {
        starts_plain(self.byte(at)).then(|| {
            let end = self.find(at, *b",[]{}#:");
            self.plain(at, end);
            end
        })
    }

    /// The start of the next line, where nothing or a comment is left of this one.
    fn next_line(&self, from: usize) -> Option<usize> {
        let mut at = self.skip_blanks(from);
        let begins_apart = at == 0 || matches!(self.byte(at - 1), b' ' | b'\n');
        if self.byte(at) == b'#' && begins_apart {
            at = self.find(at, []);
        }
        match self.byte(at) {
            b'\n' => Some(at + 1),
            b'\r' if self.byte(at + 1) == b'\n' => Some(at + 2),
            _ => None,
        }
    }

    fn skip_blanks(&self, at: usize) -> usize {
        scan::skip_blanks(self.bytes, at)
    }

    fn find<const N: usize>(&self, from: usize, wanted: [u8; N]) -> usize {
        scan::find(self.bytes, from, wanted)
    }

    /// A byte of the text; the last line ends, whether with a line break or not.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }
}

/// Whether a plain scalar may start with this byte without a second look.
fn starts_plain(first: u8) -> bool {
    !matches!(
        first,
        b'-' | b'?'
            | b':'
            | b','
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'#'
            | b'&'
            | b'*'
            | b'!'
            | b'|'
            | b'>'
            | b'\''
            | b'"'
            | b'%'
            | b'@'
            | b'`'
            | b' '
            | b'\n'
            | b'\r'
    )
}

/// Files are at most 4 GiB, so every offset fits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
