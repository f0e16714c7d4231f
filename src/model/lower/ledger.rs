//! A ledger file: CSV with a heading row; any order of columns, more columns allowed.
//!
//! Codes found here: `ledger-column`, `ledger-date`.
use std::{borrow::Cow, ops::Range};

use jiff::civil::Date;

use crate::{
    diagnostic::{Diagnostic, Outcome, message},
    model::{
        Text,
        ledger::{Formed, Ledger, LedgerRow},
    },
    span::{FileId, Span, Spanned},
};

/// The columns, in the order in which they are best written. The last two are for people: where to look.
pub const COLUMNS: [&str; 6] = ["entry", "title", "formed", "published", "url", "channel"];
/// Those that a ledger cannot do without.
const NEEDED: [&str; 3] = ["entry", "formed", "published"];
/// What people write where a period brought nothing to publish.
const NONE_GENERATED: [&str; 7] =
    ["none", "无", "未产生", "本期无", "本期未产生", "本期未产生信息", "无此类信息"];

/// Reads a ledger. A row that names no entry is a finding, and so is a date that is none.
#[must_use]
pub fn ledger(file: FileId, text: &str) -> Outcome<Ledger<'_>> {
    let mut reader = Reader { file, text, diagnostics: Vec::new() };
    let rows = reader.rows();
    Outcome { value: Ledger { rows }, diagnostics: reader.diagnostics }
}

struct Reader<'s> {
    file: FileId,
    text: &'s str,
    diagnostics: Vec<Diagnostic>,
}

/// A cell: its place, and its text.
type Cell<'s> = Text<'s>;

impl<'s> Reader<'s> {
    fn rows(&mut self) -> Vec<LedgerRow<'s>> {
        let (records, open_quote) = records(self.text);
        self.unclosed(open_quote);
        let mut records = records.into_iter();
        let Some(heading) = records.next() else { return Vec::new() };
        let heading: Vec<Cell<'s>> = heading.into_iter().map(|range| self.cell(range)).collect();
        let at = |name: &str| heading.iter().position(|it| it.value.trim() == name);
        let columns = COLUMNS.map(at);
        self.repeated(&heading);
        self.lacking(&heading);
        if columns[0].is_none() {
            return Vec::new();
        }
        records
            .filter(|cells| cells.iter().any(|range| !self.text[range.clone()].trim().is_empty()))
            .filter_map(|cells| self.row(&cells, &columns))
            .collect()
    }

    /// It swallows the rows after it, which would otherwise be missing in silence.
    fn unclosed(&mut self, quote: Option<usize>) {
        let Some(at) = quote else { return };
        self.diagnostics.push(
            Diagnostic::new(
                "ledger-column",
                self.span(at..at + 1),
                message!(
                    "引号没有配对，后面的行没有读出来",
                    "a quotation mark is not closed; the rows after it were not read"
                ),
            )
            .with_help(message!(
                "在这里或前面补上另一半，或者删去；单元格里的引号写成两个",
                "close it here or before, or delete it; a quotation mark inside a cell is written twice"
            )),
        );
    }

    /// Without these nothing tells what was published, or whether in time.
    fn lacking(&mut self, heading: &[Cell<'s>]) {
        let span = heading.first().map_or(Span::top(self.file), |it| it.span);
        let names = COLUMNS.join(",");
        for name in NEEDED {
            if heading.iter().any(|it| it.value.trim() == name) {
                continue;
            }
            self.diagnostics.push(
                Diagnostic::new(
                    "ledger-column",
                    span,
                    message!("台账没有 {name} 列", "the ledger has no `{name}` column"),
                )
                .with_help(message!(
                    "第一行写列名：{names}",
                    "the first row names the columns: {names}"
                ))
                .about(name),
            );
        }
    }

    /// Of two columns of one name only the first is read.
    fn repeated(&mut self, heading: &[Cell<'s>]) {
        for (at, cell) in heading.iter().enumerate() {
            let name = cell.value.trim();
            if !COLUMNS.contains(&name) || !heading[..at].iter().any(|it| it.value.trim() == name) {
                continue;
            }
            self.diagnostics.push(
                Diagnostic::new(
                    "ledger-column",
                    cell.span,
                    message!(
                        "有两列都叫 {name}，只读了前一列",
                        "two columns are called `{name}`; only the first is read"
                    ),
                )
                .with_help(message!("删去一列，或者改名", "delete one of them, or rename it"))
                .about(name),
            );
        }
    }

    fn row(
        &mut self,
        cells: &[Range<usize>],
        columns: &[Option<usize>; 6],
    ) -> Option<LedgerRow<'s>> {
        let span = self.span(cells.first()?.start..cells.last()?.end);
        let cell = |column: usize| {
            let range = cells.get(columns[column]?)?;
            Some(self.cell(range.clone())).filter(|it| !it.value.is_empty())
        };
        let [entry, title, formed, published] = [0, 1, 2, 3].map(cell);
        let Some(entry) = entry else {
            self.diagnostics.push(
                Diagnostic::new(
                    "ledger-column",
                    span,
                    message!("这一行没有写事项编号", "this row names no entry"),
                )
                .with_help(message!(
                    "在 entry 列写上目录里的编号",
                    "write the entry's id in the `entry` column"
                )),
            );
            return None;
        };
        let states_none = |text: &Text<'_>| NONE_GENERATED.contains(&text.value.as_ref());
        let formed = match formed {
            Some(text) if states_none(&text) => Formed::NoneGenerated,
            Some(text) => self.date(&text, &entry).map_or(Formed::Unknown, Formed::On),
            None if title.as_ref().is_some_and(states_none) => Formed::NoneGenerated,
            None => Formed::Unknown,
        };
        let published = published.and_then(|text| self.date(&text, &entry));
        Some(LedgerRow { span, entry, formed, published })
    }

    fn date(&mut self, text: &Text<'_>, entry: &Text<'_>) -> Option<Spanned<Date>> {
        if let Ok(value) = text.value.parse() {
            return Some(Spanned { value, span: text.span });
        }
        let word = &text.value;
        self.diagnostics.push(
            Diagnostic::new(
                "ledger-date",
                text.span,
                message!("“{word}”不是日期", "`{word}` is not a date"),
            )
            .with_help(message!("日期写成 2026-09-18 的样子", "write a date like 2026-09-18"))
            .in_entry(&entry.value)
            .about(word),
        );
        None
    }

    fn cell(&self, range: Range<usize>) -> Cell<'s> {
        let raw = &self.text[range.clone()];
        let span = self.span(range);
        let value = match raw.trim().strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
            Some(quoted) if quoted.contains('"') => {
                Cow::Owned(quoted.replace("\"\"", "\"").trim().to_owned())
            }
            Some(quoted) => Cow::Borrowed(quoted.trim()),
            None => Cow::Borrowed(raw.trim()),
        };
        Spanned { value, span }
    }

    fn span(&self, range: Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: self.file, start: offset(range.start), end: offset(range.end) }
    }
}

/// The cells of a CSV text (RFC 4180) by their bytes. The csv crate gives values without the place
/// of a cell, and a finding must point at one. With them the last quotation mark, if it is not closed.
fn records(text: &str) -> (Vec<Vec<Range<usize>>>, Option<usize>) {
    let bytes = text.as_bytes();
    let mut records = Vec::new();
    let mut record = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quote = if quote.is_some() { None } else { Some(at) },
            b',' if quote.is_none() => {
                record.push(start..at);
                start = at + 1;
            }
            b'\n' if quote.is_none() => {
                let end = if at > start && bytes[at - 1] == b'\r' { at - 1 } else { at };
                record.push(start..end);
                records.push(std::mem::take(&mut record));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < bytes.len() || !record.is_empty() {
        record.push(start..bytes.len());
        records.push(record);
    }
    (records, quote)
}
