//! A text with access by character, which still knows where each character lies in bytes.
use std::ops::Range;

/// The characters of a text. Positions are character indices; [`Chars::bytes`] turns them into bytes.
pub(super) struct Chars<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
}

impl<'a> Chars<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, chars: text.char_indices().collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at `i`, or NUL past the end, so that look-ahead needs no case of its own.
    pub(super) fn at(&self, i: usize) -> char {
        self.chars.get(i).map_or('\0', |it| it.1)
    }

    /// The character before `i`, or NUL at the start.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |it| self.at(it))
    }

    pub(super) fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.text.len(), |it| it.0)
    }

    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[self.bytes(&range)]
    }

    pub(super) fn starts_with(&self, i: usize, what: &str) -> bool {
        self.text[self.byte(i)..].starts_with(what)
    }

    pub(super) fn skip_blanks(&self, mut i: usize) -> usize {
        while is_blank(self.at(i)) {
            i += 1;
        }
        i
    }

    /// `range` without the blanks at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = range;
        while start < end && is_blank(self.at(start)) {
            start += 1;
        }
        while start < end && is_blank(self.at(end - 1)) {
            end -= 1;
        }
        start..end
    }
}

/// Blanks of every width, the invisible ones that word processors leave among them.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Full-width letters, digits and signs as their half-width twins.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
