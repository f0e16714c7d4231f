//! Excel workbooks, new (.xlsx) and old (.xls), through calamine.
use std::io::Cursor;

use calamine::{
    Data, DataRef, DataType as _, Reader as _, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use crate::{
    diagnostic::message,
    import::{
        grid::Grid,
        read::{Unreadable, biff, damaged, locked, shown::shown},
    },
};

/// Reads the sheets of an .xlsx file. Cells come one by one, so a lone cell in the last row of the
/// last column costs no memory.
pub(super) fn new(bytes: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|it| failed_new(&it))?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let mut grid = Grid::sheet(&name);
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet of charts has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(failed_new(&error)),
        };
        while let Some((cell, style)) =
            cells.next_cell_with_style_id().map_err(|it| failed_new(&it))?
        {
            let (row, column) = cell.get_position();
            let format = || cells.styles().get(style)?.number_format.as_ref();
            match cell.get_value() {
                DataRef::SharedString(text) => grid.put(row, column, text)?,
                DataRef::Empty => {}
                DataRef::Float(number)
                    if let Some(text) = format().and_then(|it| shown(*number, &it.format_code)) =>
                {
                    grid.put(row, column, &text)?;
                }
                other => grid.put(row, column, &words(&Data::from(other.clone())))?,
            }
        }
        drop(cells);
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merge(&mut grid, &merges);
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
    // A lone cell in the last row of the last column costs no memory either.
    let (near, beside) = biff::read(bytes).ok_or_else(damaged)?;
    // The reader looks for what damaged records name where there is nothing, and panics.
    std::panic::catch_unwind(|| old_sheets(near, beside)).unwrap_or_else(|_| Err(damaged()))
}

fn old_sheets(near: Vec<u8>, beside: Vec<biff::Beside>) -> Result<Vec<Grid>, Unreadable> {
    let mut book: Xls<_> = Xls::new(Cursor::new(near)).map_err(|it| match it {
        XlsError::Password => locked(),
        _ => damaged(),
    })?;
    let mut grids = Vec::new();
    let mut beside = beside.into_iter();
    for name in book.sheet_names() {
        let biff::Beside { unseen, far } = beside.next().unwrap_or_default();
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let mut grid = Grid::sheet(&name);
        grid.unseen = unseen;
        for (row, column) in far {
            grid.stray(row, column, "")?;
        }
        let sheet = book.sheets_metadata().iter().find(|it| it.name == name);
        grid.unseen.is_sheet = sheet.is_some_and(|it| it.visible != SheetVisible::Visible);
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let far = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let (row, column) = (far(row), far(column));
            grid.put(top.saturating_add(row), left.saturating_add(column), &words(value))?;
        }
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merge(&mut grid, &merges);
        grids.push(grid);
    }
    Ok(grids)
}

fn merge(grid: &mut Grid, merges: &[calamine::Dimensions]) {
    let height = grid.height();
    for it in merges.iter().filter(|it| (it.start.0 as usize) < height) {
        grid.merge(it.start, it.end);
    }
}

/// What a cell shows: whole numbers without a point, days as days, times as times.
fn words(value: &Data) -> String {
    match value {
        Data::Float(number) => format!("{number}"),
        Data::DateTime(when) => {
            let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
            let date = format!("{year}-{month:02}-{day:02}");
            let time = match second {
                0 => format!("{hour:02}:{minute:02}"),
                _ => format!("{hour:02}:{minute:02}:{second:02}"),
            };
            match (when.as_f64() < 1.0, hour, minute, second) {
                (true, ..) => time,
                (false, 0, 0, 0) => date,
                // Hours that were added up are no day.
                _ if when.is_duration() => {
                    format!("{}小时", (when.as_f64() * 2400.0).round() / 100.0)
                }
                _ => format!("{date} {time}"),
            }
        }
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
