//! Tables in pages. Only the tokens are looked at: rows and cells that nobody closed end where the
//! next begin, as browsers have it.
use std::cell::RefCell;

use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink,
        TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};

use crate::import::{
    grid::{Grid, Rows, TooLarge},
    read::Unreadable,
};

/// How many texts above a table are kept.
const ABOVE: usize = 8;
/// Tables nested deeper are read as their text.
const MAX_DEPTH: usize = 16;

/// Reads every table of a page.
pub(super) fn read(text: &str) -> Result<Vec<Grid>, Unreadable> {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // There are no scripts to be run; the loop ends with the input.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    while !page.open.is_empty() {
        page.end_table();
    }
    page.outcome?;
    Ok(page.grids)
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

/// What has been read of a page.
struct Page {
    grids: Vec<Grid>,
    open: Vec<Table>,
    above: Vec<String>,
    text: String,
    is_hidden: bool,
    outcome: Result<(), TooLarge>,
    count: usize,
}

impl Default for Page {
    fn default() -> Self {
        let (grids, open, above) = (Vec::new(), Vec::new(), Vec::new());
        let (text, is_hidden) = (String::new(), false);
        Self { grids, open, above, text, is_hidden, outcome: Ok(()), count: 0 }
    }
}

#[derive(Default)]
struct Table {
    rows: Rows,
    above: Vec<String>,
    cell: Option<Cell>,
    /// Whether browsers leave the row out.
    is_hidden: bool,
}

struct Cell {
    text: String,
    columns: u32,
    rows: u32,
    links: Vec<String>,
    /// Whether browsers leave it out.
    is_hidden: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            // What a script or a style sheet says does not show.
            CharacterTokens(_) if page.is_hidden => {}
            CharacterTokens(text) => page.words(&text),
            TagToken(tag) if tag.kind == StartTag => {
                page.start(&tag);
                return match &*tag.name {
                    "script" | "style" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            TagToken(tag) if tag.kind == EndTag => page.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn words(&mut self, words: &str) {
        let into = match self.open.last_mut() {
            Some(Table { cell: Some(cell), .. }) => &mut cell.text,
            _ => &mut self.text,
        };
        // Line breaks of the source are blanks; real ones come as tags.
        for c in words.chars() {
            match c {
                '\n' | '\r' | '\t' | ' ' => {
                    if !into.ends_with([' ', '\n']) && !into.is_empty() {
                        into.push(' ');
                    }
                }
                other => into.push(other),
            }
        }
    }

    fn line_break(&mut self) {
        if let Some(Table { cell: Some(cell), .. }) = self.open.last_mut() {
            while cell.text.ends_with(' ') {
                cell.text.pop();
            }
            if !cell.text.is_empty() && !cell.text.ends_with('\n') {
                cell.text.push('\n');
            }
            return;
        }
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if !text.is_empty() {
            self.above.push(text.to_owned());
            if self.above.len() > ABOVE {
                self.above.remove(0);
            }
        }
    }

    fn start(&mut self, tag: &Tag) {
        match &*tag.name {
            "script" | "style" | "noscript" => self.is_hidden = true,
            "table" if self.open.len() < MAX_DEPTH => {
                if self.open.last().is_none_or(|it| it.cell.is_none()) {
                    self.line_break();
                }
                let above = std::mem::take(&mut self.above);
                self.open.push(Table { above, ..Table::default() });
            }
            "tr" => {
                self.end_cell();
                if let Some(table) = self.open.last_mut() {
                    table.rows.row();
                    table.is_hidden = is_hidden(tag);
                }
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(table) = self.open.last_mut() {
                    let (columns, rows) = (span(tag, "colspan"), span(tag, "rowspan"));
                    let (text, links, is_hidden) = (String::new(), Vec::new(), is_hidden(tag));
                    table.cell = Some(Cell { text, columns, rows, links, is_hidden });
                }
            }
            "a" => {
                let href = tag.attrs.iter().find(|it| &*it.name.local == "href");
                let target = href.map(|it| it.value.to_string()).filter(|it| it.contains("://"));
                if let Some(Table { cell: Some(cell), .. }) = self.open.last_mut() {
                    cell.links.extend(target);
                }
            }
            "input" => {
                let value = |name: &str| tag.attrs.iter().find(|it| &*it.name.local == name);
                let kind = value("type").map(|it| it.value.to_ascii_lowercase());
                if matches!(kind.as_deref(), Some("checkbox" | "radio")) {
                    self.words(if value("checked").is_some() { "☑" } else { "☐" });
                }
            }
            name if breaks(name) => self.line_break(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "script" | "style" | "noscript" => self.is_hidden = false,
            "table" => self.end_table(),
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" => self.end_cell(),
            "title" | "caption" => {
                self.line_break();
                if let (Some(table), false) = (self.open.last_mut(), self.above.is_empty()) {
                    table.above.append(&mut self.above);
                }
            }
            name if breaks(name) => self.line_break(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        if cell.is_hidden {
            let place = table.rows.place();
            return table.rows.hidden(place, &cell.text, None);
        }
        match table.rows.cell(&cell.text, cell.columns, cell.rows) {
            Ok(place) => {
                cell.links.iter().for_each(|it| table.rows.link(place, it));
                table.rows.hidden(place, "", table.is_hidden.then_some(place.0));
            }
            Err(error) => self.outcome = Err(error),
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let Some(table) = self.open.pop() else { return };
        let around = self.open.last().filter(|it| it.cell.is_some());
        if around.is_some_and(|it| it.rows.holds(&table.rows)) {
            let text = table.rows.flat();
            self.line_break();
            if let Some(Table { cell: Some(cell), .. }) = self.open.last_mut() {
                cell.text.push_str(&text);
            }
            self.line_break();
            return;
        }
        self.count += 1;
        let mut above = table.above;
        if let Some(Table { cell: Some(cell), rows, .. }) = self.open.last_mut() {
            // A frame's earlier cells stand above what it frames.
            let frame = rows.flat();
            let own = std::mem::take(&mut cell.text);
            let texts: Vec<&str> = frame.lines().chain(own.lines()).collect();
            above.extend(texts.iter().rev().take(ABOVE).rev().map(|it| (*it).to_owned()));
        }
        self.grids.push(table.rows.finish().in_document(self.count, above));
    }
}

/// Whether a tag stands between lines.
fn breaks(name: &str) -> bool {
    matches!(
        name,
        "br" | "p"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "section"
            | "article"
            | "center"
            | "dd"
            | "dt"
            | "blockquote"
            | "pre"
            | "header"
    )
}

/// Whether browsers leave an element out.
fn is_hidden(tag: &Tag) -> bool {
    tag.attrs.iter().any(|it| match &*it.name.local {
        "hidden" => true,
        "style" => {
            let style: String = it.value.split_whitespace().collect();
            style.to_ascii_lowercase().contains("display:none")
        }
        _ => false,
    })
}

fn span(tag: &Tag, name: &str) -> u32 {
    let attribute = |it: &&Attribute| &*it.name.local == name;
    tag.attrs.iter().find(attribute).and_then(|it| it.value.trim().parse().ok()).unwrap_or(1)
}
