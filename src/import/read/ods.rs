//! Spreadsheets of the open format (.ods). They name merged cells, which the sheet readers there are leave
//! out.
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::import::{
    grid::{Grid, MAX_COLUMNS, MAX_ROWS, TooLarge},
    read::{
        Unreadable, damaged,
        xml::{attribute, entity},
    },
};

/// A row that is said to be there more often is filling.
const MAX_REPEATS: u32 = 64;

/// Reads every sheet.
pub(super) fn read(xml: &str) -> Result<Vec<Grid>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut book = Book::default();
    loop {
        match reader.read_event() {
            Err(_) => return Err(damaged()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) => book.start(&tag),
            Ok(Event::Empty(tag)) => {
                book.start(&tag);
                book.end(tag.local_name().as_ref())?;
            }
            Ok(Event::End(tag)) => book.end(tag.local_name().as_ref())?,
            Ok(Event::Text(text)) => book.words(&text),
            Ok(Event::GeneralRef(name)) => book.words(&entity(&name)),
            Ok(_) => {}
        }
    }
    if book.sheet.is_none() { Ok(book.grids) } else { Err(damaged()) }
}

#[derive(Default)]
struct Book {
    grids: Vec<Grid>,
    sheet: Option<Grid>,
    row: u32,
    column: u32,
    repeats: u32,
    cells: Vec<(u32, Cell)>,
    cell: Option<Cell>,
    merges: Vec<((u32, u32), (u32, u32))>,
    /// The style of tables that is being read, and those whose sheets do not show.
    style: String,
    unseen: Vec<String>,
    hidden: usize,
    in_remark: bool,
    in_text: usize,
}

#[derive(Clone, Default)]
struct Cell {
    text: String,
    repeats: u32,
    columns: u32,
    rows: u32,
    remark: String,
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name = name.as_ref();
        self.in_remark |= name == "annotation";
        if self.hidden > 0 || matches!(name, "annotation" | "tracked-changes" | "shapes") {
            self.hidden += 1;
            return;
        }
        let number = |key: &str| attribute(tag, key).and_then(|it| it.parse().ok()).unwrap_or(1);
        match name {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.unseen.push(self.style.clone());
            }
            "table" if self.sheet.is_none() => {
                let mut grid = Grid::sheet(&attribute(tag, "name").unwrap_or_default());
                let style = attribute(tag, "style-name");
                grid.unseen.is_sheet = style.is_some_and(|it| self.unseen.contains(&it));
                self.sheet = Some(grid);
                (self.row, self.column) = (0, 0);
            }
            "table-column" => {
                let next = self.column.saturating_add(number("number-columns-repeated"));
                if let Some(grid) = self.sheet.as_mut().filter(|_| is_unseen(tag)) {
                    grid.unseen.columns(self.column, next.saturating_sub(1));
                }
                self.column = next;
            }
            "table-row" => {
                self.repeats = number("number-rows-repeated");
                self.column = 0;
                let last = self.row.saturating_add(self.repeats).saturating_sub(1);
                if let Some(grid) = self.sheet.as_mut().filter(|_| is_unseen(tag)) {
                    grid.unseen.rows(self.row, last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(Cell {
                    text: String::new(),
                    repeats: number("number-columns-repeated"),
                    columns: number("number-columns-spanned"),
                    rows: number("number-rows-spanned"),
                    remark: String::new(),
                });
            }
            "p" | "h" => {
                self.in_text += 1;
                if let Some(cell) = self.cell.as_mut().filter(|it| !it.text.is_empty()) {
                    cell.text.push('\n');
                }
            }
            "line-break" => self.words("\n"),
            "s" | "tab" => self.words(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), TooLarge> {
        if self.hidden > 0 {
            self.hidden -= 1;
            self.in_remark &= self.hidden > 0;
            return Ok(());
        }
        match name {
            "p" | "h" => self.in_text = self.in_text.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let repeats = cell.repeats;
                let is_blank = cell.text.is_empty() && cell.remark.is_empty();
                if !is_blank || cell.columns > 1 || cell.rows > 1 {
                    for copy in 0..repeats.min(MAX_COLUMNS) {
                        self.cells.push((self.column.saturating_add(copy), cell.clone()));
                    }
                }
                self.column = self.column.saturating_add(repeats);
            }
            "table-row" => self.end_row()?,
            "table" => {
                let merges = std::mem::take(&mut self.merges);
                if let Some(mut grid) = self.sheet.take() {
                    for (from, to) in merges {
                        grid.merge(from, to);
                    }
                    self.grids.push(grid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), TooLarge> {
        let cells = std::mem::take(&mut self.cells);
        let Some(grid) = &mut self.sheet else { return Ok(()) };
        let is_blank = cells.iter().all(|(_, it)| it.text.is_empty());
        let copies = if is_blank { 1 } else { self.repeats.min(MAX_REPEATS) };
        for copy in 0..copies {
            let row = self.row.saturating_add(copy);
            for (column, cell) in &cells {
                grid.put(row, *column, &cell.text)?;
                grid.remark(row, *column, &cell.remark);
                if (cell.columns > 1 || cell.rows > 1) && !cell.text.is_empty() {
                    let rows = cell.rows.clamp(1, MAX_ROWS);
                    let columns = cell.columns.clamp(1, MAX_COLUMNS);
                    let to = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
                    self.merges.push(((row, *column), to));
                }
            }
        }
        self.row = self.row.saturating_add(self.repeats);
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if self.in_remark
            && let Some(cell) = &mut self.cell
        {
            cell.remark.push_str(words);
        }
        if self.in_text > 0
            && self.hidden == 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(words);
        }
    }
}

/// Whether a row or a column is hidden (`collapse`) or filtered out (`filter`).
fn is_unseen(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|it| it != "visible")
}
