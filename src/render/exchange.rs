//! What the official form has no column for, as columns at its right, so that a table that went out can
//! come back in. `docs/daily.zh-CN.md` says what they hold.
//!
//! Which fields need 精确值 is not reasoned out: the table is read as `govcat import` reads it, with
//! the line breaks of Excel and Word and without those of CSV, and what comes out otherwise is written
//! there.
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

use crate::{
    import::{
        cells::{
            Context, Draft,
            row::{self, Above},
        },
        grid::{Grid, Rows, TooLarge},
        table::{self, own},
    },
    model::{
        Text,
        choice::{Choice, Meaning, Review},
        field::Field,
        registry::Registries,
        vocabulary::Terms,
    },
    render::{
        cells,
        official::{Cell, Column, Form},
        sheet::Sheet,
    },
    resolve::{owner::ResolvedOwner, view::EntryView},
};

/// The headings, in order, with their widths in columns of digits. The first is always there, the
/// others where an entry has something to say.
const COLUMNS: [(&str, u16); 10] = [
    (own::ID, 12),
    (own::WAS, 12),
    (own::STAGE, 8),
    (own::LINK, 20),
    (own::EXPLAINS, 20),
    (own::COVERS, 14),
    (own::DISCLOSED_BY, 14),
    (own::REVIEW, 13),
    (own::RECONSTRUCTED, 16),
    (own::EXACT, 24),
];
/// The last of them.
const EXACT: usize = COLUMNS.len() - 1;

/// The values of a field, and 配合单位.
type Values = (Vec<String>, Vec<String>);

/// Adds the columns to the form of a whole table, and the line that says which catalog it is.
pub fn complete(form: &mut Form, sheet: &Sheet<'_, '_, '_>) {
    let domain = sheet.domain().map(|it| it.name.as_str());
    form.notes.insert(0, own::line(sheet.table().kind, domain));
    let mut cells: Vec<[String; COLUMNS.len()]> = sheet.entries.iter().map(cells).collect();
    let first = form.columns.len();
    add(form, &cells, 0..EXACT);
    let registries = &sheet.edition.resolution.registries;
    let exact = exact(form, sheet, registries);
    for (cells, exact) in cells.iter_mut().zip(exact) {
        cells[EXACT] = exact;
    }
    add(form, &cells, EXACT..COLUMNS.len());
    debug_assert_eq!(form.columns[first].heading, own::ID);
}

fn add(form: &mut Form, rows: &[[String; COLUMNS.len()]], columns: std::ops::Range<usize>) {
    for at in columns {
        if at > 0 && rows.iter().all(|it| it[at].is_empty()) {
            continue;
        }
        let (heading, width) = COLUMNS[at];
        form.columns.push(Column {
            group: None,
            heading: heading.to_owned(),
            width,
            joint: own::BETWEEN,
            is_centred: false,
        });
        for (row, cells) in form.rows.iter_mut().zip(rows) {
            row.push(Cell::Text(cells[at].clone()));
        }
    }
}

fn cells(view: &EntryView<'_, '_>) -> [String; COLUMNS.len()] {
    let vocabulary = &view.resolution.registries.vocabulary;
    [
        view.id().to_owned(),
        cells::join_texts(&view.top().was, own::BETWEEN),
        cells::join_choices(view.stage(), &vocabulary.stages, own::BETWEEN),
        view.link().map(|it| it.value.to_string()).unwrap_or_default(),
        cells::join_texts(view.explains(), own::BETWEEN),
        cells::join_texts(view.covers(), own::BETWEEN),
        cells::join_texts(view.disclosed_by(), own::BETWEEN),
        view.stated_review().map_or("", Review::name).to_owned(),
        view.reconstructed().map(Field::name).collect::<Vec<_>>().join(own::BETWEEN),
        String::new(),
    ]
}

/// For every entry the fields whose cells would be read in another way, as JSON under the keys of a
/// catalog file; nothing where every cell is plain.
fn exact(form: &Form, sheet: &Sheet<'_, '_, '_>, registries: &Registries) -> Vec<String> {
    let context = Context::new(registries, FxHashSet::default());
    let layouts = [as_laid_out(form), as_lines(form)];
    let read = layouts.map(|it| it.map(|grid| drafts(&grid, &context)).unwrap_or_default());
    let entries = sheet.entries.iter().enumerate();
    entries
        .map(|(at, view)| {
            let mut fields = Map::new();
            for field in Field::ALL {
                let want = values(view, field);
                let is_read = |drafts: &Vec<Draft>| {
                    drafts.len() == sheet.entries.len() && is_same(field, &want, &drafts[at])
                };
                // Other readers than ours take every ； for a division, in brackets too.
                let is_list = matches!(field, Field::Content | Field::Basis | Field::Owner);
                let divides = is_list && want.0.iter().any(|it| it.contains(['；', '\n']));
                if divides || !read.iter().all(is_read) {
                    fields.insert(field.name().to_owned(), written(field, want));
                }
            }
            if fields.is_empty() { String::new() } else { Value::Object(fields).to_string() }
        })
        .collect()
}

fn drafts(grid: &Grid, context: &Context<'_>) -> Vec<Draft> {
    let tables = table::find(grid, None, context.registries);
    let mut drafts = Vec::new();
    for table in &tables {
        let (above, findings) = (&mut Above::default(), &mut Vec::new());
        row::read("", grid, table, context, above, &mut drafts, findings);
    }
    drafts
}

/// The form with its merged cells and its line breaks.
fn as_laid_out(form: &Form) -> Result<Grid, TooLarge> {
    let mut rows = Rows::default();
    rows.row();
    for group in form.columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let width = u32::try_from(group.len()).unwrap_or(u32::MAX);
        match group[0].group {
            Some(heading) => rows.cell(heading, width, 1)?,
            None => rows.cell(&group[0].heading, 1, 2)?,
        };
    }
    rows.row();
    for column in form.columns.iter().filter(|it| it.group.is_some()) {
        rows.cell(&column.heading, 1, 1)?;
    }
    for row in &form.rows {
        rows.row();
        for cell in row {
            let height = match cell {
                Cell::Covered => continue,
                Cell::Merged(_, rows) => u32::try_from(*rows).unwrap_or(u32::MAX),
                _ => 1,
            };
            rows.cell(&cell.text(), 1, height)?;
        }
    }
    Ok(rows.finish())
}

/// The form as a CSV file has it.
fn as_lines(form: &Form) -> Result<Grid, TooLarge> {
    let table = form.table();
    let mut rows = Rows::default();
    rows.row();
    for heading in &table.headings {
        rows.cell(heading, 1, 1)?;
    }
    for row in &table.rows {
        rows.row();
        for cell in row {
            rows.cell(cell, 1, 1)?;
        }
    }
    Ok(rows.finish())
}

/// What an entry says of a field, in standard terms.
fn values(view: &EntryView<'_, '_>, field: Field) -> Values {
    let words = &view.resolution.registries.vocabulary;
    let texts = |texts: &[Text<'_>]| texts.iter().map(|it| it.value.to_string()).collect();
    let one = |text: Option<&Text<'_>>| text.map(|it| it.value.to_string()).into_iter().collect();
    let values = match field {
        Field::Category => texts(view.category()),
        Field::Name => one(view.name()),
        Field::Content => texts(view.content()),
        Field::Basis => texts(view.basis()),
        Field::Deadline => one(view.deadline()),
        Field::Owner => {
            let names = |all: &[ResolvedOwner<'_, '_>]| -> Vec<String> {
                all.iter().map(|it| it.name.to_string()).collect()
            };
            let owner = view.owner();
            return (names(&owner.lead), names(&owner.with));
        }
        Field::Method => standard(view.method(), &words.methods),
        Field::Channel => standard(view.channel(), &words.channels),
        Field::Audience => standard(view.audience(), &words.audiences),
        Field::Level => standard(view.level(), &words.levels),
        Field::Stage => standard(view.stage(), &words.stages),
        Field::Link => one(view.link()),
        Field::Reason => {
            view.reason().map(|it| it.standard(&words.reasons).into_owned()).into_iter().collect()
        }
        Field::Explains => texts(view.explains()),
        Field::Covers => texts(view.covers()),
        Field::DisclosedBy => texts(view.disclosed_by()),
        Field::Review => view.stated_review().map(|it| it.name().to_owned()).into_iter().collect(),
        Field::Reconstructed => view.reconstructed().map(|it| it.name().to_owned()).collect(),
    };
    (values, Vec::new())
}

fn standard<T: Meaning>(choices: &[Choice<'_, T>], terms: &Terms) -> Vec<String> {
    choices.iter().map(|it| it.standard(terms).into_owned()).collect()
}

/// Whether a row was read as the entry says. What is chosen from a list has no order.
fn is_same(field: Field, (lead, with): &Values, draft: &Draft) -> bool {
    let read = draft.fields.get(&field).map_or(&[][..], Vec::as_slice);
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    match field {
        Field::Method | Field::Channel | Field::Audience | Field::Level | Field::Stage => {
            sorted(lead) == sorted(read)
        }
        Field::Owner => lead == read && *with == draft.with,
        _ => lead == read,
    }
}

fn written(field: Field, (mut lead, with): Values) -> Value {
    let is_one = matches!(
        field,
        Field::Name | Field::Deadline | Field::Link | Field::Reason | Field::Review
    );
    match (lead.len(), with.is_empty()) {
        (_, false) => json!({ "lead": lead, "with": with }),
        (0, true) => Value::Null,
        (1, true) if is_one => lead.remove(0).into(),
        _ => lead.into(),
    }
}
