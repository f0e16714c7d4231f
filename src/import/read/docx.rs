//! Tables in Word documents (.docx): what a reader of the accepted document sees.
//!
//! Deleted text of tracked changes, field codes and fallbacks are left out; boxes of the Wingdings
//! fonts become the signs that they show; paragraphs that Word numbers get a bullet, and where they have no
//! words, the number; text boxes are read where they are anchored.
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use rustc_hash::FxHashMap;

use crate::import::{
    cells::signs,
    grid::{Grid, Rows, TooLarge},
    read::{
        Unreadable, damaged,
        numbering::Numbering,
        xml::{attribute, entity},
    },
};

/// How many texts above a table are kept.
const ABOVE: usize = 8;
/// Tables nested deeper are read as their text.
const MAX_DEPTH: usize = 16;

/// What stands in other parts of the archive than the document's own.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Where links lead, by their ids.
    pub(super) links: FxHashMap<String, String>,
    /// The lists that Word counts.
    pub(super) numbering: Numbering,
    /// What people noted at the side, by id.
    pub(super) comments: FxHashMap<String, String>,
}

/// Reads every table of a document's main part.
pub(super) fn read(xml: &str, parts: Parts) -> Result<Vec<Grid>, Unreadable> {
    Ok(parsed(xml, parts)?.grids)
}

/// The texts of a part that has tables or none, line by line.
pub(super) fn texts(xml: &str) -> Vec<String> {
    let Ok(part) = parsed(xml, Parts::default()) else { return Vec::new() };
    let cells = part.grids.iter().flat_map(Grid::texts).map(str::to_owned);
    part.above.into_iter().chain(cells).collect()
}

fn parsed(xml: &str, parts: Parts) -> Result<Document, Unreadable> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut document = Document { parts, ..Document::default() };
    loop {
        match reader.read_event() {
            Err(_) => return Err(damaged()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) => document.start(&tag, Ending::Later)?,
            Ok(Event::Empty(tag)) => document.start(&tag, Ending::Here)?,
            Ok(Event::End(tag)) => document.end(tag.local_name().as_ref())?,
            Ok(Event::Text(text)) => document.words(&text),
            Ok(Event::CData(text)) => document.words(&text),
            Ok(Event::GeneralRef(name)) => document.words(&entity(&name)),
            Ok(_) => {}
        }
    }
    // A file that was cut off ends before its tables do.
    if document.open.is_empty() { Ok(document) } else { Err(damaged()) }
}

/// Where an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Here,
    Later,
}

#[derive(Default)]
struct Document {
    grids: Vec<Grid>,
    open: Vec<Table>,
    above: Vec<String>,
    paragraph: Paragraph,
    /// How deep inside something that does not show.
    hidden: usize,
    in_text: bool,
    in_row_properties: bool,
    font: Option<String>,
    /// Whether the run is hidden text, which Word neither shows nor prints.
    is_vanished: bool,
    check_box: Option<bool>,
    count: usize,
    parts: Parts,
    /// Paragraphs that text boxes interrupt.
    around: Vec<Paragraph>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    is_numbered: bool,
    /// The list that counts it, and the level there.
    list: String,
    level: u32,
}

#[derive(Default)]
struct Table {
    rows: Rows,
    above: Vec<String>,
    cell: Option<Cell>,
    row_is_deleted: bool,
    row_is_hidden: bool,
    /// By column: where the merged cell that goes on there begins, where it ends, and its width.
    open: FxHashMap<u32, (u32, u32, u32)>,
}

#[derive(Default)]
struct Cell {
    text: String,
    columns: u32,
    merge: Option<Merge>,
    links: Vec<String>,
    remarks: Vec<String>,
    vanished: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    Begins,
    GoesOn,
}

impl Document {
    fn start(&mut self, tag: &BytesStart<'_>, ending: Ending) -> Result<(), TooLarge> {
        let name = tag.local_name();
        let name = name.as_ref();
        let is_row_mark = self.in_row_properties && name == "del";
        if is_row_mark && let Some(table) = self.open.last_mut() {
            table.row_is_deleted = true;
        }
        if self.hidden > 0 || (hides(name) && !is_row_mark) {
            self.hidden += usize::from(ending == Ending::Later);
            return Ok(());
        }
        let value = || attribute(tag, "val");
        match name {
            "tbl" if self.open.len() < MAX_DEPTH => {
                let above = std::mem::take(&mut self.above);
                self.open.push(Table { above, ..Table::default() });
            }
            "tr" => {
                if let Some(table) = self.open.last_mut() {
                    (table.row_is_deleted, table.row_is_hidden) = (false, false);
                }
            }
            "hidden" if self.in_row_properties => {
                if let Some(table) = self.open.last_mut() {
                    table.row_is_hidden = is_on(value().as_deref());
                }
            }
            "vanish" => self.is_vanished = is_on(value().as_deref()),
            "trPr" => self.in_row_properties = ending == Ending::Later,
            "gridBefore" => self.begin_row(value().and_then(|it| it.parse().ok())),
            "tc" => {
                self.begin_row(None);
                if let Some(table) = self.open.last_mut() {
                    table.cell = Some(Cell { columns: 1, ..Cell::default() });
                }
            }
            "gridSpan" => {
                let columns = value().and_then(|it| it.parse().ok()).unwrap_or(1);
                self.in_cell(|cell| cell.columns = columns);
            }
            "vMerge" => {
                let merge = if value().as_deref() == Some("restart") {
                    Merge::Begins
                } else {
                    Merge::GoesOn
                };
                self.in_cell(|cell| cell.merge = Some(merge));
            }
            "p" => self.paragraph = Paragraph::default(),
            "numPr" => self.paragraph.is_numbered = true,
            "pStyle" => {
                let list = self.parts.numbering.of_style(&value().unwrap_or_default());
                if let Some((list, level)) = list {
                    self.paragraph.is_numbered = true;
                    (self.paragraph.list, self.paragraph.level) = (list, level);
                }
            }
            "commentReference" => {
                let id = attribute(tag, "id").unwrap_or_default();
                let remark = self.parts.comments.get(&id).cloned();
                self.in_cell(|cell| cell.remarks.extend(remark));
            }
            "numId" => self.paragraph.list = value().unwrap_or_default(),
            "ilvl" => {
                self.paragraph.level = value().and_then(|it| it.parse().ok()).unwrap_or(0);
            }
            "txbxContent" => self.around.push(std::mem::take(&mut self.paragraph)),
            "hyperlink" => {
                let target = attribute(tag, "id").and_then(|it| self.parts.links.get(&it).cloned());
                self.in_cell(|cell| cell.links.extend(target));
            }
            "r" => (self.font, self.is_vanished) = (None, false),
            "rFonts" => {
                let fonts = ["ascii", "hAnsi", "cs", "eastAsia"];
                let mut named = fonts.iter().filter_map(|it| attribute(tag, it));
                self.font = named.find(|it| it.starts_with("Wingdings"));
            }
            "t" => self.in_text = ending == Ending::Later,
            "tab" => self.paragraph.text.push(' '),
            "br" | "cr" => self.paragraph.text.push('\n'),
            "noBreakHyphen" => self.paragraph.text.push('-'),
            "sym" => {
                let font = attribute(tag, "font").unwrap_or_default();
                let code = attribute(tag, "char").and_then(|it| u32::from_str_radix(&it, 16).ok());
                self.paragraph.text.extend(code.and_then(|it| signs::of_font(&font, it)));
            }
            "checkBox" => self.check_box = Some(false),
            "checked" | "default" if self.check_box.is_some() => {
                self.check_box = Some(is_on(value().as_deref()));
            }
            _ => {}
        }
        if ending == Ending::Here { self.end(name) } else { Ok(()) }
    }

    fn end(&mut self, name: &str) -> Result<(), TooLarge> {
        if self.hidden > 0 {
            self.hidden -= 1;
            return Ok(());
        }
        match name {
            "t" => self.in_text = false,
            "trPr" => self.in_row_properties = false,
            "checkBox" => {
                let sign = if self.check_box.take() == Some(true) { '☑' } else { '☐' };
                self.paragraph.text.push(sign);
            }
            "p" => self.end_paragraph(),
            "txbxContent" => self.paragraph = self.around.pop().unwrap_or_default(),
            "tc" => self.end_cell()?,
            "tr" => {
                // A row without cells is one, unless it was deleted.
                if let Some(table) = self.open.last_mut() {
                    table.rows.end_row();
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if !self.in_text || self.hidden > 0 {
            return;
        }
        if self.is_vanished {
            return self.in_cell(|cell| cell.vanished.push_str(words));
        }
        match &self.font {
            Some(font) => {
                let shown = words.chars().map(|c| signs::of_font(font, c.into()).unwrap_or(c));
                self.paragraph.text.extend(shown);
            }
            None => self.paragraph.text.push_str(words),
        }
    }

    fn in_cell(&mut self, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.open.last_mut().and_then(|it| it.cell.as_mut()) {
            change(cell);
        }
    }

    /// Begins a row with its first cell, after the columns that it leaves out.
    fn begin_row(&mut self, skip: Option<u32>) {
        if let Some(table) = self.open.last_mut().filter(|it| !it.row_is_deleted) {
            table.rows.begin_row();
            table.rows.skip(skip.unwrap_or(0));
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let Paragraph { is_numbered, list, level, .. } = &paragraph;
        let number = if *is_numbered { self.parts.numbering.next(list, *level) } else { None };
        let text = paragraph.text.trim();
        if text.is_empty() {
            // A number that Word counts and nothing else is what its cell says.
            if let Some(number) = number {
                self.in_cell(|cell| {
                    if cell.text.is_empty() {
                        cell.text = number;
                    }
                });
            }
            return;
        }
        // A list inside a list stays a part of its element.
        let mark = match (is_numbered, level, number) {
            (true, 1.., Some(number)) => number,
            (true, ..) => "● ".to_owned(),
            _ => String::new(),
        };
        if let Some(cell) = self.open.last_mut().and_then(|it| it.cell.as_mut()) {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.text.extend([mark.as_str(), text]);
        } else if self.open.is_empty() {
            self.above.push(text.to_owned());
            if self.above.len() > ABOVE {
                self.above.remove(0);
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), TooLarge> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        if table.row_is_deleted {
            return Ok(());
        }
        let text = if cell.merge == Some(Merge::GoesOn) { "" } else { &cell.text };
        let (row, column) = table.rows.cell(text, cell.columns, 1)?;
        for link in &cell.links {
            table.rows.link((row, column), link);
        }
        for remark in &cell.remarks {
            table.rows.remark((row, column), remark);
        }
        table.rows.hidden((row, column), &cell.vanished, table.row_is_hidden.then_some(row));
        match (cell.merge, table.open.get_mut(&column)) {
            (Some(Merge::GoesOn), Some(open)) => open.1 = row,
            (Some(Merge::GoesOn), None) => {}
            (Some(Merge::Begins), _) => {
                table.close(column);
                table.open.insert(column, (row, row, cell.columns));
            }
            (None, _) => table.close(column),
        }
        Ok(())
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.open.pop() else { return };
        let columns: Vec<u32> = (0..).take(table.rows.width()).collect();
        for column in columns {
            table.close(column);
        }
        if let Some(Table { cell: Some(cell), rows, .. }) = self.open.last_mut() {
            let frame = rows.flat();
            if rows.holds(&table.rows) {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(&table.rows.flat());
                return;
            }
            // A frame's earlier cells stand above what it frames.
            let own = std::mem::take(&mut cell.text);
            let texts: Vec<&str> = frame.lines().chain(own.lines()).collect();
            table.above.extend(texts.iter().rev().take(ABOVE).rev().map(|it| (*it).to_owned()));
        }
        self.count += 1;
        let grid = table.rows.finish();
        self.grids.push(grid.in_document(self.count, table.above));
    }
}

impl Table {
    fn close(&mut self, column: u32) {
        if let Some((from, to, columns)) = self.open.remove(&column)
            && to > from
        {
            self.rows.merge((from, column), (to, column + columns.max(1) - 1));
        }
    }
}

/// Whether a property is on; it is where it says nothing else.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Elements whose text does not show.
fn hides(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "delInstrText")
}
