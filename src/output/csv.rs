//! Tables to CSV as spreadsheets read it: UTF-8 with a byte order mark, CRLF, no live formulas.
use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use crate::render::table::Table;

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A whole file: the mark, the headings and the rows.
#[must_use]
pub fn file(table: &Table<'_>) -> Vec<u8> {
    let mut bytes = head(table);
    bytes.extend(rows(table));
    bytes
}

/// The beginning of a file: the mark and the headings.
#[must_use]
pub fn head(table: &Table<'_>) -> Vec<u8> {
    let mut writer = writer(BYTE_ORDER_MARK.to_vec());
    record(&mut writer, &table.headings);
    finish(writer)
}

/// The rows alone, to append to a file that has its headings.
#[must_use]
pub fn rows(table: &Table<'_>) -> Vec<u8> {
    let mut writer = writer(Vec::new());
    for row in &table.rows {
        record(&mut writer, row);
    }
    finish(writer)
}

fn writer(start: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(start)
}

fn record(writer: &mut Writer<Vec<u8>>, cells: &[Cow<'_, str>]) {
    // Memory takes every byte, and rows may have any length: writing cannot fail.
    for cell in cells {
        let _ = writer.write_field(harmless(cell).as_bytes());
    }
    let _ = writer.write_record(None::<&[u8]>);
}

fn finish(writer: Writer<Vec<u8>>) -> Vec<u8> {
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula. A spreadsheet runs a cell that begins with
/// `=`, `+`, `-` or `@`, some after skipping control characters, and the Chinese editions take the
/// full-width forms as well. An apostrophe before it makes it text everywhere.
fn harmless(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{cell}"))
        }
        _ => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::file;
    use crate::render::table::Table;

    #[test]
    fn formulas_become_text() {
        let row =
            ["=HYPERLINK(\"x\")", "+1", "-1", "@x", "\tx", "\r=x", "＝1", "－1", "—", "a=b", ""];
        let table =
            Table { headings: vec!["序号".into()], rows: vec![row.map(Into::into).to_vec()] };
        let text = String::from_utf8(file(&table)).expect("it is UTF-8");
        assert_eq!(
            text,
            "\u{feff}序号\r\n\"'=HYPERLINK(\"\"x\"\")\",'+1,'-1,'@x,'\tx,\"'\r=x\",'＝1,'－1,—,a=b,\r\n"
        );
    }
}
