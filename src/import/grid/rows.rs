//! A grid filled from a document's rows, where cells stand one after another.
use super::{Grid, MAX_COLUMNS, MAX_ROWS, TooLarge};
use crate::import::table::header;

/// Fills a grid from a document's rows, where cells name their spans and stand one after another.
#[derive(Debug, Default)]
pub struct Rows {
    grid: Grid,
    row: u32,
    column: u32,
    began: bool,
    is_in_row: bool,
    merges: Vec<((u32, u32), (u32, u32))>,
    /// By column: the last row that a cell from above still takes.
    taken: Vec<u32>,
}

impl Rows {
    /// Begins a row.
    pub fn row(&mut self) {
        if self.began {
            self.row += 1;
        }
        (self.began, self.column) = (true, 0);
    }

    /// Begins a row unless one has begun that [`Rows::end_row`] has not ended.
    pub fn begin_row(&mut self) {
        if !self.is_in_row {
            self.row();
            self.is_in_row = true;
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.is_in_row = false;
    }

    /// The row that is being filled, and the next column that is free in it.
    pub fn place(&mut self) -> (u32, u32) {
        while self.taken.get(self.column as usize).is_some_and(|it| *it > self.row) {
            self.column += 1;
        }
        (self.row, self.column)
    }

    /// Leaves columns out.
    pub fn skip(&mut self, columns: u32) {
        self.column += columns.min(MAX_COLUMNS);
    }

    /// Adds a cell, and says where it stands.
    ///
    /// # Errors
    /// When the table gets too large.
    pub fn cell(&mut self, text: &str, columns: u32, rows: u32) -> Result<(u32, u32), TooLarge> {
        if !self.began {
            self.row();
        }
        let (row, column) = self.place();
        let (columns, rows) = (columns.clamp(1, MAX_COLUMNS), rows.clamp(1, MAX_ROWS));
        self.grid.put(row, column, text)?;
        if columns > 1 || rows > 1 {
            self.merges.push(((row, column), (row + rows - 1, column + columns - 1)));
        }
        let end = (column + columns) as usize;
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        self.taken[column as usize..end].fill(row + rows);
        self.column += columns;
        Ok((row, column))
    }

    /// Notes where the words of a cell lead.
    pub fn link(&mut self, (row, column): (u32, u32), target: &str) {
        self.grid.link(row, column, target);
    }

    /// Notes what somebody noted at a cell.
    pub fn remark(&mut self, (row, column): (u32, u32), text: &str) {
        self.grid.remark(row, column, text);
    }

    /// Notes what nobody sees: a text of a cell, or a whole row.
    pub fn hidden(&mut self, (row, column): (u32, u32), text: &str, whole: Option<u32>) {
        self.grid.unseen.text(row, column, text);
        if let Some(row) = whole {
            self.grid.unseen.rows(row, row);
        }
    }

    /// Whether a table inside one of its cells is a part of what that cell says: a small one is, and in a
    /// catalog any that has no headings of a catalog itself. Else the cell is only its frame.
    #[must_use]
    pub fn holds(&self, inner: &Self) -> bool {
        let is_small = inner.width() < 4 || inner.height() < 2;
        is_small || (self.is_catalog() && !inner.is_catalog())
    }

    fn is_catalog(&self) -> bool {
        (0..self.grid.height()).any(|it| header::is_likely(&self.grid, it))
    }

    /// Notes a merge that only showed later.
    pub fn merge(&mut self, from: (u32, u32), to: (u32, u32)) {
        self.merges.push((from, to));
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> u32 {
        if self.began { self.row + 1 } else { 0 }
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.taken.len()
    }

    /// The table.
    #[must_use]
    pub fn finish(mut self) -> Grid {
        self.grid.room = self.taken.len();
        for (from, to) in self.merges {
            self.grid.merge(from, (to.0.min(self.row), to.1));
        }
        self.grid
    }

    /// All its texts, row by row: what a table inside another one's cell says.
    #[must_use]
    pub fn flat(&self) -> String {
        let rows = self.grid.rows.iter().map(|cells| {
            let texts = cells.iter().map(|it| it.text.trim()).filter(|it| !it.is_empty());
            texts.collect::<Vec<_>>().join(" ")
        });
        rows.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
