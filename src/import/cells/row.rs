//! The rows of a table to drafts of entries, top to bottom: what is blank or says 同上 looks up.
mod above;
mod exact;
mod items;
mod number;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    diagnostic::{Message, message},
    import::{
        cells::{
            Context, Draft,
            boxes::{self, Legend},
            fault,
            field::{self, Doubt, Parsed, Style},
            split::{self, Habit},
            ticks::{self, Circles},
            words,
        },
        finding::{Finding, Weight},
        grid::{Aside, Grid},
        table::{Row, Table, header::Column, own::UNCHECKED, role::Role},
    },
    model::{field::Field, wording},
};

/// Reads the rows of a table to the drafts that it goes on with. `above` is what the last row before it
/// said; blank for a table that begins anew.
pub fn read(
    file: &str,
    grid: &Grid,
    table: &Table,
    context: &Context<'_>,
    above: &mut Above,
    drafts: &mut Vec<Draft>,
    findings: &mut Vec<Finding>,
) {
    let mut rows = Rows {
        file,
        grid,
        table,
        context,
        findings,
        style: style(grid, table, context),
        circles: circles(grid, table),
        sheet: sheet(grid),
        cache: FxHashMap::default(),
        above,
        drafts,
    };
    for row in &table.rows {
        rows.read(row);
    }
    for (weight, code, list) in
        [(Weight::Told, "note", &table.notes), (Weight::Lost, "row-torn", &table.torn)]
    {
        for (at, text) in list {
            let is_here = |it: &usize| grid.text(*at, *it).trim() == text;
            let first = (0..grid.width()).find(|it| !grid.text(*at, *it).is_empty());
            let column = (0..grid.width()).find(is_here).or(first).unwrap_or(0);
            let what = match weight {
                Weight::Told => {
                    message!("表格里的附注，没有导入", "a note in the table, not imported")
                }
                _ => message!(
                    "这一行没有序号、事项和内容，不知道属于哪一条，没有导入",
                    "this row has neither number, name nor content; it is not known which entry it belongs to, and it was not imported"
                ),
            };
            rows.tell(weight, code, (*at, column), what, text);
        }
    }
}

/// What to call the sheet of a grid, or its place in its document.
#[must_use]
pub fn sheet(grid: &Grid) -> String {
    match (&grid.sheet, grid.number) {
        (Some(sheet), _) => sheet.clone(),
        (None, Some(number)) => format!("表{number}"),
        (None, None) => String::new(),
    }
}

/// What the row above said.
#[derive(Debug, Default)]
pub struct Above {
    items: [String; 9],
    section: Option<String>,
    fields: BTreeMap<Field, (Vec<String>, Vec<String>)>,
    extras: FxHashMap<String, String>,
    /// The cells of its lists.
    texts: BTreeMap<Field, String>,
    /// Whether there is an entry that a row may go on with.
    is_open: bool,
}

struct Rows<'a, 'r> {
    file: &'a str,
    grid: &'a Grid,
    table: &'a Table,
    context: &'a Context<'r>,
    findings: &'a mut Vec<Finding>,
    style: Style,
    circles: Circles,
    sheet: String,
    cache: FxHashMap<(Field, String), Parsed>,
    above: &'a mut Above,
    drafts: &'a mut Vec<Draft>,
}

impl Rows<'_, '_> {
    fn tell(
        &mut self,
        weight: Weight,
        code: &'static str,
        (row, column): (usize, usize),
        message: Message,
        original: &str,
    ) {
        self.findings.push(Finding {
            weight,
            code,
            file: self.file.to_owned(),
            sheet: self.sheet.clone(),
            cell: self.grid.address(row, column),
            message,
            original: original.to_owned(),
        });
    }

    /// The text of a cell in simplified script.
    fn text(&mut self, row: usize, column: usize) -> String {
        let shown = self.grid.shown(row, column);
        let (text, differs) = words::simplified(shown);
        let text = text.into_owned();
        if differs && !self.grid.text(row, column).is_empty() {
            let what =
                message!("繁体字已转为简体字", "traditional characters were made simplified ones");
            self.tell(Weight::Told, "traditional", (row, column), what, shown);
        }
        text
    }

    fn read(&mut self, row: &Row) {
        let at = row.at;
        let mut draft = Draft {
            file: self.file.to_owned(),
            sheet: self.sheet.clone(),
            cell: self.grid.address(at, self.table.columns.first().map_or(0, |it| it.at)),
            ..Draft::default()
        };
        if self.goes_on(at) {
            return;
        }
        self.above.texts.clear();
        self.number(at, &mut draft);
        let exact = self.own(at, &mut draft);
        let (told, noted) = (self.findings.len(), draft.notes.len());
        self.items(row, &mut draft);
        if exact.contains_key(&Field::Name) || exact.contains_key(&Field::Category) {
            self.findings.truncate(told);
            draft.notes.truncate(noted);
        }
        for field in Field::ALL {
            if exact.contains_key(&field) {
                self.exactly(at, field, &exact, &mut draft);
            } else if !matches!(field, Field::Name | Field::Category) {
                self.field(at, field, &mut draft);
            }
        }
        self.extras(at, &mut draft);
        self.drafts.push(draft);
        self.above.is_open = true;
    }

    fn has(&self, role: &Role) -> bool {
        self.table.columns.iter().any(|it| it.role == *role)
    }

    fn parse(&mut self, field: Field, text: &str) -> Parsed {
        let key = (field, text.to_owned());
        if let Some(parsed) = self.cache.get(&key) {
            return parsed.clone();
        }
        let parsed = field::parse(field, text, &self.style, self.context);
        self.cache.insert(key, parsed.clone());
        parsed
    }

    /// Reads all cells of a field.
    fn field(&mut self, at: usize, field: Field, draft: &mut Draft) {
        let table = self.table;
        let is_with = |role: &Role| field == Field::Owner && *role == Role::With;
        let columns: Vec<&Column> = table
            .columns
            .iter()
            .filter(|it| match &it.role {
                Role::Words(own) | Role::Tick(own, _) => *own == field,
                other => is_with(other),
            })
            .collect();
        let Some(first) = columns.first().map(|it| it.at) else { return };
        let mut whole = Parsed::default();
        let mut is_blank = true;
        let mut has_ticks = false;
        for column in columns {
            let place = (at, column.at);
            // A cell that is merged with one to its left says what that one says.
            let cell = self.grid.cell(at, column.at);
            if cell.and_then(|it| it.covered).is_some_and(|(_, left)| left > 0)
                && matches!(column.role, Role::Words(_))
            {
                continue;
            }
            let mut text = self.text(at, column.at);
            if let Some(link) =
                self.grid.links(at, column.at).next().filter(|_| field == Field::Link)
            {
                let shown = std::mem::replace(&mut text, link.to_owned());
                draft.notes.extend(
                    (!shown.is_empty()).then(|| format!("{}：{}", column.label, flat(&shown))),
                );
            }
            let parsed = match &column.role {
                Role::Tick(_, label) => {
                    has_ticks = true;
                    let parsed = ticks::read(field, label, &text, self.circles, self.context);
                    is_blank &= text.trim().is_empty();
                    parsed
                }
                _ if text.trim().is_empty() => continue,
                _ => {
                    is_blank = false;
                    if let Some(what) = fault::of(&text) {
                        let doubts = vec![Doubt::new(Weight::Lost, "no-value", what)];
                        Parsed { doubts, ..Parsed::default() }
                    } else if wording::is_ditto(&text) {
                        self.ditto(field, place, &text, draft)
                    } else {
                        self.parse(field, &text)
                    }
                }
            };
            for doubt in &parsed.doubts {
                self.tell(doubt.weight, doubt.code, place, doubt.message.clone(), &text);
            }
            if !parsed.doubts.is_empty() {
                let cell = self.grid.address(at, column.at);
                draft.notes.push(format!("{}（{cell}）原文：{}", column.label, flat(&text)));
            }
            if matches!(column.role, Role::Words(_)) && !wording::is_ditto(&text) {
                let whole = self.above.texts.entry(field).or_default();
                let between = if whole.is_empty() { "" } else { "\n" };
                whole.extend([between, &text]);
            }
            if is_with(&column.role) {
                // 无 and — say that nobody supports.
                whole.with.extend(parsed.values.into_iter().filter(|it| !wording::is_nothing(it)));
                continue;
            }
            for value in parsed.values {
                if !whole.values.contains(&value) {
                    whole.values.push(value);
                }
            }
            whole.with.extend(parsed.with);
        }
        // In a row that an export wrote, a blank is a blank.
        if whole.values.is_empty() && is_blank && draft.id.is_none() {
            self.blank(at, first, field, has_ticks, draft, &mut whole);
        }
        if whole.values.is_empty() && whole.with.is_empty() {
            self.above.fields.remove(&field);
            return;
        }
        self.above.fields.insert(field, (whole.values.clone(), whole.with.clone()));
        draft.with.extend(whole.with);
        draft.fields.insert(field, whole.values);
    }

    /// Columns that have no field go to the comments.
    fn extras(&mut self, at: usize, draft: &mut Draft) {
        let table = self.table;
        for column in table.columns.iter().filter(|it| it.role.is_beside()) {
            let mut text = self.text(at, column.at);
            if wording::is_ditto(&text)
                && let Some(above) = self.above.extras.get(&column.label)
            {
                text.clone_from(above);
            }
            // 备注 of an export says what 核对程度 does, also where that was left out for signing.
            if text == UNCHECKED && !draft.fields.contains_key(&Field::Review) {
                draft.fields.insert(Field::Review, vec!["reconstructed".to_owned()]);
            }
            let is_said = text == UNCHECKED
                && (draft.fields.contains_key(&Field::Reconstructed)
                    || draft.fields.get(&Field::Review).is_some_and(|it| it[0] == "reconstructed"));
            if !text.trim().is_empty() && !is_said {
                draft.notes.push(format!("{}：{}", column.label, flat(&text)));
            }
            self.above.extras.insert(column.label.clone(), text);
        }
        let hidden: Vec<Aside> = self.grid.hidden(at).cloned().collect();
        for Aside { column, text } in hidden {
            let what = message!(
                "合并单元格下面盖住的内容，不作数，写在注释里",
                "a text under a merged cell, which does not count; it is in a comment"
            );
            self.tell(Weight::Guessed, "hidden-text", (at, column), what, &text);
            let cell = self.grid.address(at, column);
            draft.notes.push(format!("{cell}（合并单元格盖住）：{}", flat(&text)));
        }
        for ((_, column), text) in self.grid.remarks().filter(|it| it.0.0 == at) {
            let cell = self.grid.address(at, column);
            draft.notes.push(format!("{cell} 的批注：{}", flat(text)));
        }
        for ((_, column), text) in self.grid.unseen.texts().filter(|it| it.0.0 == at) {
            let cell = self.grid.address(at, column);
            draft.notes.push(format!("{cell} 的隐藏文字：{}", flat(text)));
        }
        for column in 0..self.grid.width() {
            let is_link = table
                .columns
                .iter()
                .any(|it| it.at == column && it.role == Role::Words(Field::Link));
            for link in self.grid.links(at, column).skip(usize::from(is_link)) {
                let cell = self.grid.address(at, column);
                draft.notes.push(format!("{cell} 的链接：{}", flat(link)));
            }
        }
        // Cells beside the table have no heading; they are kept all the same.
        let known: Vec<usize> = table.columns.iter().map(|it| it.at).collect();
        for column in (0..self.grid.width()).filter(|it| !known.contains(it)) {
            let text = self.grid.text(at, column);
            if !text.trim().is_empty() {
                draft.notes.push(format!("{}：{}", self.grid.address(at, column), flat(text)));
            }
        }
    }
}

/// A text on one line, its breaks shown.
fn flat(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    lines.join("⏎").chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// What a table's cells have in common.
fn style(grid: &Grid, table: &Table, context: &Context<'_>) -> Style {
    let mut legend = Legend::default();
    let (mut with_signs, mut cells) = (0_usize, 0_usize);
    for column in &table.columns {
        let Role::Words(field) = column.role else { continue };
        for row in &table.rows {
            let text = grid.text(row.at, column.at);
            if field == Field::Content {
                cells += usize::from(!text.is_empty());
                with_signs += usize::from(split::has_signs(text));
            } else if let Some(boxed) =
                context.lexicon(field).and_then(|it| boxes::parse(&words::simplified(text).0, it))
            {
                legend.add(&boxed);
            }
        }
    }
    let is_export = table.columns.iter().any(|it| it.role == Role::Id);
    let has_signs = with_signs * 8 > cells;
    let habit = if has_signs { Habit::Signs } else { Habit::Commas };
    let habit = if is_export { Habit::Exact } else { habit };
    Style { legend, habit, is_export }
}

fn circles(grid: &Grid, table: &Table) -> Circles {
    let columns = table.columns.iter().filter(|it| matches!(it.role, Role::Tick(..)));
    Circles::of(columns.flat_map(|it| table.rows.iter().map(|row| grid.shown(row.at, it.at))))
}
