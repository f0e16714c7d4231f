//! Excel workbooks, new (.xlsx) and old (.xls), through calamine.
use std::io::Cursor;

use calamine::{Data, DataRef, DataType as _, Reader as _, Xls, XlsError, Xlsx, XlsxError};

use crate::{
    diagnostic::message,
    import::{
        grid::{Grid, TooLarge},
        read::{Unreadable, damaged, locked},
    },
};

/// Reads the sheets of an .xlsx file. Cells come one by one, so a lone cell in the last row of the
/// last column costs no memory.
pub(super) fn new(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|it| failed_new(&it))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut grid = Grid::sheet(&name);
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            // A sheet of charts has no cells.
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(|it| failed_new(&it))? {
            let (row, column) = cell.get_position();
            match cell.get_value() {
                DataRef::SharedString(text) => grid.put(row, column, text)?,
                DataRef::Empty => {}
                other => grid.put(row, column, &words(&Data::from(other.clone())))?,
            }
        }
        drop(cells);
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merge(&mut grid, &merges)?;
        grids.push(grid);
    }
    Ok(grids)
}

/// Reads the sheets of an .xls file, or says what else the old container holds.
pub(super) fn old(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    if holds(bytes, "EncryptedPackage") {
        return Err(locked());
    }
    if holds(bytes, "WordDocument") {
        return Err(Unreadable::new(
            message!("这是旧格式的 Word 文件（.doc）", "this is an old Word file (.doc)"),
            message!(
                "用 Word 或 WPS 打开，另存为 .docx",
                "open it in Word or WPS and save it as .docx"
            ),
        ));
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|it| match it {
        XlsError::Password => locked(),
        _ => damaged(),
    })?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let mut grid = Grid::sheet(&name);
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (u32::try_from(row), u32::try_from(column));
            let (Ok(row), Ok(column)) = (row, column) else { return Err(TooLarge.into()) };
            grid.put(top + row, left + column, &words(value))?;
        }
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merge(&mut grid, &merges)?;
        grids.push(grid);
    }
    Ok(grids)
}

fn merge(grid: &mut Grid, merges: &[calamine::Dimensions]) -> Result<(), TooLarge> {
    let height = grid.height();
    for it in merges.iter().filter(|it| (it.start.0 as usize) < height) {
        grid.merge(it.start, it.end)?;
    }
    Ok(())
}

/// What a cell shows: whole numbers without a point, days as days.
fn words(value: &Data) -> String {
    match value {
        Data::Float(number) => format!("{number}"),
        Data::DateTime(when) => match when.to_ymd_hms_milli() {
            (year, month, day, 0, 0, 0, 0) if year >= 1900 => format!("{year}-{month:02}-{day:02}"),
            _ => when.as_f64().to_string(),
        },
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        other => other.as_string().unwrap_or_else(|| other.to_string()),
    }
}

fn failed_new(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => locked(),
        _ => damaged(),
    }
}

/// Whether the old container has a stream of that name; names are UTF-16 in its directory.
fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wide).is_some()
}
