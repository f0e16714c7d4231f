//! Bytes to lines and columns. Lines and columns start at 1; columns count characters.
use memchr::memchr_iter;

/// Where the lines of a text start.
#[derive(Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A place as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl LineIndex {
    /// Reads a text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            memchr_iter(b'\n', text.as_bytes()).map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX)),
        );
        Self { starts }
    }

    /// The line (from 0) that holds a byte.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The byte where a line (from 0) starts; the last line's start for lines beyond the end.
    #[must_use]
    pub fn start_of(&self, line: usize) -> usize {
        self.starts[line.min(self.starts.len() - 1)] as usize
    }

    /// How many lines there are.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The place of a byte. `text` must be the text that the index was made from.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = text.floor_char_boundary(offset as usize);
        let line = self.line_of(u32::try_from(offset).unwrap_or(u32::MAX));
        let column = text[self.start_of(line)..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }
}
