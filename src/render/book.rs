//! Workbooks of plain cells, for spreadsheets people work in: titles, headings, widths.

/// A workbook.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Its title, for the file's properties.
    pub title: String,
    /// Its sheets, in order.
    pub sheets: Vec<BookSheet>,
}

/// One sheet: a title, notes, headings and rows.
#[derive(Clone, Debug, Default)]
pub struct BookSheet {
    /// The name on its tab.
    pub name: String,
    /// The title over the table.
    pub title: String,
    /// Lines under the title.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<BookColumn>,
    /// The rows, of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many columns stay in sight, besides the headings.
    pub frozen: u16,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookColumn {
    /// The heading.
    pub heading: String,
    /// How wide it is, in columns of digits; a Chinese character takes two.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text; it is never a formula.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A score with one decimal, and how good it is: 0 the best.
    Score(f64, usize),
    /// Nothing.
    Empty,
}

impl BookColumn {
    /// A column.
    #[must_use]
    pub fn new(heading: &str, width: u16) -> Self {
        Self { heading: heading.to_owned(), width }
    }
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
