//! A table as it stands in a file: cells with their places, and what is merged.
mod rows;
mod unseen;

use std::collections::BTreeMap;

pub use self::{
    rows::Rows,
    unseen::{Unseen, listed},
};
use crate::import::cells::radicals;

/// More cells than this are no catalog.
pub const MAX_CELLS: usize = 3_000_000;
/// More rows than this are no catalog: the whole nation's standard has not a thousand.
pub const MAX_ROWS: u32 = 100_000;
/// More columns than this are no catalog either.
pub const MAX_COLUMNS: u32 = 512;
/// So many cells outside of these limits are slips; more are a table that is too large.
const MAX_STRAYS: usize = 100;

/// One table, or one sheet that may hold several.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The sheet's name; in documents without sheets, nothing.
    pub sheet: Option<String>,
    /// The table's number in its document, from 1; in spreadsheets, nothing.
    pub number: Option<usize>,
    /// The texts above the table, the nearest last.
    pub above: Vec<String>,
    /// What of it is hidden.
    pub unseen: Unseen,
    /// Where boxes to be ticked lie over the cells: what they say is in no cell.
    pub controls: Vec<(usize, usize)>,
    /// How many columns its document gives it, where it says so: the last ones may be blank.
    pub room: usize,
    rows: Vec<Vec<Cell>>,
    width: usize,
    /// What stands in cells that a merged one covers: nobody sees it, but it is there.
    hidden: BTreeMap<usize, Vec<Aside>>,
    /// Where the words of cells lead, by row and column.
    links: BTreeMap<(usize, usize), Vec<Box<str>>>,
    /// What people noted at cells (批注), by row and column.
    remarks: BTreeMap<(usize, usize), Vec<Box<str>>>,
    /// Texts far from any table, which the rows have no room for, with their places.
    strays: Vec<((usize, usize), Box<str>)>,
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

/// Why a table cannot be held: too many cells are too far away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Its sheet.
    pub sheet: String,
    /// The first of them.
    pub cell: String,
}

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
        let mut cells = self.rows.iter().flatten();
        self.strays.is_empty() && cells.all(|it| it.text.trim().is_empty())
    }

    /// The texts that stand too far away to belong to a table, with their rows and columns.
    pub fn strays(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        self.strays.iter().map(|(place, text)| (*place, &**text))
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

    /// All places that links lead to and the cells do not show, with their rows and columns.
    pub fn all_links(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        let places = self.links.keys().copied();
        places.flat_map(|(row, column)| self.links(row, column).map(move |it| ((row, column), it)))
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
        format!("{}{}", self.letters(column), row + 1)
    }

    /// A column, as people say it: `B`.
    #[must_use]
    pub fn letters(&self, column: usize) -> String {
        let mut letters = Vec::new();
        let mut left = column + 1;
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        letters.reverse();
        letters.into_iter().collect()
    }

    /// Puts a cell in its place. A cell that is too far away costs no memory: it is a stray one.
    ///
    /// # Errors
    /// When too many cells are too far away.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), TooLarge> {
        let text = radicals::fold(text);
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            return Ok(());
        }
        if let Some(slot) = self.slot(row, column) {
            slot.text = text.into();
            return Ok(());
        }
        self.stray(row, column, text)
    }

    /// Notes a cell that is too far away to be put in its place.
    ///
    /// # Errors
    /// When there are too many of them.
    pub fn stray(&mut self, row: u32, column: u32, text: &str) -> Result<(), TooLarge> {
        self.strays.push(((row as usize, column as usize), text.into()));
        if self.strays.len() <= MAX_STRAYS {
            return Ok(());
        }
        let ((row, column), _) = self.strays[0];
        let sheet = self.sheet.clone().unwrap_or_default();
        Err(TooLarge { sheet, cell: self.address(row, column) })
    }

    /// Merges cells, corners included.
    pub fn merge(&mut self, from: (u32, u32), to: (u32, u32)) {
        // Sheets merge whole rows and columns to their ends; what lies beyond the last text is nothing.
        let last = |count: usize, from: u32| {
            u32::try_from(count).unwrap_or(u32::MAX).max(from.saturating_add(1)) - 1
        };
        let bottom = to.0.min(last(self.rows.len(), from.0));
        let right = to.1.min(last(self.width, from.1));
        for row in from.0..=bottom {
            for column in from.1..=right {
                let Some(slot) = self.slot(row, column) else { return };
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
    }

    /// A cell to be filled; nothing where it is too far away.
    fn slot(&mut self, row: u32, column: u32) -> Option<&mut Cell> {
        let (at, across) = (row as usize, column as usize);
        let is_wide = column >= MAX_COLUMNS || row >= MAX_ROWS;
        if is_wide || (at + 1).max(self.rows.len()).saturating_mul(across + 1) > MAX_CELLS {
            return None;
        }
        if self.rows.len() <= at {
            self.rows.resize_with(at + 1, Vec::new);
        }
        self.width = self.width.max(across + 1);
        let cells = &mut self.rows[at];
        if cells.len() <= across {
            cells.resize_with(across + 1, Cell::default);
        }
        Some(&mut cells[across])
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Rows, TooLarge};

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
        assert_eq!(rows.cell("d", 1, 1), Ok((1, 2)));
        let grid = rows.finish();
        assert_eq!((grid.shown(1, 0), grid.shown(0, 2), grid.text(1, 0)), ("a", "b", ""));
        assert!(grid.is_from_above(1, 0) && !grid.is_from_above(0, 2));
    }

    #[test]
    fn a_far_cell_is_a_stray_one_and_many_are_refused() {
        let mut grid = Grid::sheet("表");
        assert!(grid.put(0, 0, "x").is_ok());
        for (row, column) in [(1_048_575, 16_383), (0, 16_383), (99_999, 511)] {
            assert!(grid.put(row, column, "远").is_ok());
        }
        assert_eq!((grid.height(), grid.width(), grid.strays().count()), (1, 1, 3));
        let error = (200_000..300_000).find_map(|row| grid.put(row, 0, "x").err());
        let first = TooLarge { sheet: "表".into(), cell: "XFD1048576".into() };
        assert_eq!((error, grid.height()), (Some(first), 1));
    }

    #[test]
    fn a_merged_cell_ends_with_the_texts() {
        let mut grid = Grid::default();
        assert!(grid.put(0, 0, "标题").is_ok() && grid.put(1, 2, "x").is_ok());
        grid.merge((0, 0), (0, 16_383));
        grid.merge((1, 2), (1_048_575, 2));
        grid.merge((1_048_575, 16_383), (1_048_576, 16_384));
        assert_eq!((grid.height(), grid.width()), (2, 3));
        assert_eq!(grid.cell(0, 0).map(|it| it.columns), Some(3));
    }
}
