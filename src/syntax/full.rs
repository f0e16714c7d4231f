//! The reader for all of YAML 1.2, and the only file that names the YAML crate.
//!
//! A syntax error is not the end of a file: reading goes on at the next entry, or the next key of
//! the outermost mapping. Aliases and tags are refused, so nothing is ever expanded.

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan, StructureStyle};

use crate::{
    diagnostic::{Diagnostic, Outcome, message},
    span::{FileId, Span},
    syntax::{
        builder::Builder,
        errors,
        tree::{Kind, Tree},
    },
};

/// After so many syntax errors a file is not a catalog; the rest is left, and that is said.
const MAX_ERRORS: usize = 1_000;

/// Reads a file; whatever is wrong becomes a diagnostic.
pub(crate) fn parse(file: FileId, source: &str) -> Outcome<Tree<'_>> {
    let mut reader = FullReader {
        file,
        source,
        builder: Builder::new(file, source),
        diagnostics: Vec::new(),
        errors: 0,
    };
    reader.read_all();
    Outcome { value: reader.builder.finish(), diagnostics: reader.diagnostics }
}

struct FullReader<'s> {
    file: FileId,
    source: &'s str,
    builder: Builder<'s>,
    diagnostics: Vec<Diagnostic>,
    errors: usize,
}

/// Where reading stopped at a syntax error.
struct Stop {
    /// The containers that were open, outermost first.
    open: Vec<u32>,
    /// The last byte that was understood.
    understood: usize,
}

impl<'s> FullReader<'s> {
    /// Reads the text, and after each syntax error what follows it.
    fn read_all(&mut self) {
        let mut from = 0;
        let mut until = self.source.len();
        // The outermost mapping and the list of entries, once known; fragments continue them.
        let (mut root, mut list) = (None, None);
        loop {
            let first = self.builder.next_index();
            let stop = self.read(from, until);
            let grew = self.builder.next_index() > first;
            if grew {
                let at_list = root.is_some() && self.builder.kind(first) == Kind::Sequence;
                let earlier = if at_list { list } else { root };
                if let Some(earlier) = earlier {
                    self.builder.continues(earlier, first);
                }
                if at_list { list = Some(first) } else { root = Some(first) }
            }
            let next = match stop {
                Some(stop) => {
                    if let Some(&open) = stop.open.get(1)
                        && self.builder.kind(open) == Kind::Sequence
                    {
                        list = Some(open);
                    }
                    let column = list.and_then(|it| self.list_column(it));
                    self.restart(stop.understood.max(from), column)
                }
                None if until < self.source.len() => Some(until),
                None => None,
            };
            let Some(next) = next else { return };
            if self.errors >= MAX_ERRORS {
                self.give_up(next);
                return;
            }
            (from, until) = (next, self.fragment_end(next));
        }
    }

    /// Reads `from..until` as one document.
    fn read(&mut self, from: usize, until: usize) -> Option<Stop> {
        let text: &'s str = &self.source[from..until];
        let mut parser = Parser::new_from_str(text);
        let mut understood = from;
        let mut documents = 0;
        loop {
            match parser.next_event() {
                None => return None,
                Some(Err(error)) => {
                    let open = self.builder.open_containers().to_vec();
                    let at = self.report(&error, from, understood);
                    if !starts_anew(self.line_of(at)) {
                        self.builder.damage_last();
                    }
                    self.builder.break_off(offset(understood));
                    return Some(Stop { open, understood });
                }
                Some(Ok((Event::DocumentStart(..), span))) => {
                    documents += 1;
                    if documents > 1 {
                        self.second_document(from + start(&span));
                        return None;
                    }
                }
                Some(Ok((event, span))) => {
                    understood = understood.max(from + self.event(event, &span, from));
                }
            }
        }
    }

    /// Writes one event into the tree; gives the byte (in the fragment) up to which all is understood.
    fn event(&mut self, event: Event<'s>, span: &YamlSpan, from: usize) -> usize {
        let (start, end) = (start(span), end(span));
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), from + start, from + end);
                self.scalar(&text, style, from + start, from + end);
                end
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), from + start, from + end);
                // A list at its key's own column is reported at its first item, behind the dash.
                let before = &self.source[..from + start];
                let dash = (style == StructureStyle::Block
                    && !self.source[from + start..].starts_with('-'))
                .then(|| before.rfind('-'))
                .flatten();
                self.builder.open(Kind::Sequence, offset(dash.unwrap_or(from + start)));
                start
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), from + start, from + end);
                self.builder.open(Kind::Mapping, offset(from + start));
                if style == StructureStyle::Flow { start + 1 } else { start }
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // A flow container ends with its bracket; a block one has an empty end event.
                let bracket =
                    matches!(self.source.as_bytes().get(from + end.max(1) - 1), Some(b']' | b'}'));
                let flow = end > start && bracket;
                self.builder.close(flow.then(|| offset(from + end)));
                if flow { end } else { 0 }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_alias(from + start, from + end);
                self.builder.scalar(Kind::Unreadable, offset(from + start), offset(from + end));
                end
            }
            _ => 0,
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, start: usize, end: usize) {
        let kind = match style {
            ScalarStyle::Plain => Kind::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Kind::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Kind::Block,
        };
        // The span of a block scalar runs on to the next token.
        let end = match kind {
            Kind::Block => start + self.source[start..end].trim_end().len(),
            _ => end,
        };
        let inner =
            if kind == Kind::Quoted && end >= start + 2 { start + 1..end - 1 } else { start..end };
        if self.source.get(inner) == Some(text) {
            self.builder.scalar(kind, offset(start), offset(end));
        } else {
            self.builder.decoded(kind, offset(start), offset(end), text);
        }
    }

    fn refuse_properties(&mut self, anchor: usize, tag: bool, start: usize, end: usize) {
        if anchor == 0 && !tag {
            return;
        }
        // The properties stand before the value, on its line or the line above.
        let before = &self.source[..start];
        let mark = if anchor == 0 { '!' } else { '&' };
        let at = before.rfind(mark).unwrap_or(start);
        // A tag may hold a second mark: `!!str`.
        let blank = |c: char| c.is_whitespace() || matches!(c, '[' | '{' | ',');
        let at = before[..at].trim_end_matches(|c| !blank(c)).len();
        let stop = before[at..].find(char::is_whitespace).map_or(end.max(at + 1), |it| at + it);
        let what = if anchor == 0 {
            message!("目录文件不使用 YAML 标签（!…）", "catalogs do not use YAML tags (`!…`)")
        } else {
            message!("目录文件不使用 YAML 锚点（&…）", "catalogs do not use YAML anchors (`&…`)")
        };
        self.unsupported(at, stop, what);
    }

    fn refuse_alias(&mut self, start: usize, end: usize) {
        self.unsupported(
            start,
            end,
            message!("目录文件不使用 YAML 别名（*…）", "catalogs do not use YAML aliases (`*…`)"),
        );
    }

    fn unsupported(&mut self, start: usize, end: usize, what: crate::diagnostic::Message) {
        let span = self.span(start, end);
        self.diagnostics.push(Diagnostic::new("unsupported-yaml", span, what).with_help(message!(
            "把内容直接写在这里：每一条都要能单独读懂、单独核对",
            "write the value itself here: each entry must be readable and checkable on its own"
        )));
    }

    fn second_document(&mut self, at: usize) {
        self.unsupported(
            at,
            at + 3,
            message!(
                "一个文件只能有一份目录，“---”之后的内容没有读",
                "a file holds one catalog; what follows `---` was not read"
            ),
        );
    }

    /// Reports a syntax error; gives its place.
    fn report(&mut self, error: &ScanError, from: usize, understood: usize) -> usize {
        self.errors += 1;
        let marker = (from + error.marker().byte_offset().unwrap_or(0)).min(self.source.len());
        let marker = self.source.floor_char_boundary(marker);
        let at = self.opening_of(marker, understood).unwrap_or(marker);
        let line_end = self.source[at..].find(['\n', '\r']).map_or(self.source.len(), |it| at + it);
        let span = self.span(at, line_end);
        self.diagnostics.push(errors::describe(
            error.kind(),
            &error.info(),
            span,
            self.line_of(at),
        ));
        at
    }

    /// An unclosed quote or bracket is noticed far below; then this is where it starts.
    fn opening_of(&self, marker: usize, understood: usize) -> Option<usize> {
        let is_above = |at: usize| self.source[at..marker].contains('\n');
        let starts_with = |at: usize, what: &[u8]| {
            self.source.as_bytes().get(at).is_some_and(|first| what.contains(first))
        };
        let brackets =
            self.builder.open_containers().iter().map(|it| self.builder.start(*it) as usize);
        let bracket = brackets.into_iter().find(|it| starts_with(*it, b"[{"));
        if let Some(at) = bracket.filter(|it| *it < marker && is_above(*it)) {
            return Some(at);
        }
        let token = self.skip_blank(understood);
        if token < marker && is_above(token) && starts_with(token, b"\"'[{") {
            return Some(token);
        }
        let entry_end = self.next_entry(understood).unwrap_or(self.source.len());
        (marker >= entry_end && token < marker).then_some(token)
    }

    fn give_up(&mut self, at: usize) {
        let span = self.span(at, at);
        let count = MAX_ERRORS;
        self.diagnostics.push(Diagnostic::new(
            "syntax-error",
            span,
            message!(
                "语法错误超过 {count} 处，其余内容没有读",
                "more than {count} syntax errors; the rest of the file was not read"
            ),
        ));
    }

    /// The column of a list's dashes.
    fn list_column(&self, list: u32) -> Option<usize> {
        let start = self.builder.start(list) as usize;
        let line = self.source[..start].rfind('\n').map_or(0, |it| it + 1);
        self.source[line..start].bytes().all(|b| b == b' ').then_some(start - line)
    }

    /// Where reading can go on: the next item of the list of entries, or the next outermost key.
    fn restart(&self, understood: usize, column: Option<usize>) -> Option<usize> {
        self.lines_below(understood).find(|&line| {
            let text = &self.source[line..];
            let indent = text.bytes().take_while(|b| *b == b' ').count();
            let dash = text[indent..].starts_with("- ") && column.is_none_or(|it| it == indent);
            dash || is_root_key(text)
        })
    }

    /// The next line that starts an item with a key, at any column.
    fn next_entry(&self, from: usize) -> Option<usize> {
        self.lines_below(from).find(|&line| {
            let text = self.source[line..].lines().next().unwrap_or("");
            (text.trim_start().starts_with("- ") && text.contains(':')) || is_root_key(text)
        })
    }

    /// A fragment that starts with an item ends before the next outermost key.
    fn fragment_end(&self, from: usize) -> usize {
        if is_root_key(&self.source[from..]) {
            return self.source.len();
        }
        self.lines_below(from)
            .find(|&line| is_root_key(&self.source[line..]))
            .unwrap_or(self.source.len())
    }

    fn lines_below(&self, from: usize) -> impl Iterator<Item = usize> {
        memchr::memchr_iter(b'\n', &self.source.as_bytes()[from..])
            .map(move |it| from + it + 1)
            .filter(|line| *line < self.source.len())
    }

    fn skip_blank(&self, from: usize) -> usize {
        let rest = &self.source[from..];
        from + (rest.len() - rest.trim_start_matches([' ', '\n', '\r', ',', ':']).len())
    }

    fn line_of(&self, at: usize) -> &'s str {
        let line = self.source[..at].rfind('\n').map_or(0, |it| it + 1);
        self.source[line..].lines().next().unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span { file: self.file, start: offset(start), end: offset(end.max(start)) }
    }
}

/// Whether a line starts an item or an outermost key, and so takes nothing from what is above it.
fn starts_anew(line: &str) -> bool {
    line.trim_start().starts_with("- ") || is_root_key(line)
}

/// Whether a line starts with a key at the first column.
fn is_root_key(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    (first.is_ascii_alphabetic() || first == '_')
        && line
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
            .is_some_and(|it| line[it..].starts_with(':'))
}

fn start(span: &YamlSpan) -> usize {
    span.start.byte_offset().unwrap_or(0)
}

fn end(span: &YamlSpan) -> usize {
    span.end.byte_offset().unwrap_or(0)
}

/// Files are at most 4 GiB, so every offset fits.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
