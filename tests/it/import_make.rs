//! Real files for the import tests: a sheet of placed cells, written as xlsx, docx, html, csv, ods and Markdown.
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A cell, and how many rows and columns it takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

/// A table: its title, and its cells by row and column. What a merged cell covers is not there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) cells: Vec<Vec<Option<Cell>>>,
}

impl Sheet {
    pub(crate) fn width(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Adds a row of single cells.
    pub(crate) fn row(&mut self, texts: &[&str]) {
        self.cells.push(texts.iter().map(|it| Some(one(it))).collect());
    }

    /// Merges each cell of a column with those below it that say the same.
    pub(crate) fn merge_down(&mut self, column: usize, from: usize) {
        let mut row = from;
        while row < self.cells.len() {
            let text = |at: usize| {
                self.cells.get(at).and_then(|it| it.get(column)?.as_ref()).map(|it| it.text.clone())
            };
            let own = text(row);
            let mut end = row + 1;
            while end < self.cells.len()
                && self.cells[end].len() > 1
                && own.is_some()
                && text(end) == own
            {
                end += 1;
            }
            if let Some(Some(cell)) = self.cells[row].get_mut(column) {
                cell.rows = end - row;
            }
            for below in row + 1..end {
                self.cells[below][column] = None;
            }
            row = end;
        }
    }
}

pub(crate) fn one(text: &str) -> Cell {
    Cell { text: text.to_owned(), rows: 1, columns: 1 }
}

pub(crate) fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    let format = Format::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap();
        let width = u16::try_from(sheet.width()).unwrap();
        if !sheet.title.is_empty() {
            page.merge_range(0, 0, 0, width - 1, &sheet.title, &format).unwrap();
        }
        for (row, cells) in (1_u32..).zip(&sheet.cells) {
            for (column, cell) in (0_u16..).zip(cells) {
                let Some(cell) = cell else { continue };
                if cell.rows > 1 || cell.columns > 1 {
                    let (rows, columns) =
                        (u32::try_from(cell.rows).unwrap(), u16::try_from(cell.columns).unwrap());
                    page.merge_range(
                        row,
                        column,
                        row + rows - 1,
                        column + columns - 1,
                        &cell.text,
                        &format,
                    )
                    .unwrap();
                } else if !cell.text.is_empty() {
                    page.write_string(row, column, &cell.text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A Word document as Word writes it: a grid, merged cells as gridSpan and vMerge, runs in paragraphs.
pub(crate) fn docx(sheets: &[Sheet]) -> Vec<u8> {
    let mut body = String::new();
    for sheet in sheets {
        if !sheet.title.is_empty() {
            let title = escape(&sheet.title);
            body += &format!(
                "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>"
            );
        }
        body += &docx_table(sheet);
        body += "<w:p/>";
    }
    docx_of(&body)
}

/// A Word document around a body.
pub(crate) fn docx_of(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    archive(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        ("word/document.xml", &document),
    ])
}

fn docx_table(sheet: &Sheet) -> String {
    let width = sheet.width();
    let mut out = String::from("<w:tbl><w:tblPr/><w:tblGrid>");
    out += &"<w:gridCol w:w=\"900\"/>".repeat(width);
    out += "</w:tblGrid>";
    // By column: the rows that a merged cell still takes, and its columns.
    let mut open = vec![(0_usize, 1_usize); width];
    for cells in &sheet.cells {
        out += "<w:tr>";
        let mut column = 0;
        while column < width {
            let (left, columns) = open[column];
            if left > 0 {
                out += "<w:tc><w:tcPr>";
                if columns > 1 {
                    write!(out, "<w:gridSpan w:val=\"{columns}\"/>").unwrap();
                }
                out += "<w:vMerge/></w:tcPr><w:p/></w:tc>";
                open[column].0 -= 1;
                column += columns;
                continue;
            }
            let blank = Cell { text: String::new(), rows: 1, columns: 1 };
            let cell = cells.get(column).and_then(Option::as_ref).unwrap_or(&blank);
            out += "<w:tc><w:tcPr>";
            if cell.columns > 1 {
                write!(out, "<w:gridSpan w:val=\"{}\"/>", cell.columns).unwrap();
            }
            if cell.rows > 1 {
                out += "<w:vMerge w:val=\"restart\"/>";
                open[column] = (cell.rows - 1, cell.columns);
            }
            out += "</w:tcPr>";
            for line in cell.text.split('\n') {
                // Word breaks runs wherever somebody typed.
                let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |it| it.0);
                let (a, b) = line.split_at(middle);
                write!(
                    out,
                    "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
                    escape(a),
                    escape(b)
                )
                .unwrap();
            }
            out += "</w:tc>";
            column += cell.columns;
        }
        out += "</w:tr>";
    }
    out + "</w:tbl>"
}

/// A page as content systems write it: cells that nobody closed, the title in a `p`.
pub(crate) fn html(sheets: &[Sheet]) -> Vec<u8> {
    let mut out =
        String::from("<html><head><meta charset=\"utf-8\"><title>政务公开</title></head><body>");
    for sheet in sheets {
        write!(out, "<p align=center><b>{}</b></p><TABLE border=1>", escape(&sheet.title)).unwrap();
        for cells in &sheet.cells {
            out += "<tr>";
            for cell in cells.iter().flatten() {
                let text = escape(&cell.text).replace('\n', "<br/>");
                write!(
                    out,
                    "<td rowspan={} colspan=\"{}\"><p>{text}&nbsp;",
                    cell.rows, cell.columns
                )
                .unwrap();
            }
            out += "\n";
        }
        out += "</TABLE>";
    }
    out.into_bytes()
}

pub(crate) fn csv(sheets: &[Sheet], separator: char) -> String {
    let mut out = String::new();
    for sheet in sheets {
        writeln!(out, "{}", sheet.title).unwrap();
        for cells in &sheet.cells {
            let cells: Vec<String> = cells
                .iter()
                .map(|it| {
                    it.as_ref()
                        .map_or(String::new(), |it| format!("\"{}\"", it.text.replace('"', "\"\"")))
                })
                .collect();
            writeln!(out, "{}", cells.join(&separator.to_string())).unwrap();
        }
    }
    out
}

pub(crate) fn markdown(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        writeln!(out, "## {}\n", sheet.title).unwrap();
        for (at, cells) in sheet.cells.iter().enumerate() {
            let cells: Vec<String> = cells
                .iter()
                .map(|it| {
                    it.as_ref().map_or(String::new(), |it| {
                        escape(&it.text)
                            .replace('|', "\\|")
                            .replace('\n', "<br>")
                            .replace('*', "\\*")
                    })
                })
                .collect();
            writeln!(out, "| {} |", cells.join(" | ")).unwrap();
            if at == 0 {
                writeln!(out, "|{}", " --- |".repeat(cells.len())).unwrap();
            }
        }
        out.push('\n');
    }
    out
}

/// An .ods spreadsheet as the office suite writes it, blank rows to the end of the sheet included.
pub(crate) fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let mut body = String::new();
    for sheet in sheets {
        write!(body, "<table:table table:name=\"{}\">", sheet.name).unwrap();
        write!(body, "<table:table-row><table:table-cell table:number-columns-spanned=\"{}\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>", sheet.width(), escape(&sheet.title)).unwrap();
        for cells in &sheet.cells {
            body += "<table:table-row>";
            for cell in cells {
                match cell {
                    None => body += "<table:covered-table-cell/>",
                    Some(cell) => {
                        let lines: String = cell
                            .text
                            .split('\n')
                            .map(|it| format!("<text:p>{}</text:p>", escape(it)))
                            .collect();
                        write!(body, "<table:table-cell table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\" office:value-type=\"string\">{lines}</table:table-cell>", cell.rows, cell.columns).unwrap();
                    }
                }
            }
            body += "</table:table-row>";
        }
        body += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    }
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            &format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

/// A zip archive.
pub(crate) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
