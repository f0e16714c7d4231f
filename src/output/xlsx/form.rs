//! Official forms to XLSX, set up to be printed and filed.
//!
//! A site has thousands of these sheets, most of them twice: in the table's workbook and in its agency's.
//! So they are written without the spreadsheet library, which holds a model of every cell, and a sheet
//! that was compressed once goes into the other workbook as it is.
use std::{borrow::Cow, collections::BTreeSet, fmt::Write as _};

use crate::{
    error::Error,
    output::xlsx::{
        LONGEST, clipped,
        package::{self, Content, Look, Sheet},
    },
    render::official::{Cell, Column, Form},
};

/// No name on a tab has more characters.
const LONGEST_NAME: usize = 31;
/// How high a line of a cell is, in points, and what is added to a row.
const LINE: usize = 13;
const PADDING: usize = 6;
/// No row of a spreadsheet is higher.
const HIGHEST: usize = 409;
/// How high the two rows of headings are.
const HEADINGS: [usize; 2] = [20, 42];

/// A workbook of one form, whose sheet can also be put into others.
#[derive(Debug)]
pub struct FormBook {
    tab: String,
    head: usize,
    bytes: Vec<u8>,
}

impl FormBook {
    /// The form's own workbook.
    ///
    /// # Errors
    /// When it is larger than a spreadsheet can be.
    pub fn new(tab: &str, form: &Form) -> Result<Self, Error> {
        let bytes = workbook(&form.title, [(tab, form)])?;
        Ok(Self { tab: tab.to_owned(), head: form.notes.len() + 2, bytes })
    }

    /// The workbook of a form with these notes, as it was written before.
    #[must_use]
    pub fn again(tab: String, notes: &[String], bytes: Vec<u8>) -> Self {
        Self { tab, head: notes.len() + 2, bytes }
    }

    /// The whole file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// A whole file: a sheet for each form, with the name on its tab.
///
/// # Errors
/// When it is larger than a spreadsheet can be.
pub fn workbook<'f>(
    title: &str,
    forms: impl IntoIterator<Item = (&'f str, &'f Form)>,
) -> Result<Vec<u8>, Error> {
    let mut tabs = BTreeSet::new();
    let sheets: Vec<Sheet<'_>> = forms
        .into_iter()
        .map(|(name, form)| Sheet {
            tab: tab(name, &mut tabs),
            head: form.notes.len() + 2,
            content: Content::Xml(sheet(form)),
        })
        .collect();
    package::write(title, &sheets)
}

/// One file of the sheets of many.
///
/// # Errors
/// When it is larger than a spreadsheet can be.
pub fn gather(title: &str, books: &[FormBook]) -> Result<Vec<u8>, Error> {
    let mut tabs = BTreeSet::new();
    let sheets: Vec<Sheet<'_>> = books
        .iter()
        .map(|book| Sheet {
            tab: tab(&book.tab, &mut tabs),
            head: book.head,
            content: Content::Of(&book.bytes),
        })
        .collect();
    package::write(title, &sheets)
}

/// A name that may stand on a tab, unlike those of the other sheets.
fn tab(name: &str, taken: &mut BTreeSet<String>) -> String {
    let is_good = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
    let clean: String = name.chars().filter(is_good).collect();
    let clean = if clean.trim().is_empty() { "目录" } else { clean.trim() };
    let cut = |length: usize| {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= length
        };
        clean.chars().take_while(fits).collect::<String>()
    };
    let mut tab = cut(LONGEST_NAME);
    let mut number = 2;
    // Excel tells tabs apart without regard to case, and keeps one name for itself.
    while tab.eq_ignore_ascii_case("history") || !taken.insert(tab.to_lowercase()) {
        let behind = format!(" {number}");
        tab = cut(LONGEST_NAME - behind.len()) + &behind;
        number += 1;
    }
    tab
}

/// A form as the XML of a sheet.
fn sheet(form: &Form) -> String {
    let mut out = Rows::new(&form.columns, form.rows.len());
    let last = form.columns.len().saturating_sub(1);
    out.over_all(&form.title, Look::Title, 30, last);
    let width: usize = form.columns.iter().map(|it| usize::from(it.width)).sum();
    for note in &form.notes {
        out.over_all(note, Look::Note, lines(note, width) * LINE + PADDING, last);
    }
    headings(&mut out, &form.columns);
    let heights = heights(form);
    for (cells, height) in form.rows.iter().zip(heights) {
        out.begin(height);
        for (at, (column, cell)) in form.columns.iter().zip(cells).enumerate() {
            let look = if column.is_centred { Look::Centred } else { Look::Text };
            match cell {
                Cell::Number(number) => out.number(at, *number, look),
                Cell::Merged(text, rows) => {
                    out.merges.push((out.row, at, out.row + rows - 1, at));
                    out.text(at, text, if column.is_centred { look } else { Look::Merged });
                }
                Cell::Covered | Cell::Blank => out.blank(at, look),
                Cell::Text(_) | Cell::Tick(_) => out.text(at, &cell.text(), look),
            }
        }
        out.end();
    }
    out.finish(form.notes.len() + 1 + HEADINGS.len())
}

/// The two rows of headings. A column that shares no heading has one over both.
fn headings(out: &mut Rows, columns: &[Column]) {
    out.begin(HEADINGS[0]);
    let mut at = 0;
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let row = out.row;
        if let Some(heading) = group[0].group {
            out.text(at, heading, Look::Heading);
            (1..group.len()).for_each(|more| out.blank(at + more, Look::Heading));
            if group.len() > 1 {
                out.merges.push((row, at, row, at + group.len() - 1));
            }
        } else {
            out.text(at, &group[0].heading, Look::Heading);
            out.merges.push((row, at, row + 1, at));
        }
        at += group.len();
    }
    out.end();
    out.begin(HEADINGS[1]);
    for (at, column) in columns.iter().enumerate() {
        match column.group {
            Some(_) => out.text(at, &column.heading, Look::Heading),
            None => out.blank(at, Look::Heading),
        }
    }
    out.end();
}

/// How high each row must be to show all its texts: spreadsheets do not grow rows with merged cells.
fn heights(form: &Form) -> Vec<usize> {
    let mut heights: Vec<usize> = Vec::with_capacity(form.rows.len());
    let mut merged = Vec::new();
    for (row, cells) in form.rows.iter().enumerate() {
        let mut most = 1;
        for (column, cell) in form.columns.iter().zip(cells) {
            let width = usize::from(column.width).saturating_sub(1);
            match cell {
                Cell::Text(text) => most = most.max(lines(text, width)),
                Cell::Tick(Some(who)) => most = most.max(1 + lines(who, width.saturating_sub(2))),
                Cell::Merged(text, rows) => merged.push((row, *rows, lines(text, width))),
                _ => {}
            }
        }
        heights.push(most * LINE + PADDING);
    }
    for (row, rows, lines) in merged {
        let there: usize = heights.iter().skip(row).take(rows).sum();
        heights[row] += (lines * LINE + PADDING).saturating_sub(there);
    }
    heights
}

/// Over how many lines a text of that many columns of digits runs.
fn lines(text: &str, width: usize) -> usize {
    let ascii = |line: &str| line.bytes().filter(u8::is_ascii).count();
    let wide = |line: &str| 2 * line.chars().count() - ascii(line);
    // A line ends a character early where a bracket may not begin the next one.
    text.split('\n').map(|line| wide(line).div_ceil(width.max(2)).max(1)).sum()
}

/// The XML of rows.
struct Rows {
    xml: String,
    /// The number of the row that is being written, from 1.
    row: usize,
    /// The same as text.
    number: String,
    /// The columns' letters.
    letters: Vec<String>,
    /// Top, left, bottom, right.
    merges: Vec<(usize, usize, usize, usize)>,
}

impl Rows {
    fn new(columns: &[Column], rows: usize) -> Self {
        let mut xml = String::with_capacity(4096 + rows * 2048);
        xml.push_str(package::SHEET_HEAD);
        xml.push_str("<cols>");
        for (number, column) in (1..).zip(columns) {
            let width = column.width;
            // Writing to a string cannot fail.
            let _ = write!(
                xml,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        xml.push_str("</cols><sheetData>");
        Self {
            xml,
            row: 0,
            number: String::new(),
            letters: (0..columns.len()).map(package::letters).collect(),
            merges: Vec::new(),
        }
    }

    fn begin(&mut self, height: usize) {
        self.row += 1;
        self.number.clear();
        let _ = write!(self.number, "{}", self.row);
        let height = height.min(HIGHEST);
        let _ = write!(self.xml, "<row r=\"{}\" ht=\"{height}\" customHeight=\"1\">", self.number);
    }

    fn end(&mut self) {
        self.xml.push_str("</row>");
    }

    /// A row of one cell over all columns.
    fn over_all(&mut self, text: &str, look: Look, height: usize, last: usize) {
        self.begin(height);
        self.text(0, text, look);
        if last > 0 {
            self.merges.push((self.row, 0, self.row, last));
        }
        self.end();
    }

    fn open(&mut self, at: usize, look: Look) {
        self.xml.push_str("<c r=\"");
        self.xml.push_str(&self.letters[at]);
        self.xml.push_str(&self.number);
        self.xml.push_str("\" s=\"");
        self.xml.push(look.digit());
    }

    fn blank(&mut self, at: usize, look: Look) {
        self.open(at, look);
        self.xml.push_str("\"/>");
    }

    fn number(&mut self, at: usize, number: usize, look: Look) {
        self.open(at, look);
        let _ = write!(self.xml, "\"><v>{number}</v></c>");
    }

    fn text(&mut self, at: usize, text: &str, look: Look) {
        if text.is_empty() {
            return self.blank(at, look);
        }
        self.open(at, look);
        self.xml.push_str("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        // No text has more units of UTF-16 than bytes.
        let text = if text.len() > LONGEST { clipped(text) } else { Cow::Borrowed(text) };
        package::escape(&mut self.xml, &text);
        self.xml.push_str("</t></is></c>");
    }

    /// The whole sheet, with `frozen` rows that stay in sight.
    fn finish(mut self, frozen: usize) -> String {
        self.xml.push_str("</sheetData>");
        if !self.merges.is_empty() {
            let _ = write!(self.xml, "<mergeCells count=\"{}\">", self.merges.len());
            for (top, left, bottom, right) in &self.merges {
                let (left, right) = (&self.letters[*left], &self.letters[*right]);
                let _ = write!(self.xml, "<mergeCell ref=\"{left}{top}:{right}{bottom}\"/>");
            }
            self.xml.push_str("</mergeCells>");
        }
        self.xml.push_str(package::SHEET_TAIL);
        let view = format!("ySplit=\"{frozen}\" topLeftCell=\"A{}\"", frozen + 1);
        self.xml.replacen(package::SPLIT, &view, 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{lines, tab};

    #[test]
    fn tabs_have_names_of_their_own() {
        let mut taken = BTreeSet::new();
        let mut name = |it: &str| tab(it, &mut taken);
        assert_eq!(name("20 社会救助"), "20 社会救助");
        assert_eq!(name("20 社会救助"), "20 社会救助 2");
        assert_eq!(name("[a]:*?/\\'b"), "ab");
        assert_eq!(name("AB"), "AB 2");
        assert_eq!(name("History"), "History 2");
        assert_eq!(name(" / "), "目录");
        let long = "长".repeat(40);
        assert_eq!(name(&long).chars().count(), 31);
        assert_eq!(name(&long).chars().count(), 31);
        assert_eq!(name(&"𠮷".repeat(40)).chars().count(), 15);
    }

    #[test]
    fn lines_are_counted_as_they_are_printed() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("监督检查办", 10), 1);
        assert_eq!(lines("监督检查办法", 10), 2);
        assert_eq!(lines("a\n\n监督", 10), 3);
        assert_eq!(lines("监督", 0), 2);
    }
}
