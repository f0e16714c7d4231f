//! The tables in a grid: header, columns, rows; and what stands between them.
pub mod domain;
pub mod header;
pub mod own;
pub mod role;
mod row;

use crate::{
    import::{
        cells::words,
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
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Texts between the rows that are none: notes, page numbers, sums.
    pub notes: Vec<(usize, String)>,
    /// Whether it goes on from the table before it and has no header of its own.
    pub goes_on: bool,
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

/// Finds the tables of a grid. `before` is the last table of the grid before it: a document's table
/// may go on behind a page break without its headings.
#[must_use]
pub fn find(grid: &Grid, before: Option<&Table>, registries: &Registries) -> Vec<Table> {
    let vocabulary = &registries.vocabulary;
    let mut tables = Vec::new();
    let Some(first) = header::find(grid, 0, vocabulary) else {
        let goes_on = before.filter(|_| grid.number.is_some()).filter(|it| {
            it.columns.last().is_some_and(|last| last.at + 1 == grid.width()) && grid.width() > 3
        });
        return goes_on.map(|it| continued(grid, it, registries)).into_iter().collect();
    };
    let mut above = grid.above.clone();
    let mut over = texts(grid, 0, first.top);
    above.extend(over.iter().map(|it| it.1.clone()));
    let mut header = first;
    loop {
        let (table, next) = body(grid, &header, std::mem::take(&mut above), registries);
        tables.push(Table { over: std::mem::take(&mut over), ..table });
        let Some(from) = next else { break };
        let Some(following) = header::find(grid, from, vocabulary) else { break };
        over = texts(grid, from, following.top);
        above = over.iter().map(|it| it.1.clone()).collect();
        header = following;
    }
    tables
}

fn continued(grid: &Grid, before: &Table, registries: &Registries) -> Table {
    let header = Header { top: 0, height: 0, columns: before.columns.clone() };
    let (table, _) = body(grid, &header, grid.above.clone(), registries);
    Table { goes_on: true, ..table }
}

/// The texts of some rows, one for each cell, with the row.
fn texts(grid: &Grid, from: usize, to: usize) -> Vec<(usize, String)> {
    let cells = (from..to).flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
    let texts = cells.map(|(row, column)| (row, grid.text(row, column).trim().to_owned()));
    texts.filter(|it| !it.1.is_empty()).collect()
}

/// Reads the rows below a header, up to the next table; says where that begins.
fn body(
    grid: &Grid,
    header: &Header,
    above: Vec<String>,
    registries: &Registries,
) -> (Table, Option<usize>) {
    let mut table = Table {
        above,
        over: Vec::new(),
        columns: header.columns.clone(),
        rows: Vec::new(),
        notes: Vec::new(),
        goes_on: false,
    };
    settle_forms(grid, header, &mut table.columns, registries);
    let mut section = None;
    let mut at = header.top + header.height;
    while at < grid.height() {
        match row::kind(grid, at, &table.columns, registries) {
            Kind::Blank => {}
            Kind::Header(again) if again.columns == header.columns => {
                at += again.height;
                continue;
            }
            Kind::Header(_) | Kind::Title => return (table, Some(at)),
            Kind::Note(text) => table.notes.push((at, text)),
            Kind::Section(text) => {
                // Where a column has the categories, a heading between the rows is only told.
                if table.columns.iter().any(|it| it.role == Role::Item(1)) {
                    table.notes.push((at, text));
                } else {
                    section = Some(text);
                }
            }
            Kind::Data => table.rows.push(Row { at, section: section.clone() }),
        }
        at += 1;
    }
    (table, None)
}

/// 公开形式 and 公开方式 may hold methods or channels; the first rows tell.
fn settle_forms(grid: &Grid, header: &Header, columns: &mut [Column], registries: &Registries) {
    let has = |columns: &[Column], field: Field| {
        columns.iter().any(|it| match &it.role {
            Role::Words(own) | Role::Tick(own, _) => *own == field,
            _ => false,
        })
    };
    let from = header.top + header.height;
    for at in 0..columns.len() {
        if columns[at].role != Role::Form {
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
        let field = if channels > methods && !has(columns, Field::Channel) {
            Field::Channel
        } else {
            Field::Method
        };
        let is_taken = has(columns, field);
        columns[at].role = if is_taken { Role::Extra } else { Role::Words(field) };
    }
}
