//! The tables in a grid: header, columns, rows; and what stands between them.
pub mod domain;
pub mod header;
mod labels;
pub mod own;
mod path;
pub mod role;
pub(crate) mod row;

use crate::{
    import::{
        cells::{levels, ticks, words},
        grid::Grid,
        table::{
            header::{Column, Header},
            role::Role,
            row::Kind,
        },
    },
    model::{field::Field, registry::Registries},
};

/// One table of a grid.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The texts above it, the nearest last.
    pub above: Vec<String>,
    /// Those of them that stand in its grid, with their rows.
    pub over: Vec<(usize, String)>,
    /// Where its headings begin.
    pub top: usize,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What the rows of its header say of each column, folded.
    pub headings: Vec<Vec<String>>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Texts between the rows that are none: notes, page numbers, sums.
    pub notes: Vec<(usize, String)>,
    /// Texts between the rows that may belong to an entry, but nobody knows to which.
    pub torn: Vec<(usize, String)>,
    /// Whether it has no header and goes on from the sheet or the table before.
    pub is_headless: bool,
    /// The heading between the rows that its end stands under.
    section: Option<String>,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it is in the grid.
    pub at: usize,
    /// The heading between the rows that it stands under.
    pub section: Option<String>,
}

/// A grid as its parts, where two tables stand beside each other: what is beside the first begins with
/// the same heading and has the headings of a table.
#[must_use]
pub fn beside(grid: &Grid, registries: &Registries) -> Option<(Grid, Grid)> {
    let header = header::find(grid, 0, &registries.vocabulary)?;
    let first = header.columns.first()?;
    let mut again = header.columns.iter().skip(3).filter(|it| it.label == first.label);
    again.find_map(|it| {
        let parts = (grid.only(0..it.at), grid.only(it.at..grid.width()));
        let is_table = |part: &Grid| header::at(part, header.top, &registries.vocabulary).is_some();
        (is_table(&parts.0) && is_table(&parts.1)).then_some(parts)
    })
}

/// Finds the tables of a grid. `before` is the last table of the grid before it, which may go on behind a
/// page break or on a second sheet without its headings.
#[must_use]
pub fn find(grid: &Grid, before: Option<&Table>, registries: &Registries) -> Vec<Table> {
    let vocabulary = &registries.vocabulary;
    let mut tables = Vec::new();
    let first = header::find(grid, 0, vocabulary);
    let mut above = grid.above.clone();
    let mut over = Vec::new();
    let mut is_headless = true;
    let mut header = match (before.filter(|it| goes_on(grid, it, first.as_ref())), first) {
        (Some(before), _) => before.header(),
        (None, Some(first)) => {
            is_headless = false;
            over = texts(grid, 0, first.top);
            above.extend(over.iter().map(|it| it.1.clone()));
            first
        }
        (None, None) => return tables,
    };
    let mut section = before.and_then(|it| it.section.clone()).filter(|_| header.height == 0);
    loop {
        let own = std::mem::take(&mut above);
        let (table, next) = body(grid, &header, own, section.take(), registries);
        section.clone_from(&table.section);
        let whole = Table { over: std::mem::take(&mut over), is_headless, ..table };
        is_headless = false;
        let own = Header { top: next.unwrap_or(0) + 1, ..whole.header() };
        tables.extend(domain::apart(whole, grid, &registries.domains));
        let Some(from) = next else { break };
        // Where no headings follow, it is the title of a domain over rows under the same header.
        let end = (from..grid.height()).find(|it| is_filled(grid, *it)).unwrap_or(from);
        let following = (from..=end).find_map(|it| header::at(grid, it, vocabulary));
        header = following.unwrap_or(own);
        over = texts(grid, from, header.top);
        above = over.iter().map(|it| it.1.clone()).collect();
        section = section.filter(|_| above.is_empty());
    }
    tables
}

/// Whether a row is filled like headings or data.
fn is_filled(grid: &Grid, row: usize) -> bool {
    (0..grid.width()).filter(|it| !grid.text(row, *it).is_empty()).count() > 2
}

/// Whether a table goes on from the one before it: it is as wide, and has no header, or in a document rows
/// before it. Its last columns may be blank: 备注 often is.
fn goes_on(grid: &Grid, before: &Table, header: Option<&Header>) -> bool {
    let width = grid.width();
    let is_as_wide = before.columns.last().is_some_and(|last| {
        let wide = last.at + 1;
        wide == width || (width < wide && wide <= grid.room.max(width + 1))
    });
    let has_rows = |to: usize| (0..to).any(|it| is_filled(grid, it));
    let begins = header.is_none_or(|it| has_rows(it.top));
    let is_sheet = header.is_none() && width > 5 && has_rows(3);
    width > 3 && is_as_wide && begins && (grid.number.is_some() || is_sheet)
}

impl Table {
    /// The main fields of an entry that no column is of.
    #[must_use]
    pub fn lacks(&self) -> Vec<Field> {
        let main = [
            Field::Content,
            Field::Basis,
            Field::Deadline,
            Field::Owner,
            Field::Channel,
            Field::Audience,
            Field::Method,
        ];
        let is_of = |field: Field| {
            self.columns.iter().any(|it| match &it.role {
                Role::Words(own) | Role::Tick(own, _) => *own == field,
                _ => false,
            })
        };
        // Where the only names are called categories, the names may be what is not known.
        let mut items = self.columns.iter().filter(|it| matches!(it.role, Role::Item(_)));
        let is_group = |it: &Column| role::of_label(&it.label) == Some(Role::Item(1));
        let is_nameless = items.next().is_some_and(is_group) && items.next().is_none();
        let name = is_nameless.then_some(Field::Name);
        name.into_iter().chain(main.into_iter().filter(|it| !is_of(*it))).collect()
    }

    /// The columns whose headings nobody knows.
    pub fn unknown(&self) -> impl Iterator<Item = &Column> {
        let is_unknown =
            |it: &&Column| it.role == Role::Extra && role::of_label(&it.label).is_none();
        self.columns.iter().filter(is_unknown)
    }

    /// Its header, for rows that go on elsewhere.
    fn header(&self) -> Header {
        let (columns, headings) = (self.columns.clone(), self.headings.clone());
        Header { top: 0, height: 0, columns, headings }
    }
}

/// The texts of some rows, one for each cell, with the row.
fn texts(grid: &Grid, from: usize, to: usize) -> Vec<(usize, String)> {
    let cells = (from..to).flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
    let texts = cells.map(|(row, column)| (row, grid.text(row, column).trim().to_owned()));
    texts.filter(|it| !it.1.is_empty()).collect()
}

/// Reads the rows below a header, up to the next table; says where that begins. `section` is the heading
/// that the first row stands under.
fn body(
    grid: &Grid,
    header: &Header,
    above: Vec<String>,
    section: Option<String>,
    registries: &Registries,
) -> (Table, Option<usize>) {
    let (columns, headings) = (header.columns.clone(), header.headings.clone());
    let top = header.top;
    let mut table = Table { above, top, columns, headings, section, ..Table::default() };
    settle_forms(grid, header, &mut table.columns, registries);
    settle_levels(grid, header, &mut table.columns, registries);
    domain::settle(grid, header, &mut table.columns, &registries.domains);
    let category = table.columns.iter().find(|it| it.role == Role::Item(1)).map(|it| it.at);
    // A heading stands over the rows below it unless they say their category themselves.
    let mut heading: Option<(usize, String)> = None;
    let mut next = None;
    let mut at = header.top + header.height;
    let (_, end) = row::span(&table, grid);
    while at < grid.height() {
        let kind = row::kind(grid, at, &table, registries);
        if matches!(kind, Kind::Blank | Kind::Section(_) | Kind::Note(_) | Kind::Torn(_)) {
            let beside = (end..grid.width()).map(|it| grid.text(at, it).trim());
            let texts = beside.filter(|it| !it.is_empty() && !is_in(&kind, it));
            table.notes.extend(texts.map(|it| (at, it.to_owned())));
        }
        match kind {
            Kind::Blank => {}
            Kind::Header(again) if is_same(&again, header) => {
                at += again.height;
                continue;
            }
            Kind::Header(_) | Kind::Title => {
                next = Some(at);
                break;
            }
            Kind::Note(text) => table.notes.push((at, text)),
            Kind::Torn(text) => table.torn.push((at, text)),
            Kind::Section(text) => table.notes.extend(heading.replace((at, text))),
            Kind::Data => {
                let is_said = category.is_some_and(|it| !grid.shown(at, it).is_empty());
                match heading.take() {
                    Some(heading) if is_said => table.notes.push(heading),
                    Some((_, text)) => table.section = Some(text),
                    None => {}
                }
                table.rows.push(Row { at, section: table.section.clone() });
            }
        }
        at += 1;
    }
    table.notes.extend(heading);
    // What stands below the last row is no part of one.
    let last = table.rows.last().map_or(0, |it| it.at);
    let (torn, below) = std::mem::take(&mut table.torn).into_iter().partition(|it| it.0 < last);
    table.torn = torn;
    table.notes.extend::<Vec<_>>(below);
    table.notes.sort_by_key(|it| it.0);
    (table, next)
}

/// Whether a note has a text in it already.
fn is_in(kind: &Kind, text: &str) -> bool {
    matches!(kind, Kind::Note(note) if note.contains(text))
}

/// Whether two headers say the same, each over the same columns. What the rows below tell of a column may
/// differ.
fn is_same(a: &Header, b: &Header) -> bool {
    let said = |it: &Header| -> Vec<(usize, String)> {
        it.columns.iter().map(|it| (it.at, it.label.clone())).collect()
    };
    said(a) == said(b)
}

/// 县 and 村 alone may be anything; over ticks, beside each other or beside 乡级, they are levels.
fn settle_levels(grid: &Grid, header: &Header, columns: &mut [Column], registries: &Registries) {
    let from = header.top + header.height;
    let is_level = |it: &Column| match it.role {
        Role::Tick(Field::Level, _) => true,
        Role::Extra => {
            let is_named = levels::parse(&it.label, &registries.vocabulary.levels).is_some();
            let texts = (from..grid.height().min(from + 30)).map(|row| grid.shown(row, it.at));
            is_named && ticks::are(texts.filter(|text| *text != it.label))
        }
        _ => false,
    };
    let are: Vec<bool> = columns.iter().map(is_level).collect();
    let places: Vec<usize> = columns.iter().map(|it| it.at).collect();
    let adjoin = |a: usize, b: usize| {
        are.get(a) == Some(&true) && are.get(b) == Some(&true) && places[a] + 1 == places[b]
    };
    for (at, column) in columns.iter_mut().enumerate().filter(|it| it.1.role == Role::Extra) {
        if adjoin(at, at + 1) || at.checked_sub(1).is_some_and(|before| adjoin(before, at)) {
            column.role = Role::Tick(Field::Level, column.label.clone());
        }
    }
}

/// 公开形式 and 公开方式 may hold methods or channels, and 公开类别 categories or methods; the first rows
/// tell.
fn settle_forms(grid: &Grid, header: &Header, columns: &mut [Column], registries: &Registries) {
    let has = |columns: &[Column], field: Field| {
        columns.iter().any(|it| match &it.role {
            Role::Words(own) | Role::Tick(own, _) => *own == field,
            _ => false,
        })
    };
    let from = header.top + header.height;
    for at in 0..columns.len() {
        let is_group = columns[at].role == Role::Item(0);
        if columns[at].role != Role::Form && !is_group {
            continue;
        }
        let mut methods = 0;
        let mut channels = 0;
        for row in from..grid.height().min(from + 30) {
            let text = words::simplified(grid.shown(row, columns[at].at)).0;
            let is_method = text.contains("主动") || text.contains("申请");
            methods += usize::from(is_method);
            let names = registries.vocabulary.channels.list().iter();
            channels += usize::from(!is_method && names.take(13).any(|it| text.contains(&it.term)));
        }
        if is_group && methods == 0 {
            // What stands behind the names only says more of them.
            let is_behind = columns[..at].iter().any(|it| it.role == Role::Item(2));
            columns[at].role = if is_behind { Role::Extra } else { Role::Item(0) };
            continue;
        }
        let field = if channels > methods && !has(columns, Field::Channel) {
            Field::Channel
        } else {
            Field::Method
        };
        let is_taken = has(columns, field);
        columns[at].role = if is_taken { Role::Extra } else { Role::Words(field) };
    }
}
