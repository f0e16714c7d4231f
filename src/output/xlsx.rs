//! Workbooks to XLSX. The only file that names the spreadsheet library; `form` does without it.
pub mod form;
mod package;

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::{
    diagnostic::message,
    error::Error,
    render::book::{Book, BookSheet, Cell},
};

/// No cell holds more characters.
const LONGEST: usize = 32_767;
/// A4, as spreadsheets number paper.
const A4: u8 = 9;
/// The font that both Excel and WPS have.
const FONT: &str = "宋体";
/// Colours of scores, from the best band to the worst; each dark enough to be read on paper, and
/// every cell carries its number.
const BANDS: [u32; 5] = [0x00E3_F1E5, 0x00F0_F5DD, 0x00FD_F1CF, 0x00FB_DDD3, 0x00F4_C7C3];

/// A whole file. The same workbook gives the same bytes.
///
/// # Errors
/// When a sheet has more rows than a spreadsheet can hold.
pub fn file(book: &Book) -> Result<Vec<u8>, Error> {
    write(book).map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> Error {
    Error::new(message!("无法写成 XLSX：{error}", "cannot be written as XLSX: {error}"))
}

/// An empty workbook.
fn new_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date: a clock would make every file differ.
    let date = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&date));
    Ok(workbook)
}

fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = new_workbook(&book.title)?;
    let looks = Looks::new();
    for sheet in &book.sheets {
        fill(workbook.add_worksheet(), sheet, &looks)?;
    }
    workbook.save_to_buffer()
}

/// The formats of a workbook.
struct Looks {
    title: Format,
    note: Format,
    heading: Format,
    text: Format,
    count: Format,
    bands: [Format; BANDS.len()],
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name(FONT).set_font_size(10);
        let cell = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00B4_BAC2))
                .set_align(FormatAlign::Top)
        };
        let score = || cell().set_num_format("0.0").set_align(FormatAlign::Center);
        Self {
            title: base().set_bold().set_font_size(14),
            note: base().set_font_color(Color::RGB(0x0053_5C66)),
            heading: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E9_ECF0)),
            text: cell().set_text_wrap(),
            count: cell().set_align(FormatAlign::Center),
            bands: BANDS.map(|it| score().set_background_color(Color::RGB(it))),
        }
    }

    fn band(&self, band: usize) -> &Format {
        &self.bands[band.min(BANDS.len() - 1)]
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &BookSheet, looks: &Looks) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.2, 0.2).set_footer("&C&P / &N");
    worksheet.write_string_with_format(0, 0, &sheet.title, &looks.title)?;
    let mut row = 1;
    for note in &sheet.notes {
        worksheet.write_string_with_format(row, 0, note, &looks.note)?;
        row += 1;
    }
    let head = row;
    for (column, it) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(column, it.width)?;
        worksheet.write_string_with_format(head, column, &it.heading, &looks.heading)?;
    }
    for cells in &sheet.rows {
        row += 1;
        for (column, cell) in (0..).zip(cells) {
            write_cell(worksheet, row, column, cell, looks)?;
        }
    }
    worksheet.set_freeze_panes(head + 1, sheet.frozen)?;
    worksheet.set_repeat_rows(head, head)?;
    if let (Some(last), false) = (last_column(sheet), sheet.rows.is_empty()) {
        worksheet.autofilter(head, 0, row, last)?;
    }
    Ok(())
}

fn last_column(sheet: &BookSheet) -> Option<u16> {
    u16::try_from(sheet.columns.len().checked_sub(1)?).ok()
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            worksheet.write_string_with_format(row, column, clipped(text), &looks.text)?
        }
        Cell::Count(count) => {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            worksheet.write_number_with_format(row, column, count, &looks.count)?
        }
        Cell::Score(score, band) => {
            worksheet.write_number_with_format(row, column, *score, looks.band(*band))?
        }
        Cell::Empty => worksheet.write_blank(row, column, &looks.text)?,
    };
    Ok(())
}

/// A text as long as a cell can hold. Spreadsheets count in UTF-16.
fn clipped(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    // No text has more units of UTF-16 than bytes.
    if text.len() <= LONGEST && !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    // What XML cannot hold no spreadsheet could open.
    let clean = text.chars().filter(|c| !is_bad(*c));
    let mut length = 0;
    clean
        .take_while(|c| {
            length += c.len_utf16();
            length <= LONGEST
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, clipped, file};
    use crate::render::book::{Book, BookColumn, BookSheet, Cell};

    #[test]
    fn the_same_workbook_gives_the_same_bytes() {
        let book = Book {
            title: "报告".to_owned(),
            sheets: vec![BookSheet {
                name: "明细".to_owned(),
                columns: vec![BookColumn::new("事项", 20), BookColumn::new("得分", 8)],
                rows: vec![
                    vec![Cell::text("=1+1"), Cell::Score(90.5, 1)],
                    vec![Cell::Empty, Cell::Count(3)],
                    vec![Cell::text("\u{b}a\u{0}"), Cell::Score(0.0, 9)],
                ],
                ..BookSheet::default()
            }],
        };
        let bytes = file(&book).expect("it is small");
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, file(&book).expect("it is small"));
    }

    #[test]
    fn cells_are_never_too_long() {
        assert_eq!(clipped(&"长".repeat(40_000)).chars().count(), LONGEST);
        assert_eq!(clipped(&"𠮷".repeat(20_000)).encode_utf16().count(), LONGEST - 1);
    }
}
