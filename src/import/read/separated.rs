//! Text with separators: commas, tabs, semicolons or bars.
use crate::{
    diagnostic::message,
    import::{grid::Grid, read::Unreadable},
};

/// Reads a text whose cells are separated. Lines above the table, with a title, are rows too.
pub(super) fn read(text: &str) -> Result<Grid, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = csv::StringRecord::new();
    let (mut row, mut line) = (0_u32, 1);
    while reader.read_record(&mut record).map_err(|_| no_table())? {
        // The reader skips blank lines; spreadsheets count them.
        let read = reader.position().line();
        let breaks: usize = record.iter().map(|it| it.matches('\n').count()).sum();
        let blank = (read - line).saturating_sub(breaks as u64 + 1);
        row = row.saturating_add(u32::try_from(blank).unwrap_or(u32::MAX));
        line = read;
        for (column, cell) in (0..).zip(&record) {
            grid.put(row, column, cell)?;
        }
        row = row.saturating_add(1);
    }
    if grid.width() < 2 {
        return Err(no_table());
    }
    let is_odd = text.bytes().filter(|it| *it == b'"').count() % 2 == 1;
    if let Some(line) = swallowed(&grid).filter(|_| is_odd) {
        return Err(Unreadable::new(
            message!(
                "第 {line} 行有一个引号没有配对，后面的行都进了一个单元格",
                "in row {line} a quote is not closed; the rows after it are all in one cell"
            ),
            message!(
                "补上或删去这个引号，再导入",
                "close the quote or delete it, and import again"
            ),
        ));
    }
    Ok(grid)
}

/// The last row, where it holds a cell whose lines look like rows.
fn swallowed(grid: &Grid) -> Option<usize> {
    let row = grid.height().checked_sub(1)?;
    let is_rows = |text: &str| {
        let rows = text.lines().skip(1).filter(|it| it.matches([',', '\t', ';', '|']).count() > 2);
        rows.count() > 0
    };
    (0..grid.width()).any(|it| is_rows(grid.text(row, it))).then_some(row + 1)
}

/// The sign that makes the most cells outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b'\t', 0), (b',', 0), (b';', 0), (b'|', 0)];
    let mut is_quoted = false;
    for byte in text.bytes().take(1 << 16) {
        if byte == b'"' {
            is_quoted = !is_quoted;
        } else if let Some(it) = counts.iter_mut().find(|it| it.0 == byte && !is_quoted) {
            it.1 += 1;
        }
    }
    let [tabs, commas, semicolons, bars] = counts;
    // A table copied from Excel has tabs between cells, and any other sign inside them.
    if tabs.1 * 3 > commas.1 + semicolons.1 && tabs.1 > 0 {
        tabs.0
    } else if semicolons.1 > commas.1 * 2 {
        semicolons.0
    } else if bars.1 > commas.1 * 2 {
        bars.0
    } else {
        commas.0
    }
}

fn no_table() -> Unreadable {
    Unreadable::new(
        message!("这个文本文件里没有表格", "there is no table in this text file"),
        message!(
            "表格的各列用逗号、制表符或分号分开；可以导入 xlsx、xls、ods、docx、html、csv、tsv、md",
            "columns are separated by commas, tabs or semicolons; xlsx, xls, ods, docx, html, csv, tsv and md can be imported"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn rows_are_those_of_a_spreadsheet() {
        let grid = read("标题\r\n\r\na,\"b\nc\"\r\n\r\n\r\nd,e").expect("it is a table");
        assert_eq!((grid.text(0, 0), grid.text(2, 1), grid.text(5, 0)), ("标题", "b\nc", "d"));
    }

    #[test]
    fn a_quote_that_nobody_closes_is_told() {
        assert!(read("a,b,c,d\n1,\"2,3,4\n5,6,7,8\n").is_err());
        assert!(read("a,b,c,d\n1,\"2\n3\",3,4\n").is_ok());
        assert!(read("a,b,c,d\n1,5\" pipe,3,4\n").is_ok());
    }

    #[test]
    fn every_separator() {
        for text in ["a,b;c\nd,e", "a\tb,c\td\ne\tf,g\th", "a;b\nc;d", "a|b\nc|d"] {
            let grid = read(text).expect("it is a table");
            assert!(grid.width() > 1 && grid.height() == 2, "{text}");
        }
    }
}
