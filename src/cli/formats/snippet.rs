//! The lines around a finding, made fit to be drawn: only those that matter, each cut to the
//! width that there is, nothing in them that would steer a terminal.
//!
//! What is drawn is a small text of its own, so its cost does not depend on the file's size.
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::{
    cli::{finding::Place, wrap},
    source::SourceFile,
};

/// Lines of context on both sides.
const CONTEXT: usize = 1;
/// A mark over more lines than this is drawn on its first line alone.
const MAX_LINES: usize = 6;
/// Between blocks, so that no mark touches two.
const GAP: &str = "\n\n";

/// What to mark.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    /// Where.
    pub(super) place: Place<'a>,
    /// What is there; nothing for the finding itself.
    pub(super) label: Option<&'a str>,
}

/// A text to draw, in blocks of neighbouring lines.
#[derive(Debug)]
pub(super) struct Snippet<'a> {
    pub(super) text: String,
    pub(super) blocks: Vec<Block<'a>>,
    /// Where the marks lie in `text`, in the order they were given.
    pub(super) marks: Vec<Range<usize>>,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) file: &'a SourceFile,
    /// The first line, from 0.
    pub(super) first: usize,
    /// The last line, from 0.
    last: usize,
    /// Where it lies in [`Snippet::text`].
    pub(super) range: Range<usize>,
}

/// Makes the text for some marks, the finding's own first, for so many columns.
pub(super) fn snippet<'a>(marks: &[Mark<'a>], columns: usize) -> Snippet<'a> {
    let mut blocks = blocks(marks);
    let widest = blocks.iter().map(|it| it.last + 1).max().unwrap_or(1).to_string().len();
    let tall = marks.iter().filter(|it| drawn_lines(it) > 1).count();
    // ` 12 │ text` and a column to spare; what spans lines is drawn beside them.
    let gutter = if tall > 0 { tall + 3 } else { 0 };
    let columns = columns.saturating_sub(widest + 5 + gutter).max(20);
    let mut text = String::new();
    let mut ranges = vec![0..0; marks.len()];
    for block in &mut blocks {
        let start = text.len();
        for line in block.first..=block.last {
            let whole = bytes_of(block.file, line);
            let here: Vec<(usize, Range<usize>)> = marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| mark.place.file.path == block.file.path)
                .map(|(at, mark)| (at, drawn(mark)))
                .filter(|(_, span)| span.start <= whole.end && span.end >= whole.start)
                .collect();
            let cut = cut(&block.file.text, whole.clone(), here.first().map(|it| &it.1), columns);
            for (at, span) in here {
                if whole.contains(&span.start) || span.start == whole.end {
                    ranges[at].start = text.len() + cut.offset(span.start);
                }
                if span.end <= whole.end {
                    ranges[at].end = text.len() + cut.offset(span.end);
                }
            }
            text.push_str(&cut.text);
            text.push('\n');
        }
        block.range = start..text.len();
        text.push_str(GAP);
    }
    for range in &mut ranges {
        range.end = range.end.max(range.start);
    }
    Snippet { text, blocks, marks: ranges }
}

/// The bytes to mark: all, or those on the first line.
fn drawn(mark: &Mark<'_>) -> Range<usize> {
    let Place { file, span, start, end } = mark.place;
    let len = file.text.len();
    let (from, to) = ((span.start as usize).min(len), (span.end as usize).min(len));
    let to = if drawn_lines(mark) == 1 && end.line > start.line {
        bytes_of(file, start.line - 1).end
    } else {
        to
    };
    from..to.max(from)
}

/// How many lines a mark is drawn on.
fn drawn_lines(mark: &Mark<'_>) -> usize {
    let lines = mark.place.end.line - mark.place.start.line;
    if lines > MAX_LINES { 1 } else { lines + 1 }
}

/// A line's bytes, without its end.
fn bytes_of(file: &SourceFile, line: usize) -> Range<usize> {
    let lines = file.lines();
    let start = lines.start_of(line);
    let end = if line + 1 < lines.lines() { lines.start_of(line + 1) } else { file.text.len() };
    let text = file.text.get(start..end).unwrap_or("");
    let text = text.strip_suffix('\n').unwrap_or(text);
    start..start + text.strip_suffix('\r').unwrap_or(text).len()
}

/// The blocks: first the finding's own, then the others by file and line.
fn blocks<'a>(marks: &[Mark<'a>]) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for mark in marks {
        let Place { file, start, .. } = mark.place;
        let first = (start.line - 1).saturating_sub(CONTEXT);
        let last = (start.line + drawn_lines(mark) - 2 + CONTEXT).min(last_line(file));
        let touches = |it: &&mut Block<'_>| {
            it.file.path == file.path && first <= it.last + 1 && it.first <= last + 1
        };
        match blocks.iter_mut().find(touches) {
            Some(block) => {
                block.first = block.first.min(first);
                block.last = block.last.max(last);
            }
            None => blocks.push(Block { file, first, last, range: 0..0 }),
        }
    }
    if let Some((_, others)) = blocks.split_first_mut() {
        others.sort_by(|a, b| (&a.file.path, a.first).cmp(&(&b.file.path, b.first)));
    }
    blocks
}

/// The last line (from 0) that holds anything.
fn last_line(file: &SourceFile) -> usize {
    let lines = file.lines().lines();
    let is_ended = file.text.ends_with('\n') && lines > 1;
    lines - 1 - usize::from(is_ended)
}

/// A line, cut and cleaned, and where its bytes went.
struct Cut {
    text: String,
    /// `(byte in the file, byte in the text)` for each character kept, and for the end.
    map: Vec<(usize, usize)>,
}

impl Cut {
    fn offset(&self, byte: usize) -> usize {
        let at = self.map.partition_point(|(it, _)| *it < byte).min(self.map.len() - 1);
        self.map[at].1
    }
}

/// Keeps as much of a line as fits, around the mark.
fn cut(text: &str, line: Range<usize>, mark: Option<&Range<usize>>, columns: usize) -> Cut {
    let anchor = mark.map_or(line.start, |it| it.start.clamp(line.start, line.end));
    let anchor = text.floor_char_boundary(anchor);
    // Two columns are kept for the ellipses; a third of the rest shows what stands before.
    let room = columns.saturating_sub(2);
    let (mut start, mut left) = (anchor, 0);
    for c in text[line.start..anchor].chars().rev() {
        if left + columns_of(c) > room {
            break;
        }
        left += columns_of(c);
        start -= c.len_utf8();
    }
    let (mut end, mut right) = (anchor, 0);
    for c in text[anchor..line.end].chars() {
        if right + columns_of(c) > room {
            break;
        }
        right += columns_of(c);
        end += c.len_utf8();
    }
    // Both sides were measured as if alone; now they share the room, the mark's side first.
    if left + right > room {
        let before = left.min(room / 3).max(room.saturating_sub(right));
        while left > before
            && let Some(c) = text[start..anchor].chars().next()
        {
            left -= columns_of(c);
            start += c.len_utf8();
        }
        while left + right > room
            && let Some(c) = text[anchor..end].chars().next_back()
        {
            right -= columns_of(c);
            end -= c.len_utf8();
        }
    }
    let mut cut = Cut { text: String::new(), map: Vec::new() };
    if start > line.start {
        cut.text.push('…');
    }
    for (at, c) in text[start..end].char_indices() {
        cut.map.push((start + at, cut.text.len()));
        cut.text.push(if c != '\t' && wrap::is_unprintable(c) { '\u{fffd}' } else { c });
    }
    cut.map.push((end, cut.text.len()));
    if end < line.end {
        cut.text.push('…');
    }
    cut
}

fn columns_of(c: char) -> usize {
    match c {
        '\t' => 4,
        _ if wrap::is_unprintable(c) => 1,
        _ => c.width().unwrap_or(0),
    }
}
