//! Where a value was written: a file, and a range of bytes in it.
use std::{borrow::Cow, ops::Range};

/// The index of a file in a [`Workspace`](crate::source::Workspace).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file. Files are at most 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span as a range of bytes, to slice a text with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty span at the start of a file, for what concerns the file as a whole.
    #[must_use]
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Whether `other` lies inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.start <= self.end
    }
}

/// A value and the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl Spanned<Cow<'_, str>> {
    /// The place of a part of the text, given in bytes of the value; the whole text where the value
    /// is not written as it reads: with escapes, or over several lines.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        let written = self.span.range().len();
        let quotes = match &self.value {
            Cow::Borrowed(value) if written == value.len() => 0,
            Cow::Borrowed(value) if written == value.len() + 2 => 1,
            _ => return self.span,
        };
        let at = |offset: usize| {
            self.span.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
        };
        Span { start: at(quotes + range.start), end: at(quotes + range.end), ..self.span }
    }
}
