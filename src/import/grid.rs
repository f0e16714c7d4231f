//! A table as it stands in a file: cells with their places, and what is merged.
use std::collections::BTreeMap;

use crate::import::cells::radicals;

/// More cells than this are no catalog.
pub const MAX_CELLS: usize = 3_000_000;
/// More rows than this are no catalog: the whole nation's standard has not a thousand.
pub const MAX_ROWS: u32 = 100_000;
/// More columns than this are no catalog either.
pub const MAX_COLUMNS: u32 = 512;

/// One table, or one sheet that may hold several.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name; in documents without sheets, nothing.
    pub sheet: Option<String>,
    /// The table's number in its document, from 1; in spreadsheets, nothing.
    pub number: Option<usize>,
    /// The texts above the table, the nearest last.
    pub above: Vec<String>,
    rows: Vec<Vec<Cell>>,
    width: usize,
    /// What stands in cells that a merged one covers: nobody sees it, but it is there.
    hidden: BTreeMap<usize, Vec<Aside>>,
    /// Where the words of cells lead, by row and column.
    links: BTreeMap<(usize, usize), Vec<Box<str>>>,
    /// What people noted at cells (批注), by row and column.
    remarks: BTreeMap<(usize, usize), Vec<Box<str>>>,
}

/// A text under a merged cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its column.
    pub column: usize,
    /// What it says.
    pub text: Box<str>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, as it was written.
    pub text: Box<str>,
    /// Where the merged cell that covers it begins: how many rows up and columns left.
    pub covered: Option<(u32, u32)>,
    /// How many columns it takes.
    pub columns: u32,
}

/// Why a table cannot be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Grid {
    /// A sheet of a workbook.
    #[must_use]
    pub fn sheet(name: &str) -> Self {
        Self { sheet: Some(name.to_owned()), ..Self::default() }
    }

    /// The same cells as a document's table.
    #[must_use]
    pub fn in_document(self, number: usize, above: Vec<String>) -> Self {
        Self { number: Some(number), above, ..self }
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether no cell says anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.rows.iter().flatten().all(|it| it.text.trim().is_empty())
    }

    /// A cell; one that is not there is blank.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// A cell's own text; nothing where it is covered by another.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |it| &it.text)
    }

    /// The text that shows at a place: the cell's own, or that of the merged cell over it.
    #[must_use]
    pub fn shown(&self, row: usize, column: usize) -> &str {
        match self.cell(row, column).and_then(|it| it.covered) {
            Some((up, left)) => self.text(row - up as usize, column - left as usize),
            None => self.text(row, column),
        }
    }

    /// What merged cells cover in a row and do not say themselves.
    pub fn hidden(&self, row: usize) -> impl Iterator<Item = &Aside> {
        let here = self.hidden.get(&row).into_iter().flatten();
        here.filter(move |it| self.shown(row, it.column) != &*it.text)
    }

    /// Notes where the words of a cell lead.
    pub fn link(&mut self, row: u32, column: u32, target: &str) {
        let links = self.links.entry((row as usize, column as usize)).or_default();
        let target: Box<str> = target.trim().into();
        if !target.is_empty() && !links.contains(&target) {
            links.push(target);
        }
    }

    /// Where the words of a cell lead; a cell that shows its address leads nowhere else.
    pub fn links(&self, row: usize, column: usize) -> impl Iterator<Item = &str> {
        let here = self.links.get(&(row, column)).into_iter().flatten();
        here.map(|it| &**it).filter(move |it| !self.text(row, column).contains(it))
    }

    /// Notes what somebody noted at a cell.
    pub fn remark(&mut self, row: u32, column: u32, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.remarks.entry((row as usize, column as usize)).or_default().push(text.into());
        }
    }

    /// What people noted at cells, with their rows and columns.
    pub fn remarks(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        self.remarks.iter().flat_map(|(place, all)| all.iter().map(move |it| (*place, &**it)))
    }

    /// Every text of its cells, row by row.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().flatten().map(|it| &*it.text).filter(|it| !it.is_empty())
    }

    /// The same grid with nothing but some of its columns, each where it was.
    #[must_use]
    pub fn only(&self, columns: std::ops::Range<usize>) -> Self {
        let mut only = self.clone();
        for cells in &mut only.rows {
            for (_, cell) in cells.iter_mut().enumerate().filter(|it| !columns.contains(&it.0)) {
                *cell = Cell::default();
            }
        }
        only.hidden.values_mut().for_each(|it| it.retain(|it| columns.contains(&it.column)));
        only.links.retain(|(_, column), _| columns.contains(column));
        only.remarks.retain(|(_, column), _| columns.contains(column));
        only
    }

    /// Whether a cell belongs to a merged one that begins in a row above.
    #[must_use]
    pub fn is_from_above(&self, row: usize, column: usize) -> bool {
        self.cell(row, column).and_then(|it| it.covered).is_some_and(|(up, _)| up > 0)
    }

    /// Where a cell is, as people say it: `B17`, or in a document without sheets, its row and column.
    #[must_use]
    pub fn address(&self, row: usize, column: usize) -> String {
        let mut letters = Vec::new();
        let mut left = column + 1;
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        letters.reverse();
        format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
    }

    /// Puts a cell in its place.
    ///
    /// # Errors
    /// When the table gets too large.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), TooLarge> {
        let text = radicals::fold(text);
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            return Ok(());
        }
        self.slot(row, column)?.text = text.into();
        Ok(())
    }

    /// Merges cells, corners included.
    ///
    /// # Errors
    /// When the table gets too large.
    pub fn merge(&mut self, from: (u32, u32), to: (u32, u32)) -> Result<(), TooLarge> {
        // Sheets merge whole columns to their end; what lies below the last row is nothing.
        let last = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).max(from.0 + 1) - 1;
        let (bottom, right) = (to.0.min(last), to.1.min(MAX_COLUMNS - 1));
        for row in from.0..=bottom {
            for column in from.1..=right {
                let slot = self.slot(row, column)?;
                if (row, column) == from {
                    slot.columns = right - from.1 + 1;
                } else {
                    slot.covered = Some((row - from.0, column - from.1));
                    let text = std::mem::take(&mut slot.text);
                    if !text.is_empty() {
                        let column = column as usize;
                        let hidden = self.hidden.entry(row as usize).or_default();
                        hidden.push(Aside { column, text });
                    }
                }
            }
        }
        Ok(())
    }

    fn slot(&mut self, row: u32, column: u32) -> Result<&mut Cell, TooLarge> {
        let (at, across) = (row as usize, column as usize);
        let is_wide = column >= MAX_COLUMNS || row >= MAX_ROWS;
        if is_wide || (at + 1).max(self.rows.len()).saturating_mul(across + 1) > MAX_CELLS {
            return Err(TooLarge);
        }
        if self.rows.len() <= at {
            self.rows.resize_with(at + 1, Vec::new);
        }
        self.width = self.width.max(across + 1);
        let cells = &mut self.rows[at];
        if cells.len() <= across {
            cells.resize_with(across + 1, Cell::default);
        }
        Ok(&mut cells[across])
    }
}

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
    ///
    /// # Errors
    /// When it gets too large.
    pub fn finish(mut self) -> Result<Grid, TooLarge> {
        for (from, to) in self.merges {
            self.grid.merge(from, (to.0.min(self.row), to.1))?;
        }
        Ok(self.grid)
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

#[cfg(test)]
mod tests {
    use super::{Grid, Rows};

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        let grid = Grid::default();
        assert_eq!(grid.address(16, 1), "B17");
        assert_eq!(grid.address(0, 25), "Z1");
        assert_eq!(grid.address(0, 26), "AA1");
    }

    #[test]
    fn cells_flow_around_those_from_above() {
        let mut rows = Rows::default();
        rows.row();
        assert!(rows.cell("a", 1, 2).is_ok());
        assert!(rows.cell("b", 2, 1).is_ok());
        rows.row();
        assert_eq!(rows.cell("c", 1, 1), Ok((1, 1)));
        let grid = rows.finish().expect("it is small");
        assert_eq!((grid.shown(1, 0), grid.shown(0, 2), grid.text(1, 0)), ("a", "b", ""));
        assert!(grid.is_from_above(1, 0) && !grid.is_from_above(0, 2));
    }

    #[test]
    fn a_far_cell_is_refused() {
        assert!(Grid::default().put(1_048_575, 0, "x").is_err());
        assert!(Grid::default().put(0, 16_383, "x").is_err());
    }
}
