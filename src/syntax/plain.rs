//! The reader for the plain block YAML that catalogs are written in: one forward pass.
//!
//! It answers `None`, "not sure", to whatever is unusual (anchors, tags, block scalars, escapes,
//! text over several lines, tabs, anything wrong), and the full reader then reads the file. Where
//! it answers, its tree equals the full reader's; tests hold the two against each other.
use memchr::{memchr, memchr2, memmem};

use crate::{
    span::FileId,
    syntax::{
        builder::Builder,
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
    let returns = memchr(b'\r', bytes).is_some();
    let odd = |b: &u8| *b < b' ' && *b != b'\n' && *b != b'\r' || *b == 0x7f;
    if bytes.iter().any(odd) || has_odd_characters(bytes) {
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
        let newline = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |it| at + it);
        let mut end = newline;
        if returns {
            if end > at && bytes[end - 1] == b'\r' {
                end -= 1;
            }
            if memchr(b'\r', &bytes[at..end]).is_some() {
                return None;
            }
        }
        reader.line(at, end)?;
        at = newline + 1;
    }
    if reader.pending {
        return None;
    }
    for _ in 0..reader.open.len() {
        reader.builder.close(None);
    }
    Some(reader.builder.finish())
}

/// C1 control characters (C2 80 to C2 9F), a BOM inside the text, and the two non-characters.
fn has_odd_characters(bytes: &[u8]) -> bool {
    let c1 = |at: usize| bytes.get(at + 1).is_some_and(|it| *it < 0xa0);
    memchr::memchr_iter(0xc2, bytes).any(c1)
        || memmem::find(bytes, b"\xef\xbb\xbf").is_some()
        || memmem::find(bytes, b"\xef\xbf\xbe").is_some()
        || memmem::find(bytes, b"\xef\xbf\xbf").is_some()
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
    /// Reads the line `start..end` (without its line break).
    fn line(&mut self, start: usize, end: usize) -> Option<()> {
        let line = &self.bytes[start..end];
        let Some(column) = line.iter().position(|b| *b != b' ') else { return Some(()) };
        if line[column] == b'#' {
            return Some(());
        }
        if column == 0 && (line.starts_with(b"---") || line.starts_with(b"...")) {
            return None;
        }
        let at = start + column;
        if self.bytes[at..end].starts_with(b"- ") {
            self.item(at, column, end)
        } else {
            self.close_deeper(column, false)?;
            self.pair(at, column, end)
        }
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

    /// `- …`
    fn item(&mut self, at: usize, column: usize, end: usize) -> Option<()> {
        self.close_deeper(column, true)?;
        if self.pending || self.open.is_empty() {
            self.open(Kind::Sequence, column, at)?;
        }
        let blanks = self.bytes[at + 1..end].iter().position(|b| *b != b' ')?;
        let (at, column) = (at + 1 + blanks, column + 1 + blanks);
        if self.key_end(at, end).is_some() {
            self.open(Kind::Mapping, column, at)?;
            self.pair_in_mapping(at, end)
        } else {
            self.value(at, end)
        }
    }

    /// `key: …` on a line of its own.
    fn pair(&mut self, at: usize, column: usize, end: usize) -> Option<()> {
        if self.pending || self.open.is_empty() {
            self.open(Kind::Mapping, column, at)?;
        }
        (self.open.last()?.kind == Kind::Mapping).then_some(())?;
        self.pair_in_mapping(at, end)
    }

    fn pair_in_mapping(&mut self, at: usize, end: usize) -> Option<()> {
        let colon = self.key_end(at, end)?;
        let mut key_end = colon;
        while self.bytes[key_end - 1] == b' ' {
            key_end -= 1;
        }
        self.builder.scalar(Kind::Plain, offset(at), offset(key_end));
        let Some(blanks) = self.bytes[colon + 1..end].iter().position(|b| *b != b' ') else {
            self.pending = true;
            return Some(());
        };
        let at = colon + 1 + blanks;
        if self.bytes[at] == b'#' {
            self.pending = true;
            return Some(());
        }
        self.value(at, end)
    }

    /// The colon that ends a plain key starting at `at`, if the text is a pair.
    fn key_end(&self, at: usize, end: usize) -> Option<usize> {
        if !starts_plain(*self.bytes.get(at)?) {
            return None;
        }
        let limit = end.min(at + MAX_KEY);
        let mut from = at;
        loop {
            let found = from + memchr2(b':', b'#', &self.bytes[from..limit])?;
            let after = self.bytes.get(found + 1).filter(|_| found + 1 < end);
            match self.bytes[found] {
                b':' if after.is_none_or(|b| *b == b' ') => return Some(found),
                b'#' if self.bytes[found - 1] == b' ' => return None,
                _ => from = found + 1,
            }
        }
    }

    /// A scalar or a list on the rest of the line.
    fn value(&mut self, at: usize, end: usize) -> Option<()> {
        match self.bytes[at] {
            b'"' => {
                let close = self.quoted(at, end, b'"')?;
                self.rest_is_blank(close, end)
            }
            b'\'' => {
                let close = self.quoted(at, end, b'\'')?;
                self.rest_is_blank(close, end)
            }
            b'[' | b'{' => {
                let close = self.flow(at, end, 0)?;
                self.rest_is_blank(close, end)
            }
            first if starts_plain(first) => {
                let stop = self.plain_end(at, end)?;
                self.builder.scalar(Kind::Plain, offset(at), offset(stop));
                Some(())
            }
            _ => None,
        }?;
        self.pending = false;
        Some(())
    }

    /// Where a plain scalar ends that starts at `at`; `None` where it holds a colon and a blank.
    fn plain_end(&self, at: usize, end: usize) -> Option<usize> {
        let mut from = at;
        let mut stop = end;
        while let Some(found) = memchr2(b':', b'#', &self.bytes[from..end]).map(|it| from + it) {
            if self.bytes[found] == b':' {
                if found + 1 == end || self.bytes[found + 1] == b' ' {
                    return None;
                }
            } else if self.bytes[found - 1] == b' ' {
                stop = found;
                break;
            }
            from = found + 1;
        }
        while self.bytes[stop - 1] == b' ' {
            stop -= 1;
        }
        Some(stop)
    }

    /// A quoted scalar on one line, without escapes; gives the byte behind it.
    fn quoted(&mut self, at: usize, end: usize, quote: u8) -> Option<usize> {
        let close = at + 1 + memchr(quote, &self.bytes[at + 1..end])?;
        let escapes = quote == b'"' && memchr(b'\\', &self.bytes[at..close]).is_some();
        if escapes || self.bytes[close + 1..end].first() == Some(&quote) {
            return None;
        }
        self.builder.scalar(Kind::Quoted, offset(at), offset(close + 1));
        Some(close + 1)
    }

    /// Nothing, or a comment, follows.
    fn rest_is_blank(&self, from: usize, end: usize) -> Option<()> {
        let rest = &self.bytes[from..end];
        match rest.iter().position(|b| *b != b' ') {
            None => Some(()),
            Some(blanks) => (blanks > 0 && rest[blanks] == b'#').then_some(()),
        }
    }

    /// `[a, "b"]` or `{a: b}` on one line; gives the byte behind it.
    fn flow(&mut self, at: usize, end: usize, depth: usize) -> Option<usize> {
        let (kind, close) = match self.bytes[at] {
            b'[' => (Kind::Sequence, b']'),
            _ => (Kind::Mapping, b'}'),
        };
        if depth == MAX_DEPTH {
            return None;
        }
        self.builder.open(kind, offset(at));
        let mut from = self.skip_blanks(at + 1, end)?;
        while self.bytes[from] != close {
            if kind == Kind::Mapping {
                from = self.flow_key(from, end)?;
            }
            from = self.flow_value(from, end, depth)?;
            from = self.skip_blanks(from, end)?;
            match self.bytes[from] {
                b',' => from = self.skip_blanks(from + 1, end)?,
                other if other == close => break,
                _ => return None,
            }
            // A comma before the bracket is allowed in YAML, but unusual.
            if self.bytes[from] == close {
                return None;
            }
        }
        self.builder.close(Some(offset(from + 1)));
        Some(from + 1)
    }

    fn flow_key(&mut self, at: usize, end: usize) -> Option<usize> {
        let stop = self.flow_plain_end(at, end)?;
        if self.bytes[stop] != b':' || self.bytes.get(stop + 1) != Some(&b' ') {
            return None;
        }
        self.flow_plain(at, stop);
        self.skip_blanks(stop + 1, end)
    }

    fn flow_value(&mut self, at: usize, end: usize, depth: usize) -> Option<usize> {
        match self.bytes[at] {
            quote @ (b'"' | b'\'') => self.quoted(at, end, quote),
            b'[' | b'{' => self.flow(at, end, depth + 1),
            _ => {
                let stop = self.flow_plain_end(at, end)?;
                if self.bytes[stop] == b':' {
                    return None;
                }
                self.flow_plain(at, stop);
                Some(stop)
            }
        }
    }

    /// The byte behind a plain scalar inside brackets: a bracket, a comma, a colon, a `#`.
    fn flow_plain_end(&self, at: usize, end: usize) -> Option<usize> {
        if !starts_plain(self.bytes[at]) {
            return None;
        }
        self.bytes[at..end].iter().position(|b| b",[]{}#:".contains(b)).map(|it| at + it)
    }

    fn flow_plain(&mut self, at: usize, stop: usize) {
        let mut last = stop;
        while self.bytes[last - 1] == b' ' {
            last -= 1;
        }
        self.builder.scalar(Kind::Plain, offset(at), offset(last));
    }

    fn skip_blanks(&self, from: usize, end: usize) -> Option<usize> {
        Some(from + self.bytes[from..end].iter().position(|b| *b != b' ')?)
    }
}

/// Whether a plain scalar may start with this byte without a second look.
fn starts_plain(first: u8) -> bool {
    !b"-?:,[]{}#&*!|>'\"%@` \t".contains(&first)
}

/// Files are at most 4 GiB, so every offset fits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
